//! `&[Cell<T>]`: two buffers that may be the same memory. Two `&mut [T]` would be refused where they overlap.

use callback_runtime::{Callback, Refused, callback};
use std::cell::Cell;
use std::ffi::{c_int, c_void};

unsafe extern "C" {
    fn mixer_shift(
        copy: Option<unsafe extern "C" fn(*mut f32, *mut f32, usize, *mut c_void) -> c_int>,
        user: *mut c_void,
        samples: *mut f32,
        count: usize,
    ) -> c_int;
}

/// `int (*mixer_copy)(float *to, float *from, size_t count, void *user)`
#[callback(fail = -1)]
fn copy(
    #[len(count)] to: &[Cell<f32>],
    #[len(count)] from: &[Cell<f32>],
    count: usize,
    #[context] copied: &mut usize,
) -> c_int {
    // From the end on, for `to` may begin inside of `from`.
    for (to, from) in to.iter().zip(from).rev() {
        to.set(from.get());
    }
    *copied += count;
    0
}

fn main() -> Result<(), Refused> {
    let mut samples = [1.0, 2.0, 3.0, 4.0];
    let mut copied = 0;
    let status = copy::scope(&mut copied, |cb| {
        // SAFETY: the library calls during this call only, and stays inside of the samples.
        unsafe { mixer_shift(Some(cb.shim()), cb.context(), samples.as_mut_ptr(), samples.len()) }
    })?;
    assert_eq!((status, copied, samples), (0, 3, [1.0, 1.0, 2.0, 3.0]));
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("mixer.h")
        .callback::<copy>()
        .is_typedef("mixer_copy")
        .check();
}
