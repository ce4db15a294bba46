use callback_runtime::callback;

#[callback]
fn f() -> ! {
    std::process::abort()
}

fn main() {}
