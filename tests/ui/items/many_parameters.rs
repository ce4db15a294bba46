use callback_runtime::callback;

#[callback]
fn f(
    _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8,
    _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8,
    _last: u8,
) {}

fn main() {}
