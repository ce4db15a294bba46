//! Overlap checks of arguments: a reference is made only if no other one to the same memory excludes it.

use core::any::TypeId;
use core::cell::Cell;
use core::ffi::{CStr, c_void};
use core::marker::PhantomData;
use core::mem::needs_drop;
use core::ptr::NonNull;

use crate::abi::pointers::CFnPointer;
use crate::abi::type_id;
use crate::outcome::refused::Reason;
use crate::value::argument::{Call, argument, counted, counted_twice};
use crate::value::array::{CArray, CArrayMut};
use crate::value::callee::Callee;
use crate::value::convert::{CType, FromC};
use crate::value::ffi::{ByValue, CBool, CStrPtr};
use crate::value::formatted::Formatted;
use crate::value::matrix::{FromCLens, Matrix};
use crate::value::out::{ErrorOut, InOut, Out};
use crate::value::returns::Refusal;
use crate::value::slice::FromCLen;
use crate::value::va_list::VaList;
use crate::value::validity;
use crate::value::vectors::{Array, NullTerminated};

/// The memory that an argument refers to.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Place {
    start: usize,
    /// In bytes; 0 if the argument refers to no memory.
    len: usize,
    access: Access,
}

/// The kind of a reference, which determines the references that it excludes.
#[derive(Clone, Copy, Debug)]
enum Access {
    /// Shared references to values that do not change.
    Frozen,
    /// Shared references to values that may contain a `Cell`: those of one type may overlap, element for element.
    Shared(fn() -> (TypeId, usize)),
    /// Mutable references.
    Exclusive,
    /// Places that are written through pointers alone, and may overlap each other.
    Written,
}

impl Place {
    /// The place of an argument that refers to no memory.
    pub const NONE: Place = Place { start: 0, len: 0, access: Access::Frozen };

    #[inline]
    fn new<T>(start: *const T, len: usize, access: Access) -> Self {
        // A length that overflows is refused when the argument is converted.
        let size = if const { validity::is_opaque::<T>() } { 1 } else { size_of::<T>() };
        Place { start: start.addr(), len: len.wrapping_mul(size), access }
    }

    /// The place of a shared reference to `len` elements.
    #[inline]
    pub(crate) fn shared<T>(start: *const T, len: usize) -> Self {
        Place::new(start, len, Access::of_shared::<T>())
    }

    /// The place of a shared reference to `len` elements that contain no `Cell`.
    #[inline]
    pub(crate) fn frozen<T>(start: *const T, len: usize) -> Self {
        Place::new(start, len, Access::Frozen)
    }

    /// The place of a mutable reference to `len` elements.
    #[inline]
    pub(crate) fn exclusive<T>(start: *const T, len: usize) -> Self {
        Place::new(start, len, Access::Exclusive)
    }

    /// The place of an out-parameter.
    #[inline]
    pub(crate) fn written<T>(start: *const T) -> Self {
        Place::new(start, 1, Access::Written)
    }

    /// The place of a context that the function has as `&mut T`.
    #[inline]
    pub(crate) fn of_exclusive<T: ?Sized>(value: &T) -> Self {
        Place::of(value, Access::Exclusive)
    }

    /// The place of a context that the function has as `&T`.
    #[inline]
    pub(crate) fn of_shared<T: ?Sized>(value: &T) -> Self {
        Place::of(value, Access::of_whole::<T>())
    }

    #[inline]
    fn of<T: ?Sized>(value: &T, access: Access) -> Self {
        // A value without bytes and with a destructor may be an opaque object of C.
        let len = if const { needs_drop::<T>() && size_of::<&T>() == size_of::<usize>() } {
            size_of_val(value).max(1)
        } else {
            size_of_val(value)
        };
        Place { start: core::ptr::from_ref(value).addr(), len, access }
    }

    /// Returns true if the two references cannot exist at the same time.
    #[inline]
    pub(crate) fn excludes(&self, other: &Place) -> bool {
        if self.len == 0 || other.len == 0 {
            return false;
        }
        // From the last byte of the other, after the first of this: one comparison for both ends.
        let last = other.start.wrapping_sub(self.start).wrapping_add(other.len - 1);
        last < self.len.wrapping_add(other.len - 1) && self.differs(other)
    }

