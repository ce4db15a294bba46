impl Buffer {
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
    fn read(&mut self) -> c_int {}
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
    fn close(self) {}
}
///The callbacks made of the methods of `Buffer`.
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::module_inception,
    clippy::redundant_pub_crate
)]
mod buffer {
    ///The callback made of `Buffer::read`.
    pub(super) enum read {}
    ///The callback made of `Buffer::close`.
    pub(super) enum close {}
    /// The callbacks together, on one context.
    pub(super) enum Table {}
    #[allow(unused_macros, unused_macro_rules)]
    macro_rules! __callbacks {
        ("Buffer read close" { $($error:tt)* } $($items:tt)*) => {
            $($items)*
        };
        ($other:literal { $($error:tt)* } $($items:tt)*) => {
            $($error)*
        };
    }
    #[allow(unused_imports)]
    pub(super) use __callbacks as callbacks;
}
buffer::callbacks! {
    "Buffer read close" { ::core::compile_error! {
    "another block has the module `buffer`; name that of this one: `mod = NAME`" } }
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for buffer::read < > where { type Fn = unsafe extern
    "C" fn (* mut __callback_runtime::c_void) -> < c_int as __callback_runtime::CType >
    ::C; type Context = Buffer; type __Terms = __callback_runtime::Agreed <
    __callback_runtime::Exclusive, __callback_runtime::Parameter < 0usize > >; const
    __DECLARED : __callback_runtime::Declared = __callback_runtime::Declared::failing:: <
    < c_int as __callback_runtime::CType > ::C >
    (__callback_runtime::concat!(__callback_runtime::module_path!(), "::Buffer::read"),
    "__callback_self", "int read(void *self);", - 1); fn __body(_ :
    __callback_runtime::Promise, (__callback_c0,) : (* mut __callback_runtime::c_void,),
    __callback_held : __callback_runtime::Waiting < '_, Buffer >) ->
    __callback_runtime::Ended < < c_int as __callback_runtime::CType > ::C > { let
    __callback_self = unsafe { __callback_runtime::exclusive(__callback_held) };
    __callback_runtime::plain(< Buffer > ::read(__callback_self)) } } impl < >
    __callback_runtime::Callback for buffer::read < > where {} }; #[allow(deprecated)]
    #[allow(unused_qualifications)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for buffer::close < > where { type Fn = unsafe extern
    "C" fn (* mut __callback_runtime::c_void) -> (); type Context = Buffer; type __Terms
    = __callback_runtime::Agreed < __callback_runtime::Once,
    __callback_runtime::Parameter < 0usize > >; const __DECLARED :
    __callback_runtime::Declared =
    __callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::Buffer::close"), "__callback_self", "void close(void *self);"); fn __body(_ :
    __callback_runtime::Promise, (__callback_c0,) : (* mut __callback_runtime::c_void,),
    __callback_held : __callback_runtime::Taken < '_, Buffer >) ->
    __callback_runtime::Ended < () > { let __callback_self =
    __callback_runtime::once(__callback_held); __callback_runtime::plain(< Buffer >
    ::close(__callback_self)) } } impl < > __callback_runtime::Callback for buffer::close
    < > where {} }; #[allow(deprecated)] #[allow(unused_qualifications)]
    #[forbid(unsafe_op_in_unsafe_fn)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for buffer::Table < > where { type Fn =
    __callback_runtime::TableHasNoShim; type Context = Buffer; type __Terms =
    __callback_runtime::Agreed < __callback_runtime::Exclusive,
    __callback_runtime::Finding, __callback_runtime::Plain, * mut
    __callback_runtime::c_void, __callback_runtime::route::Closing,
    __callback_runtime::OneThread >; const __SHIMS : __callback_runtime::Option <
    __callback_runtime::Shims < Self >> =
    __callback_runtime::Option::Some(__callback_runtime::Shims::all(__callback_runtime::TableHasNoShim::NONE));
    const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::", "Buffer"), "", ""); const __LOOKS : __callback_runtime::bool =
    __callback_runtime::looks(< Self as __callback_runtime::Table > ::__MEMBERS); } impl
    < > __callback_runtime::Callback for buffer::Table < > where {} unsafe impl < >
    __callback_runtime::Table for buffer::Table < > where { type Struct =
    __callback_runtime::NoStruct; const __CLOSES : __callback_runtime::bool = true; const
    __MEMBERS : & 'static [__callback_runtime::Declared] = & [< buffer::read as
    __callback_runtime::Definition > ::__DECLARED, < buffer::close as
    __callback_runtime::Definition > ::__DECLARED]; } #[allow(dead_code)] fn
    __callback_members < > () where { __callback_runtime::assert_member:: < buffer::Table
    < >, buffer::read > (); __callback_runtime::assert_member:: < buffer::Table < >,
    buffer::close > (); } unsafe impl < > __callback_runtime::StaticTable for
    buffer::Table < > where {} };
}
