//! The identity of a context, which each call compares before it uses one.
//!
//! It is made of the type of the context, the access to it, the threads that call, the class of the owner, and the type
//! of the stop value: callbacks that agree in these can share a context. Types are compared without their lifetimes,
//! which is sufficient for a `'static` context. One that is lent, and may borrow, is also bound to its callback and to
//! those that it is opened for.

use core::any::TypeId;
use core::cell::Cell;
use core::convert::Infallible;
use core::hash::{Hash, Hasher};
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crate::abi::type_id;
use crate::frame::about::About;
use crate::frame::about::OwnerKind as Kind;
use crate::frame::declared::CLASS;
use crate::frame::seldom::Seldom;
use crate::frame::state::Entry;
use crate::outcome::hash::fold;

/// The identity of a context. It is in its frame, and fits the immediate operands of comparisons.
pub(crate) struct Identity {
    /// Written by [`open`](Identity::open) alone, on the one thread that uses the context.
    kind: Cell<u32>,
    stop: u32,
    /// A second kind, for use by several threads; 0 until it is opened.
    shared: AtomicU32,
    /// True if C was given a function to end the context with, or the whole of it.
    ends: AtomicBool,
    /// True for the context of a scope, which no call consumes.
    lent: bool,
}

impl Identity {
    /// Makes the identity of a context of type `T`, for a callback with the stop value `S`.
    pub(crate) fn new<T: ?Sized, S>(about: &'static About) -> Self {
        let bound = if is_bound(about.owner) { about.declared.bound } else { 0 };
        Identity {
            kind: Cell::new(kind::<T>(about, about.entry) ^ bound),
            stop: word::<S>(),
            shared: AtomicU32::new(0),
            ends: AtomicBool::new(false),
            lent: about.owner == Kind::Borrowed,
        }
    }

    /// Returns the kind of callbacks that the context was made for.
    #[cfg(feature = "std")]
    pub(crate) fn kind(&self) -> u32 {
        self.kind.get()
    }

    /// Returns true if a callback with a context of type `T` and the stop value `S` can use this context.
    ///
    /// `T` is then the type of the context up to lifetimes, and those are right too: the context is `'static`, it was
    /// made for the same callback, or it was [opened](Identity::open) for one that the compiler has compared with it. `seldom`
    /// is of the same frame.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn admits<T: ?Sized, S>(&self, about: &'static About, seldom: &Seldom) -> bool {
        (self.is_of::<T>(about, seldom) || self.is_shared::<T>(about)) && (never::<S>() || self.stop == word::<S>())
    }

    /// Returns true if the frame keeps errors of the type `S`.
    pub(crate) fn stops_with<S>(&self) -> bool {
        self.stop == word::<S>()
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn is_of<T: ?Sized>(&self, about: &'static About, seldom: &Seldom) -> bool {
        let (class, made) = (if about.owner == Kind::Any { CLASS } else { 0 }, self.kind.get());
        let bound = if about.owner == Kind::Any || is_bound(about.owner) { about.declared.bound } else { 0 };
        let is = |entry| {
            let wanted = kind::<T>(about, entry);
            (made ^ wanted ^ bound) & !class == 0 || bound != 0 && self.is_open_for(wanted, bound, class, seldom)
        };
        // A closing callback can end a registered context that others borrow, if C was given an end of it. Shims of objects and
        // `NAME::shim()` do not compare that.
        let closes = about.entry == Entry::Once && !self.lent && (!about.by_number || self.may_be_ended());
        is(about.entry) || closes && (is(Entry::Exclusive) || is(Entry::Shared) || is(Entry::Moving))
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn is_shared<T: ?Sized>(&self, about: &'static About) -> bool {
        let class = if about.owner == Kind::Any { CLASS } else { 0 };
        // Compiled for callbacks that need it only: a second comparison takes registers.
        about.threads
            && borrows(about)
            && (self.shared.load(Ordering::Relaxed) ^ kind::<T>(about, about.entry)) & !class == 0
    }

    /// Returns true if a callback with bound lent contexts can use this one, which was made for another callback.
    #[cold]
    #[inline(never)]
    fn is_open_for(&self, wanted: u32, bound: u32, class: u32, seldom: &Seldom) -> bool {
        let is_wanted = |kind: u32| (kind ^ wanted) & !class == 0;
        // A context that does not borrow.
        if is_wanted(self.kind.get()) || is_wanted(self.shared.load(Ordering::Relaxed)) {
            return true;
        }
        #[cfg(feature = "std")]
        return seldom.get().is_some_and(|parts| parts.others.iter().any(|kind| is_wanted(kind ^ bound)));
        #[cfg(not(feature = "std"))]
        {
            let _ = (bound, seldom);
            false
        }
    }

    /// Records that C receives a function to end the context with, or the whole of it.
    #[cfg(feature = "std")]
    pub(crate) fn let_be_ended(&self) {
        self.ends.store(true, Ordering::Relaxed);
    }

    pub(crate) fn may_be_ended(&self) -> bool {
        self.ends.load(Ordering::Relaxed)
    }

    /// Lets another callback on the type `T` use a context that was bound to one. The compiler has compared the two.
    pub(crate) fn open<T: ?Sized>(&self, other: &'static About, seldom: &Seldom) {
        let opened = kind::<T>(other, other.entry);
        #[cfg(feature = "std")]
        if other.declared.bound != 0 {
            return seldom.make().others.add(opened ^ other.declared.bound);
        }
        #[cfg(not(feature = "std"))]
        let _ = seldom;
        // The other one is not generic: the context does not borrow. (Without `std` it is open for all of its type.)
        if other.threads {
            self.shared.store(opened, Ordering::Relaxed);
        } else {
            self.kind.set(opened);
        }
    }
}

/// Returns true for owners whose contexts are bound to their callback. One in a slot may borrow too
/// ([`borrowing`](crate::Callback::borrowing)), and no other callback uses it.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
const fn is_bound(owner: Kind) -> bool {
    matches!(owner, Kind::Borrowed | Kind::Bound | Kind::Slotted)
}

/// Returns true for shims that may receive a context which is opened for them.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn borrows(about: &'static About) -> bool {
    matches!(about.owner, Kind::Any | Kind::Borrowed | Kind::Bound)
}

