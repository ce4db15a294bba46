//! Memory or a handle that C allocated, with its deallocator.

use core::ffi::{CStr, c_char, c_void};
use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
#[cfg(feature = "std")]
use crate::value::carrier::{Calling, Carrier, CarriesClosures};
use crate::value::convert::{CType, valid};
use crate::value::nullable::Nullable;
use crate::value::prototype::Opaque;
use crate::value::to_c::{InPlace, ToC};
use crate::value::validity::{check, check_boxed};

/// A value that C allocated and that Rust owns: the declared deallocator frees it when the box is dropped.
///
/// A declared function returns one if it has `free = PATH`: a string from `malloc`, a handle that has a closing
/// function. `CBox<CStr>` is a string; `CBox<T>` dereferences to a `T`, which may be an opaque type of a
/// block: `type Db;`. A type of a `-sys` crate without a size does not compile, since safe code could copy it out.
///
/// ```
/// use callback_runtime::callback;
/// use callback_runtime::foreign::CBox;
/// use std::ffi::CStr;
///
/// #[callback]
/// unsafe extern "C" {
///     /// `char *strdup(const char *s)` (POSIX)
///     #[callback(free = libc::free)]
///     safe fn strdup(s: &CStr) -> Option<CBox<CStr>>;
/// }
///
/// let copy = strdup(c"text").unwrap();
/// assert_eq!(&*copy, c"text");
/// // `free` is called here.
/// # drop(copy);
/// ```
///
/// An array is a `CBox<[T]>`, and one of strings a [`CBox<CStrSlice>`](crate::foreign::CStrSlice): the declaration has the length, or what
/// marks the end.
///
/// As an argument of another declared function it is lent as `&T`: `use_it(&db)`. A function that takes it by value
/// receives the ownership, and frees it.
///
/// # A handle that C changes
///
/// A declared function that changes an object takes it by `&mut`, and the box of an opaque type dereferences to that: what borrows from
/// the handle ends before the next such call.
///
/// ```
/// use callback_runtime::callback;
/// use callback_runtime::foreign::CBox;
/// use std::ffi::{CStr, c_int};
/// # mod c {
/// #     use std::ffi::{CString, c_char, c_int};
/// #     pub struct Interp(CString);
/// #     #[unsafe(no_mangle)] extern "C" fn doc_interp_new() -> *mut Interp { Box::into_raw(Box::new(Interp(CString::default()))) }
/// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_interp_eval(interp: *mut Interp, text: *const c_char) -> c_int {
/// #         unsafe { (*interp).0 = std::ffi::CStr::from_ptr(text).into() };
/// #         0
/// #     }
/// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_interp_result(interp: *const Interp) -> *const c_char { unsafe { (*interp).0.as_ptr() } }
/// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_interp_free(interp: *mut Interp) { drop(unsafe { Box::from_raw(interp) }) }
/// # }
///
/// #[callback]
/// unsafe extern "C" {
///     type Interp;
///     # #[link_name = "doc_interp_free"]
///     unsafe fn interp_free(interp: *mut Interp);
///     # #[link_name = "doc_interp_new"]
///     #[callback(free = interp_free)]
///     safe fn interp_new() -> CBox<Interp>;
///     # #[link_name = "doc_interp_eval"]
///     safe fn interp_eval(interp: &mut Interp, script: &CStr) -> c_int;
///     /// `const char *interp_result(struct interp *)`: good until the next `interp_eval`
///     # #[link_name = "doc_interp_result"]
///     safe fn interp_result(interp: &Interp) -> &CStr;
/// }
///
/// let mut interp = interp_new();
/// interp_eval(&mut interp, c"set x 1");
/// let result = interp_result(&interp);
/// assert_eq!(result, c"set x 1");
/// interp_eval(&mut interp, c"set x 2"); // `result` has ended
/// ```
///
/// # Other threads
///
/// The box of an opaque type is `Send` or `Sync` if the author of the block declares that of the type: `unsafe impl Send for Interp {}` where C
/// may use and free the object on another thread, `unsafe impl Sync for Interp {}` where every function that takes `&Interp` may be called from several
/// threads at a time. Closures that the box carries need `threads` then: one without is refused its calls on other threads.
///
/// # C keeps it until the handle is freed
///
/// Closures that C keeps until it has freed a handle (`until = HANDLE` in a declaration) are carried by the box of that
/// handle. They live while the deallocator runs, which may call them a last time, and are dropped after it:
///
/// ```
/// use callback_runtime::callback;
/// use callback_runtime::foreign::CBox;
/// # use std::ffi::{c_int, c_void};
/// # mod c {
/// #     use std::ffi::{c_int, c_void};
/// #     type Hook = unsafe extern "C" fn(c_int, *mut c_void);
/// #     pub struct Db(Option<Hook>, *mut c_void);
/// #     #[unsafe(no_mangle)] extern "C" fn doc_open() -> *mut Db { Box::into_raw(Box::new(Db(None, std::ptr::null_mut()))) }
/// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_hook(db: *mut Db, f: Option<Hook>, user: *mut c_void) { unsafe { *db = Db(f, user) } }
/// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_close(db: *mut Db) {
/// #         let db = unsafe { Box::from_raw(db) };
/// #         if let Some(f) = db.0 { unsafe { f(7, db.1) } }
/// #     }
/// # }
///
/// #[callback]
/// unsafe extern "C" {
///     type Db;
///     # #[link_name = "doc_close"]
///     unsafe fn db_close(db: *mut Db);
///     # #[link_name = "doc_open"]
///     #[callback(free = db_close)]
///     safe fn db_open() -> CBox<Db>;
///     /// `void db_hook(struct db *, void (*f)(int event, void *), void *)`
///     # #[link_name = "doc_hook"]
///     safe fn db_hook(
///         db: &Db,
///         #[callback(retained, until = db)] f: Option<fn(event: c_int, #[context] _: _)>,
///         #[context(f)] _: *mut c_void,
///     );
/// }
///
/// # let (sent, seen) = std::sync::mpsc::channel();
/// let db = db_open();
/// db_hook(&db, Some(Box::new(move |event| sent.send(event).unwrap())));
/// drop(db);
/// // `db_close` has called it.
/// assert_eq!(seen.recv(), Ok(7));
/// // It was dropped then.
/// assert!(seen.recv().is_err());
/// ```
///
/// A box that is passed to C by value takes its closures along; they are dropped when that call has returned. Those of
/// a box that ends with [`into_raw`](CBox::into_raw) are never dropped. A closure without `threads` belongs to its
/// thread: if unsafe code drops the box on another thread, the closure is leaked, and that is reported.
pub struct CBox<T: ?Sized + CBoxed> {
    pointer: NonNull<T::Raw>,
    len: T::Len,
    free: unsafe fn(*mut c_void),
    owned: PhantomData<T::Raw>,
    /// Dropped after the deallocator has run.
    #[cfg(feature = "std")]
    carrier: Carrier,
}

