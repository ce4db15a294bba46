//! `MatrixMut` with `#[len(ROWS, COLUMNS)]`: channels of samples, each behind a pointer of its own, changed in place.

use callback_runtime::arg::MatrixMut;
use callback_runtime::{Callback, Refused, callback};
use std::ffi::{c_int, c_void};

unsafe extern "C" {
    fn mixer_run(
        process: Option<unsafe extern "C" fn(*mut c_void, *mut *mut f32, c_int, c_int) -> c_int>,
        user: *mut c_void,
    ) -> c_int;
}

/// `int (*mixer_process)(void *user, float *const *channels, int count, int frames)`
#[callback(fail = -1)]
fn process(
    #[context] volume: &f32,
    #[len(count, frames)] mut channels: MatrixMut<'_, f32>,
    count: c_int,
    frames: c_int,
) -> c_int {
    assert_eq!((count, frames), (2, 4));
    for index in 0..channels.len() {
        for sample in channels.row_mut(index).unwrap_or_default() {
            *sample *= volume;
        }
    }
    0
}

fn main() -> Result<(), Refused> {
    // SAFETY: the library calls during this call only, with as many channels and frames as it says.
    let sum = process::scope(&0.5, |cb| unsafe { mixer_run(Some(cb.shim()), cb.context()) })?;
    // 4 * 0.5 * 100 on the left, and -1 * 0.5 * 10 on the right.
    assert_eq!(sum, 205);
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("mixer.h")
        .callback::<process>()
        .is_typedef("mixer_process")
        .check();
}
