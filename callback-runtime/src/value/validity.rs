//! Validity of values made by C: bit patterns that are no value of a Rust type, and types that C does not have.
//!
//! Layouts are compared, since no trait is implemented for the structs of other crates. `Option<T>` is as large as `T` if
//! some bits are no `T` (a gap): a `bool`, an enum, a pointer that is never null, and each struct and array with one inside.

use core::cell::{Cell, UnsafeCell};
use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::{MaybeUninit, needs_drop};
use core::panic::RefUnwindSafe;
use core::ptr::NonNull;
use core::sync::atomic::AtomicBool;

use crate::abi::pointers::SafeFnPointer;
use crate::abi::type_id;
use crate::outcome::refused::Reason;
use crate::value::array::{CArray, CArrayMut, CPtr};
use crate::value::c_box::{CBox, CBoxed};
use crate::value::convert::CType;
use crate::value::enums::CEnum;
use crate::value::ffi::{ByValue, CStrPtr};
use crate::value::out::{InOut, Out};
use crate::value::prototype::Opaque;
use crate::value::shown::hides;

/// Returns true if some bits are no `T`, or if `T` has no values.
pub(crate) const fn has_gap<T>() -> bool {
    size_of::<Option<T>>() == size_of::<T>()
}

/// Returns true if more than one bit pattern is no `T`: not for pointers, of which null alone is none.
const fn has_gaps<T>() -> bool {
    has_gap::<T>() && size_of::<Option<Option<T>>>() == size_of::<T>()
}

/// Returns true if `T` is no larger than one number, and some bits are no `T`: an enum, `bool`, `char`, and newtypes of them.
const fn is_partial_number<T>() -> bool {
    has_gaps::<T>() && size_of::<T>() == align_of::<T>()
}

/// Returns true if null is no `T`, and every other bit pattern is one in the place of that pointer or number.
#[expect(clippy::redundant_pattern_matching, reason = "no reference is made to what may be no value")]
const fn is_never_null<T>() -> bool {
    if size_of::<T>() == 0 || !has_gap::<T>() || has_gaps::<T>() {
        return false;
    }
    let zeros = MaybeUninit::<Option<T>>::zeroed();
    // SAFETY: the discriminant alone is read. It stands in the only gap of `T` (`has_gaps` is false), so that all of its bit
    // patterns are valid, and it is initialised.
    unsafe { matches!(*zeros.as_ptr(), None) }
}

/// Returns true if `T` is a pointer that is never null.
const fn is_pointer<T>() -> bool {
    is_never_null::<T>() && size_of::<T>() == size_of::<usize>()
}

/// Returns true for an opaque type of a block: it has no bytes in Rust, and an address in C.
#[inline]
pub(crate) const fn is_opaque<T>() -> bool {
    size_of::<T>() == 0 && needs_drop::<T>()
}

/// Returns true if C has no value of this type: opaque types of other crates, which safe code can copy or make.
///
/// Those of a block have a destructor, so that they are not `Copy`: see [`Unmade`].
const fn is_nothing<T>() -> bool {
    size_of::<T>() == 0 && (has_gap::<T>() || !needs_drop::<T>())
}

/// Checks elements behind a pointer, as far as possible: null for pointers, and the bits of `bool` and `char`.
///
/// # Safety
///
/// `first` points at `len` initialised elements, each valid except for null, a `bool` or a `char`.
#[inline]
pub(crate) unsafe fn check<T>(first: NonNull<T>, len: usize) -> Result<(), Reason> {
    if const { is_never_null::<T>() } {
        // SAFETY: so many initialised elements.
        unsafe { check_null(first, len) }
    } else if const { is_partial_number::<T>() } && type_id::of::<T>() == type_id::of::<bool>() {
        // SAFETY: `len` initialised bytes.
        let bytes = unsafe { core::slice::from_raw_parts(first.as_ptr().cast::<u8>(), len) };
        let invalid = bytes.iter().any(|byte| *byte > 1);
        if invalid { Err(Reason::Invalid("a `_Bool` that is neither 0 nor 1")) } else { Ok(()) }
    } else if const { is_partial_number::<T>() } && type_id::of::<T>() == type_id::of::<char>() {
        // SAFETY: `len` initialised numbers, as aligned as a `char` is.
        let numbers = unsafe { core::slice::from_raw_parts(first.as_ptr().cast::<u32>(), len) };
        let invalid = numbers.iter().any(|number| char::from_u32(*number).is_none());
        if invalid { Err(Reason::Invalid("not a Unicode scalar value")) } else { Ok(()) }
    } else {
        Ok(())
    }
}