/// The value stays in its place: C has it.
impl<T: ?Sized + CBoxed> Unpin for CBox<T> {}

/// A type that a [`CBox`] can own: a C type, or `CStr`.
///
/// # Safety
///
/// `Raw` is the referent of the C pointer.
#[doc(hidden)]
pub unsafe trait CBoxed {
    /// The referent of the C pointer.
    type Raw;
    /// The number of elements of an array, or `()`.
    type Len: Copy;

    /// Borrows the value.
    ///
    /// # Safety
    ///
    /// C returned the pointer as one to a valid value, of this number of elements, which lives for `'a`.
    unsafe fn borrow<'a>(pointer: NonNull<Self::Raw>, len: Self::Len) -> &'a Self;
}

// SAFETY: the same type.
unsafe impl<T> CBoxed for T {
    type Raw = T;
    type Len = ();

    unsafe fn borrow<'a>(pointer: NonNull<T>, (): ()) -> &'a T {
        // SAFETY: `borrow` requires a valid value that lives for `'a`.
        unsafe { pointer.as_ref() }
    }
}

// SAFETY: a C string is `char *`.
unsafe impl CBoxed for CStr {
    type Raw = c_char;
    type Len = ();

    unsafe fn borrow<'a>(pointer: NonNull<c_char>, (): ()) -> &'a CStr {
        // SAFETY: `borrow` requires a valid string that lives for `'a`.
        unsafe { CStr::from_ptr(pointer.as_ptr()) }
    }
}

