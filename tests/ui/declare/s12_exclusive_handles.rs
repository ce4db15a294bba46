//! A handle that C changes is taken by `&mut`: what borrows from it ends with the call, and no closure holds it too.

use std::ffi::{CStr, c_int, c_void};

use callback_runtime::callback;
use callback_runtime::foreign::CBox;

#[callback]
unsafe extern "C" {
    type Interp;
    type Statement<'i>;

    unsafe fn interp_free(interp: *mut Interp);
    unsafe fn statement_free(statement: *mut Statement<'_>);
    #[callback(free = interp_free)]
    safe fn interp_new() -> CBox<Interp>;
    safe fn interp_set(interp: &mut Interp, text: &CStr);
    safe fn interp_result(interp: &Interp) -> &CStr;
    safe fn interp_next(interp: &mut Interp) -> Option<&CStr>;
    #[callback(free = statement_free)]
    safe fn interp_prepare<'i>(interp: &'i Interp) -> CBox<Statement<'i>>;

    safe fn interp_each(
        interp: &mut Interp,
        f: fn(#[context] _: _, interp: &mut Interp),
        #[context(f)] _: *mut c_void,
    );
    safe fn interp_command(
        interp: &mut Interp,
        #[callback(retained, until = interp)] f: fn(#[context] _: _, interp: &mut Interp),
        #[context(f)] _: *mut c_void,
    );
}

#[repr(C)]
struct Point {
    x: c_int,
}

#[callback]
unsafe extern "C" {
    #[callback(free = libc_free)]
    safe fn point_new() -> CBox<Point>;
    unsafe fn libc_free(point: *mut c_void);
}

fn main() {
    let mut interp = interp_new();

    let result = interp_result(&interp);
    interp_set(&mut interp, c"text");
    drop(result);

    let next = interp_next(&mut interp);
    interp_set(&mut interp, c"text");
    drop(next);

    let statement = interp_prepare(&interp);
    interp_set(&mut interp, c"text");
    drop(statement);

    interp_each(&mut interp, |_| drop(interp_result(&interp))).unwrap();

    let mut kept = None;
    interp_each(&mut interp, |interp| kept = Some(interp)).unwrap();


    let mut point = point_new();
    point.x = 1;
    std::mem::swap(&mut *point, &mut *point_new());
}
