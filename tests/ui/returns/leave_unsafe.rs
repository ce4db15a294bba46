use callback_runtime::callback;

unsafe extern "C" {
    fn raise_error(code: i32) -> !;
}

// It stands in safe code, as `fail` does.
#[callback(leave = raise_error(n))]
fn f(n: i32) -> i32 {
    n
}

fn main() {}
