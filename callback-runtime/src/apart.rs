//! Arguments that C may pass overlapping: a reference is made only if none that excludes it is there.

use core::cell::Cell;

use crate::argument::{Call, argument, counted};
use crate::convert::FromC;
use crate::outcome::Reason;
use crate::returns::Refusal;
use crate::slice::FromCLen;

/// The memory that an argument refers to.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Place {
    start: usize,
    end: usize,
    access: Access,
}

/// What else may refer to the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    /// Shared references.
    Shared,
    /// Nothing.
    Exclusive,
    /// Other places that are written through pointers alone.
    Written,
}

impl Place {
    /// None.
    pub const NONE: Place = Place { start: 0, end: 0, access: Access::Shared };

    /// Of a shared reference to `len` elements.
    #[inline]
    pub(crate) fn shared<T>(start: *const T, len: usize) -> Self {
        let bytes = len.saturating_mul(size_of::<T>());
        if start.is_null() {
            return Place::NONE;
        }
        Place { start: start.addr(), end: start.addr().saturating_add(bytes), access: Access::Shared }
    }

    /// Of a mutable reference to `len` elements.
    #[inline]
    pub(crate) fn exclusive<T>(start: *const T, len: usize) -> Self {
        Place { access: Access::Exclusive, ..Place::shared(start, len) }
    }

    /// Of an out-parameter.
    #[inline]
    pub(crate) fn written<T>(start: *const T) -> Self {
        Place { access: Access::Written, ..Place::shared(start, 1) }
    }

    fn excludes(&self, other: &Place) -> bool {
        let overlap = self.start < other.end && other.start < self.end;
        overlap && (self.access != other.access || self.access == Access::Exclusive)
    }
}

/// The places of the arguments that were converted, up to `N`.
#[doc(hidden)]
#[derive(Debug)]
pub struct Apart<const N: usize>([Cell<Place>; N]);

impl<const N: usize> Apart<N> {
    /// None.
    #[inline]
    #[expect(clippy::new_without_default, reason = "generated code alone makes one")]
    pub const fn new() -> Self {
        Apart([const { Cell::new(Place::NONE) }; N])
    }
}

/// The places of a call, however many.
#[doc(hidden)]
pub trait Places {
    /// Adds a place, unless one is there that excludes it.
    ///
    /// # Errors
    ///
    /// The two overlap.
    fn add(&self, place: Place) -> Result<(), Reason>;
}

impl<const N: usize> Places for Apart<N> {
    #[inline]
    fn add(&self, place: Place) -> Result<(), Reason> {
        if place.start == place.end {
            return Ok(());
        }
        for other in &self.0 {
            let there = other.get();
            if there.start == there.end {
                other.set(place);
                return Ok(());
            }
            if there.excludes(&place) {
                return Err(Reason::Overlapping);
            }
        }
        Ok(())
    }
}

/// Converts one argument, which must be apart from those before it.
///
/// # Safety
///
/// As for [`argument`], but for the exclusiveness among the arguments of one call.
#[doc(hidden)]
#[inline]
pub unsafe fn argument_apart<'call, T>(
    call: &'call Call,
    parameter: usize,
    c: T::C,
    apart: &impl Places,
) -> Result<T, Refusal>
where
    T: FromC<'call>,
{
    // SAFETY: `argument_apart` requires what `from_c` does, of which this is a part (`PASSED`).
    let place = unsafe { T::__place(&c) };
    apart.add(place).map_err(|reason| Refusal { parameter, reason })?;
    // SAFETY: as above; it is apart from the other arguments.
    unsafe { argument(call, parameter, c) }
}

/// Converts one argument whose length is passed apart, and which must be apart from those before it.
///
/// # Safety
///
/// As for [`counted`], but for the exclusiveness among the arguments of one call.
#[doc(hidden)]
#[inline]
pub unsafe fn counted_apart<'call, T>(
    call: &'call Call,
    parameter: usize,
    c: T::C,
    len: Result<usize, Reason>,
    apart: &impl Places,
) -> Result<T, Refusal>
where
    T: FromCLen<'call>,
{
    if let Ok(len) = len {
        // SAFETY: `counted_apart` requires what `from_c_len` does, of which this is a part (`PASSED`).
        let place = unsafe { T::__place(&c, len) };
        apart.add(place).map_err(|reason| Refusal { parameter, reason })?;
    }
    // SAFETY: `counted_apart` requires what `counted` does; it is apart from the other arguments.
    unsafe { counted(call, parameter, c, len) }
}
