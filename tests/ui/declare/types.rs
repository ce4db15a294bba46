use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use std::ffi::{c_int, c_void};

struct Person(u32);

#[callback]
unsafe extern "C" {
    safe fn by_value(person: Person);
    safe fn counted(n: c_int, #[len(n)] len: usize);
    safe fn generic<T: Copy>(value: T);
    #[callback(fails = negative)]
    safe fn pointer() -> *mut Person;
    #[callback(free = free)]
    safe fn freed() -> *mut Person;
    unsafe fn free(p: *mut c_void);
    safe fn owned() -> CBox<Person>;
    safe fn destroyed(
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(c_int)>,
    );
    safe fn two(
        #[callback(ok = 0, err = 1)] f: fn(#[context] _: _) -> Result<(), String>,
        #[context(f)] _: *mut c_void,
        #[callback(ok = 0, err = 1)] g: fn(#[context] _: _) -> Result<(), u8>,
        #[context(g)] _: *mut c_void,
    );
}

fn main() {}
