//! `closes`: C calls that callback last, and all closures on its context end with it. `#[destroy(f)]` with a result.
//! `errno = -result`: a function that returns 0 or a negative error number.

use std::cell::Cell;
use std::ffi::{c_int, c_long, c_void};
use std::rc::Rc;

use callback_runtime::arg::Out;
use callback_runtime::callback;
use callback_runtime::foreign::CBox;

#[callback]
unsafe extern "C" {
    type Track;

    /// Reads samples until `mixer_track_free`, which calls `close` last.
    #[callback(free = mixer_track_free)]
    safe fn mixer_track_new(
        #[callback(retained, ok = 0, err = -errno, fail = -libc::EIO)] read: fn(
            #[context] _: _,
            #[result(value)] _: Out<'_, c_long>,
        ) -> Result<c_long, c_int>,
        #[callback(retained, closes, fail = -1)] close: fn(#[context] _: _) -> c_int,
        #[context(read, close)] _: *mut c_void,
    ) -> Option<CBox<Track>>;
    unsafe fn mixer_track_free(track: *mut Track) -> c_int;

    #[callback(errno = -result)]
    safe fn mixer_track_pull(track: &Track, #[out] sample: c_long) -> c_int;

    #[callback(fails = nonzero, error = c_int)]
    safe fn mixer_track_on_beat(
        track: &Track,
        #[callback(retained)] beat: fn(#[context] _: _, sample: c_long),
        #[context(beat)] _: *mut c_void,
        #[destroy(beat, returns = 0)] _: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    ) -> c_int;
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (closed, beats) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(0)));
    let mut samples = vec![30, 20].into_iter();
    let close = {
        let closed = Rc::clone(&closed);
        move || {
            closed.set(true);
            0
        }
    };
    let track = mixer_track_new(move || samples.next().ok_or(libc::ENODATA), close).ok_or("no memory")?;

    for _ in 0..2 {
        // Set again: C destroys the old closure by its notify, which returns 0.
        let beats = Rc::clone(&beats);
        mixer_track_on_beat(&track, move |sample| beats.set(beats.get() + sample))
            .map_err(|error| error.to_string())?;
    }
    assert_eq!(Rc::strong_count(&beats), 2);

    assert_eq!(mixer_track_pull(&track)?, (0, 30));
    assert_eq!(mixer_track_pull(&track)?, (0, 20));
    assert_eq!(mixer_track_pull(&track).unwrap_err().raw_os_error(), Some(libc::ENODATA));
    assert_eq!((beats.get(), closed.get()), (50, false));

    drop(track);
    assert!(closed.get());
    assert_eq!((Rc::strong_count(&beats), Rc::strong_count(&closed)), (1, 1));
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("mixer.h")
        .name::<Track>("mixer_track")
        .declared::<(mixer_track_new, mixer_track_free, mixer_track_pull, mixer_track_on_beat)>()
        .check();
}
