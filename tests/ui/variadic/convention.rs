use callback_runtime::callback;

#[callback]
unsafe extern "C" fn f(_format: *const u8, _: ...) {}

fn main() {}