    #[inline]
    fn differs(&self, other: &Place) -> bool {
        match (self.access, other.access) {
            (Access::Frozen, Access::Frozen) | (Access::Written, Access::Written) => false,
            (Access::Shared(this), Access::Shared(that)) => {
                let ((this, size), (that, _)) = (this(), that());
                this != that || self.start.abs_diff(other.start) % size.max(1) != 0
            }
            _ => true,
        }
    }
}

impl Access {
    #[inline]
    fn of_shared<T>() -> Self {
        if is_number::<T>() { Access::Frozen } else { Access::Shared(element::<T>) }
    }

    #[inline]
    fn of_whole<T: ?Sized>() -> Self {
        if is_number::<T>() { Access::Frozen } else { Access::Shared(whole::<T>) }
    }
}

/// A type, with the distance of its elements.
fn element<T>() -> (TypeId, usize) {
    (type_id::of::<T>(), size_of::<T>())
}

/// A type of a single value.
fn whole<T: ?Sized>() -> (TypeId, usize) {
    (type_id::of::<T>(), usize::MAX)
}

/// Returns true for numbers, which do not change behind a shared reference.
#[inline]
fn is_number<T: ?Sized>() -> bool {
    macro_rules! is_one_of {
        ($($t:ty)*) => { $(type_id::of::<T>() == TypeId::of::<$t>())||* };
    }
    is_one_of!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize f32 f64 bool char)
}

/// A type behind a shared reference, whose `Copy` bound selects `__FIXED`.
#[doc(hidden)]
#[derive(Debug)]
pub struct Parts<T: ?Sized>(PhantomData<T>);

/// Types that may contain a `Cell`.
#[doc(hidden)]
pub trait MayChange {
    /// Such values may change.
    const __FIXED: u32 = 0;
}

impl<T: ?Sized> MayChange for Parts<T> {}

impl<T: Copy> Parts<T> {
    /// True: a type is `Copy` only if all its parts are, and no `Cell` is.
    pub const __FIXED: u32 = 1;
}

/// Arrays of pointers that an argument refers to: the rows of a matrix, the elements of an array.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Rows {
    /// The address of the first pointer.
    first: *const (),
    count: usize,
    /// The length of each row.
    len: usize,
    place: unsafe fn(*const (), usize, usize) -> Place,
}

impl Rows {
    /// No rows.
    pub const NONE: Rows = Rows { first: core::ptr::null(), count: 0, len: 0, place: nowhere };

    /// Makes rows from `count` pointers and a function for the place behind one, from `first`, an index and `len`.
    ///
    /// # Safety
    ///
    /// The function may be called for `first`, each index below `count`, and `len`, as long as the call lasts.
    pub(crate) unsafe fn new(
        first: *const (),
        count: usize,
        len: usize,
        place: unsafe fn(*const (), usize, usize) -> Place,
    ) -> Self {
        Rows { first, count, len, place }
    }

    /// Returns true if one of the rows and the place exclude each other.
    pub(crate) fn exclude(&self, place: &Place) -> bool {
        // SAFETY: `Rows::new` requires it for each index below the count.
        (0..self.count).any(|index| unsafe { (self.place)(self.first, index, self.len) }.excludes(place))
    }

    fn exclude_rows(&self, other: &Rows) -> bool {
        // SAFETY: `Rows::new` requires it for each index below the count.
        (0..self.count).any(|index| other.exclude(&unsafe { (self.place)(self.first, index, self.len) }))
    }
}

unsafe fn nowhere(_: *const (), _: usize, _: usize) -> Place {
    Place::NONE
}

/// The places of the converted arguments, up to `N`.
#[doc(hidden)]
#[derive(Debug)]
pub struct Apart<const N: usize> {
    places: [Cell<Place>; N],
    /// A bit for each parameter that refers to values that do not change.
    fixed: u32,
}

