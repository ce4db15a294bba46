use callback_runtime::callback;

#[callback(leave = 1, fail = 2, err = 3)]
fn said_twice(n: i32) -> Result<i32, ()> {
    Ok(n)
}

#[callback(leave = |error| error)]
fn no_error(n: i32) -> i32 {
    n
}

#[callback(leave = |_error| -1)]
fn something_to_drop(n: i32) -> Result<i32, String> {
    Ok(n)
}

#[callback(leave = "text")]
fn not_the_type(n: i32) -> i32 {
    n
}

#[callback(leave = 1)]
fn comes_back(_n: i32) -> ! {
    std::process::abort()
}

#[callback(leave = 1)]
fn no_ok() -> Result<(), ()> {
    Ok(())
}

fn main() {}
