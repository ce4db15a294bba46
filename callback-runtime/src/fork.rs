//! `fork`: a child has one thread, and the locks of the others as they were.
//!
//! What the runtime does under a lock, or while it has something to itself, is a [`Section`]. `fork` waits until no thread
//! is in one, so that the child finds each lock free. No section calls out.

#[cfg(all(unix, feature = "std"))]
pub(crate) use self::unix::{Process, Section};
#[cfg(all(not(unix), feature = "std"))]
pub(crate) use self::without::Process;
#[cfg(not(all(unix, feature = "std")))]
pub(crate) use self::without::Section;

/// A lock that no child of `fork` finds taken.
#[cfg(feature = "std")]
pub(crate) struct Lock<T>(std::sync::Mutex<T>);

#[cfg(feature = "std")]
impl<T> Lock<T> {
    pub(crate) const fn new(value: T) -> Self {
        Lock(std::sync::Mutex::new(value))
    }

    /// Waits for the lock. Nothing may call out until the guard is dropped.
    pub(crate) fn lock(&self) -> Locked<'_, T> {
        let section = Section::enter();
        Locked { guard: self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner), _section: section }
    }
}

/// What a [`Lock`] is for. The lock is free before the section ends.
#[cfg(feature = "std")]
pub(crate) struct Locked<'a, T> {
    guard: std::sync::MutexGuard<'a, T>,
    _section: Section,
}

#[cfg(feature = "std")]
impl<T> core::ops::Deref for Locked<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.guard
    }
}

#[cfg(feature = "std")]
impl<T> core::ops::DerefMut for Locked<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.guard
    }
}

#[cfg(all(unix, feature = "std"))]
mod unix {
    use core::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};
    use std::thread::yield_now;
    use std::time::{Duration, Instant};

    /// The threads that are in a section, and a bit for one that is about to fork.
    static SECTIONS: AtomicUsize = AtomicUsize::new(0);
    const FORKING: usize = 1 << (usize::BITS - 1);

    static PREPARED: AtomicBool = AtomicBool::new(false);

    /// How often this process was forked off since the runtime was first used.
    static FORKS: AtomicUsize = AtomicUsize::new(0);
    /// The process, for children of `_Fork` and `clone`, of which no handler is told.
    static PROCESS: AtomicI32 = AtomicI32::new(0);

    /// `fork` waits so long for sections that do not end, as that which a signal handler that forks has interrupted.
    const PATIENCE: Duration = Duration::from_secs(1);

    /// While this is there no other thread forks.
    pub(crate) struct Section(());

    impl Section {
        pub(crate) fn enter() -> Self {
            prepare();
            let mut sections = SECTIONS.load(Ordering::Relaxed);
            loop {
                if sections & FORKING != 0 {
                    yield_now();
                    sections = SECTIONS.load(Ordering::Relaxed);
                    continue;
                }
                match SECTIONS.compare_exchange_weak(sections, sections + 1, Ordering::Acquire, Ordering::Relaxed) {
                    Ok(_) => return Section(()),
                    Err(now) => sections = now,
                }
            }
        }
    }

    impl Drop for Section {
        fn drop(&mut self) {
            SECTIONS.fetch_sub(1, Ordering::Release);
        }
    }

    /// Has `fork` call the functions below. There is no lock that a child could find taken.
    fn prepare() {
        if !PREPARED.load(Ordering::Relaxed) && !PREPARED.swap(true, Ordering::Relaxed) {
            // SAFETY: `getpid` has no preconditions.
            PROCESS.store(unsafe { libc::getpid() }, Ordering::Relaxed);
            // SAFETY: the functions are there for as long as the code is, and are sound to call at any time.
            unsafe { libc::pthread_atfork(Some(before), Some(in_parent), Some(in_child)) };
        }
    }

    unsafe extern "C" fn before() {
        let end = Instant::now() + PATIENCE;
        while SECTIONS.fetch_or(FORKING, Ordering::Acquire) & FORKING != 0 && Instant::now() < end {
            yield_now();
        }
        while SECTIONS.load(Ordering::Acquire) != FORKING && Instant::now() < end {
            yield_now();
        }
    }

    unsafe extern "C" fn in_parent() {
        SECTIONS.fetch_and(!FORKING, Ordering::Release);
    }

    unsafe extern "C" fn in_child() {
        SECTIONS.store(0, Ordering::Release);
        FORKS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: `getpid` has no preconditions.
        PROCESS.store(unsafe { libc::getpid() }, Ordering::Relaxed);
    }

    /// The process that something was made in.
    #[derive(Clone, Copy)]
    pub(crate) struct Process(usize);

    impl Process {
        pub(crate) fn current() -> Self {
            prepare();
            Process(FORKS.load(Ordering::Relaxed))
        }

        /// Returns true if this process was forked off since.
        pub(crate) fn is_parent(self) -> bool {
            // SAFETY: `getpid` has no preconditions.
            self.0 != FORKS.load(Ordering::Relaxed) || PROCESS.load(Ordering::Relaxed) != unsafe { libc::getpid() }
        }
    }
}

#[cfg(not(all(unix, feature = "std")))]
mod without {
    /// There is no `fork`.
    pub(crate) struct Section(());

    impl Section {
        pub(crate) fn enter() -> Self {
            Section(())
        }
    }

    /// The only process.
    #[cfg(feature = "std")]
    #[derive(Clone, Copy)]
    pub(crate) struct Process(());

    #[cfg(feature = "std")]
    impl Process {
        pub(crate) fn current() -> Self {
            Process(())
        }

        pub(crate) fn is_parent(self) -> bool {
            false
        }
    }
}
