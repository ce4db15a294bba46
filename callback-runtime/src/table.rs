//! Tables of callbacks that share a context: the struct of function pointers that C asks for, or the calls that fill one.

use core::error::Error;
use core::fmt::{self, Display, Formatter};
use core::mem::MaybeUninit;

#[cfg(feature = "std")]
use crate::bounds::SharesAccess;
use crate::bounds::{SharesFlow, SharesThreads};
use crate::callback::{Callback, Declared};
use crate::context_pointer::ContextPointer;
use crate::fn_pointer::{FnPointer, TableMember, convert_member};
#[cfg(feature = "std")]
use crate::on_close::OnClose;
use crate::owner::{Any, Borrowed, Owner};
#[cfg(feature = "std")]
use crate::registration::Registration;
use crate::same_abi::Matches;
use crate::scope::Scope;
use crate::shims::OwnShim;
use crate::state::Entry;
use crate::terms::{AccessOf, FlowOf, PointerOf, RouteOf, Terms, ThreadsOf};
use crate::user_data::PassesContext;

/// The callbacks of an `impl` block together: what `#[callback(table = …)] impl Type` makes of it.
///
/// It is implemented for the type `Table` in the module of the block's callbacks. It is a [`Callback`] too, without a
/// function of its own: its owners keep the context that the members share.
///
/// # Safety
///
/// For the attribute alone: every member takes the context of `Self`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no table of callbacks",
    label = "not the `Table` of an `impl` block",
    note = "`#[callback(table = path::Struct)]` on an `impl` block makes one"
)]
pub unsafe trait Table: Callback {
    /// A member takes the context by value: C ends it.
    #[doc(hidden)]
    const __CLOSES: bool;
    /// The members that have the context.
    #[doc(hidden)]
    const __MEMBERS: &'static [Declared];
}

/// A table that is a struct of function pointers.
///
/// # Safety
///
/// For the attribute alone: the members are shims of `Self`'s callbacks for the owner `O`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` fills no struct",
    label = "this table is filled by setters",
    note = "have C's object filled with `cb.set(object)`"
)]
pub unsafe trait TableStruct: Table {
    /// The struct, as the `-sys` crate declares it.
    type Struct: 'static;

    /// The table by value, for contexts of any owner; without a context in it.
    ///
    /// It may go into a table of another type's methods: `rest = unsafe { cursor::Table::TABLE.assume_init() }`. It is
    /// initialised; what is asked for is the promise of [`Scope::value`].
    const TABLE: MaybeUninit<Self::Struct>;

    // Neither is for safe code to look into: members may be zero that are never so elsewhere, and functions may be safe
    // to call by their type.
    #[doc(hidden)]
    fn __table<O: Owner>() -> *const Self::Struct;
    #[doc(hidden)]
    fn __value<O: Owner>() -> MaybeUninit<Self::Struct>;
    /// Puts the context into the member that carries it.
    ///
    /// # Safety
    ///
    /// `_table` is valid for writes.
    #[doc(hidden)]
    unsafe fn __carry(_table: *mut Self::Struct, _context: PointerOf<Self>) {}
}

/// A table that is the same for every context, because C has the context from elsewhere.
#[diagnostic::on_unimplemented(
    message = "this table carries its context, so that there is one for each",
    label = "no table that all contexts share",
    note = "make a struct for this context: `unsafe {{ cb.value() }}`, and keep it where C finds it"
)]
pub trait StaticTable: TableStruct {
    /// The table for contexts of any owner, for C functions that have the table before there is a context.
    ///
    /// It is good for ever. Members that the block leaves out are NULL. A table for a context of one owner, which
    /// [`Scope::table`] and [`Registration::table`](crate::Registration::table) give, is a little quicker to call.
    #[must_use]
    fn table() -> *const Self::Struct {
        Self::__table::<Any>()
    }
}

/// A table that C fills itself, when it is given the function pointers one by one.
///
/// # Safety
///
/// For the attribute alone: the function pointers are shims of `Self`'s callbacks for the owner `O`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no setters",
    label = "this table is a struct",
    note = "say how C's object is filled: `#[callback(table = path::Object, setters(method = path::function))]`"
)]
pub unsafe trait TableSetters: Table {
    /// The object that C fills.
    type Object;
    /// # Safety
    ///
    /// As for [`Scope::set`].
    #[doc(hidden)]
    unsafe fn __set<O: Owner>(object: *mut Self::Object) -> Result<(), Unset>;
}

/// A setter did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unset {
    method: &'static str,
}

impl Unset {
    /// The method whose setter it was.
    pub fn method(&self) -> &'static str {
        self.method
    }
}

impl Display for Unset {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "the function pointer of `{}` could not be set", self.method)
    }
}

impl Error for Unset {}

/// The function that a table has not: nothing fits it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct TableHasNoShim;

