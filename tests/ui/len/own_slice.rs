use callback_runtime::callback;

#[callback]
fn f(#[len(x.len())] x: &[u8], _n: usize) {
    let _ = x;
}

fn main() {}
