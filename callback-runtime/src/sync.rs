//! The atomics that [`state`](crate::state) and [`slot`](crate::slot) are made of; the model checker brings
//! its own.

pub(crate) use core::hint::spin_loop as relax;
#[cfg(feature = "std")]
pub(crate) use core::sync::atomic::{AtomicPtr, AtomicUsize};
pub(crate) use core::sync::atomic::{AtomicU32, Ordering, fence};
