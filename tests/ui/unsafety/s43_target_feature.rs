use callback_runtime::arg::Out;
use callback_runtime::callback;

// Safe code that is not known to run where the feature is cannot call these.
#[callback(fail = 0)]
#[target_feature(enable = "avx2")]
fn function(n: i32) -> i32 {
    n
}

#[cfg_attr(all(), target_feature(enable = "avx2"))]
#[callback(ok = 0, err = -1)]
fn with_a_place(#[context] n: &mut i32, out: Out<'_, i32>) -> Result<(), i32> {
    let _ = out;
    Err(*n)
}

struct Sum(i32);

#[callback(fail = 0)]
impl Sum {
    #[target_feature(enable = "avx2")]
    fn method(&mut self, n: i32) -> i32 {
        self.0 += n;
        self.0
    }
}

#[target_feature(enable = "avx2")]
fn doubled(n: usize) -> usize {
    n * 2
}

#[callback(fail = 0)]
fn length(#[len(doubled(n))] _data: &[u8], n: usize) -> i32 {
    1
}

#[callback(err = 1, on_fail = note(n))]
fn on_fail(n: i32) -> Result<i32, i32> {
    Ok(n)
}

#[target_feature(enable = "avx2")]
fn note(_: i32) {}

#[callback(err = code, fail = 0)]
fn error(n: i32) -> Result<i32, i32> {
    Ok(n)
}

#[target_feature(enable = "avx2")]
fn code(n: &i32) -> i32 {
    *n
}

// The user's word.
#[callback(fail = 0)]
#[target_feature(enable = "avx2")]
unsafe fn vouched(n: i32) -> i32 {
    n
}

fn main() {}
