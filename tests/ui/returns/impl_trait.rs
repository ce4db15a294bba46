use callback_runtime::callback;

#[callback(fail = 0)]
fn f() -> impl Copy {
    1
}

#[callback(err = -1)]
fn g() -> Result<impl Copy, ()> {
    Ok(1)
}

fn main() {}
