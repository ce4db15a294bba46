//! The atomics that [`state`](crate::state) is made of; the model checker brings its own.

pub(crate) use core::hint::spin_loop as relax;
pub(crate) use core::sync::atomic::{AtomicU32, Ordering, fence};
