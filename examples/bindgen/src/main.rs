//! bindgen in `build.rs`: callbacks for its declarations as they are. `#[callback]` on its block, whose text is not changed, has
//! the test compare each function with the header.

use callback_runtime::arg::ByValue;
use callback_runtime::ret::{Allocated, OutOfMemory};
use callback_runtime::{Callback, Failed, callback};
use std::ffi::{CString, c_char, c_int, c_long};

/// The output of bindgen for `mixer.h`.
#[allow(non_camel_case_types, dead_code)]
mod sys {
    include!(concat!(env!("OUT_DIR"), "/mixer.rs"));
}

/// `mixer_map`
#[callback(fail = ByValue(sys::mixer_point { time: 0.0, level: 0.0 }))]
fn map(point: ByValue<sys::mixer_point>, #[context] scale: &f64) -> ByValue<sys::mixer_point> {
    ByValue(sys::mixer_point { level: point.0.level * scale, ..point.0 })
}

/// `mixer_name`: the library frees the text.
#[callback(err = std::ptr::null_mut())]
fn name(point: &sys::mixer_point, #[context] _scale: &f64) -> Result<Allocated<c_char>, OutOfMemory> {
    Allocated::from_c_str(&CString::new(format!("{} at {} s", point.level, point.time)).expect("no NUL"))
}

/// `mixer_read`
#[callback(ok = 0, err = -1)]
fn read(#[context] samples: &mut Vec<c_long>, sample: &mut c_long) -> Result<(), &'static str> {
    *sample = samples.pop().ok_or("no more samples")?;
    Ok(())
}

/// `mixer_close`: the last call. The context is moved into it.
#[callback(fail = -1)]
fn close(#[context] _samples: Vec<c_long>) -> c_int {
    0
}

fn main() -> Result<(), Failed<OutOfMemory>> {
    let mut text = [0_u8; 32];
    let (place, room) = (text.as_mut_ptr().cast(), text.len());
    let length = name::scope(&2.0, |cb| {
        // SAFETY: the library calls during this call only, and writes no more than there is room for.
        unsafe { sys::mixer_label(cb.also::<map>().shim(), cb.shim(), cb.context(), place, room) }
    })?;
    assert_eq!(&text[..length], b"0.5 at 1.5 s");

    let samples = read::own(vec![2, 1]);
    let mut sample = 0;
    // SAFETY: the track calls until it is freed, which ends the context.
    let statuses = unsafe {
        let track = sys::mixer_track_new(samples.shim(), samples.also::<close>().shim(), samples.context());
        let statuses = [(); 3].map(|()| sys::mixer_track_pull(track, &mut sample));
        assert_eq!(sys::mixer_track_free(track), 0);
        statuses
    };
    assert_eq!((statuses, sample), ([0, 0, -1], 2));
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    use callback_runtime::verify::Verify;
    use sys::*;
    Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/../src"))
        .header("mixer.h")
        .declared::<(mixer_run, mixer_shift, mixer_sum, mixer_render, mixer_label, mixer_open_all)>()
        .declared::<(mixer_track_new, mixer_track_free, mixer_track_pull, mixer_track_on_beat)>()
        .callback::<map>()
        .is_typedef("mixer_map")
        .callback::<name>()
        .is_typedef("mixer_name")
        .callback::<read>()
        .is_typedef("mixer_read")
        .check();
}
