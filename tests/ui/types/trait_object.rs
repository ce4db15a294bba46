use callback_runtime::callback;

#[callback]
fn parameter(_x: dyn Fn()) {}

#[callback(fail = 0)]
fn result() -> dyn Fn() {
    loop {}
}

fn main() {}
