//! A callback or NULL needs a pointer that may be NULL, and a flat body an error that holds what a callback left behind.

use std::ffi::{c_int, c_void};

use callback_runtime::table::Filled;
use callback_runtime::{Callback, callback};

#[callback]
fn on_value(_value: c_int, #[context] _sum: &mut c_int) {}

#[callback(ok = 0, err = -1)]
fn fails(_value: c_int, #[context] _sum: &mut c_int) -> Result<(), String> {
    Ok(())
}

#[derive(Debug)]
struct Own;

#[derive(Clone, Copy)]
struct Stored {
    other: Option<extern "C" fn(f64)>,
    number: c_int,
}

type Shim = unsafe extern "C" fn(c_int, *mut c_void);

fn main() {
    let mut sum = 0;
    on_value::scope_or_null(Some(&mut sum), |cb| {
        let _: Shim = cb.shim();
    })
    .unwrap();
    let _ = on_value::try_scope(&mut sum, |_| Err::<(), _>(Own));
    let _ = fails::try_scope(&mut sum, |_| Err::<(), _>(Own));
    on_value::scope(&mut sum, |cb| {
        let mut stored = Filled::new(Stored { other: None, number: 0 });
        stored.put(|stored| &mut stored.other, cb);
        stored.put(|stored| &mut stored.number, cb);
        stored.put(|stored| &mut stored.other, &on_value::shim::<Shim>());
    })
    .unwrap();
}
