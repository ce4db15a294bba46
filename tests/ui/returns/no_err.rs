use callback_runtime::callback;

#[callback]
fn f() -> Result<i32, ()> {
    Ok(1)
}

#[callback]
fn g() -> Result<(), ()> {
    Ok(())
}

#[callback(fail = 0)]
fn h() -> std::io::Result<i32> {
    Ok(1)
}

type Alias = Result<(), i32>;

#[callback(ok = 0)]
fn alias() -> Alias {
    Ok(())
}

fn main() {}