impl<const N: usize> Apart<N> {
    /// No places.
    #[inline]
    pub const fn new(fixed: u32) -> Self {
        Apart { places: [const { Cell::new(Place::NONE) }; N], fixed }
    }
}

/// [`Apart`] for a callback with an argument that may have rows.
#[doc(hidden)]
#[derive(Debug)]
pub struct ApartRows<const N: usize> {
    places: Apart<N>,
    rows: [Cell<Rows>; N],
}

impl<const N: usize> ApartRows<N> {
    /// No places and no rows.
    #[inline]
    pub const fn new(fixed: u32) -> Self {
        ApartRows { places: Apart::new(fixed), rows: [const { Cell::new(Rows::NONE) }; N] }
    }
}

/// The places of the arguments of a call.
#[doc(hidden)]
pub trait Places {
    /// Returns true for a parameter that refers to values that do not change.
    fn is_fixed(&self, parameter: usize) -> bool;

    /// Adds a place, unless one that excludes it was added before.
    ///
    /// # Errors
    ///
    /// Fails if the two overlap.
    fn add(&self, place: Place) -> Result<(), Reason>;

    /// Adds rows, unless a place or row that excludes one of them was added before.
    ///
    /// # Errors
    ///
    /// Fails if they overlap.
    fn add_rows(&self, rows: Rows) -> Result<(), Reason>;
}

impl<const N: usize> Places for Apart<N> {
    #[inline]
    fn is_fixed(&self, parameter: usize) -> bool {
        self.fixed >> parameter & 1 != 0
    }

    #[inline]
    fn add(&self, place: Place) -> Result<(), Reason> {
        if place.len == 0 {
            return Ok(());
        }
        for other in &self.places {
            let there = other.get();
            if there.len == 0 {
                other.set(place);
                return Ok(());
            }
            if there.excludes(&place) {
                return Err(Reason::Overlapping);
            }
        }
        Ok(())
    }

    // Used for callbacks whose arguments have no rows.
    #[inline]
    fn add_rows(&self, rows: Rows) -> Result<(), Reason> {
        let excluded = self.places.iter().any(|place| rows.exclude(&place.get()));
        if excluded { Err(Reason::Overlapping) } else { Ok(()) }
    }
}

impl<const N: usize> Places for ApartRows<N> {
    #[inline]
    fn is_fixed(&self, parameter: usize) -> bool {
        self.places.is_fixed(parameter)
    }

    fn add(&self, place: Place) -> Result<(), Reason> {
        if self.rows.iter().any(|rows| rows.get().exclude(&place)) {
            return Err(Reason::Overlapping);
        }
        self.places.add(place)
    }

    fn add_rows(&self, rows: Rows) -> Result<(), Reason> {
        self.places.add_rows(rows)?;
        for other in &self.rows {
            let there = other.get();
            if there.count == 0 {
                other.set(rows);
                return Ok(());
            }
            if there.exclude_rows(&rows) {
                return Err(Reason::Overlapping);
            }
        }
        Ok(())
    }
}

/// Adds the place and the rows of an argument.
#[inline]
fn add(apart: &impl Places, parameter: usize, place: Place, rows: Option<Rows>) -> Result<(), Refusal> {
    let refused = |reason| Refusal { parameter, reason };
    let is_fixed = apart.is_fixed(parameter) && matches!(place.access, Access::Shared(_));
    let place = if is_fixed { Place { access: Access::Frozen, ..place } } else { place };
    apart.add(place).map_err(refused)?;
    rows.map_or(Ok(()), |rows| apart.add_rows(rows)).map_err(refused)
}

/// Converts one argument, which must not overlap those before it.
///
/// # Safety
///
/// The contract of [`argument`], without the exclusiveness among the arguments of one call.
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
    // SAFETY: the same.
    let rows = unsafe { T::__rows(&c) };
    add(apart, parameter, place, rows)?;
    // SAFETY: as above; it is apart from the other arguments.
    unsafe { argument(call, parameter, c) }
}

