use callback_runtime::callback;

// Expressions of the attribute stand in safe code.
#[callback(fail = std::mem::zeroed())]
fn in_fail() -> i32 {
    1
}

#[callback(ok = std::mem::zeroed(), err = std::mem::zeroed())]
fn in_err() -> Result<(), ()> {
    Ok(())
}

fn main() {}