// SAFETY: it is no pointer, and no trait compares its parts with others.
unsafe impl FnPointer for TableHasNoShim {
    type Abi = TableHasNoShim;
    type Parameters = TableHasNoShim;
    type Return = TableHasNoShim;
    type Passed = TableHasNoShim;
    type Shim<C: Callback<Fn = Self>, O: Owner> = OwnShim<C, O>;
}

impl<C: StaticTable> Scope<'_, C> {
    /// The table, with the function pointers that this scope's context needs.
    ///
    /// It is good for ever, but the function pointers are for contexts of scopes. Members that the block leaves out are
    /// NULL. C must not write to it: where C does, give it a [`value`](Scope::value).
    pub fn table(&self) -> *const C::Struct {
        const { assert_alike::<C>() };
        C::__table::<Borrowed>()
    }
}

impl<C: TableStruct> Scope<'_, C> {
    /// The table by value, with the context in the member that carries it.
    ///
    /// # Safety
    ///
    /// Members that the block leaves out are all zero, which must be a value that they may have: NULL, for a pointer.
    /// Function pointers that are safe to call by their type must not be called by safe code.
    pub unsafe fn value(&self) -> C::Struct {
        const { assert_alike::<C>() };
        let mut table = C::__value::<Borrowed>();
        // SAFETY: a local.
        unsafe { C::__carry(table.as_mut_ptr(), self.context()) };
        // SAFETY: written out by the macro (`ONE-PLAN`); `value` requires that what is not set may be zero.
        unsafe { table.assume_init() }
    }
}

impl<C: TableSetters> Scope<'_, C> {
    /// Gives C's object the function pointers that this scope's context needs, one by one.
    ///
    /// # Safety
    ///
    /// `object` is one that the setters of the block may be called with.
    ///
    /// # Errors
    ///
    /// A setter did not return what `setters_ok` says; those after it were not called.
    pub unsafe fn set(&self, object: *mut C::Object) -> Result<(), Unset> {
        const { assert_alike::<C>() };
        // SAFETY: `set` requires an object whose setters may be called.
        unsafe { C::__set::<Borrowed>(object) }
    }
}

#[cfg(feature = "std")]
impl<C: StaticTable<Context: Sized>, O: Owner, F: OnClose> Registration<C, O, F> {
    /// The table, with the function pointers that this context needs: see [`Scope::table`].
    ///
    /// Where the block has a method that consumes the context, C ends it by calling that: as with
    /// [`destroy`](Registration::destroy), C holds the memory until then. Where C did not take the context, say so:
    /// [`reclaim`](Registration::reclaim).
    pub fn table(&self) -> *const C::Struct {
        self.given_out();
        C::__table::<O>()
    }
}

#[cfg(feature = "std")]
impl<C: TableStruct<Context: Sized>, O: Owner, F: OnClose> Registration<C, O, F> {
    /// The table by value, with the context in the member that carries it: see [`Scope::value`].
    ///
    /// # Safety
    ///
    /// As for [`Scope::value`].
    pub unsafe fn value(&self) -> C::Struct {
        self.given_out();
        let mut table = C::__value::<O>();
        // SAFETY: a local.
        unsafe { C::__carry(table.as_mut_ptr(), self.context()) };
        // SAFETY: written out by the macro (`ONE-PLAN`); `value` requires that what is not set may be zero.
        unsafe { table.assume_init() }
    }
}

#[cfg(feature = "std")]
impl<C: TableSetters<Context: Sized>, O: Owner, F: OnClose> Registration<C, O, F> {
    /// Gives C's object the function pointers that this context needs, one by one: see [`Scope::set`].
    ///
    /// # Safety
    ///
    /// As for [`Scope::set`].
    ///
    /// # Errors
    ///
    /// As for [`Scope::set`].
    pub unsafe fn set(&self, object: *mut C::Object) -> Result<(), Unset> {
        self.given_out();
        // SAFETY: `set` requires an object whose setters may be called.
        unsafe { C::__set::<O>(object) }
    }
}

#[cfg(feature = "std")]
impl<C: Table<Context: Sized>, O: Owner, F: OnClose> Registration<C, O, F> {
    /// C has the function that ends the context, where there is one.
    fn given_out(&self) {
        if C::__CLOSES {
            self.expect_end();
        }
    }
}

/// One member that does not look at the context's state would run after another has failed.
///
/// ```compile_fail,E0080
/// # use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_int, c_void};
/// # #[repr(C)]
/// # struct Ops {
/// #     read: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
/// #     write: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
/// # }
/// # struct Mixed;
/// #[callback(table = Ops, fail = -1)]
/// impl Mixed {
///     #[callback]
///     fn read(&self) -> c_int {
///         0
///     }
///
///     #[callback(panic = abort)]
///     fn write(&self) -> c_int {
///         0
///     }
/// }
/// let _ = mixed::Table::scope(&Mixed, |cb| cb.table().is_null());
/// ```
const fn assert_alike<C: Table>() {
    let shared = matches!(<AccessOf<C> as crate::access::Access<C::Context>>::ENTRY, Entry::Shared);
    let mut index = 1;
    while shared && index < C::__MEMBERS.len() {
        assert!(
            C::__MEMBERS[index].looks() == C::__MEMBERS[0].looks(),
            "one of the methods of a table is `panic = abort` and would run after another has failed; say so on the block, \
             or on none"
        );
        index += 1;
    }
}

