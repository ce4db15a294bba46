use callback_runtime::callback;

#[callback(fail = std::ptr::null())]
fn from_argument(x: &u8) -> &u8 {
    x
}

#[callback(fail = std::ptr::null())]
fn from_consumed(#[context] x: Box<u8>, y: &u8) -> Option<&u8> {
    Some(y)
}

#[callback(err = std::ptr::null())]
fn in_result<'a>(x: &'a u8) -> Result<&'a u8, ()> {
    Ok(x)
}

#[callback(err = -1)]
fn in_error<'a>(x: &'a u8) -> Result<i32, &'a u8> {
    Err(x)
}

fn main() {}
