use callback_runtime::callback;
use std::ffi::{CStr, c_int, c_void};
use std::ops::ControlFlow;

#[callback]
extern "C" {}

#[callback(lazzy = "libfoo.so")]
unsafe extern "C" {}

#[callback(crate = callback_runtime, crate = callback_runtime)]
unsafe extern "C" {}

#[callback]
unsafe extern "C" {
    safe fn no_context(f: fn(#[context] _: _));
    safe fn no_callback(f: fn(value: c_int), #[context(f)] _: *mut c_void, #[context(g)] _: *mut c_void);
    safe fn twice(f: fn(#[context] _: _), #[context(f)] _: *mut c_void, #[context(f)] _: *mut c_void);
    safe fn nameless(_: c_int);
    safe fn uncounted(numbers: &[c_int]);
    safe fn no_slice(#[len(numbers)] n: usize);
    safe fn counted(#[len(n)] numbers: &[c_int], n: usize);
    safe fn fixed(#[len(256)] message: Option<&mut [u8]>);
    safe fn no_fail(f: fn(value: c_int) -> c_int);
    safe fn unwritten(f: fn(value: _));
    safe fn once_shared(#[callback(once, shared)] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);
    safe fn once_of_two(
        #[callback(once)] f: fn(#[context] _: _),
        g: fn(#[context] _: _),
        #[context(f, g)] _: *mut c_void,
    );
    safe fn unkept(
        #[callback(unregister = ())] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    );
    safe fn destroyed_twice(
        #[callback(retained)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(#[context] _: *mut c_void, #[context] _: *mut c_void)>,
    );
    safe fn lent(
        #[callback(continue = 0, break = 1)] f: fn(text: &CStr, #[context] _: _) -> ControlFlow<&CStr>,
        #[context(f)] _: *mut c_void,
    ) -> c_int;
    safe fn pool(f: fn(#[context(pool = 2)] _: _));
    safe fn not_a_function(#[callback] f: c_int);
    safe fn word_with_value(#[callback(once = 1)] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);
    safe fn word_twice(#[callback(once, once)] f: fn(#[context] _: _), #[context(f)] _: *mut c_void);
    safe fn unregister_twice(
        #[callback(retained, unregister = (), unregister = ())] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );
    safe fn always_twice(#[out(free = libc::free, always, always)] text: Option<CBox<CStr>>) -> c_int;
    safe fn receiver(&self);
    safe fn two_attributes(#[len(b)] #[context(b)] a: usize, b: c_int);

    #[callback(errno = -1)]
    safe fn nothing();
    #[callback(error = c_int)]
    safe fn when() -> c_int;
    #[callback(free = free)]
    safe fn what();
    #[callback(frees = free)]
    safe fn unknown() -> c_int;
    #[callback(errno = -1, fails = null)]
    safe fn both() -> c_int;
    safe fn always(#[out(always)] value: c_int);
    safe fn late(#[out(never)] value: c_int);
    safe fn wrong_break(
        #[callback(break = 1)] f: fn(#[context] _: _) -> ControlFlow<()>,
        #[context(f)] _: *mut c_void,
    );
    safe fn wrong_fail(#[callback(fail)] f: fn(value: c_int) -> c_int);
    ctype!();
}

fn main() {
    // The parameters are there all the same.
    counted(&[], 0);
    fixed(None);
}
