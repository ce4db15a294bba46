//! The number of registered contexts, which shows leaks.

use std::vec::Vec;

use crate::registry::counts::Counts;
use crate::registry::numbers;
use crate::sync::fork::{Lock, Locked};

/// The number of live contexts of a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Live {
    /// The name of the callback, with the path of its module.
    pub callback: &'static str,
    /// The number of contexts that were registered and not yet dropped.
    pub contexts: usize,
}

static LIVE: Lock<Counts<&'static str>> = Lock::new(Counts::new());

fn lock() -> Locked<'static, Counts<&'static str>> {
    LIVE.lock()
}

/// Returns the registered contexts that are live now, by callback, in the order of the names.
///
/// A context is live from [`own`](crate::Callback::own), [`share`](crate::Callback::share),
/// [`once`](crate::Callback::once), [`embed`](crate::Callback::embed) or [`acquire`](crate::Callback::acquire) until it is
/// dropped: by its `Registration`, by the destroy notify, by a closing callback or by the one call that consumes it. The bytes
/// of a [`Release`](crate::release::Release) count too.
///
/// It goes through the table of all contexts; registering and dropping count nothing.
///
/// ```
/// use callback_runtime::{Callback, callback, live};
///
/// #[callback]
/// fn on_event(#[context] count: &mut usize) {
///     *count += 1;
/// }
///
/// let registration = on_event::own(0);
/// let leaked = live();
/// assert_eq!(leaked.len(), 1);
/// assert!(leaked[0].callback.ends_with("::on_event"));
/// assert_eq!(leaked[0].contexts, 1);
/// drop(registration);
/// assert!(live().is_empty());
/// ```
pub fn live() -> Vec<Live> {
    let mut live = lock().clone();
    for about in numbers::live() {
        live.add(about.declared.name);
    }
    live.into_sorted().into_iter().map(|(callback, contexts)| Live { callback, contexts }).collect()
}

pub(crate) fn begin(callback: &'static str) {
    lock().add(callback);
}

pub(crate) fn end(callback: &'static str) {
    lock().take(callback);
}
