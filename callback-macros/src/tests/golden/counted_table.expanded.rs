impl IOHttp2ServerDb {
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
    fn read(self: Arc<Self>, n: c_int) -> c_int {
        n
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
    fn each(&self, n: c_int) -> Result<c_int, Error> {
        Ok(n)
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
    fn seek<'a>(self: &'a Arc<Self>, n: c_int) -> &'a c_int {
        &self.at
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
    fn log(n: c_int) -> c_int {
        n
    }
    fn new() -> Self {
        IOHttp2ServerDb
    }
}
///The callbacks made of the methods of `IOHttp2ServerDb`.
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::module_inception,
    clippy::redundant_pub_crate
)]
mod io_http2_server_db {
    ///The callback made of `IOHttp2ServerDb::read`.
    pub(super) enum read {}
    ///The callback made of `IOHttp2ServerDb::each`.
    pub(super) enum each {}
    ///The callback made of `IOHttp2ServerDb::seek`.
    pub(super) enum seek {}
    ///The callback made of `IOHttp2ServerDb::log`.
    pub(super) enum log {}
    /// The callbacks together, on one context.
    pub(super) enum Table {}
    #[allow(unused_macros, unused_macro_rules)]
    macro_rules! __callbacks {
        ("IOHttp2ServerDb read each seek log" { $($error:tt)* } $($items:tt)*) => {
            $($items)*
        };
        ($other:literal { $($error:tt)* } $($items:tt)*) => {
            $($error)*
        };
    }
    #[allow(unused_imports)]
    pub(super) use __callbacks as callbacks;
}
io_http2_server_db::callbacks! {
    "IOHttp2ServerDb read each seek log" { ::core::compile_error! {
    "another block has the module `io_http2_server_db`; name that of this one: `mod = NAME`"
    } } #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for io_http2_server_db::read < > where { type Fn =
    unsafe extern "C" fn (c_int, * mut __callback_runtime::c_void) -> < c_int as
    __callback_runtime::CType > ::C; type Context = Arc < IOHttp2ServerDb >; type __Terms
    = __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Parameter < 1usize > >; const __DECLARED :
    __callback_runtime::Declared =
    __callback_runtime::Declared::aborting(__callback_runtime::Declared::failing:: < <
    c_int as __callback_runtime::CType > ::C >
    (__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::IOHttp2ServerDb::read"), "n,__callback_self", "int read(int n, void *self);", -
    2), false || < c_int as __callback_runtime::FromC < '_ >> ::REFUSES); fn __body(_ :
    __callback_runtime::Promise, (__callback_c0, __callback_c1,) : (c_int, * mut
    __callback_runtime::c_void,), __callback_held : __callback_runtime::Waiting < '_, Arc
    < IOHttp2ServerDb > >) -> __callback_runtime::Ended < < c_int as
    __callback_runtime::CType > ::C > { let n = __callback_runtime::number:: < c_int >
    (__callback_c0); let __callback_self = unsafe {
    __callback_runtime::shared(__callback_held) }; __callback_runtime::plain(<
    IOHttp2ServerDb > ::read(__callback_runtime::Clone::clone(__callback_self), n)) } }
    impl < > __callback_runtime::Callback for io_http2_server_db::read < > where {} };
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for io_http2_server_db::each < > where { type Fn =
    unsafe extern "C" fn (c_int, * mut __callback_runtime::c_void) ->
    __callback_runtime::ValueC < Result < c_int, Error > >; type Context = Arc <
    IOHttp2ServerDb >; type __Terms = __callback_runtime::Agreed <
    __callback_runtime::SharedAccess, __callback_runtime::Parameter < 1usize >, Result <
    c_int, Error > >; const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::aborting(__callback_runtime::Declared::failing:: <
    __callback_runtime::ValueC < Result < c_int, Error > > >
    (__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::IOHttp2ServerDb::each"), "n,__callback_self", "int each(int n, void *self);", -
    3), true); fn __body(_ : __callback_runtime::Promise, (__callback_c0, __callback_c1,)
    : (c_int, * mut __callback_runtime::c_void,), __callback_held :
    __callback_runtime::Waiting < '_, Arc < IOHttp2ServerDb > >) ->
    __callback_runtime::EndedBy < __callback_runtime::ValueC < Result < c_int, Error > >,
    Result < c_int, Error > > { let __callback_answer0 = __callback_runtime::Always(- 3);
    let n = __callback_runtime::number:: < c_int > (__callback_c0); let __callback_self =
    unsafe { __callback_runtime::shared(__callback_held) }; __callback_runtime::value(<
    IOHttp2ServerDb > ::each(& * * __callback_self, n), __callback_answer0) } } impl < >
    __callback_runtime::Callback for io_http2_server_db::each < > where {} };
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for io_http2_server_db::seek < > where { type Fn =
    unsafe extern "C" fn (c_int, * mut __callback_runtime::c_void) -> < & 'static c_int
    as __callback_runtime::CType > ::C; type Context = Arc < IOHttp2ServerDb >; type
    __Terms = __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Parameter < 1usize > >; const __DECLARED :
    __callback_runtime::Declared =
    __callback_runtime::Declared::lending(__callback_runtime::Declared::aborting(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::IOHttp2ServerDb::seek"), "n,__callback_self",
    "const int *seek(int n, void *self);"), true)); const __FAILS :
    __callback_runtime::bool = true; fn __fail() -> < & 'static c_int as
    __callback_runtime::CType > ::C { __callback_runtime::Constant:: < < & 'static c_int
    as __callback_runtime::CType > ::C > ::constant(const { (null()) }) } fn __body(_ :
    __callback_runtime::Promise, (__callback_c0, __callback_c1,) : (c_int, * mut
    __callback_runtime::c_void,), __callback_held : __callback_runtime::Waiting < '_, Arc
    < IOHttp2ServerDb > >) -> __callback_runtime::Ended < < & 'static c_int as
    __callback_runtime::CType > ::C > { let n = __callback_runtime::number:: < c_int >
    (__callback_c0); let __callback_self = unsafe {
    __callback_runtime::shared(__callback_held) };
    __callback_runtime::plain(__callback_runtime::from_context(< IOHttp2ServerDb >
    ::seek(__callback_self, n))) } } impl < > __callback_runtime::Callback for
    io_http2_server_db::seek < > where {} }; #[allow(deprecated)]
    #[allow(unused_qualifications)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for io_http2_server_db::log < > where { type Fn =
    unsafe extern "C" fn (c_int) -> < c_int as __callback_runtime::CType > ::C; type
    Context = (); type __Terms = __callback_runtime::Agreed < __callback_runtime::Alone,
    __callback_runtime::Nothing, __callback_runtime::Plain, * mut
    __callback_runtime::c_void, __callback_runtime::route::Nowhere >; const __DECLARED :
    __callback_runtime::Declared =
    __callback_runtime::Declared::aborting(__callback_runtime::Declared::failing:: < <
    c_int as __callback_runtime::CType > ::C >
    (__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::IOHttp2ServerDb::log"), "n", "int log(int n);", - 2), false || < c_int as
    __callback_runtime::FromC < '_ >> ::REFUSES); fn __body(_ :
    __callback_runtime::Promise, (__callback_c0,) : (c_int,), () : ()) ->
    __callback_runtime::Ended < < c_int as __callback_runtime::CType > ::C > { let n =
    __callback_runtime::number:: < c_int > (__callback_c0); __callback_runtime::plain(<
    IOHttp2ServerDb > ::log(n)) } } impl < > __callback_runtime::Callback for
    io_http2_server_db::log < > where {} }; #[allow(deprecated)]
    #[allow(unused_qualifications)] #[forbid(unsafe_op_in_unsafe_fn)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for io_http2_server_db::Table < > where { type Fn =
    __callback_runtime::TableHasNoShim; type Context = Arc < IOHttp2ServerDb >; type
    __Terms = __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Finding, Result < c_int, Error >, * mut
    __callback_runtime::c_void, __callback_runtime::route::Passed,
    __callback_runtime::OneThread >; const __SHIMS : __callback_runtime::Option <
    __callback_runtime::Shims < Self >> =
    __callback_runtime::Option::Some(__callback_runtime::Shims::all(__callback_runtime::TableHasNoShim::NONE));
    const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::", "IOHttp2ServerDb"), "", ""); const __LOOKS : __callback_runtime::bool =
    __callback_runtime::looks(< Self as __callback_runtime::Table > ::__MEMBERS); } impl
    < > __callback_runtime::Callback for io_http2_server_db::Table < > where { fn scope <
    '__callback_borrow, __CallbackResult > (__callback_context :
    __callback_runtime::BorrowedBy < '__callback_borrow, Self >, __callback_body : impl
    __callback_runtime::FnOnce(& __callback_runtime::Scope < '__callback_borrow, Self >)
    -> __CallbackResult,) -> __callback_runtime::HandedBy < Self, __CallbackResult >
    where Self::Context : '__callback_borrow, { __callback_runtime::scope:: < Self,
    __CallbackResult > (__callback_context, __callback_body) } } unsafe impl < >
    __callback_runtime::Table for io_http2_server_db::Table < > where { type Struct =
    sys::ops; const __CLOSES : __callback_runtime::bool = false; const __MEMBERS : &
    'static [__callback_runtime::Declared] = & [< io_http2_server_db::read as
    __callback_runtime::Definition > ::__DECLARED, < io_http2_server_db::each as
    __callback_runtime::Definition > ::__DECLARED, < io_http2_server_db::seek as
    __callback_runtime::Definition > ::__DECLARED]; } #[allow(dead_code)] fn
    __callback_members < > () where { __callback_runtime::assert_member:: <
    io_http2_server_db::Table < >, io_http2_server_db::read > ();
    __callback_runtime::assert_member:: < io_http2_server_db::Table < >,
    io_http2_server_db::each > (); __callback_runtime::assert_member:: <
    io_http2_server_db::Table < >, io_http2_server_db::seek > (); } struct
    __CallbackTable < __CallbackOwner > (__callback_runtime::PhantomData < fn () ->
    (__CallbackOwner,) >) where; impl < __CallbackOwner : __callback_runtime::Owner >
    __CallbackTable < __CallbackOwner > where { const VALUE :
    __callback_runtime::FilledTable < sys::ops > = { let mut __callback_table =
    __callback_runtime::MaybeUninit:: < sys::ops > ::new(OPS); let __callback_place =
    __callback_runtime::MaybeUninit::as_mut_ptr(& mut __callback_table); unsafe {
    __callback_runtime::put:: < io_http2_server_db::read, _ > (& raw mut (*
    __callback_place).read, < __callback_runtime::ShimOf < io_http2_server_db::read,
    __CallbackOwner > as __callback_runtime::Shim < _ >> ::SHIM) }; unsafe {
    __callback_runtime::put:: < io_http2_server_db::each, _ > (& raw mut (*
    __callback_place).each, < __callback_runtime::ShimOf < io_http2_server_db::each,
    __CallbackOwner > as __callback_runtime::Shim < _ >> ::SHIM) }; unsafe {
    __callback_runtime::put:: < io_http2_server_db::seek, _ > (& raw mut (*
    __callback_place).seek, < __callback_runtime::ShimOf < io_http2_server_db::seek,
    __CallbackOwner > as __callback_runtime::Shim < _ >> ::SHIM) }; unsafe {
    __callback_runtime::put:: < io_http2_server_db::log, _ > (& raw mut (*
    __callback_place).log, < __callback_runtime::ShimOf < io_http2_server_db::log,
    __CallbackOwner > as __callback_runtime::Shim < _ >> ::SHIM) };
    __callback_runtime::FilledTable { add_a_method_or_fields_for : unsafe {
    __callback_runtime::MaybeUninit::assume_init(__callback_table) } } }; const REF : &
    'static sys::ops = & Self::VALUE.add_a_method_or_fields_for; } unsafe impl < >
    __callback_runtime::TableStruct for io_http2_server_db::Table < > where { const TABLE
    : __callback_runtime::MaybeUninit < Self::Struct > =
    __callback_runtime::FilledTable::table(__CallbackTable:: < __callback_runtime::Any >
    ::VALUE); fn __table < __CallbackOwner : __callback_runtime::Owner > () -> * const
    Self::Struct { __CallbackTable:: < __CallbackOwner > ::REF } fn __value <
    __CallbackOwner : __callback_runtime::Owner > () -> __callback_runtime::MaybeUninit <
    Self::Struct > { __callback_runtime::FilledTable::table(__CallbackTable:: <
    __CallbackOwner > ::VALUE) } } unsafe impl < > __callback_runtime::StaticTable for
    io_http2_server_db::Table < > where {} };
}
impl Closing {
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
    fn close(self: Box<Self>) {}
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
    fn wake(&mut self) {}
}
///The callbacks made of the methods of `Closing`.
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
pub(super) mod closing {
    ///The callback made of `Closing::close`.
    pub(in super::super) enum close {}
    ///The callback made of `Closing::wake`.
    pub(in super::super) enum wake {}
    /// The callbacks together, on one context.
    pub(in super::super) enum Table {}
    #[allow(unused_macros, unused_macro_rules)]
    macro_rules! __callbacks {
        ("Closing close wake" { $($error:tt)* } $($items:tt)*) => {
            $($items)*
        };
        ($other:literal { $($error:tt)* } $($items:tt)*) => {
            $($error)*
        };
    }
    #[allow(unused_imports)]
    pub(super) use __callbacks as callbacks;
}
closing::callbacks! {
    "Closing close wake" { ::core::compile_error! {
    "another block has the module `closing`; name that of this one: `mod = NAME`" } }
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for closing::close < > where { type Fn = unsafe extern
    "C" fn (* mut __callback_runtime::c_void) -> (); type Context = Closing; type __Terms
    = __callback_runtime::Agreed < __callback_runtime::Once,
    __callback_runtime::Parameter < 0usize > >; const __DECLARED :
    __callback_runtime::Declared =
    __callback_runtime::Declared::reported_to(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::Closing::close"), "__callback_self", "void close(void *self);"), crate ::log); fn
    __body(_ : __callback_runtime::Promise, (__callback_c0,) : (* mut
    __callback_runtime::c_void,), __callback_held : __callback_runtime::Taken < '_,
    Closing >) -> __callback_runtime::Ended < () > { let __callback_self =
    __callback_runtime::once(__callback_held); __callback_runtime::plain(< Closing >
    ::close(__callback_runtime::boxed(__callback_self))) } } impl < >
    __callback_runtime::Callback for closing::close < > where {} }; #[allow(deprecated)]
    #[allow(unused_qualifications)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for closing::wake < > where { type Fn = unsafe extern
    "C" fn (* mut __callback_runtime::c_void) -> (); type Context = Closing; type __Terms
    = __callback_runtime::Agreed < __callback_runtime::Exclusive,
    __callback_runtime::Parameter < 0usize >, __callback_runtime::Plain, * mut
    __callback_runtime::c_void, __callback_runtime::route::Passed,
    __callback_runtime::AnyThread >; const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::reported_to(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::Closing::wake"), "__callback_self", "void wake(void *self);"), crate ::log); fn
    __body(_ : __callback_runtime::Promise, (__callback_c0,) : (* mut
    __callback_runtime::c_void,), __callback_held : __callback_runtime::Waiting < '_,
    Closing >) -> __callback_runtime::Ended < () > { let __callback_self = unsafe {
    __callback_runtime::exclusive(__callback_held) }; __callback_runtime::plain(< Closing
    > ::wake(__callback_self)) } } impl < > __callback_runtime::Callback for
    closing::wake < > where {} #[allow(dead_code)] fn __callback_threads < > () where {
    __callback_runtime::assert_threads:: < Closing, __callback_runtime::Exclusive, <
    __callback_runtime::Plain as __callback_runtime::Flow > ::Stop > (); } };
    #[allow(deprecated)] #[allow(unused_qualifications)]
    #[forbid(unsafe_op_in_unsafe_fn)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for closing::Table < > where { type Fn =
    __callback_runtime::TableHasNoShim; type Context = Closing; type __Terms =
    __callback_runtime::Agreed < __callback_runtime::Exclusive,
    __callback_runtime::Finding, __callback_runtime::Plain, * mut
    __callback_runtime::c_void, __callback_runtime::route::Closing,
    __callback_runtime::OneThread >; const __SHIMS : __callback_runtime::Option <
    __callback_runtime::Shims < Self >> =
    __callback_runtime::Option::Some(__callback_runtime::Shims::all(__callback_runtime::TableHasNoShim::NONE));
    const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::reported_to(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::", "Closing"), "", ""), crate ::log); const __LOOKS : __callback_runtime::bool =
    __callback_runtime::looks(< Self as __callback_runtime::Table > ::__MEMBERS); } impl
    < > __callback_runtime::Callback for closing::Table < > where {} unsafe impl < >
    __callback_runtime::Table for closing::Table < > where { type Struct = sys::closing;
    const __CLOSES : __callback_runtime::bool = true; const __MEMBERS : & 'static
    [__callback_runtime::Declared] = & [< closing::close as
    __callback_runtime::Definition > ::__DECLARED, < closing::wake as
    __callback_runtime::Definition > ::__DECLARED]; } #[allow(dead_code)] fn
    __callback_members < > () where { __callback_runtime::assert_member:: <
    closing::Table < >, closing::close > (); __callback_runtime::assert_member:: <
    closing::Table < >, closing::wake > (); } struct __CallbackTable < __CallbackOwner >
    (__callback_runtime::PhantomData < fn () -> (__CallbackOwner,) >) where; impl <
    __CallbackOwner : __callback_runtime::Owner > __CallbackTable < __CallbackOwner >
    where { const VALUE : __callback_runtime::FilledTable < sys::closing > = { let mut
    __callback_table = __callback_runtime::MaybeUninit:: < sys::closing > ::zeroed(); let
    __callback_place = __callback_runtime::MaybeUninit::as_mut_ptr(& mut
    __callback_table); unsafe { __callback_runtime::put:: < closing::close, _ > (& raw
    mut (* __callback_place).close, < __callback_runtime::ShimOf < closing::close,
    __CallbackOwner > as __callback_runtime::Shim < _ >> ::SHIM) }; unsafe {
    __callback_runtime::put:: < closing::wake, _ > (& raw mut (* __callback_place).wake,
    < __callback_runtime::ShimOf < closing::wake, __CallbackOwner > as
    __callback_runtime::Shim < _ >> ::SHIM) }; __callback_runtime::FilledTable {
    add_a_method_or_fields_for : unsafe {
    __callback_runtime::MaybeUninit::assume_init(__callback_table) } } }; const REF : &
    'static sys::closing = & Self::VALUE.add_a_method_or_fields_for; } unsafe impl < >
    __callback_runtime::TableStruct for closing::Table < > where { const TABLE :
    __callback_runtime::MaybeUninit < Self::Struct > =
    __callback_runtime::FilledTable::table(__CallbackTable:: < __callback_runtime::Any >
    ::VALUE); fn __table < __CallbackOwner : __callback_runtime::Owner > () -> * const
    Self::Struct { __CallbackTable:: < __CallbackOwner > ::REF } fn __value <
    __CallbackOwner : __callback_runtime::Owner > () -> __callback_runtime::MaybeUninit <
    Self::Struct > { __callback_runtime::FilledTable::table(__CallbackTable:: <
    __CallbackOwner > ::VALUE) } } unsafe impl < > __callback_runtime::StaticTable for
    closing::Table < > where {} };
}
impl Object {
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
    fn is_open(&self, n: c_int) -> bool {
        true
    }
}
///The callbacks made of the methods of `Object`.
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::module_inception,
    clippy::redundant_pub_crate
)]
mod object {
    ///The callback made of `Object::close`.
    pub(super) enum close {}
    ///The callback made of `Object::is_open`.
    pub(super) enum is_open {}
    /// The callbacks together, on one context.
    pub(super) enum Table {}
    #[allow(unused_macros, unused_macro_rules)]
    macro_rules! __callbacks {
        ("Object close is_open" { $($error:tt)* } $($items:tt)*) => {
            $($items)*
        };
        ($other:literal { $($error:tt)* } $($items:tt)*) => {
            $($error)*
        };
    }
    #[allow(unused_imports)]
    pub(super) use __callbacks as callbacks;
}
object::callbacks! {
    "Object close is_open" { ::core::compile_error! {
    "another block has the module `object`; name that of this one: `mod = NAME`" } }
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime;
    #[allow(unused_imports)] use __callback_runtime:: { Unnamed as _ }; unsafe impl < >
    __callback_runtime::Definition for object::close < > where { type Fn = unsafe extern
    "C" fn (__callback_runtime::Embed < sys::base, Object >) -> (); type Context =
    Object; type __Terms = __callback_runtime::Agreed < __callback_runtime::Once,
    __callback_runtime::Parameter < 0usize, false >, __callback_runtime::Plain,
    __callback_runtime::Embed < sys::base, Object >, __callback_runtime::route::InObject
    >; const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::unreported(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::Object::close"), "__callback_self", "")); const __C_PIECES : & 'static [& 'static
    __callback_runtime::str] = & ["void close(",
    __callback_runtime::c_name(__callback_runtime::Named:: < sys::base > ::NAME, "",
    "base"), " *self);"]; fn __body(_ : __callback_runtime::Promise, (__callback_c0,) :
    (__callback_runtime::Embed < sys::base, Object >,), __callback_held :
    __callback_runtime::Taken < '_, Object >) -> __callback_runtime::Ended < () > { let
    __callback_self = __callback_runtime::once(__callback_held);
    __callback_runtime::plain(< Object > ::close(__callback_self)) } } impl < >
    __callback_runtime::Callback for object::close < > where {} }; #[allow(deprecated)]
    #[allow(unused_qualifications)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; #[allow(unused_imports)] use
    __callback_runtime:: { Unnamed as _ }; unsafe impl < > __callback_runtime::Definition
    for object::is_open < > where { type Fn = unsafe extern "C" fn
    (__callback_runtime::Embed < sys::base, Object >, c_int) -> < bool as
    __callback_runtime::CType > ::C; type Context = Object; type __Terms =
    __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Parameter < 0usize, false >, __callback_runtime::Plain,
    __callback_runtime::Embed < sys::base, Object >, __callback_runtime::route::InObject
    >; const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::unreported(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::Object::is_open"), "__callback_self,n", "")); const __C_PIECES : & 'static [&
    'static __callback_runtime::str] = & ["bool is_open(",
    __callback_runtime::c_name(__callback_runtime::Named:: < sys::base > ::NAME, "",
    "base"), " *self, int n);"]; const __FAILS : __callback_runtime::bool = true; fn
    __fail() -> < bool as __callback_runtime::CType > ::C {
    __callback_runtime::Constant:: < < bool as __callback_runtime::CType > ::C >
    ::constant(const { (true) }) } fn __body(_ : __callback_runtime::Promise,
    (__callback_c0, __callback_c1,) : (__callback_runtime::Embed < sys::base, Object >,
    c_int,), __callback_held : __callback_runtime::Waiting < '_, Object >) ->
    __callback_runtime::Ended < < bool as __callback_runtime::CType > ::C > { let n =
    __callback_runtime::number:: < c_int > (__callback_c1); let __callback_self = unsafe
    { __callback_runtime::shared(__callback_held) }; __callback_runtime::plain(< Object >
    ::is_open(__callback_self, n)) } } impl < > __callback_runtime::Callback for
    object::is_open < > where {} }; #[allow(deprecated)] #[allow(unused_qualifications)]
    #[forbid(unsafe_op_in_unsafe_fn)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for object::Table < > where { type Fn =
    __callback_runtime::TableHasNoShim; type Context = Object; type __Terms =
    __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Finding, __callback_runtime::Plain, __callback_runtime::Embed <
    sys::base, Object >, __callback_runtime::route::InObject,
    __callback_runtime::OneThread >; const __SHIMS : __callback_runtime::Option <
    __callback_runtime::Shims < Self >> =
    __callback_runtime::Option::Some(__callback_runtime::Shims::all(__callback_runtime::TableHasNoShim::NONE));
    const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::unreported(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::", "Object"), "", "")); const __LOOKS : __callback_runtime::bool =
    __callback_runtime::looks(< Self as __callback_runtime::Table > ::__MEMBERS); } impl
    < > __callback_runtime::Callback for object::Table < > where {} unsafe impl < >
    __callback_runtime::Table for object::Table < > where { type Struct = sys::object;
    const __CLOSES : __callback_runtime::bool = true; const __MEMBERS : & 'static
    [__callback_runtime::Declared] = & [< object::close as __callback_runtime::Definition
    > ::__DECLARED, < object::is_open as __callback_runtime::Definition > ::__DECLARED];
    } #[allow(dead_code)] fn __callback_members < > () where {
    __callback_runtime::assert_member:: < object::Table < >, object::close > ();
    __callback_runtime::assert_member:: < object::Table < >, object::is_open > (); }
    struct __CallbackTable < __CallbackOwner > (__callback_runtime::PhantomData < fn ()
    -> (__CallbackOwner,) >) where; impl < __CallbackOwner : __callback_runtime::Owner >
    __CallbackTable < __CallbackOwner > where { const VALUE :
    __callback_runtime::FilledTable < sys::object > = { let mut __callback_table =
    __callback_runtime::MaybeUninit:: < sys::object > ::zeroed(); let __callback_place =
    __callback_runtime::MaybeUninit::as_mut_ptr(& mut __callback_table); unsafe {
    __callback_runtime::put:: < object::close, _ > (& raw mut (* __callback_place).close,
    < __callback_runtime::ShimOf < object::close, __CallbackOwner > as
    __callback_runtime::Shim < _ >> ::SHIM) }; unsafe { __callback_runtime::put:: <
    object::is_open, _ > (& raw mut (* __callback_place).is_open, <
    __callback_runtime::ShimOf < object::is_open, __CallbackOwner > as
    __callback_runtime::Shim < _ >> ::SHIM) }; __callback_runtime::FilledTable {
    add_a_method_or_fields_for : unsafe {
    __callback_runtime::MaybeUninit::assume_init(__callback_table) } } }; const REF : &
    'static sys::object = & Self::VALUE.add_a_method_or_fields_for; } unsafe impl < >
    __callback_runtime::TableStruct for object::Table < > where { const TABLE :
    __callback_runtime::MaybeUninit < Self::Struct > =
    __callback_runtime::FilledTable::table(__CallbackTable:: < __callback_runtime::Any >
    ::VALUE); fn __table < __CallbackOwner : __callback_runtime::Owner > () -> * const
    Self::Struct { __CallbackTable:: < __CallbackOwner > ::REF } fn __value <
    __CallbackOwner : __callback_runtime::Owner > () -> __callback_runtime::MaybeUninit <
    Self::Struct > { __callback_runtime::FilledTable::table(__CallbackTable:: <
    __CallbackOwner > ::VALUE) } } unsafe impl < > __callback_runtime::StaticTable for
    object::Table < > where {} };
}
