//! A function that runs when a thread ends, also if it is asked for while the thread ends.

#[cfg(unix)]
pub(crate) use self::unix::{at_end, prepare};
#[cfg(not(unix))]
pub(crate) use self::without::{at_end, prepare};

/// A thread-specific key of POSIX. Its destructor is called again if the destructor of another key has set it (POSIX
/// `pthread_key_create`); a thread-local of Rust that is first used then is not dropped.
#[cfg(unix)]
mod unix {
    use core::ffi::{CStr, c_void};
    use core::sync::atomic::{AtomicUsize, Ordering};

    use crate::registry::announce::{self, Mine};

    /// The key, plus 1; 0 before there is one.
    static KEY: AtomicUsize = AtomicUsize::new(0);

    unsafe extern "C" fn end(mine: *mut c_void) {
        // SAFETY: the value of the key is a record, which is never freed (`CHUNKS-STAY`).
        announce::end(unsafe { &*mine.cast::<Mine>() });
    }

    /// Makes the key. It comes before the first context, and so before the first call.
    #[inline]
    pub(crate) fn prepare() {
        if KEY.load(Ordering::Acquire) == 0 {
            make();
        }
    }

    #[cold]
    #[inline(never)]
    fn make() {
        let mut key = 0;
        // SAFETY: a place for a key, and a function that may be called with any value.
        if unsafe { libc::pthread_key_create(&raw mut key, Some(end)) } != 0 {
            return;
        }
        stay_loaded();
        let made = usize::try_from(key).unwrap_or(usize::MAX - 1) + 1;
        if KEY.compare_exchange(0, made, Ordering::AcqRel, Ordering::Acquire).is_err() {
            // SAFETY: made above, and used by nothing.
            unsafe { libc::pthread_key_delete(key) };
        }
    }

    /// Keeps the library that this is a part of in memory: a thread may end after `dlclose`.
    #[cfg(all(
        any(target_os = "linux", target_os = "android", target_os = "freebsd", target_vendor = "apple"),
        not(miri)
    ))]
    fn stay_loaded() {
        let mut of = core::mem::MaybeUninit::<libc::Dl_info>::uninit();
        // SAFETY: an address of this library, and a place for what is known of it.
        if unsafe { libc::dladdr(end as *const c_void, of.as_mut_ptr()) } == 0 {
            return;
        }
        // SAFETY: `dladdr` returned that it has written it.
        let name = unsafe { of.assume_init() }.dli_fname;
        // SAFETY: a string of the loader, if it is not null.
        let is_path = !name.is_null() && unsafe { CStr::from_ptr(name) }.to_bytes().contains(&b'/');
        // The name of a program that was found by `PATH` is no path.
        if is_path {
            // SAFETY: a name from the loader. The library is loaded; its handle is kept for good.
            unsafe { libc::dlopen(name, libc::RTLD_LAZY | libc::RTLD_NOLOAD | libc::RTLD_NODELETE) };
        }
    }

    #[cfg(not(all(
        any(target_os = "linux", target_os = "android", target_os = "freebsd", target_vendor = "apple"),
        not(miri)
    )))]
    fn stay_loaded() {}

    /// Has [`end`](crate::registry::announce::end) run with a record when this thread ends. Returns false if that is not possible.
    pub(crate) fn at_end(mine: &'static Mine) -> bool {
        let Some(key) = KEY.load(Ordering::Acquire).checked_sub(1) else { return false };
        let Ok(key) = libc::pthread_key_t::try_from(key) else { return false };
        // The record itself: a thread-local may be gone by then, where those are the value of another key.
        // SAFETY: the key was made, and is never deleted.
        unsafe { libc::pthread_setspecific(key, core::ptr::from_ref(mine).cast()) == 0 }
    }
}

#[cfg(not(unix))]
mod without {
    use core::cell::Cell;

    use crate::registry::announce::{self, Mine};

    struct End(Cell<Option<&'static Mine>>);

    impl Drop for End {
        fn drop(&mut self) {
            self.0.take().into_iter().for_each(announce::end);
        }
    }

    std::thread_local! {
        static END: End = const { End(Cell::new(None)) };
    }

    #[inline]
    pub(crate) fn prepare() {}

    /// Has [`end`](crate::registry::announce::end) run with a record when this thread ends. Returns false if it ends already.
    pub(crate) fn at_end(mine: &'static Mine) -> bool {
        END.try_with(|end| end.0.set(Some(mine))).is_ok()
    }
}
