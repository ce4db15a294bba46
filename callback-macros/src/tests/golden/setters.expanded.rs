impl Filter {
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
    fn map(&self) {}
}
///The callbacks made of the methods of `Filter`.
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::module_inception,
    clippy::redundant_pub_crate
)]
mod filter {
    ///The callback made of `Filter::map`.
    pub(super) enum map {}
    /// The callbacks together, on one context.
    pub(super) enum Table {}
    #[allow(unused_macros, unused_macro_rules)]
    macro_rules! __callbacks {
        ("Filter map" { $($error:tt)* } $($items:tt)*) => {
            $($items)*
        };
        ($other:literal { $($error:tt)* } $($items:tt)*) => {
            $($error)*
        };
    }
    #[allow(unused_imports)]
    pub(super) use __callbacks as callbacks;
}
filter::callbacks! {
    "Filter map" { ::core::compile_error! {
    "another block has the module `filter`; name that of this one: `mod = NAME`" } }
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for filter::map < > where { type Fn = unsafe extern
    "C" fn (* mut __callback_runtime::c_void) -> (); type Context = Filter; type __Terms
    = __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Parameter < 0usize > >; const __DECLARED :
    __callback_runtime::Declared =
    __callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::Filter::map"), "__callback_self", "void map(void *self);"); fn __body(_ :
    __callback_runtime::Promise, (__callback_c0,) : (* mut __callback_runtime::c_void,),
    __callback_held : __callback_runtime::Waiting < '_, Filter >) ->
    __callback_runtime::Ended < () > { let __callback_self = unsafe {
    __callback_runtime::shared(__callback_held) }; __callback_runtime::plain(< Filter >
    ::map(__callback_self)) } } impl < > __callback_runtime::Callback for filter::map < >
    where {} }; #[allow(deprecated)] #[allow(unused_qualifications)]
    #[forbid(unsafe_op_in_unsafe_fn)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for filter::Table < > where { type Fn =
    __callback_runtime::TableHasNoShim; type Context = Filter; type __Terms =
    __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Finding, __callback_runtime::Plain, * mut
    __callback_runtime::c_void, __callback_runtime::route::Passed,
    __callback_runtime::OneThread >; const __SHIMS : __callback_runtime::Option <
    __callback_runtime::Shims < Self >> =
    __callback_runtime::Option::Some(__callback_runtime::Shims::all(__callback_runtime::TableHasNoShim::NONE));
    const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::", "Filter"), "", ""); const __LOOKS : __callback_runtime::bool =
    __callback_runtime::looks(< Self as __callback_runtime::Table > ::__MEMBERS); } impl
    < > __callback_runtime::Callback for filter::Table < > where { fn scope <
    '__callback_borrow, __CallbackResult > (__callback_context :
    __callback_runtime::BorrowedBy < '__callback_borrow, Self >, __callback_body : impl
    __callback_runtime::FnOnce(& __callback_runtime::Scope < '__callback_borrow, Self >)
    -> __CallbackResult,) -> __callback_runtime::HandedBy < Self, __CallbackResult >
    where Self::Context : '__callback_borrow, { __callback_runtime::scope:: < Self,
    __CallbackResult > (__callback_context, __callback_body) } } unsafe impl < >
    __callback_runtime::Table for filter::Table < > where { type Struct = sys::filters;
    const __CLOSES : __callback_runtime::bool = false; const __MEMBERS : & 'static
    [__callback_runtime::Declared] = & [< filter::map as __callback_runtime::Definition >
    ::__DECLARED]; } #[allow(dead_code)] fn __callback_members < > () where {
    __callback_runtime::assert_member:: < filter::Table < >, filter::map > (); } unsafe
    impl < > __callback_runtime::TableSetters for filter::Table < > where {
    #[deny(unsafe_op_in_unsafe_fn)] unsafe fn __set < __CallbackOwner :
    __callback_runtime::Owner > (__callback_object : * mut Self::Struct) ->
    __callback_runtime::Result < (), __callback_runtime::SetterFailed > { { let
    __callback_result = unsafe { sys::filters_set_map(__callback_object,
    __callback_runtime::member:: < filter::map, _ > (< __callback_runtime::ShimOf <
    filter::map, __CallbackOwner > as __callback_runtime::Shim < _ >> ::SHIM)) }; if
    __callback_result != (1) { return
    __callback_runtime::Result::Err(__callback_runtime::unset("map")); } }
    __callback_runtime::Result::Ok(()) } } unsafe impl < >
    __callback_runtime::StaticTable for filter::Table < > where {} };
}