/// Returns true if a context of this kind was made for such a callback, whose kind is `wanted`. It may be
/// [admitted](Identity::admits) to others all the same.
#[cfg(feature = "std")]
#[inline(always)]
pub(crate) fn is_made_for(made: u32, wanted: u32, about: &'static About) -> bool {
    let class = if about.owner == Kind::Any { CLASS } else { 0 };
    let bound = if is_bound(about.owner) { about.declared.bound } else { 0 };
    (made ^ wanted ^ bound) & !class & COMPARED == 0
}

/// The bits of a kind that [`is_made_for`] compares: with pointers of 32 bits the table of numbers has another bit in place of the
/// highest one.
#[cfg(feature = "std")]
const COMPARED: u32 = if usize::BITS == 32 { u32::MAX >> 1 } else { u32::MAX };

/// Returns the first half of an identity.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn kind<T: ?Sized>(about: &'static About, entry: Entry) -> u32 {
    (word::<T>() & !CLASS) ^ access(entry) ^ about.class
}

/// Returns the part of a [`kind`] that depends on the access.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
const fn access(entry: Entry) -> u32 {
    // Far apart, so that they differ in more than one bit.
    match entry {
        Entry::Shared => 0,
        Entry::Exclusive => 0x9E37_79B8,
        Entry::Moving => 0x78DD_E6E4,
        Entry::Once => 0x3C6E_F370,
    }
}

/// Returns the part of a [`kind`] that depends on the owner and its threads.
pub(crate) const fn class(any_thread: bool, counted: bool, threads: bool) -> u32 {
    (if any_thread { 0xDAA6_6D28 } else { 0 }) | counted as u32 | (threads as u32) << 1
}

/// Returns true for the stop value of callbacks that do not stop.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn never<S>() -> bool {
    type_id::of::<S>() == TypeId::of::<Infallible>()
}

/// Returns a number for a type, independent of its lifetimes.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(always))]
fn word<T: ?Sized>() -> u32 {
    let mut folded = Folded(0);
    type_id::of::<T>().hash(&mut folded);
    folded.0
}

/// A hasher for a `TypeId`, which is a hash itself: it folds the input.
struct Folded(u32);

impl Hasher for Folded {
    fn finish(&self) -> u64 {
        u64::from(self.0)
    }

    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.0 = fold(self.0, bytes);
    }

    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the upper half is folded in")]
    fn write_u64(&mut self, number: u64) {
        self.0 ^= (number >> 32) as u32 ^ number as u32;
    }
}
