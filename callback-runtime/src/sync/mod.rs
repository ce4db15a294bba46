//! The atomics that [`state`](crate::frame::state), [`record`](crate::registry::record) and [`holds`](crate::frame::holds) use; the model
//! checker brings its own.

#[cfg(feature = "std")]
pub(crate) mod barrier;
pub(crate) mod fork;

#[cfg(feature = "std")]
pub(crate) use core::sync::atomic::AtomicUsize;
pub(crate) use core::sync::atomic::{AtomicU32, Ordering, fence};

#[cfg(feature = "std")]
pub(crate) use crate::sync::barrier::light;

/// A wait of a few instructions for another thread, which may not be running.
pub(crate) struct Backoff(u32);

/// The number of rounds that spin, and of those that yield next; later ones sleep.
#[cfg(feature = "std")]
const SPINS: u32 = 32;
#[cfg(feature = "std")]
const YIELDS: u32 = 32;
/// The number of rounds after which a wait [is long](Backoff::is_long).
#[cfg(feature = "std")]
const LONG: u32 = SPINS + YIELDS + 200;

impl Backoff {
    pub(crate) fn new() -> Self {
        Backoff(0)
    }

    /// Returns true after tens of milliseconds.
    #[cfg(feature = "std")]
    pub(crate) fn is_long(&self) -> bool {
        self.0 > LONG
    }

    /// Waits a little, and longer each time. A thread with a real-time priority has to sleep: if it only yielded, one
    /// with a lower priority would never run.
    #[cold]
    pub(crate) fn wait(&mut self) {
        self.0 = self.0.saturating_add(1);
        #[cfg(feature = "std")]
        if self.0 > SPINS {
            let _kept = crate::outcome::errno::Kept::new();
            if self.0 > SPINS + YIELDS {
                std::thread::sleep(core::time::Duration::from_micros(50));
            } else {
                std::thread::yield_now();
            }
            return;
        }
        core::hint::spin_loop();
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Backoff, SPINS, YIELDS};

    /// A thread with a real-time priority that only yields never lets a thread of lower priority run.
    #[test]
    fn s79_a_long_wait_sleeps() {
        let (mut backoff, start) = (Backoff::new(), Instant::now());
        for _ in 0..SPINS + YIELDS + 40 {
            backoff.wait();
        }
        assert!(start.elapsed() >= 40 * Duration::from_micros(50));
    }
}
