use callback_runtime::{Callback, callback};

#[callback]
fn f(x: i32, #[context] sum: &mut i32) {
    *sum += x;
}

fn main() {
    let mut sum = 0;
    f::scope(&mut sum, |cb| {
        let _: unsafe extern "C" fn(i32) = cb.shim();
    })
    .unwrap();
}
