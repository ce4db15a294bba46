//! C has another pointer where the callback has its context.

use callback_runtime::{Callback, callback};
use std::ffi::{c_char, c_int, c_void};
use std::ptr::NonNull;

#[repr(C)]
struct Connection([u8; 0]);

#[callback]
fn first(#[context] seen: &mut u32, _: *const c_int, _: *mut c_void) {
    *seen += 1;
}

#[callback]
fn typed(#[context(as = *const c_char)] seen: &mut u32, _: *const c_int, _: *mut c_void) {
    *seen += 1;
}

#[repr(C)]
struct Ops {
    begin: Option<unsafe extern "C" fn(*mut Connection, *mut c_void)>,
}

struct State(u32);

#[callback(table = Ops)]
impl State {
    fn begin(&mut self, _connection: *mut Connection) {
        self.0 += 1;
    }
}

fn main() {
    first::scope(&mut 0, |cb| {
        let _: unsafe extern "C" fn(*mut Connection, *const c_int, *mut c_void) = cb.shim();
        let _: Option<unsafe extern "C" fn(*const c_int, *const c_int, *mut c_void)> = cb.shim();
        let _: extern "C" fn(&mut Connection, *const c_int, *mut c_void) = unsafe { cb.shim_safe() };
        let _: unsafe extern "C" fn(Option<NonNull<Connection>>, *const c_int, *mut c_void) = cb.shim();
        // These fit.
        let _: unsafe extern "C" fn(*const c_void, *const c_int, *mut c_void) = cb.shim();
        let _: unsafe extern "C" fn(*mut i8, *const c_int, *mut c_void) = cb.shim();
        let _: unsafe extern "C" fn(*mut u8, *const c_int, *mut c_void) = cb.shim();
        let _: unsafe extern "C" fn(Option<NonNull<c_void>>, *const c_int, *mut c_void) = cb.shim();
        let _: unsafe extern "C" fn(&mut c_void, *const c_int, *mut c_void) = cb.shim();
    })
    .unwrap();
    let registration = typed::own(0);
    let _: unsafe extern "C" fn(*mut Connection, *const c_int, *mut c_void) = registration.shim();
    let _: unsafe extern "C" fn(*mut c_void, *const c_int, *mut c_void) = registration.shim();
    let registration = first::own(0);
    let also = registration.also::<first>();
    let _: unsafe extern "C" fn(*mut Connection, *const c_int, *mut c_void) = also.shim();
}
