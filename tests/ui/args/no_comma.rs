use callback_runtime::callback;

#[callback(ok = 0; err = 1)]
fn f() -> Result<(), ()> {
    Ok(())
}

fn main() {}
