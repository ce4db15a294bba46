//! A pair of barriers: a light one in each call, and a heavy one for those who close contexts.
//!
//! A thread writes one word, passes its barrier and reads a second word; another thread writes the second, passes the
//! other barrier and reads the first. At least one of them then sees what the other has written. Where the kernel can have all
//! threads pass a barrier, the light one is free. Elsewhere both are fences.

#[cfg(all(target_os = "linux", not(miri)))]
pub(crate) use self::linux::{heavy_unless, light, prepare};
#[cfg(not(all(target_os = "linux", not(miri))))]
pub(crate) use self::without::{heavy_unless, light, prepare};

/// Orders a write of this thread before its next read, for threads that pass [`light`].
pub(crate) fn heavy() {
    heavy_unless(|| false);
}

#[cfg(all(target_os = "linux", not(miri)))]
mod linux {
    use core::sync::atomic::{AtomicU32, Ordering, compiler_fence, fence};

    use crate::outcome::errno;

    /// `MEMBARRIER_CMD_PRIVATE_EXPEDITED` of `linux/membarrier.h`.
    const ALL_THREADS: libc::c_int = 8;
    /// `MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED`.
    const REGISTER: libc::c_int = 16;

    /// The form of the barriers. It is chosen once, before the first context of several threads has a number.
    static FORM: AtomicU32 = AtomicU32::new(UNKNOWN);
    const UNKNOWN: u32 = 0;
    const FENCES: u32 = 1;
    const KERNEL: u32 = 2;

    fn membarrier(command: libc::c_int) -> bool {
        let _kept = errno::Kept::new();
        // SAFETY: it takes two more integers, and accesses no memory of the process (membarrier(2)).
        unsafe { libc::syscall(libc::SYS_membarrier, command, 0, 0) == 0 }
    }

    /// Chooses the form.
    #[inline]
    pub(crate) fn prepare() {
        if FORM.load(Ordering::Acquire) == UNKNOWN {
            choose();
        }
    }

    #[cold]
    #[inline(never)]
    fn choose() {
        let form = if membarrier(REGISTER) && membarrier(ALL_THREADS) { KERNEL } else { FENCES };
        // Another thread may have chosen, and its choice is in use.
        let _ = FORM.compare_exchange(UNKNOWN, form, Ordering::AcqRel, Ordering::Acquire);
    }

    /// Orders a write of this thread before its next read, for a thread that passes [`heavy`].
    #[inline]
    pub(crate) fn light() {
        if FORM.load(Ordering::Relaxed) == KERNEL {
            compiler_fence(Ordering::SeqCst);
        } else {
            fence(Ordering::SeqCst);
        }
    }

    /// Orders a write of this thread before its next read, for threads that pass [`light`]; for those that pass a fence alone if
    /// `is_alone` returns true, behind the fence of this thread.
    pub(crate) fn heavy_unless(is_alone: impl FnOnce() -> bool) {
        fence(Ordering::SeqCst);
        if FORM.load(Ordering::Relaxed) != KERNEL || is_alone() {
            return;
        }
        // A child of `fork` may have to register again.
        if !membarrier(ALL_THREADS) {
            let repeated = membarrier(REGISTER) && membarrier(ALL_THREADS);
            assert!(repeated, "the kernel took back `membarrier`, which it had granted");
        }
        fence(Ordering::SeqCst);
    }
}

#[cfg(not(all(target_os = "linux", not(miri))))]
mod without {
    use core::sync::atomic::{Ordering, fence};

    /// Does nothing: the barriers have one form.
    pub(crate) fn prepare() {}

    /// Orders a write of this thread before its next read, for a thread that passes [`heavy`].
    #[inline]
    pub(crate) fn light() {
        fence(Ordering::SeqCst);
    }

    /// Orders a write of this thread before its next read, for threads that pass [`light`].
    pub(crate) fn heavy_unless(_is_alone: impl FnOnce() -> bool) {
        fence(Ordering::SeqCst);
    }
}
