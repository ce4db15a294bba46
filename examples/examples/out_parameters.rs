//! `#[result(value)]`: C gets the value through a pointer and a status as the result, here a negative `errno`.
//! `InOut`: a value that C passes and the callback may change.

use callback_runtime::arg::{InOut, Out};
use callback_runtime::ret::{CBool, Errno};
use callback_runtime::{Callback, Failed, Refused, callback};
use std::ffi::{CStr, c_char, c_int, c_void};

unsafe extern "C" {
    fn mixer_sum(
        setting: Option<unsafe extern "C" fn(*const c_char, *mut i64, *mut c_void) -> c_int>,
        user: *mut c_void,
    ) -> i64;
    fn mixer_render(progress: Option<unsafe extern "C" fn(c_int, *mut c_int, *mut c_void)>, user: *mut c_void)
    -> c_int;
}

#[derive(Debug, PartialEq)]
struct Unknown(String);

impl Errno for Unknown {
    fn errno(&self) -> c_int {
        libc::ENOENT
    }
}

/// `int (*mixer_setting)(const char *key, int64_t *value, void *user)`
#[callback(ok = 0, err = -errno, fail = -libc::EIO)]
fn setting(key: &CStr, #[result(value)] _: Out<'_, i64>, #[context] settings: &[(&CStr, i64)]) -> Result<i64, Unknown> {
    let found = settings.iter().find(|(name, _)| *name == key);
    found.map(|(_, value)| *value).ok_or_else(|| Unknown(key.to_string_lossy().into_owned()))
}

/// `void (*mixer_progress)(int percent, int *go_on, void *user)`
#[callback]
fn progress(percent: c_int, go_on: InOut<'_, CBool>, #[context] most: &c_int) {
    if percent >= *most {
        go_on.set(CBool(false));
    }
}

fn main() -> Result<(), Refused> {
    let all = [(c"rate", 48_000), (c"channels", 2), (c"colour", 0)];
    // SAFETY: both functions call during the call only, with a place for a value.
    let sum =
        |settings: &&[(&CStr, i64)]| setting::scope(settings, |cb| unsafe { mixer_sum(Some(cb.shim()), cb.context()) });
    assert_eq!(sum(&&all[..]), Ok(48_002));
    // C got `-ENOENT`, and Rust gets the error.
    assert_eq!(sum(&&all[..2]), Err(Failed::Err(Unknown("colour".to_owned()))));

    // SAFETY: as above.
    let percent = progress::scope(&35, |cb| unsafe { mixer_render(Some(cb.shim()), cb.context()) })?;
    assert_eq!(percent, 40);
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("mixer.h")
        .callback::<setting>()
        .is_typedef("mixer_setting")
        .callback::<progress>()
        .is_typedef("mixer_progress")
        .check();
}
