//! A C struct with function pointers that safe code stores and cannot call.

use core::fmt::{self, Debug, Formatter};
use core::mem::{MaybeUninit, size_of};

use crate::abi::fn_pointer::convert_member;
use crate::abi::pointers::TableMember;
use crate::abi::same_abi::Matches;
use crate::call::definition::Definition;
use crate::call::owner::Owner;
use crate::call::passes_context::PassesContext;
use crate::context::also::Also;
use crate::context::on_close::OnClose;
use crate::context::registration::Registration;
use crate::context::scope::Scope;

/// A C struct that is filled with callbacks by safe code.
///
/// Many `-sys` crates declare the function pointers of a struct as safe (`extern "C" fn(…)`), which a shim is not: safe code
/// could call it with any arguments. Here it is only stored. The members are written without `unsafe`, and read by C and unsafe code
/// alone.
///
/// ```
/// use callback_runtime::table::Filled;
/// use callback_runtime::{Callback, callback};
/// use std::ffi::{c_int, c_void};
/// # mod sys {
/// #     use std::ffi::{c_int, c_void};
/// /// As in `libgit2-sys`.
/// #[repr(C)]
/// #[derive(Clone, Copy)]
/// pub struct options {
///     pub version: c_int,
///     pub progress: Option<extern "C" fn(done: c_int, payload: *mut c_void) -> c_int>,
///     pub payload: *mut c_void,
/// }
/// #     pub unsafe fn fetch(options: *const options) -> c_int {
/// #         let options = unsafe { *options };
/// #         assert_eq!(options.version, 1);
/// #         (options.progress.unwrap())(5, options.payload)
/// #     }
/// # }
///
/// #[callback(fail = -1)]
/// fn on_progress(done: c_int, #[context] seen: &mut Vec<c_int>) -> c_int {
///     seen.push(done);
///     0
/// }
///
/// let mut seen = vec![];
/// on_progress::scope(&mut seen, |cb| {
///     let mut options = Filled::new(sys::options { version: 1, progress: None, payload: std::ptr::null_mut() });
///     options.put(|options| &mut options.progress, cb);
///     options.set(|options| &mut options.payload, cb.context());
///     unsafe { sys::fetch(options.as_ptr()) }
/// })?;
/// assert_eq!(seen, [5]);
/// # Ok::<(), callback_runtime::Refused>(())
/// ```
///
/// The signatures are compared as with [`shim`](Scope::shim). Safe code does not read the struct:
///
/// ```compile_fail,E0616
/// # use callback_runtime::table::Filled;
/// # #[derive(Clone, Copy)]
/// # struct Options { progress: Option<extern "C" fn()> }
/// let options = Filled::new(Options { progress: None });
/// let progress = options.filled.progress;
/// ```
pub struct Filled<S> {
    /// The struct without callbacks, in which members are looked up.
    empty: S,
    /// The struct with its callbacks, which safe code never sees.
    filled: MaybeUninit<S>,
}

impl<S: Copy> Filled<S> {
    /// Begins with a struct that has no callbacks, or those of others.
    pub fn new(value: S) -> Self {
        Filled { empty: value, filled: MaybeUninit::new(value) }
    }

    /// Stores a callback in a member.
    ///
    /// # Panics
    ///
    /// Panics if `member` returns a reference to something else than a member. It is called with a copy.
    pub fn put<P: TableMember, G: Points>(&mut self, member: impl FnOnce(&mut S) -> &mut P, callback: &G)
    where
        <G::Callback as Definition>::Fn: Matches<P::Pointer>,
        P::Pointer: PassesContext<G::Callback>,
    {
        let place = self.place(member);
        // SAFETY: safe code does not read the struct.
        let shim = unsafe { convert_member::<_, P>(callback.pointer()) };
        // SAFETY: the place of a member, which is in the struct.
        unsafe { place.write_unaligned(shim) };
    }

