use callback_runtime::callback;

// The bound is missing that says what C passes.
#[callback]
fn f<T>(_x: T) {}

#[callback(fail = 0)]
fn g<T>(_x: &T) -> T {
    loop {}
}

fn main() {}
