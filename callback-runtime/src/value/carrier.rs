//! Closures that a handle carries: C keeps them until it has freed the handle.

use core::sync::atomic::{AtomicUsize, Ordering};
use std::boxed::Box;
use std::vec::Vec;

use crate::sync::fork::Lock;

/// The closures of one handle, in the order in which they were passed to C.
#[doc(hidden)]
pub struct Carrier(Lock<Vec<Carried>>);

/// The number of calls that began, and of closures that were carried, in the order of both.
static CLOCK: AtomicUsize = AtomicUsize::new(0);

/// Returns the next time. What happened before an earlier one happened before.
fn now() -> usize {
    CLOCK.fetch_add(1, Ordering::AcqRel)
}

/// The closures of a handle, in a call of a C function that began at a time.
#[doc(hidden)]
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations)]
pub struct Calling<'c> {
    carrier: &'c Carrier,
    began: usize,
}

/// A closure with its setting.
struct Carried {
    setting: Setting,
    closure: Option<Box<dyn Closure>>,
    /// The time behind the call that has set it.
    at: usize,
}

/// The place in C in which a closure is set: one that is set later replaces it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Setting {
    /// The [place](Setting::new) of the callback in the program.
    callback: &'static u8,
    /// The other arguments of the call; `None` if some cannot be compared.
    pub(crate) arguments: Option<Vec<u8>>,
}

impl Carrier {
    pub(crate) const fn new() -> Self {
        Carrier(Lock::new(Vec::new()))
    }

    /// The closures, for a call that begins now.
    pub(crate) fn calling(&self) -> Calling<'_> {
        Calling { carrier: self, began: now() }
    }

    /// Carries a closure that was passed to C, and drops those that it replaces: C got them in calls that had ended when this one
    /// began. Of two calls at a time, one inside of the other or on two threads, only C has the order; it has one of the closures
    /// still, and both are kept until the next.
    pub fn carry(calling: Calling<'_>, setting: Setting, closure: impl Carries) {
        let closure = closure.carried();
        let dropped = {
            let mut carried = calling.carrier.0.lock();
            let replaced = take_replaced(&mut carried, &setting, calling.began);
            // Only before the list grows: the cost of the search is amortised.
            let full = closure.is_none() || carried.len() == carried.capacity();
            let over = if full { take_finished(&mut carried) } else { Vec::new() };
            if closure.is_some() {
                carried.push(Carried { setting, closure, at: now() });
            }
            (replaced, over)
        };
        drop(dropped);
    }
}

/// Takes the closures of a setting that were set before a call began.
fn take_replaced(carried: &mut Vec<Carried>, setting: &Setting, began: usize) -> Vec<Carried> {
    let is_replaced = |carried: &Carried| {
        // The clock may go round.
        carried.setting.is(setting) && began.wrapping_sub(carried.at) <= usize::MAX / 2
    };
    let mut replaced = Vec::new();
    while let Some(at) = carried.iter().position(is_replaced) {
        replaced.push(carried.remove(at));
    }
    replaced
}

/// Takes the closures whose one call was made, and reserves room for as many as are left.
fn take_finished(carried: &mut Vec<Carried>) -> Vec<Carried> {
    let (over, mut left): (Vec<_>, Vec<_>) = core::mem::take(carried).into_iter().partition(Carried::is_over);
    left.reserve(left.len());
    *carried = left;
    over
}

/// A handle, or none, whose closures live as long as the handle.
#[doc(hidden)]
pub trait CarriesClosures {
    /// Returns the closures.
    fn carrier(&self) -> Option<&Carrier>;
}

impl<H: CarriesClosures> CarriesClosures for Option<H> {
    fn carrier(&self) -> Option<&Carrier> {
        self.as_ref().and_then(H::carrier)
    }
}

/// Adds a closure to the handle that C made. Without a handle, C has not kept the closure.
#[doc(hidden)]
pub fn carry(handle: &impl CarriesClosures, setting: Setting, closure: impl Carries) {
    if let Some(carrier) = handle.carrier() {
        Carrier::carry(carrier.calling(), setting, closure);
    }
}

/// A registration, or none, that a handle carries.
#[doc(hidden)]
pub trait Carries {
    #[doc(hidden)]
    fn carried(self) -> Option<Box<dyn Closure>>;
}

impl<R: Carries> Carries for Option<R> {
    fn carried(self) -> Option<Box<dyn Closure>> {
        self.and_then(R::carried)
    }
}

/// A registration without its type.
#[doc(hidden)]
pub trait Closure {
    /// Drops it, unless it belongs to another thread: then it is leaked, and the leak is reported.
    fn end(self: Box<Self>);

    /// Returns true if its one call was made, and it can be dropped on this thread.
    fn is_over(&self) -> bool;
}

impl Carried {
    fn is_over(&self) -> bool {
        self.closure.as_ref().is_some_and(|closure| closure.is_over())
    }
}

impl Drop for Carried {
    fn drop(&mut self) {
        if let Some(closure) = self.closure.take() {
            closure.end();
        }
    }
}

impl Setting {
    /// Makes the setting of a callback by a call without other arguments. Its static is for it alone: it is known by the
    /// address, as functions in two bodies may have one name.
    pub fn new(callback: &'static u8) -> Self {
        Setting { callback, arguments: Some(Vec::new()) }
    }

    /// Adds an argument that is not comparable: no closure replaces another one.
    pub fn any_argument(&mut self) {
        self.arguments = None;
    }

    fn is(&self, other: &Setting) -> bool {
        core::ptr::eq(self.callback, other.callback) && self.arguments.is_some() && self.arguments == other.arguments
    }
}
