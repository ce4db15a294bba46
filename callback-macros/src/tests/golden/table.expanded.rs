impl Sink {
    #[allow(
        clippy::boxed_local,
        clippy::must_use_candidate,
        clippy::needless_pass_by_ref_mut,
        clippy::needless_pass_by_value,
        clippy::ptr_arg,
        clippy::too_many_arguments,
        clippy::trivially_copy_pass_by_ref,
        clippy::unnecessary_wraps,
        clippy::unused_self,
    )]
    fn put(&self, value: c_int) -> c_int {
        value
    }
    #[allow(
        clippy::boxed_local,
        clippy::must_use_candidate,
        clippy::needless_pass_by_ref_mut,
        clippy::needless_pass_by_value,
        clippy::ptr_arg,
        clippy::too_many_arguments,
        clippy::trivially_copy_pass_by_ref,
        clippy::unnecessary_wraps,
        clippy::unused_self,
    )]
    #[cfg(feature = "flush")]
    fn flush(&self) {}
}
///The callbacks made of the methods of `Sink`.
#[allow(
    non_camel_case_types,
    missing_copy_implementations,
    missing_debug_implementations,
    clippy::exhaustive_enums,
    single_use_lifetimes,
    unused_qualifications,
)]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::module_inception,
    clippy::redundant_pub_crate
)]
pub(crate) mod ops {
    ///The callback made of `Sink::put`.
    pub(crate) enum put {}
    #[cfg(feature = "flush")]
    ///The callback made of `Sink::flush`.
    pub(crate) enum flush {}
    /// The callbacks together, on one context.
    pub(crate) enum Table {}
    #[allow(unused_macros, unused_macro_rules)]
    macro_rules! __callbacks {
        ("Sink put flush" { $($error:tt)* } $($items:tt)*) => {
            $($items)*
        };
        ($other:literal { $($error:tt)* } $($items:tt)*) => {
            $($error)*
        };
    }
    #[allow(unused_imports)]
    pub(super) use __callbacks as callbacks;
}
ops::callbacks! {
    "Sink put flush" { ::core::compile_error! {
    "another block has the module `ops`; name that of this one: `mod = NAME`" } }
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for ops::put < > where { type Fn = unsafe extern "C"
    fn (* mut __callback_runtime::c_void, c_int) -> < c_int as __callback_runtime::CType
    > ::C; type Context = Sink; type __Terms = __callback_runtime::Agreed <
    __callback_runtime::SharedAccess, __callback_runtime::Parameter < 0usize > >; const
    __DECLARED : __callback_runtime::Declared = __callback_runtime::Declared::failing:: <
    < c_int as __callback_runtime::CType > ::C >
    (__callback_runtime::concat!(__callback_runtime::module_path!(), "::Sink::put"),
    "__callback_self,value", "int put(void *self, int value);", - 1); fn __body(_ :
    __callback_runtime::Promise, (__callback_c0, __callback_c1,) : (* mut
    __callback_runtime::c_void, c_int,), __callback_held : __callback_runtime::Waiting <
    '_, Sink >) -> __callback_runtime::Ended < < c_int as __callback_runtime::CType > ::C
    > { let value = __callback_runtime::number:: < c_int > (__callback_c1); let
    __callback_self = unsafe { __callback_runtime::shared(__callback_held) };
    __callback_runtime::plain(< Sink > ::put(__callback_self, value)) } } impl < >
    __callback_runtime::Callback for ops::put < > where {} }; #[cfg(feature = "flush")]
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for ops::flush < > where { type Fn = unsafe extern "C"
    fn (* mut __callback_runtime::c_void) -> (); type Context = Sink; type __Terms =
    __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Parameter < 0usize > >; const __DECLARED :
    __callback_runtime::Declared =
    __callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::Sink::flush"), "__callback_self", "void flush(void *self);"); fn __body(_ :
    __callback_runtime::Promise, (__callback_c0,) : (* mut __callback_runtime::c_void,),
    __callback_held : __callback_runtime::Waiting < '_, Sink >) ->
    __callback_runtime::Ended < () > { let __callback_self = unsafe {
    __callback_runtime::shared(__callback_held) }; __callback_runtime::plain(< Sink >
    ::flush(__callback_self)) } } impl < > __callback_runtime::Callback for ops::flush <
    > where {} }; #[allow(deprecated)] #[allow(unused_qualifications)]
    #[forbid(unsafe_op_in_unsafe_fn)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for ops::Table < > where { type Fn =
    __callback_runtime::TableHasNoShim; type Context = Sink; type __Terms =
    __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Finding, __callback_runtime::Plain, * mut
    __callback_runtime::c_void, __callback_runtime::route::Passed,
    __callback_runtime::OneThread >; const __SHIMS : __callback_runtime::Option <
    __callback_runtime::Shims < Self >> =
    __callback_runtime::Option::Some(__callback_runtime::Shims::all(__callback_runtime::TableHasNoShim::NONE));
    const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::", "Sink"), "", ""); const __LOOKS : __callback_runtime::bool =
    __callback_runtime::looks(< Self as __callback_runtime::Table > ::__MEMBERS); } impl
    < > __callback_runtime::Callback for ops::Table < > where { fn scope <
    '__callback_borrow, __CallbackResult > (__callback_context :
    __callback_runtime::BorrowedBy < '__callback_borrow, Self >, __callback_body : impl
    __callback_runtime::FnOnce(& __callback_runtime::Scope < '__callback_borrow, Self >)
    -> __CallbackResult,) -> __callback_runtime::HandedBy < Self, __CallbackResult >
    where Self::Context : '__callback_borrow, { __callback_runtime::scope:: < Self,
    __CallbackResult > (__callback_context, __callback_body) } } unsafe impl < >
    __callback_runtime::Table for ops::Table < > where { type Struct = sys::ops; const
    __CLOSES : __callback_runtime::bool = false; const __MEMBERS : & 'static
    [__callback_runtime::Declared] = & [< ops::put as __callback_runtime::Definition >
    ::__DECLARED, #[cfg(feature = "flush")] < ops::flush as
    __callback_runtime::Definition > ::__DECLARED]; } #[allow(dead_code)] fn
    __callback_members < > () where { __callback_runtime::assert_member:: < ops::Table <
    >, ops::put > (); #[cfg(feature = "flush")] __callback_runtime::assert_member:: <
    ops::Table < >, ops::flush > (); } struct __CallbackTable < __CallbackOwner >
    (__callback_runtime::PhantomData < fn () -> (__CallbackOwner,) >) where; impl <
    __CallbackOwner : __callback_runtime::Owner > __CallbackTable < __CallbackOwner >
    where { const VALUE : __callback_runtime::FilledTable < sys::ops > = { let mut
    __callback_table = __callback_runtime::MaybeUninit:: < sys::ops > ::zeroed(); let
    __callback_place = __callback_runtime::MaybeUninit::as_mut_ptr(& mut
    __callback_table); let __callback_field0 = 2; unsafe { __callback_runtime::set(& raw
    mut (* __callback_place).version, __callback_field0) }; unsafe {
    __callback_runtime::set(& raw mut (* __callback_place).size,
    __callback_runtime::size_of:: < sys::ops > () as _) };
    __callback_runtime::refuse_cut:: < sys::ops > (unsafe { (* __callback_place).size }
    as __callback_runtime::usize); unsafe { __callback_runtime::put:: < ops::put, _ > (&
    raw mut (* __callback_place).xPut, < __callback_runtime::ShimOf < ops::put,
    __CallbackOwner > as __callback_runtime::Shim < _ >> ::SHIM) }; #[cfg(feature =
    "flush")] unsafe { __callback_runtime::put:: < ops::flush, _ > (& raw mut (*
    __callback_place).flush, < __callback_runtime::ShimOf < ops::flush, __CallbackOwner >
    as __callback_runtime::Shim < _ >> ::SHIM) }; __callback_runtime::FilledTable {
    add_a_method_or_fields_for : unsafe {
    __callback_runtime::MaybeUninit::assume_init(__callback_table) } } }; const REF : &
    'static sys::ops = & Self::VALUE.add_a_method_or_fields_for; } unsafe impl < >
    __callback_runtime::TableStruct for ops::Table < > where { const TABLE :
    __callback_runtime::MaybeUninit < Self::Struct > =
    __callback_runtime::FilledTable::table(__CallbackTable:: < __callback_runtime::Any >
    ::VALUE); fn __table < __CallbackOwner : __callback_runtime::Owner > () -> * const
    Self::Struct { __CallbackTable:: < __CallbackOwner > ::REF } fn __value <
    __CallbackOwner : __callback_runtime::Owner > () -> __callback_runtime::MaybeUninit <
    Self::Struct > { __callback_runtime::FilledTable::table(__CallbackTable:: <
    __CallbackOwner > ::VALUE) } unsafe fn __carry(__callback_place : * mut Self::Struct,
    __callback_context : << ops::Table < > as __callback_runtime::Definition > ::__Terms
    as __callback_runtime::Terms > ::Pointer) { unsafe {
    __callback_runtime::put_context(& raw mut (* __callback_place).user,
    __callback_context) }; } } };
}