impl<T: ?Sized + CBoxed<Len = ()>> CBox<T> {
    /// Takes ownership of a value that C allocated.
    ///
    /// # Safety
    ///
    /// `pointer` points at a valid `T` that is freed nowhere else, and `free` frees it.
    pub unsafe fn from_raw(pointer: NonNull<T::Raw>, free: unsafe fn(*mut c_void)) -> Self {
        // SAFETY: `from_raw` has the contract of `of_len`.
        unsafe { CBox::of_len(pointer, (), free) }
    }
}

impl<T: ?Sized + CBoxed> CBox<T> {
    /// Takes ownership of a value of this number of elements.
    ///
    /// # Safety
    ///
    /// `pointer` points at a valid `T` of `len` elements that is freed nowhere else, and `free` frees it.
    pub(crate) unsafe fn of_len(pointer: NonNull<T::Raw>, len: T::Len, free: unsafe fn(*mut c_void)) -> Self {
        CBox {
            pointer,
            len,
            free,
            owned: PhantomData,
            #[cfg(feature = "std")]
            carrier: Carrier::new(),
        }
    }

    /// The value, and the closures that live as long as the value, for a call that begins now.
    #[cfg(feature = "std")]
    #[doc(hidden)]
    pub fn lend(this: &Self) -> (&T, Calling<'_>) {
        (this, this.carrier.calling())
    }

    /// Returns the pointer, which stays owned.
    pub fn as_ptr(&self) -> *mut T::Raw {
        self.pointer.as_ptr()
    }

    /// Returns the pointer, which the caller has to free. The closures that C keeps until then are never dropped.
    pub fn into_raw(self) -> NonNull<T::Raw> {
        let pointer = self.pointer;
        core::mem::forget(self);
        pointer
    }
}

#[cfg(feature = "std")]
impl<T: Opaque> CBox<T> {
    /// [`lend`](CBox::lend) for a function that changes the value.
    #[doc(hidden)]
    pub fn lend_mut(this: &mut Self) -> (&mut T, Calling<'_>) {
        // SAFETY: owned (`OWNED-BY-C`), and borrowed as long as the box. The carrier is no part of it.
        (unsafe { this.pointer.as_mut() }, this.carrier.calling())
    }
}

impl<T: ?Sized + CBoxed> Deref for CBox<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: `from_raw` and `of_len` require a valid value, which is owned (`OWNED-BY-C`).
        unsafe { T::borrow(self.pointer, self.len) }
    }
}

// For opaque types alone: safe code could put a value into another one, on which its deallocator relies.
impl<T: Opaque> DerefMut for CBox<T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: `from_raw` requires a valid value, which is owned (`OWNED-BY-C`).
        unsafe { self.pointer.as_mut() }
    }
}

// SAFETY: the box owns an object whose `Send` its author has written. Each closure that it carries remembers its thread, and
// is called and dropped on that thread alone (`OWN-THREAD`).
unsafe impl<T: Opaque + Send> Send for CBox<T> {}

// SAFETY: a shared box gives `&T`, whose `Sync` its author has written, and its closures, which are behind a lock. Those of
// another thread are neither called nor dropped.
unsafe impl<T: Opaque + Sync> Sync for CBox<T> {}

impl<T: ?Sized + CBoxed> Drop for CBox<T> {
    fn drop(&mut self) {
        // SAFETY: owned, and this is the one time.
        unsafe { (self.free)(self.pointer.as_ptr().cast()) };
    }
}

impl<T: ?Sized + CBoxed + Debug> Debug for CBox<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

// SAFETY: a thin pointer.
unsafe impl<T: ?Sized + CBoxed> CType for CBox<T> {
    type C = *mut T::Raw;
}

