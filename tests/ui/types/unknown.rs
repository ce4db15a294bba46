use callback_runtime::callback;

#[callback]
fn f(x: Missing) {}

#[callback(fail = 0)]
fn g() -> Missing {
    0
}

fn main() {}
