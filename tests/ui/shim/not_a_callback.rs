use callback_runtime::Callback;

fn plain(x: i32) -> i32 {
    x
}

struct Plain;

fn register<C: Callback>() {
    let _ = C::NAME;
}

fn main() {
    plain::shim();
    register::<Plain>();
}