/// What the macro asks of each member of a table.
#[cfg(feature = "std")]
#[doc(hidden)]
pub fn assert_member<T, D>()
where
    T: Callback,
    D: Callback<Context = T::Context, __Terms: Terms<Pointer = PointerOf<T>>>,
    RouteOf<D>: BelongsTo<RouteOf<T>>,
    AccessOf<D>: SharesAccess<AccessOf<T>>,
    FlowOf<D>: SharesFlow<FlowOf<T>>,
    ThreadsOf<D>: SharesThreads<ThreadsOf<T>>,
{
}

/// What the macro asks of each member of a table.
#[cfg(not(feature = "std"))]
#[doc(hidden)]
pub fn assert_member<T, D>()
where
    T: Callback,
    D: Callback<Context = T::Context, __Terms: Terms<Pointer = PointerOf<T>, Access = AccessOf<T>>>,
    RouteOf<D>: BelongsTo<RouteOf<T>>,
    FlowOf<D>: SharesFlow<FlowOf<T>>,
    ThreadsOf<D>: SharesThreads<ThreadsOf<T>>,
{
}

/// A route on which the members of a table come to the table's context.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this method has its context from elsewhere than the table",
    note = "the methods of a table share a context that C passes, or that `context(from = …)` finds"
)]
pub trait BelongsTo<Table> {}

impl BelongsTo<crate::owner::route::Passed> for crate::owner::route::Passed {}
impl BelongsTo<crate::owner::route::Closing> for crate::owner::route::Passed {}
impl BelongsTo<crate::owner::route::InObject> for crate::owner::route::InObject {}

/// Sets a member of a table.
///
/// # Safety
///
/// `place` is valid for writes; it need not be aligned.
#[doc(hidden)]
pub const unsafe fn set<T>(place: *mut T, value: T) {
    // SAFETY: `set` requires a place that is valid for writes.
    unsafe { place.write_unaligned(value) };
}

/// Stops the compilation if the member for the size of a table has another value than that size.
#[doc(hidden)]
#[track_caller]
pub const fn refuse_cut<T>(size: usize) {
    assert!(
        size == size_of::<T>(),
        "this member is too narrow for the size of the table; declare it with the type that it has in C"
    );
}

/// Puts a shim into a member of a table, if it is for such a function.
///
/// # Safety
///
/// As for [`set`]. Nobody calls a safe function pointer from safe code.
#[doc(hidden)]
pub const unsafe fn put<C, P>(place: *mut P, shim: C::Fn)
where
    C: Callback,
    P: TableMember,
    C::Fn: Matches<P::Pointer>,
    P::Pointer: PassesContext<C>,
{
    // SAFETY: `put` requires of its caller what `convert_member` does.
    let shim = unsafe { convert_member(shim) };
    // SAFETY: `put` requires a place that is valid for writes.
    unsafe { place.write_unaligned(shim) };
}

/// Puts a context into a member of a table.
///
/// # Safety
///
/// As for [`set`].
#[doc(hidden)]
pub unsafe fn put_context<P: ContextPointer, Q: ContextPointer>(place: *mut P, context: Q) {
    // SAFETY: `put_context` requires a place that is valid for writes.
    unsafe { place.write_unaligned(P::from_context(context.into_context())) };
}

/// A shim as a setter takes it.
///
/// # Safety
///
/// Nobody calls a safe function pointer from safe code.
#[doc(hidden)]
pub unsafe fn member<C, P>(shim: C::Fn) -> P
where
    C: Callback,
    P: TableMember,
    C::Fn: Matches<P::Pointer>,
    P::Pointer: PassesContext<C>,
{
    // SAFETY: `member` requires of its caller what `convert_member` does.
    unsafe { convert_member(shim) }
}

/// What a setter returns that cannot fail.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a setter returns `{Self}`, which may say that it failed",
    label = "say what it returns when it has set: `setters_ok = 1`"
)]
pub trait SetsNothing: Sized {
    /// It has set.
    fn set(self) -> bool {
        true
    }
}

impl SetsNothing for () {}

/// The error of a setter.
#[doc(hidden)]
pub const fn unset(method: &'static str) -> Unset {
    Unset { method }
}

/// The context of a method that takes `self: Box<Self>`.
#[cfg(feature = "std")]
#[doc(hidden)]
pub fn boxed<T>(context: T) -> std::boxed::Box<T> {
    std::boxed::Box::new(context)
}