/// A C result with a deallocator: [`CBox`], or an `Option` of it.
///
/// # Safety
///
/// The contract of [`FromC`](crate::arg::FromC), except that the value is owned.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a deallocator frees",
    label = "expected `CBox<T>` or `Option<CBox<T>>`",
    note = "`free = PATH` is for memory that C allocates and the caller owns"
)]
pub unsafe trait FromOwned: CType + Sized {
    /// The referent of the C pointer, which the deallocator takes.
    type Freed;

    /// Takes ownership of the C result.
    ///
    /// # Errors
    ///
    /// Fails if the pointer is null or misaligned.
    ///
    /// # Safety
    ///
    /// The contract of [`CBox::from_raw`].
    unsafe fn from_owned(c: Self::C, free: unsafe fn(*mut c_void)) -> Result<Self, Reason>;
}

// SAFETY: null and misaligned pointers are refused.
unsafe impl<T: ?Sized + CBoxed<Len = ()>> FromOwned for CBox<T> {
    type Freed = T::Raw;

    unsafe fn from_owned(c: *mut T::Raw, free: unsafe fn(*mut c_void)) -> Result<Self, Reason> {
        let pointer = valid(c)?;
        // SAFETY: `from_owned` requires that C returned a pointer to one, if it is neither null nor misaligned.
        let checked = check_boxed::<T::Raw>().and_then(|()| unsafe { check(pointer, 1) });
        match checked {
            // SAFETY: not null and aligned; `from_owned` has the contract of `CBox::from_raw` for the rest (`OWNED-BY-C`).
            Ok(()) => Ok(unsafe { CBox::from_raw(pointer, free) }),
            Err(reason) => {
                // SAFETY: owned by the contract of `from_owned`, and this is the one time.
                unsafe { free(c.cast()) };
                Err(reason)
            }
        }
    }
}

// SAFETY: null is `None`; everything else is left to `CBox`.
unsafe impl<T: ?Sized + CBoxed<Len = ()>> FromOwned for Option<CBox<T>> {
    type Freed = T::Raw;

    unsafe fn from_owned(c: *mut T::Raw, free: unsafe fn(*mut c_void)) -> Result<Self, Reason> {
        if Nullable::is_null(c) {
            return Ok(None);
        }
        // SAFETY: not null; `from_owned` of both has the contract of `CBox::from_raw`.
        unsafe { CBox::from_owned(c, free) }.map(Some)
    }
}

/// A box that is handed over to C in a call.
#[doc(hidden)]
#[allow(missing_debug_implementations)]
pub struct TakenOver<T: ?Sized + CBoxed>(ManuallyDrop<CBox<T>>, bool);

impl<T: ?Sized + CBoxed> Drop for TakenOver<T> {
    fn drop(&mut self) {
        if self.1 {
            #[cfg(feature = "std")]
            // SAFETY: the box is not used any more, and C frees what it owned.
            unsafe {
                core::ptr::drop_in_place(&raw mut self.0.carrier);
            }
        } else {
            // SAFETY: C was not given it, and this is the one time.
            unsafe { ManuallyDrop::drop(&mut self.0) };
        }
    }
}

// SAFETY: C takes it over, and frees it.
unsafe impl<T: ?Sized + CBoxed> ToC for CBox<T> {
    type Kept = TakenOver<T>;

    fn keep(self) -> Result<Self::Kept, Reason> {
        Ok(TakenOver(ManuallyDrop::new(self), false))
    }

    fn c(kept: &mut Self::Kept) -> *mut T::Raw {
        if core::mem::replace(&mut kept.1, true) { core::ptr::null_mut() } else { kept.0.as_ptr() }
    }
}

#[cfg(feature = "std")]
impl<T: ?Sized + CBoxed> CarriesClosures for CBox<T> {
    fn carrier(&self) -> Option<&Carrier> {
        Some(&self.carrier)
    }
}

// SAFETY: C is given what the box owns, and no copy of it.
unsafe impl<T: ?Sized + CBoxed> InPlace for CBox<T> {}