    /// Writes another member, such as the context pointer.
    ///
    /// # Panics
    ///
    /// Panics as [`put`](Filled::put) does.
    pub fn set<V: Copy>(&mut self, member: impl FnOnce(&mut S) -> &mut V, value: V) {
        let mut copy = self.empty;
        let start = (&raw const copy).addr();
        let found = member(&mut copy);
        let offset = core::ptr::from_mut(found).addr().wrapping_sub(start);
        assert_inside::<S, V>(offset);
        *found = value;
        // The member may be an enum, and the next one the data of its variant. Safe code has made the copy, whatever it did.
        self.empty = copy;
        let place = self.filled.as_mut_ptr().wrapping_byte_add(offset).cast::<V>();
        // SAFETY: the place of a member, which is in the struct.
        unsafe { place.write_unaligned(value) };
    }

    /// Returns a pointer to the struct, which is good as long as this stays where it is.
    pub fn as_ptr(&self) -> *const S {
        self.filled.as_ptr()
    }

    /// Returns a pointer through which C may change the struct.
    pub fn as_mut_ptr(&mut self) -> *mut S {
        self.filled.as_mut_ptr()
    }

    /// Returns the struct.
    ///
    /// # Safety
    ///
    /// Its function pointers must not be called by safe code, although their types may allow it: see [`Callback::SHIM`](crate::Callback::SHIM). The closures
    /// that looked up members must not have changed their copy of the struct.
    pub unsafe fn value(&self) -> S {
        // SAFETY: `new` made it of a value, and `value` requires that only members of that were replaced, by values of their types.
        unsafe { self.filled.assume_init() }
    }

    /// Returns the place of a member.
    fn place<M>(&mut self, member: impl FnOnce(&mut S) -> &mut M) -> *mut M {
        let mut copy = self.empty;
        let start = (&raw const copy).addr();
        let offset = core::ptr::from_mut(member(&mut copy)).addr().wrapping_sub(start);
        assert_inside::<S, M>(offset);
        self.filled.as_mut_ptr().wrapping_byte_add(offset).cast()
    }
}

fn assert_inside<S, M>(offset: usize) {
    let is_inside = offset.checked_add(size_of::<M>()).is_some_and(|end| end <= size_of::<S>());
    assert!(is_inside, "the reference is not to a member of the struct");
}

impl<S> Debug for Filled<S> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filled").finish_non_exhaustive()
    }
}

/// An owner of a callback: a [`Scope`], a [`Registration`], or another callback on the context of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no callback with a context",
    label = "expected a `&Scope`, a `&Registration` or a `&Also`"
)]
pub trait Points: sealed::Sealed {
    /// The callback.
    type Callback: Definition;

    #[doc(hidden)]
    fn pointer(&self) -> <Self::Callback as Definition>::Fn;
}

mod sealed {
    pub trait Sealed {}
}

impl<G: Points> sealed::Sealed for &G {}

impl<G: Points> Points for &G {
    type Callback = G::Callback;

    fn pointer(&self) -> <G::Callback as Definition>::Fn {
        G::pointer(self)
    }
}

impl<C: Definition> sealed::Sealed for Scope<'_, C> {}

impl<C: Definition> Points for Scope<'_, C> {
    type Callback = C;

    fn pointer(&self) -> C::Fn {
        Scope::pointer(self)
    }
}

impl<C: Definition<Context: Sized>, O: Owner, F: OnClose> sealed::Sealed for Registration<C, O, F> {}

impl<C: Definition<Context: Sized>, O: Owner, F: OnClose> Points for Registration<C, O, F> {
    type Callback = C;

    fn pointer(&self) -> C::Fn {
        Registration::pointer(self)
    }
}

impl<D: Definition, O: Owner> sealed::Sealed for Also<'_, D, O> {}

impl<D: Definition, O: Owner> Points for Also<'_, D, O> {
    type Callback = D;

    fn pointer(&self) -> D::Fn {
        Self::pointer_of()
    }
}
