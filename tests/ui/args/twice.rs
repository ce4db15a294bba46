use callback_runtime::callback;

#[callback(fail = 0, panic = abort, fail = 1)]
fn f() -> i32 {
    1
}

fn main() {}
