use callback_runtime::callback;

#[callback(err = -1)]
fn f() -> Result<(), ()> {
    Ok(())
}

fn main() {}
