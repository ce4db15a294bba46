use callback_runtime::callback;

#[callback(err = errno)]
fn f() -> Result<i32, i32> {
    Ok(1)
}

fn main() {}
