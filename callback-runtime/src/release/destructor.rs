//! Destructors of Rust values that C keeps by pointer and frees one by one.

use core::alloc::Layout;
use core::any::type_name;
use core::ffi::{c_char, c_void};
use core::marker::PhantomData;
use std::alloc::{alloc, dealloc, handle_alloc_error};
use std::boxed::Box;
use std::ffi::CString;
use std::rc::Rc;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use crate::abi::pointers::CFnPointer;
use crate::frame::core::drop_contained;
use crate::outcome::refused::Reason;
use crate::release::releasing::{self, At, Last, Released, Releasing, Unread};
use crate::value::convert::CType;
use crate::value::to_c::{InPlace, ToC};

/// The destructor of elements that C keeps: `void (*free)(void *)` for `Box`, `Arc`, `Rc`, `CString`, `Box<[T]>`, `Vec`, `String`.
///
/// It is for containers that own their elements (`g_ptr_array_set_free_func`, `g_hash_table_new_full`, `twalk` and
/// `tdestroy`), for `pthread_key_create`, and for the destructors of user data in objects.
///
/// ```
/// use callback_runtime::release::Destructor;
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
/// A declared function takes one where C has `void (*)(void *)`, and one value by `#[destroy(NAME)]`, whose function is of this kind:
///
/// ```
/// use callback_runtime::callback;
/// use callback_runtime::release::Destructor;
/// use core::ffi::{c_int, c_void};
/// # mod c {
/// #     use core::ffi::{c_int, c_void};
/// #     type Destroy = Option<unsafe extern "C" fn(*mut c_void)>;
/// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_list_new(_: Destroy) {}
/// #     #[unsafe(no_mangle)] unsafe extern "C" fn doc_bind_blob(data: *mut c_void, n: c_int, destroy: Destroy) -> c_int {
/// #         assert_eq!(n, 3);
/// #         unsafe { destroy.unwrap()(data) };
/// #         0
/// #     }
/// # }
///
/// #[callback]
/// unsafe extern "C" {
///     # #[link_name = "doc_list_new"]
///     safe fn list_new(free: Destructor<Box<u32>>);
///     # #[link_name = "doc_bind_blob"]
///     #[callback(fails = nonzero)]
///     safe fn bind_blob(
///         data: Box<[u8]>,
///         #[len(data)] n: c_int,
///         #[destroy(data)] _: Option<unsafe extern "C" fn(*mut c_void)>,
///     ) -> c_int;
/// }
///
/// list_new(Destructor::new());
/// bind_blob(vec![1, 2, 3].into())?;
/// # Ok::<(), callback_runtime::CallError<c_int>>(())
/// ```
///
/// C has the pointer itself: callbacks take the elements as `&Item`. NULL is ignored, as by `free`. A panic of the
/// destructor is contained and reported ([`set_report_hook`](crate::set_report_hook)).
#[derive(Debug)]
pub struct Destructor<T>(PhantomData<fn(T)>);

impl<T: Element + 'static> Destructor<T> {
    /// Returns the destructor as an argument of a declared function, where C has `void (*)(void *)`.
    pub const fn new() -> Self {
        Destructor(PhantomData)
    }

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
    /// # use callback_runtime::release::Destructor;
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

impl<T: Element + 'static> Default for Destructor<T> {
    fn default() -> Self {
        Destructor::new()
    }
}

// SAFETY: a function pointer.
unsafe impl<T> CType for Destructor<T> {
    type C = Option<unsafe extern "C" fn(*mut c_void)>;
}

// SAFETY: a function is there for ever. The author of the declaration vouches for the pointers that C calls it with.
unsafe impl<T: Element + Send + 'static> ToC for Destructor<T> {
    type Kept = Self::C;

    fn keep(self) -> Result<Self::C, Reason> {
        Ok(Self::shim())
    }

    fn c(kept: &mut Self::C) -> Self::C {
        *kept
    }
}

// SAFETY: `Kept` is the C value.
unsafe impl<T: Element + Send + 'static> InPlace for Destructor<T> {}

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

/// The layout of a length with elements behind it, and the offset of the elements.
fn of_elements<T>(len: usize) -> (Layout, usize) {
    let elements = Layout::array::<T>(len).expect("a slice in memory has a layout");
    Layout::new::<usize>().extend(elements).expect("a slice and its length fit into memory")
}

/// Returns the length in front of elements.
///
/// # Safety
///
/// The pointer is from `into_pointer` of a `Box<[T]>`, and is not converted back yet.
pub(crate) unsafe fn len_of_elements<T>(pointer: *const T) -> usize {
    let offset = of_elements::<T>(0).1;
    // SAFETY: the block begins so far in front of its elements.
    let start = unsafe { pointer.byte_sub(offset) };
    // SAFETY: `into_pointer` has written the length there.
    usize::from_ne_bytes(unsafe { start.cast::<[u8; size_of::<usize>()]>().read() })
}

// SAFETY: the elements are in a block of their own, behind their number.
unsafe impl<T> Element for Box<[T]> {
    type Pointee = T;

    fn into_pointer(self) -> *mut T {
        let mut elements = self.into_vec();
        let len = elements.len();
        let (layout, offset) = of_elements::<T>(len);
        // SAFETY: not of size 0, because of the number.
        let start = unsafe { alloc(layout) };
        if start.is_null() {
            handle_alloc_error(layout);
        }
        // SAFETY: the block begins with the bytes of the number.
        unsafe { start.cast::<[u8; size_of::<usize>()]>().write(len.to_ne_bytes()) };
        // SAFETY: the elements begin there.
        let to = unsafe { start.byte_add(offset) }.cast::<T>();
        // SAFETY: so many elements fit, and a block that is new does not overlap.
        unsafe { to.copy_from_nonoverlapping(elements.as_ptr(), len) };
        // SAFETY: they have moved.
        unsafe { elements.set_len(0) };
        to
    }

    unsafe fn from_pointer(pointer: *mut T) -> Self {
        // SAFETY: `from_pointer` requires a pointer of `into_pointer`, once.
        let len = unsafe { len_of_elements(pointer) };
        let (layout, offset) = of_elements::<T>(len);
        let mut elements = Vec::<T>::with_capacity(len);
        // SAFETY: so many elements are behind the pointer, and the vector has place for them.
        unsafe { elements.as_mut_ptr().copy_from_nonoverlapping(pointer, len) };
        // SAFETY: the block begins so far in front of its elements.
        let start = unsafe { pointer.byte_sub(offset) };
        // SAFETY: allocated by `into_pointer` with this layout, and the elements have moved.
        unsafe { dealloc(start.cast(), layout) };
        // SAFETY: they have moved here.
        unsafe { elements.set_len(len) };
        elements.into_boxed_slice()
    }
}

boxed! {
    [T] Vec<T>;
    [] String;
}
