use callback_runtime::callback;

struct Codes;

impl Codes {
    const NONE: i32 = -1;
}

#[callback(fail = Self::NONE)]
fn in_fail(_x: u8) -> i32 {
    Codes::NONE
}

#[callback(ok = 0, err = Self::NONE)]
fn in_err() -> Result<(), u8> {
    Ok(())
}

#[callback]
fn in_len(n: usize, #[len(n * Self::WIDTH)] _x: &[u8]) {}

#[callback]
fn in_from(p: *mut *mut u8, #[context(from = Self::context(p))] _x: &mut u8) {}

fn main() {}
