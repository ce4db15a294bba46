use callback_runtime::callback;

#[callback(returns = u8, fail = 0)]
fn f() -> *mut u8 {
    std::ptr::null_mut()
}

#[callback(returns = (), fail = 0)]
fn g() -> i32 {
    0
}

#[callback(returns = i32)]
fn h() {}

fn main() {}
