use callback_runtime::callback;
use std::convert::Infallible;

#[callback]
fn no_abi() -> ! {
    std::process::abort()
}

#[callback]
extern "system" fn another_abi() -> ! {
    std::process::abort()
}

#[callback(returns = !)]
fn with_an_error() -> Result<Infallible, i32> {
    Err(1)
}

#[callback(returns = !)]
extern "C-unwind" fn comes_back() {}

#[callback(returns = !, err = -1, fail = 0)]
extern "C-unwind" fn something_is_said() -> Result<Infallible, i32> {
    Err(1)
}

#[callback(returns = !)]
extern "C-unwind" fn has_an_answer(n: i32) -> Result<i32, i32> {
    Ok(n)
}

#[callback(returns = !, ok = 0)]
extern "C-unwind" fn has_a_good_end() -> Result<Infallible, i32> {
    Err(1)
}

fn main() {}
