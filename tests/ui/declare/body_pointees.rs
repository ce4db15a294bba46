// Pointers to other numbers than C has, in the callbacks of functions with a body.
use callback_runtime::arg::Out;
use callback_runtime::callback;
use std::ffi::{c_int, c_uint, c_void};

type F = unsafe extern "C" fn(f64, *const f64, *mut f64, *mut c_void) -> c_int;
type Counts = unsafe extern "C" fn(*const c_uint, usize, *mut c_void);

unsafe extern "C" {
    fn step_of(f: Option<F>, user: *mut c_void) -> c_int;
    fn each(f: Counts, user: *mut c_void);
}

#[callback]
unsafe extern "C" {
    safe fn step(
        #[callback(fail = -1)] f: fn(t: f64, y: &[f32; 1], slope: &mut [f64; 1], #[context] _: _) -> c_int,
    ) -> c_int {
        step_of(Some(f.shim()), f.context())
    }

    safe fn step_maybe(
        #[callback(fail = -1)] f: Option<fn(t: f64, y: Option<&f64>, slope: Out<'_, i64>, #[context] _: _) -> c_int>,
        #[context(f)] user: *mut c_void,
    ) -> c_int {
        step_of(f.and_then(|f| f.shim()), user)
    }

    safe fn counts(#[callback(retained)] f: fn(#[len(n)] counts: &[c_int], n: usize, #[context] _: _)) {
        each(f.shim(), f.context())
    }

    safe fn right(
        #[callback(fail = -1)] f: fn(t: f64, y: &f64, slope: *mut c_void, #[context] _: _) -> c_int,
        #[callback] g: fn(#[len(n)] counts: &[c_uint], n: usize, #[context] _: _),
        #[callback] bytes: fn(counts: &u8, n: usize, #[context] _: _),
    ) {
        step_of(Some(f.shim()), f.context());
        each(g.shim(), g.context());
        each(bytes.shim(), bytes.context());
    }
}

fn main() {}