/// Returns true if some bits are no `T`, and [`check`] does not find all of them.
#[inline]
pub(crate) fn is_unchecked<T>() -> bool {
    let is_checked = [type_id::of::<bool>(), type_id::of::<char>()].contains(&type_id::of::<T>());
    has_gaps::<T>() && !is_checked
}

/// Checks that C may have made a boxed value: not an enum of one byte, whose layout is that of `c_void`, so that the compiler
/// refuses it only where its name is written.
#[inline]
pub(crate) fn check_boxed<T>() -> Result<(), Reason> {
    if size_of::<T>() == 1 && is_unchecked::<T>() && type_id::of::<T>() != type_id::of::<c_void>() {
        return Err(Reason::Invalid(BOXED));
    }
    Ok(())
}

/// Checks that the elements of an array that is freed do not end with it: see [`FreedArray`].
#[inline]
pub(crate) fn check_freed<T>() -> Result<(), Reason> {
    const { assert!(!is_opaque::<T>(), "an opaque type has no size, and no elements; box an array of `*mut T`") };
    if hides::<T>() { Err(Reason::Invalid(FREED)) } else { check_boxed::<T>() }
}

/// Checks elements of a type that is never null.
///
/// # Safety
///
/// `is_never_null::<T>()`, and `first` points at `len` initialised elements, each valid except for null.
#[expect(clippy::redundant_pattern_matching, reason = "no reference is made to what may be null")]
unsafe fn check_null<T>(first: NonNull<T>, len: usize) -> Result<(), Reason> {
    for index in 0..len {
        // SAFETY: one of the elements.
        let element = unsafe { first.add(index) }.cast::<Option<T>>();
        // SAFETY: initialised, and of the size of `T`. The discriminant stands in the only gap of `T`.
        if unsafe { matches!(*element.as_ptr(), None) } {
            return Err(Reason::Invalid("NULL where the type has none; `Option` has it"));
        }
    }
    Ok(())
}

/// The content of an opaque type of a block: it has no constructor, is neither `Copy`, `Send` nor `Sync`, and has a
/// destructor, by which such a type is recognised.
///
/// C writes behind a `&T` of it. The cell has the compiler expect that: without one it takes the object for constant while a function
/// has the reference, and leaves writes out where it compiles C and Rust together.
///
/// The type of a block is not `Unpin` ([`Never`](crate::value::of_rust::Never)), so that the compiler does not take a `&mut T` for the
/// only pointer to the object. It has no bytes that could be moved: `mem::swap` of two `&mut T` leaves both objects as they are.
#[doc(hidden)]
#[repr(C)]
#[allow(missing_debug_implementations)]
pub struct Unmade {
    written: WrittenByC,
    marker: OfOneThread<()>,
}

/// A marker of what is neither `Send` nor `Sync` by itself. It is generic, so that rustc names the trait that is missing.
#[repr(transparent)]
struct OfOneThread<T>(PhantomData<T>);

/// Implemented for nothing: its message names what a type of a block needs to be passed to other threads.
#[diagnostic::on_unimplemented(
    message = "an object of C is of one thread, unless the author of its block vouches for more",
    label = "not for another thread",
    note = "if C allows it, write beside the block `unsafe impl Send for NAME {{}}`, and `unsafe impl Sync for NAME {{}}` for `&NAME`"
)]
pub trait CrossesThreads {}

// SAFETY: no type implements `CrossesThreads`.
unsafe impl<T: CrossesThreads> Send for OfOneThread<T> {}
// SAFETY: as above.
unsafe impl<T: CrossesThreads> Sync for OfOneThread<T> {}

/// Bytes that C writes. Whether threads may share an object is up to the marker beside it, in one message.
#[repr(C)]
struct WrittenByC(UnsafeCell<[u8; 0]>);

// SAFETY: it has no bytes that threads could write at once.
unsafe impl Sync for WrittenByC {}

/// Rust code reads nothing of an object that a panic could leave half changed.
impl RefUnwindSafe for Unmade {}

