//! Destructors of Rust values that C keeps by pointer and frees one by one.

use core::any::type_name;
use core::ffi::{c_char, c_void};
use core::marker::PhantomData;
use std::boxed::Box;
use std::ffi::CString;
use std::rc::Rc;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use crate::fn_pointer::CFnPointer;
use crate::frame::drop_contained;
use crate::releasing::{self, At, Last, Released, Releasing, Unread};

/// The destructor of elements that C keeps: `void (*free)(void *)` for `Box`, `Arc`, `Rc`, `CString`, `Vec`, `String`.
///
/// It is for containers that own their elements (`g_ptr_array_set_free_func`, `g_hash_table_new_full`, `twalk` and
/// `tdestroy`), for `pthread_key_create`, and for the destructors of user data in objects.
///
/// ```
/// use callback_runtime::Destructor;
/// # use core::ffi::c_void;
/// # unsafe fn list_new(_: unsafe extern "C" fn(*mut c_void)) -> *mut c_void { core::ptr::null_mut() }
/// # unsafe fn list_push(_: *mut c_void, item: *mut c_void) { drop(unsafe { Destructor::<Box<Item>>::take(item.cast()) }) }
///
/// struct Item(u32);
/// type Items = Destructor<Box<Item>>;
///
/// let list = unsafe { list_new(Items::shim()) };
/// unsafe { list_push(list, Items::give(Box::new(Item(7))).cast()) };
/// ```
///
/// C has the pointer itself: callbacks take the elements as `&Item`. NULL is ignored, as by `free`. A panic of the
/// destructor is contained and reported ([`set_report_hook`](crate::set_report_hook)).
#[derive(Debug)]
pub struct Destructor<T>(PhantomData<fn(T)>);

impl<T: Element + 'static> Destructor<T> {
    /// Hands a value over to C, which destroys it. Until then it is leaked.
    #[must_use = "only this pointer leads to the value"]
    pub fn give(value: T) -> *mut T::Pointee {
        value.into_pointer()
    }

    /// Takes a value back from C.
    ///
    /// # Safety
    ///
    /// The pointer is from [`give`](Destructor::give), of this type, and C has released it without destroying it. The
    /// value may be on this thread.
    pub unsafe fn take(pointer: *mut T::Pointee) -> T {
        // SAFETY: `take` requires a pointer of `give`, which is of `into_pointer`, for the only time.
        unsafe { T::from_pointer(pointer) }
    }

    /// Returns the destructor, in the type of the declaration: the pointer is the last parameter.
    ///
    /// C may call it on any thread:
    ///
    /// ```compile_fail,E0277
    /// # use callback_runtime::Destructor;
    /// # use std::rc::Rc;
    /// let destructor: unsafe extern "C" fn(*mut core::ffi::c_void) = Destructor::<Rc<u8>>::shim();
    /// ```
    pub fn shim<P>() -> P
    where
        T: Send,
        P: CFnPointer<Pointer: Releasing<Last, Return: Unread>>,
    {
        releasing::shim::<OfElement<T>, Last, P>()
    }

    /// Returns the destructor for a declaration in which the pointer is the parameter of this index, from 0.
    pub fn shim_at<const INDEX: usize, P>() -> P
    where
        T: Send,
        P: CFnPointer<Pointer: Releasing<At<INDEX>, Return: Unread>>,
    {
        releasing::shim::<OfElement<T>, At<INDEX>, P>()
    }

    /// Returns the destructor for C code that calls it on the thread that gave the value, as a pthread key does: the
    /// value need not be `Send`. The thread is not checked: the code that passes the function to C must ensure it.
    pub fn shim_local<P>() -> P
    where
        P: CFnPointer<Pointer: Releasing<Last, Return: Unread>>,
    {
        releasing::shim::<OfElement<T>, Last, P>()
    }
}

struct OfElement<T>(PhantomData<T>);

impl<T: Element> Released for OfElement<T> {
    unsafe fn release(context: *mut c_void) {
        if !context.is_null() {
            // SAFETY: `release` requires what C was given with the function: a pointer of `give`, for the last time.
            let value = unsafe { T::from_pointer(context.cast()) };
            drop_contained(type_name::<Destructor<T>>().into(), value);
        }
    }
}

/// A value that is represented by one pointer in C.
///
/// # Safety
///
/// `from_pointer` restores the value from the result of `into_pointer`, which is not null.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not one pointer in C",
    label = "C keeps and frees a pointer",
    note = "put it into a `Box`: `Destructor::<Box<{Self}>>`"
)]
pub unsafe trait Element: Sized {
    /// The referent of the pointer.
    type Pointee;

    /// Converts the value to a pointer, which owns it.
    fn into_pointer(self) -> *mut Self::Pointee;

    /// Converts the pointer back to the value.
    ///
    /// # Safety
    ///
    /// The pointer is from `into_pointer`, and is converted back once.
    unsafe fn from_pointer(pointer: *mut Self::Pointee) -> Self;
}

// SAFETY: a box is its pointer.
unsafe impl<T> Element for Box<T> {
    type Pointee = T;

    fn into_pointer(self) -> *mut T {
        Box::into_raw(self)
    }

    unsafe fn from_pointer(pointer: *mut T) -> Self {
        // SAFETY: `from_pointer` requires a pointer of `into_pointer`, once: it is of `Box::into_raw`.
        unsafe { Box::from_raw(pointer) }
    }
}

macro_rules! counted {
    ($($counted:ident)*) => {$(
        // SAFETY: one of the counted pointers.
        unsafe impl<T> Element for $counted<T> {
            type Pointee = T;

            fn into_pointer(self) -> *mut T {
                $counted::into_raw(self).cast_mut()
            }

            unsafe fn from_pointer(pointer: *mut T) -> Self {
                // SAFETY: `from_pointer` requires a pointer of `into_pointer`, once: it is of `into_raw`.
                unsafe { $counted::from_raw(pointer) }
            }
        }
    )*};
}

counted!(Arc Rc);

// SAFETY: a C string is its pointer; its length is found again, unless C changes it.
unsafe impl Element for CString {
    type Pointee = c_char;

    fn into_pointer(self) -> *mut c_char {
        self.into_raw()
    }

    unsafe fn from_pointer(pointer: *mut c_char) -> Self {
        // SAFETY: `from_pointer` requires a pointer of `into_pointer`, once: it is of `CString::into_raw`.
        unsafe { CString::from_raw(pointer) }
    }
}

macro_rules! boxed {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        // SAFETY: in a box, which is its pointer.
        unsafe impl<$($generics)*> Element for $t {
            type Pointee = $t;

            fn into_pointer(self) -> *mut $t {
                Box::into_raw(Box::new(self))
            }

            unsafe fn from_pointer(pointer: *mut $t) -> Self {
                // SAFETY: `from_pointer` requires a pointer of `into_pointer`, once: it is of `Box::into_raw`.
                *unsafe { Box::from_raw(pointer) }
            }
        }
    )*};
}

boxed! {
    [T] Vec<T>;
    [] String;
}