/// Converts one argument whose length is in another parameter, and which must not overlap those before it.
///
/// # Safety
///
/// The contract of [`counted`], without the exclusiveness among the arguments of one call.
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
        // SAFETY: the same.
        let rows = unsafe { T::__rows(&c, len) };
        add(apart, parameter, place, rows)?;
    }
    // SAFETY: `counted_apart` requires what `counted` does; it is apart from the other arguments.
    unsafe { counted(call, parameter, c, len) }
}

/// Converts one argument with two lengths, which must not overlap those before it.
///
/// # Safety
///
/// The contract of [`counted_twice`], without the exclusiveness among the arguments of one call.
#[doc(hidden)]
#[inline]
pub unsafe fn counted_twice_apart<'call, T>(
    call: &'call Call,
    parameter: usize,
    c: T::C,
    lens: Result<[usize; 2], Reason>,
    apart: &impl Places,
) -> Result<T, Refusal>
where
    T: FromCLens<'call>,
{
    if let Ok(lens) = lens {
        // SAFETY: `counted_twice_apart` requires what `from_c_lens` does, of which this is a part (`PASSED`).
        let place = unsafe { T::__place(&c, lens) };
        // SAFETY: the same.
        let rows = unsafe { T::__rows(&c, lens) };
        add(apart, parameter, place, rows)?;
    }
    // SAFETY: `counted_twice_apart` requires what `counted_twice` does; it is apart from the other arguments.
    unsafe { counted_twice(call, parameter, c, lens) }
}

/// A type that is what its name says, which the macro goes by: it refers to nothing (0), is written (1), has shared
/// elements of type `X` (2), refers to what does not change (3), has strings (4), or is an `Option` of `X` (5).
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has the name of another type, and is not that",
    label = "not the type of this name",
    note = "the name decides with which arguments this one is compared; give a type of your own another name"
)]
pub trait Claimed<const KIND: u8, X: ?Sized = ()> {}

/// A claim about a type, which rustc checks.
#[doc(hidden)]
#[derive(Debug)]
pub struct Claim<T: ?Sized + Claimed<KIND, X>, const KIND: u8, X: ?Sized = ()>(PhantomData<T>, PhantomData<X>);

macro_rules! claimed {
    ($($kind:literal [$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Claimed<$kind> for $t {}
    )*};
}

claimed! {
    0 [] bool;
    0 [] CBool;
    0 [T] CArray<'_, T>;
    0 [] Formatted<'_>;
    0 [] VaList<'_>;
    0 [F: CFnPointer, D] Callee<'_, F, D>;
    0 [T] ByValue<T>;
    0 [T] NonNull<T>;
    0 [T: Claimed<0>] Option<T>;
    1 [T: CType] Out<'_, T>;
    1 [T: CType] InOut<'_, T>;
    1 [T: CType] ErrorOut<'_, T>;
    1 [T] CArrayMut<'_, T>;
    1 [T: Claimed<1>] Option<T>;
    3 [T: ?Sized + Fixed] &T;
    3 [T: Claimed<3>] Option<T>;
    4 [] NullTerminated<'_, &CStr>;
    4 [T: Claimed<4>] Option<T>;
}

impl<T> Claimed<2, T> for Matrix<'_, T> {}
impl<T: CType> Claimed<2, T> for Array<'_, T> {}
impl<T: CType> Claimed<2, T> for NullTerminated<'_, T> {}
impl<T> Claimed<5, T> for Option<T> {}

/// A type without a `Cell` inside.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has the name of another type, and is not that",
    label = "not the type of this name",
    note = "the name decides with which arguments this one is compared; give a type of your own another name"
)]
pub trait Fixed {}

macro_rules! fixed {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Fixed for $t {}
    )*};
}

fixed! {
    [] i8;
    [] u8;
    [] i16;
    [] u16;
    [] i32;
    [] u32;
    [] i64;
    [] u64;
    [] isize;
    [] usize;
    [] f32;
    [] f64;
    [] str;
    [] CStr;
    [] c_void;
    [] CStrPtr<'_>;
    [T: ?Sized] *const T;
    [T: ?Sized] *mut T;
    [T: Fixed] [T];
    [T: Fixed, const N: usize] [T; N];
}
