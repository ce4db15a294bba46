//! Support for `fork`: the child has one thread, and finds the locks as the other threads left them.
//!
//! Code that holds a lock, or that must not be interrupted by a fork, runs in a [`Section`]. `fork` waits until no
//! thread is in one, so that the child finds each lock free. No section calls foreign code.

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

    /// Waits for the lock. No foreign code may run until the guard is dropped.
    pub(crate) fn lock(&self) -> Locked<'_, T> {
        let section = Section::enter();
        Locked { guard: self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner), _section: section }
    }
}

/// The guard of a [`Lock`]. The lock is free before the section ends.
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
    use core::cell::Cell;
    use core::sync::atomic::{AtomicBool, AtomicI32, AtomicU32, AtomicUsize, Ordering};
    use std::thread::yield_now;
    use std::time::{Duration, Instant};

    /// The number of threads in a section, and a bit for one that is about to fork.
    static SECTIONS: AtomicUsize = AtomicUsize::new(0);
    const FORKING: usize = 1 << (usize::BITS - 1);

    static PREPARED: AtomicBool = AtomicBool::new(false);

    /// The number of forks that led to this process, since the runtime was first used.
    static FORKS: AtomicU32 = AtomicU32::new(0);
    /// The process id, for children of `_Fork` and `clone`, which run no fork handlers.
    static PROCESS: AtomicI32 = AtomicI32::new(0);

    /// The time that `fork` waits for sections that do not end, such as one interrupted by a signal handler that forks.
    const PATIENCE: Duration = Duration::from_secs(1);

    std::thread_local! {
        /// The sections that this thread is in, and its `fork`. Those inside of the first one do not wait for a fork, which waits
        /// for the first.
        static DEPTH: Cell<usize> = const { Cell::new(0) };
    }

    /// A section, during which no other thread forks.
    pub(crate) struct Section(());

    impl Section {
        pub(crate) fn enter() -> Self {
            prepare();
            let depth = DEPTH.get();
            if depth == 0 {
                count();
            }
            DEPTH.set(depth + 1);
            Section(())
        }
    }

    /// Counts this thread in. It waits for the end of a fork.
    fn count() {
        let mut sections = SECTIONS.load(Ordering::Relaxed);
        loop {
            if sections & FORKING != 0 {
                yield_now();
                sections = SECTIONS.load(Ordering::Relaxed);
                continue;
            }
            match SECTIONS.compare_exchange_weak(sections, sections + 1, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => sections = now,
            }
        }
    }

    impl Drop for Section {
        fn drop(&mut self) {
            let depth = DEPTH.get() - 1;
            DEPTH.set(depth);
            if depth == 0 {
                SECTIONS.fetch_sub(1, Ordering::Release);
            }
        }
    }

    /// Registers the functions below with `fork`. It uses no lock that a child could find taken.
    #[inline]
    fn prepare() {
        if !PREPARED.load(Ordering::Relaxed) {
            register();
        }
    }

    #[cold]
    #[inline(never)]
    fn register() {
        if !PREPARED.swap(true, Ordering::Relaxed) {
            // SAFETY: `getpid` has no preconditions.
            PROCESS.store(unsafe { libc::getpid() }, Ordering::Relaxed);
            // SAFETY: the functions are there for as long as the code is, and are sound to call at any time.
            unsafe { libc::pthread_atfork(Some(before), Some(in_parent), Some(in_child)) };
        }
    }

    unsafe extern "C" fn before() {
        let end = Instant::now() + PATIENCE;
        // A handler of `fork` may use contexts on this thread.
        let depth = DEPTH.replace(DEPTH.get() + 1);
        while SECTIONS.fetch_or(FORKING, Ordering::Acquire) & FORKING != 0 && Instant::now() < end {
            yield_now();
        }
        let own = usize::from(depth != 0);
        while SECTIONS.load(Ordering::Acquire) != FORKING + own && Instant::now() < end {
            yield_now();
        }
    }

    unsafe extern "C" fn in_parent() {
        DEPTH.set(DEPTH.get() - 1);
        SECTIONS.fetch_and(!FORKING, Ordering::Release);
    }

    unsafe extern "C" fn in_child() {
        let depth = DEPTH.get() - 1;
        DEPTH.set(depth);
        SECTIONS.store(usize::from(depth != 0), Ordering::Release);
        FORKS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: `getpid` has no preconditions.
        PROCESS.store(unsafe { libc::getpid() }, Ordering::Relaxed);
    }

    /// The process in which a value was made.
    #[derive(Clone, Copy)]
    pub(crate) struct Process(u32);

    impl Process {
        #[inline]
        pub(crate) fn current() -> Self {
            prepare();
            Process(FORKS.load(Ordering::Relaxed))
        }

        /// Returns true if this process was forked off after that.
        pub(crate) fn is_parent(self) -> bool {
            // SAFETY: `getpid` has no preconditions.
            self.0 != FORKS.load(Ordering::Relaxed) || PROCESS.load(Ordering::Relaxed) != unsafe { libc::getpid() }
        }
    }
}

#[cfg(not(all(unix, feature = "std")))]
mod without {
    /// A section on a system without `fork`.
    pub(crate) struct Section(());

    impl Section {
        pub(crate) fn enter() -> Self {
            Section(())
        }
    }

    /// The process on a system without `fork`.
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