impl Drop for Unmade {
    fn drop(&mut self) {}
}

const OPAQUE: &str = "C has nothing of this size, and safe code can copy or make this type; declare it in a block: `type NAME;`, or take `*mut T`";
const ENUM: &str = "C may pass bits that are no value of this type; take the integer, or a `#[callback]` enum by value, in `InOut` or `Array`";
const CONVERTED: &str =
    "C's value is another than Rust's; take it by value, in `InOut` or `Array`, or take the integer behind the pointer";
const NULLS: &str = "an element may be NULL in C; write `Option<T>` for the elements, or for the content of the `Cell`";
const STRUCT: &str = "C may pass bits that are no value of this type; give it integers and `Option`s, take `&MaybeUninit<T>`, or write `unsafe fn` if Rust made it";
const CELL: &str = "C may write bits that are no value of this type; put an integer into the `Cell`";
const FOREVER: &str =
    "this name hides a lifetime that is not of the call; write `CStrPtr` or `CPtr<T>` itself, or the name with `<'_>`";
const FREED: &str =
    "what is in a freed array ends with it; write `CBox<CStrSlice>` for strings, and raw pointers for others";
const BY_VALUE: &str =
    "C may pass bits that are no value of this type; give it integers and `Option`s, or take `ByValue<MaybeUninit<T>>`";
const WRITTEN: &str = "C may write bits that are no value of this type; take `&mut` of an integer, an `Option` or `MaybeUninit<T>`, or `#[out]`";
const DROPPED: &str =
    "C may write over what Rust drops; take `&mut` of a `repr(C)` type without a destructor, or `MaybeUninit<T>`";
const SAFE_FUNCTION: &str = "C may write a function that safe code must not call; write `Option<unsafe extern fn(…)>`, which takes `unsafe` to call";
const BOXED: &str = "C may write bits that are no value of this type; give it integers and `Option`s of pointers, or box `MaybeUninit<T>`";
const POINTER: &str = "`#[out]` names the value that C writes, not its place: `c_int`, `ByValue<T>`; for a pointer take `Out<'_, *mut T>`";

/// Stops the compilation with a message, if there is one.
#[doc(hidden)]
#[track_caller]
pub const fn refuse(fault: Option<&'static str>) {
    if let Some(message) = fault {
        panic!("{}", message);
    }
}

/// The fault of a type that has no constant of its own: see [`Behind`].
///
/// An associated constant of the type itself is found before that of the trait.
#[doc(hidden)]
pub trait Fault {
    /// The message; `None` if values of C fit.
    const __FAULT: Option<&'static str>;
}

const ELEMENTS: &str = "an opaque type has no size, and no elements; take `&T`, `&mut T` or an `Array` of `&T`";

/// The type of the elements of a slice.
#[doc(hidden)]
#[derive(Debug)]
pub struct Elements<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> Fault for Elements<T> {
    const __FAULT: Option<&'static str> = None;
}

impl<T: Opaque> Elements<T> {
    pub const __FAULT: Option<&'static str> = Some(ELEMENTS);
}

const EXCLUSIVE: &str =
    "a closure may hold this handle, which C passes to it as `&mut`; take `&mut` here, or `&` in the callback";

/// The type behind a shared reference that C is given, and one behind `&mut` in a callback of the same function.
#[doc(hidden)]
#[derive(Debug)]
pub struct Together<T>(PhantomData<T>);

impl<T> Fault for Together<T> {
    const __FAULT: Option<&'static str> = None;
}

impl<T: Opaque> Together<(T, T)> {
    pub const __FAULT: Option<&'static str> = Some(EXCLUSIVE);
}

/// Stops the compilation like [`refuse`], for a type behind a pointer: with its own fault or that of its layout.
#[doc(hidden)]
#[track_caller]
pub const fn refuse_behind(own: Option<Option<&'static str>>, layout: Option<&'static str>) {
    refuse(match own {
        Some(own) => own,
        None => layout,
    });
}

/// Stops the compilation like [`refuse_behind`], for a type whose name shows no lifetime, and may hide its content.
#[doc(hidden)]
#[track_caller]
pub const fn refuse_inside(
    own: Option<Option<&'static str>>,
    layout: Option<&'static str>,
    inside: Option<&'static str>,
) {
    // Each call takes time to evaluate, for each callback.
    if let (None, None, None) = (own, layout, inside) {
        return;
    }
    refuse(inside);
    refuse_behind(own, layout);
}

