use callback_runtime::callback;

#[callback(fail)]
fn one() -> i32 {
    1
}

#[callback(fail 1)]
fn two() -> i32 {
    2
}

#[callback(fail = )]
fn three() -> i32 {
    3
}

fn main() {}
