use callback_runtime::callback;

#[callback(err = errno(-1, -2))]
fn f() -> Result<i32, i32> {
    Ok(1)
}

#[callback(err = errno())]
fn g() -> Result<i32, i32> {
    Ok(1)
}

fn main() {}