/// A type behind a pointer that C passes to a callback or returns, and whose fault does not depend on its layout alone.
#[doc(hidden)]
#[derive(Debug)]
pub struct Behind<T: ?Sized>(PhantomData<T>);

/// A type without a fault of its own.
#[doc(hidden)]
pub trait Own {
    /// No fault of its own.
    const __OWN: Option<Option<&'static str>> = None;
}

impl<T: ?Sized> Own for Behind<T> {}

/// Returns the fault of a type whose validity the function guarantees: elements made by Rust.
const fn vouched<T>() -> Option<&'static str> {
    if is_nothing::<T>() {
        Some(OPAQUE)
    } else if is_partial_number::<T>() {
        Some(ENUM)
    } else {
        None
    }
}

/// Returns the fault of a type that C may have made: with an enum, a `bool` or a `char` inside, and no destructor; see [`vouched`].
const fn behind<T>() -> Option<&'static str> {
    if has_gaps::<T>() && !is_partial_number::<T>() && !needs_drop::<T>() { Some(STRUCT) } else { vouched::<T>() }
}

const fn cell<T>() -> Option<&'static str> {
    if is_pointer::<T>() {
        Some(NULLS)
    } else if has_gaps::<T>() {
        Some(CELL)
    } else {
        behind::<T>()
    }
}

macro_rules! own {
    ($([$($generics:tt)*] $t:ty => $fault:expr;)*) => {$(
        impl<$($generics)*> Behind<$t> {
            pub const __OWN: Option<Option<&'static str>> = Some($fault);
        }
    )*};
}

// If the elements have no fault of their own, that of the layout of the array counts.
impl<T, const N: usize> Behind<[T; N]> {
    #[allow(clippy::option_option, reason = "its own fault, if it has one of its own")]
    pub const __OWN: Option<Option<&'static str>> = match () {
        () if is_never_null::<T>() => Some(Some(NULLS)),
        () if is_partial_number::<T>() => Some(Some(ENUM)),
        () => None,
    };
}

own! {
    // These are checked at each call: see `check`.
    [] bool => None;
    [] char => None;
    // It stands for any type.
    [] c_void => None;
    [T: CEnum] T => if size_of::<T>() != size_of::<T::C>() || has_gap::<T>() { Some(CONVERTED) } else { None };
    // Their layout hides the gap of their content.
    [T] Cell<T> => cell::<T>();
    [T] UnsafeCell<T> => cell::<T>();
    [] AtomicBool => Some(ENUM);
}

/// A type as a whole that C passes, returns or writes: the wrappers of values made by C.
#[doc(hidden)]
#[derive(Debug)]
pub struct Passed<T>(PhantomData<T>);

impl<T> Fault for Passed<T> {
    const __FAULT: Option<&'static str> = None;
}

/// Returns the fault of a type that C passes by value.
pub(crate) const fn by_value<T>() -> Option<&'static str> {
    if has_gap::<T>() && !is_pointer::<T>() { Some(BY_VALUE) } else { None }
}

macro_rules! referred {
    ($finder:ident $fault:ident: $($t:ty)*) => {$(
        impl<T> $finder<$t> {
            pub const __FAULT: Option<&'static str> = $fault::<T>();
        }
    )*};
}

// For aliases of the references.
referred!(Passed behind: &T &mut T &[T] &mut [T] Option<&T> Option<&mut T> Option<&[T]> Option<&mut [T]>);

/// A reference to a type that has no fault of its own, which may be without a size.
#[doc(hidden)]
#[derive(Debug)]
pub struct Layout<T>(PhantomData<T>);

impl<T> Fault for Layout<T> {
    const __FAULT: Option<&'static str> = None;
}

referred!(Layout behind: &T);

/// [`Layout`] for values that the author of the function vouches for.
#[doc(hidden)]
#[derive(Debug)]
pub struct Vouched<T>(PhantomData<T>);

impl<T> Fault for Vouched<T> {
    const __FAULT: Option<&'static str> = None;
}

referred!(Vouched vouched: &T);

