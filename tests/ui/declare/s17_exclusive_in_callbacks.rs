//! A handle that C passes to a callback as `&mut` is no shared argument of the same function: the closure may hold that one.

use std::ffi::{c_int, c_void};

use callback_runtime::callback;
use callback_runtime::foreign::CBox;

mod other {
    #[callback_runtime::callback]
    unsafe extern "C" {
        pub type Foreign<'a>;
    }
}

use other::Foreign;

#[callback]
unsafe extern "C" {
    type Interp;

    unsafe fn interp_free(interp: *mut Interp);
    #[callback(free = interp_free)]
    safe fn interp_new() -> CBox<Interp>;

    safe fn during(interp: &Interp, f: fn(#[context] _: _, interp: &mut Interp), #[context(f)] _: *mut c_void);
    safe fn kept(
        interp: &Interp,
        #[callback(retained, until = interp)] f: fn(#[context] _: _, interp: &mut Interp),
        #[context(f)] _: *mut c_void,
    );
    safe fn optional(
        interp: Option<&Interp>,
        f: Option<fn(#[context] _: _, interp: Option<&mut Interp>)>,
        #[context(f)] _: *mut c_void,
    );
    safe fn second(
        a: &mut Interp,
        b: &Interp,
        f: fn(#[context] _: _, interp: &mut Interp),
        #[context(f)] _: *mut c_void,
    );
    safe fn alias(interp: &Alias, f: fn(#[context] _: _, interp: &mut Interp), #[context(f)] _: *mut c_void);
    safe fn of_another_block(
        foreign: &Foreign<'_>,
        f: fn(#[context] _: _, foreign: &mut Foreign<'_>),
        #[context(f)] _: *mut c_void,
    );
    safe fn with_a_body(interp: &Interp, f: fn(#[context] _: _, interp: &mut Interp)) {
        let _ = (f.shim::<unsafe extern "C" fn(*mut c_void, *mut c_void)>(), interp);
    }
    safe fn elements(
        f: fn(#[context] _: _, n: usize, #[len(n)] interps: &mut [Interp]),
        #[context(f)] _: *mut c_void,
    );
    safe fn shared_elements(
        f: fn(#[context] _: _, n: usize, #[len(n)] interps: &[Alias]),
        #[context(f)] _: *mut c_void,
    );

    // These are no handles.
    safe fn numbers(number: &c_int, f: fn(#[context] _: _, number: &mut c_int), #[context(f)] _: *mut c_void);
    safe fn exclusive(a: &mut Interp, f: fn(#[context] _: _, a: &mut Interp), #[context(f)] _: *mut c_void);
    safe fn both_shared(a: &Interp, f: fn(#[context] _: _, a: &Interp), #[context(f)] _: *mut c_void);
}

type Alias = Interp;

fn main() {}
