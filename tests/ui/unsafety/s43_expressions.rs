use std::ffi::{c_int, c_void};

use callback_runtime::callback;

unsafe fn vouch<T>(value: T) -> T {
    value
}

const unsafe fn number() -> c_int {
    0
}

#[callback(fail = number())]
fn fail(n: c_int) -> c_int {
    n
}

#[callback(ok = number(), err = number())]
fn results(n: c_int) -> Result<(), c_int> {
    Err(n)
}

#[callback(fail = 0)]
fn len(#[len(*n)] data: &[u8], n: *const usize) -> usize {
    data.len()
}

#[callback(fail = 0)]
fn product(#[len(vouch(2) * n)] data: &[u8], n: usize) -> usize {
    data.len()
}

#[callback]
fn found(handle: *mut *mut c_void, #[context(from = *handle)] state: &mut u8) {
    *state = 1;
}

#[callback(err = 1, on_fail = |_| vouch(n))]
fn on_fail(n: c_int) -> Result<c_int, c_int> {
    Err(n)
}

#[callback(leave = vouch(n))]
fn leave(n: c_int) -> c_int {
    n
}

// Declared `unsafe` to call, which says nothing of its expressions.
#[callback(leave = vouch(n))]
unsafe fn leave_of_unsafe(n: c_int, #[context] _state: &u8) -> c_int {
    n
}

#[repr(C)]
struct Ops {
    size: c_int,
    put: Option<unsafe extern "C" fn(*mut c_void, c_int) -> c_int>,
}

struct Sink;

#[callback(table = Ops, fields(size = number()), rest = vouched(), fail = 0)]
impl Sink {
    fn put(&self, n: c_int) -> c_int {
        n
    }
}

const unsafe fn vouched() -> Ops {
    Ops { size: 0, put: None }
}

struct Reader;

#[callback(fail = 0, context(from = *handle))]
impl Reader {
    fn read(&self, handle: *mut *mut c_void) -> c_int {
        1
    }
}

#[callback]
unsafe extern "C" {
    safe fn subscribe(
        #[callback(retained, unregister = vouch(()))] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    unsafe fn subscribe_unsafe(
        #[callback(retained, unregister = vouch(()))] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );

    #[callback(fails = number())]
    safe fn fails() -> c_int;

    safe fn each(#[callback(fail = number())] f: fn(#[len(*n)] data: &[u8], n: *const usize, #[context] _: _) -> c_int, #[context(f)] _: *mut c_void);
}

fn main() {}