/// A type behind a pointer by its parts, if a name hides them, with the fault of their layout.
#[doc(hidden)]
#[derive(Debug)]
pub struct Parted<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> Fault for Parted<T> {
    const __FAULT: Option<&'static str> = None;
}

macro_rules! inside {
    ($([$($generics:tt)*] $t:ty => $fault:expr;)*) => {$(
        impl<$($generics)*> Parted<$t> {
            pub const __FAULT: Option<&'static str> = $fault;
        }
    )*};
}

inside! {
    [] CStrPtr<'_> => Some(FOREVER);
    [T] CPtr<'_, T> => Some(FOREVER);
    [const N: usize] [CStrPtr<'_>; N] => Some(FOREVER);
    [T, const N: usize] [CPtr<'_, T>; N] => Some(FOREVER);
    [] Cell<CStrPtr<'_>> => Some(FOREVER);
    [T] Cell<CPtr<'_, T>> => Some(FOREVER);
    [T] Cell<Cell<T>> => cell::<T>();
    [T] Cell<UnsafeCell<T>> => cell::<T>();
    [T] UnsafeCell<Cell<T>> => cell::<T>();
    [T] UnsafeCell<UnsafeCell<T>> => cell::<T>();
    [T, const N: usize] [Cell<T>; N] => cell::<T>();
    [T, const N: usize] [UnsafeCell<T>; N] => cell::<T>();
    [T, const N: usize] Cell<[Cell<T>; N]> => cell::<T>();
    [T, const N: usize, const M: usize] [[Cell<T>; N]; M] => cell::<T>();
    [const N: usize] [AtomicBool; N] => Some(ENUM);
    [const N: usize, const M: usize] [[AtomicBool; N]; M] => Some(ENUM);
}

impl<T> Passed<ByValue<T>> {
    pub const __FAULT: Option<&'static str> = by_value::<T>();
}

const fn boxed<T: ?Sized + CBoxed>() -> Option<&'static str> {
    if is_nothing::<T::Raw>() {
        Some(OPAQUE)
    } else if has_gap::<T::Raw>() && size_of::<T::Raw>() != size_of::<c_void>() {
        Some(BOXED)
    } else {
        None
    }
}

impl<T: ?Sized + CBoxed> Passed<CBox<T>> {
    pub const __FAULT: Option<&'static str> = boxed::<T>();
}

impl<T: ?Sized + CBoxed> Passed<Option<CBox<T>>> {
    pub const __FAULT: Option<&'static str> = boxed::<T>();
}

/// An array that a deallocator frees, by its elements.
#[doc(hidden)]
#[derive(Debug)]
pub struct FreedArray<T>(PhantomData<T>);

impl<T> Fault for FreedArray<T> {
    const __FAULT: Option<&'static str> = None;
}

macro_rules! freed_arrays {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> FreedArray<CBox<$t>> {
            pub const __FAULT: Option<&'static str> = Some(FREED);
        }

        impl<$($generics)*> FreedArray<Option<CBox<$t>>> {
            pub const __FAULT: Option<&'static str> = Some(FREED);
        }
    )*};
}

freed_arrays! {
    [] [CStrPtr<'_>];
    [T] [CPtr<'_, T>];
    [T: ?Sized] [&T];
    [T: ?Sized] [Option<&T>];
    [T, const N: usize] [[&T; N]];
    [const N: usize] [[CStrPtr<'_>; N]];
}

/// A type as a whole that is passed to C, which writes the memory behind `&mut`.
#[doc(hidden)]
#[derive(Debug)]
pub struct GivenToC<T>(PhantomData<T>);

impl<T> Fault for GivenToC<T> {
    const __FAULT: Option<&'static str> = None;
}

const fn written<T>() -> Option<&'static str> {
    if is_nothing::<T>() {
        Some(OPAQUE)
    } else if has_gap::<T>() {
        Some(WRITTEN)
    } else if needs_drop::<T>() && size_of::<T>() != 0 {
        Some(DROPPED)
    } else {
        None
    }
}

const fn shown<T>() -> Option<&'static str> {
    if is_nothing::<T>() { Some(OPAQUE) } else { None }
}

macro_rules! given {
    ($($fault:ident $($t:ty)*;)*) => {$($(
        impl<T> GivenToC<$t> {
            pub const __FAULT: Option<&'static str> = $fault::<T>();
        }
    )*)*};
}

given! {
    written &mut T &mut [T] Option<&mut T> Option<&mut [T]>;
    shown &T &[T] Option<&T> Option<&[T]>;
}

/// A type behind a pointer passed to C whose layout shows no gap, though C may write an invalid value.
#[doc(hidden)]
#[derive(Debug)]
pub struct Stored<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> Fault for Stored<T> {
    const __FAULT: Option<&'static str> = None;
}

macro_rules! hidden {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Stored<$t> {
            pub const __FAULT: Option<&'static str> = Some(WRITTEN);
        }

        impl<$($generics)* const N: usize> Stored<[$t; N]> {
            pub const __FAULT: Option<&'static str> = Some(WRITTEN);
        }
    )*};
}

