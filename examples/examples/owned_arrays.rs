//! Arrays that C allocates and the caller frees: `free` with `len` or `ends`.

use callback_runtime::callback;
use callback_runtime::foreign::{CBox, CStrSlice};
use std::error::Error;
use std::ffi::{CStr, c_char, c_int, c_void};

#[callback]
unsafe extern "C" {
    unsafe fn mixer_names_free(names: *mut *mut c_char);

    /// `char **mixer_names(void)`: ends with NULL; the caller frees it with `mixer_names_free`.
    #[callback(free = mixer_names_free, ends = null)]
    safe fn mixer_names() -> CBox<CStrSlice>;

    /// `int mixer_peaks(const char *name, int **peaks, size_t *n)`: the caller frees `*peaks`.
    #[callback(fails = nonzero)]
    safe fn mixer_peaks(name: &CStr, #[out(free = libc::free)] peaks: CBox<[c_int]>, #[len(peaks)] _: usize) -> c_int;

    /// `char **backtrace_symbols(void *const *addresses, int n)` (glibc): one block of `n` strings, for `free`.
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[callback(free = libc::free, len = addresses.len())]
    unsafe fn backtrace_symbols(addresses: &[*mut c_void], #[len(addresses)] _: c_int) -> Option<CBox<CStrSlice>>;
}

fn main() -> Result<(), Box<dyn Error>> {
    let names = mixer_names();
    assert_eq!(names.iter().map(CStr::to_string_lossy).collect::<Vec<_>>(), ["left", "right"]);
    let Ok(peaks) = mixer_peaks(c"left") else { return Err("no peaks".into()) };
    assert_eq!(*peaks, [3, 1, 4]);
    assert_eq!(mixer_peaks(c"middle").unwrap_err(), -1);
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        // SAFETY: an address of this program.
        let symbols = unsafe { backtrace_symbols(&[main as *mut c_void]) }?.ok_or("out of memory")?;
        assert!(symbols.get(0).is_some_and(|symbol| !symbol.is_empty()));
    }
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .include(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
        .header("mixer.h")
        .declared::<(mixer_names_free, mixer_names, mixer_peaks)>()
        .check();
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    callback_runtime::verify::Verify::new().header("execinfo.h").declared::<backtrace_symbols>().check();
}