hidden! {
    [T: ?Sized,] Option<&T>;
    [T: ?Sized,] Option<&mut T>;
    [] AtomicBool;
}

/// A type behind a pointer passed to C, which may write a function there that safe code calls.
#[doc(hidden)]
#[derive(Debug)]
pub struct Called<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> Fault for Called<T> {
    const __FAULT: Option<&'static str> = None;
}

impl<F: SafeFnPointer> Called<Option<F>> {
    pub const __FAULT: Option<&'static str> = Some(SAFE_FUNCTION);
}

impl<F: SafeFnPointer, const N: usize> Called<[Option<F>; N]> {
    pub const __FAULT: Option<&'static str> = Some(SAFE_FUNCTION);
}

macro_rules! cells {
    ($($t:ty)*) => {$(
        impl<T> Stored<$t> {
            pub const __FAULT: Option<&'static str> = if has_gap::<T>() { Some(WRITTEN) } else { None };
        }
    )*};
}

cells!(Cell<T> UnsafeCell<T>);

/// A type in `#[out]`.
#[doc(hidden)]
#[derive(Debug)]
pub struct Written<T>(PhantomData<T>);

impl<T> Fault for Written<T> {
    const __FAULT: Option<&'static str> = None;
}

macro_rules! pointers {
    ($($t:ty)*) => {$(
        // A type without a size in Rust is opaque, and C cannot write it.
        impl<T> Written<$t> {
            pub const __FAULT: Option<&'static str> = if size_of::<T>() == 0 { None } else { Some(POINTER) };
        }
    )*};
}

pointers!(*const T *mut T NonNull<T> Option<NonNull<T>> &T &mut T Option<&T> Option<&mut T>);
pointers!(CArray<'_, T> CArrayMut<'_, T> Option<CArray<'_, T>> Option<CArrayMut<'_, T>>);

macro_rules! places {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Written<$t> {
            pub const __FAULT: Option<&'static str> = Some(POINTER);
        }
    )*};
}

places! {
    [T: CType] Out<'_, T>;
    [T: CType] Option<Out<'_, T>>;
    [T: CType] InOut<'_, T>;
    [T: CType] Option<InOut<'_, T>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(C)]
    struct Table {
        hook: unsafe extern "C" fn(),
        size: u64,
    }

    #[repr(u8)]
    #[allow(dead_code)]
    enum Gapped {
        Two = 2,
        Four = 4,
    }

    #[test]
    fn null_is_told_apart_by_layout() {
        assert!(is_never_null::<unsafe extern "C" fn()>() && is_never_null::<&u8>() && is_never_null::<NonNull<u8>>());
        assert!(is_never_null::<Table>() && is_never_null::<[NonNull<u8>; 2]>());
        assert!(!is_never_null::<Option<&u8>>() && !is_never_null::<bool>() && !is_never_null::<u64>());
        assert!(!is_never_null::<Gapped>() && !is_never_null::<core::cmp::Ordering>());
    }

    #[test]
    fn gaps_are_found_inside_of_structs_and_arrays() {
        #[repr(C)]
        struct Row {
            number: u32,
            flag: bool,
        }
        assert!(has_gap::<Row>() && has_gap::<[char; 3]>() && has_gap::<Gapped>());
        assert!(
            !has_gap::<[u8; 3]>() && !has_gap::<MaybeUninit<Row>>() && !has_gap::<Option<unsafe extern "C" fn()>>()
        );
        assert!(is_partial_number::<Gapped>() && !is_partial_number::<Row>());
    }
}
