/// A trait's.
unsafe impl<'a, T: Trait> Filter<'a> for sys::IOHttp2ServerDb<'a, T>
where
    T: 'a,
{
    type Item = [T; { 2 }];
    const TABLE: Table = Table { size: 1 };
    callbacks! {
        a
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
    fn filter<'s, U: Into<Self::Item>, const N: usize>(
        &'s self,
        item: Self::Item,
        more: &[U; N],
    ) -> Result<(), Self::Error>
    where
        U: Copy,
    {
        Ok(())
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
    default fn renamed(self: &'s Self, #[cfg_keep] text: &CStr) -> Result<(), T::Error> {
        Ok(())
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
    fn lent<'s>(#[keep] &'s self) -> &'s CStr {
        &self.name
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
    fn found(&mut self, #[allow(unused_variables)] handle: *mut Handle) -> c_int {
        0
    }
}
///The callbacks made of the methods of `IOHttp2ServerDb`.
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
pub(self) mod port {
    ///The callback made of `IOHttp2ServerDb::filter`.
    pub(super) enum filter<
        'a,
        T: ?::core::marker::Sized,
        U: ?::core::marker::Sized,
        const N: usize,
    > {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (&'a (), *const T, *const U)>,
        ),
    }
    ///The callback made of `IOHttp2ServerDb::renamed`.
    pub(super) enum renamed<'a, T: ?::core::marker::Sized> {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (&'a (), *const T)>,
        ),
    }
    ///The callback made of `IOHttp2ServerDb::lent`.
    pub(super) enum lent<'a, T: ?::core::marker::Sized> {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (&'a (), *const T)>,
        ),
    }
    ///The callback made of `IOHttp2ServerDb::found`.
    pub(super) enum found<'a, T: ?::core::marker::Sized> {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (&'a (), *const T)>,
        ),
    }
    #[allow(unused_macros, unused_macro_rules)]
    macro_rules! __callbacks {
        (
            "Filter < 'a > sys :: IOHttp2ServerDb < 'a , T > filter renamed lent found" {
            $($error:tt)* } $($items:tt)*
        ) => {
            $($items)*
        };
        ($other:literal { $($error:tt)* } $($items:tt)*) => {
            $($error)*
        };
    }
    #[allow(unused_imports)]
    pub(super) use __callbacks as callbacks;
}
port::callbacks! {
    "Filter < 'a > sys :: IOHttp2ServerDb < 'a , T > filter renamed lent found" {
    ::core::compile_error! {
    "another block has the module `port`; name that of this one: `mod = NAME`" } }
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use crate ::rt::__private as __callback_runtime; #[allow(unused_imports)]
    use __callback_runtime:: { Unnamed as _ }; unsafe impl < 'a :, T : Trait, U : Into <
    < sys::IOHttp2ServerDb < 'a, T > as Filter < 'a > > ::Item >, const N : usize >
    __callback_runtime::Definition for port::filter < 'a, T, U, N > where T : 'a, T : 'a,
    U : Copy { type Fn = unsafe extern "C" fn (* const c_void, < < sys::IOHttp2ServerDb <
    'a, T > as Filter < 'a > > ::Item as __callback_runtime::CType > ::C, < & [U; N] as
    __callback_runtime::CType > ::C) -> __callback_runtime::c_int; type Context =
    sys::IOHttp2ServerDb < 'a, T >; type __Terms = __callback_runtime::Agreed <
    __callback_runtime::Exclusive, __callback_runtime::Parameter < 0usize >, Result < (),
    < sys::IOHttp2ServerDb < 'a, T > as Filter < 'a > > ::Error >, * const c_void >;
    const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::bound_to(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::IOHttp2ServerDb::filter"), "__callback_self,item,more", ""),
    __callback_runtime::concat!(__callback_runtime::module_path!(), "::IOHttp2ServerDb ",
    __callback_runtime::line!(), ":", __callback_runtime::column!())); const __C_PIECES :
    & 'static [& 'static __callback_runtime::str] = & ["int filter(const void *self, ",
    __callback_runtime::c_name(__callback_runtime::Named:: < < sys::IOHttp2ServerDb < '_,
    T > as Filter < '_ > > ::Item > ::NAME, __callback_runtime::Valued:: < <
    sys::IOHttp2ServerDb < '_, T > as Filter < '_ > > ::Item > ::NAME, "Item"),
    " item, const ", __callback_runtime::c_name(__callback_runtime::Named:: < U > ::NAME,
    __callback_runtime::Valued:: < U > ::NAME, "U"), " more[N]);"]; const __FAILS :
    __callback_runtime::bool = true; fn __fail() -> __callback_runtime::c_int {
    __callback_runtime::Constant:: < __callback_runtime::c_int > ::constant(const { (<
    sys::IOHttp2ServerDb < 'a, T > as Codes > ::ERROR) }) } fn __body(_ :
    __callback_runtime::Promise, (__callback_c0, __callback_c1, __callback_c2,) : (*
    const c_void, < < sys::IOHttp2ServerDb < 'a, T > as Filter < 'a > > ::Item as
    __callback_runtime::CType > ::C, < & [U; N] as __callback_runtime::CType > ::C,),
    __callback_held : __callback_runtime::Waiting < '_, sys::IOHttp2ServerDb < 'a, T > >)
    -> __callback_runtime::EndedBy < __callback_runtime::c_int, Result < (), <
    sys::IOHttp2ServerDb < 'a, T > as Filter < 'a > > ::Error > > { let
    __callback_answer0 = 0; let __callback_answer1 =
    __callback_runtime::Always(__callback_runtime::Constant:: < __callback_runtime::c_int
    > ::constant(const { (< sys::IOHttp2ServerDb < 'a, T > as Codes > ::ERROR) })); let
    __callback_apart = __callback_runtime::ApartRows:: < 2usize > ::new(0); let item =
    __callback_runtime::beside_exclusive(& __callback_held); let __callback_place1 = &
    item; let item = match unsafe { __callback_runtime::argument_apart:: <
    __callback_runtime::ForCall < '_, dyn for < '__callback_call >
    __callback_runtime::PerCall < '__callback_call, Of = < sys::IOHttp2ServerDb < 'a, T >
    as Filter < 'a > > ::Item >> > (& item, 1usize, __callback_c1, & __callback_apart) }
    { __callback_runtime::Ok(__callback_value) => __callback_value.0,
    __callback_runtime::Err(__callback_value) => return
    __callback_runtime::Err(__callback_runtime::Halt::Refused(__callback_value)), }; if
    __callback_runtime::hides:: < U > () { return
    __callback_runtime::Err(__callback_runtime::Halt::Refused(__callback_runtime::hidden(2usize)));
    } let more = __callback_runtime::beside_exclusive(& __callback_held); let more =
    match unsafe { __callback_runtime::argument_apart:: < __callback_runtime::ForCall <
    '_, dyn for < '__callback_call > __callback_runtime::PerCall < '__callback_call, Of =
    & '__callback_call[U; N] >> > (& more, 2usize, __callback_c2, & __callback_apart) } {
    __callback_runtime::Ok(__callback_value) => __callback_value.0,
    __callback_runtime::Err(__callback_value) => return
    __callback_runtime::Err(__callback_runtime::Halt::Refused(__callback_value)), }; let
    __callback_self = unsafe { __callback_runtime::exclusive(__callback_held) };
    __callback_runtime::filled(__callback_runtime::status(< sys::IOHttp2ServerDb < '_, T
    > as Filter < '_ > > ::filter:: < U, N > (__callback_self, item, more),
    __callback_answer0, __callback_answer1), & [(1usize, __callback_place1)]) } }
    #[allow(single_use_lifetimes)] impl < 'a :, T : Trait, U : Into < <
    sys::IOHttp2ServerDb < 'a, T > as Filter < 'a > > ::Item >, const N : usize >
    __callback_runtime::Callback for port::filter < 'a, T, U, N > where T : 'a, T : 'a, U
    : Copy {} }; #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use crate ::rt::__private as __callback_runtime; unsafe impl < 'a :, T :
    Trait > __callback_runtime::Definition for port::renamed < 'a, T > where T : 'a, T :
    'a { type Fn = unsafe extern "C" fn (< & CStr as __callback_runtime::CType > ::C, *
    mut __callback_runtime::c_void) -> (); type Context = sys::IOHttp2ServerDb < 'a, T >;
    type __Terms = __callback_runtime::Agreed < __callback_runtime::Exclusive,
    __callback_runtime::Parameter < 1usize >, Result < (), T::Error > >; const __DECLARED
    : __callback_runtime::Declared =
    __callback_runtime::Declared::bound_to(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::IOHttp2ServerDb::renamed"), "text,__callback_self",
    "void renamed(const char *text, void *self);"),
    __callback_runtime::concat!(__callback_runtime::module_path!(), "::IOHttp2ServerDb ",
    __callback_runtime::line!(), ":", __callback_runtime::column!())); const __FAILS :
    __callback_runtime::bool = true; fn __fail() -> () { () } fn __body(_ :
    __callback_runtime::Promise, (__callback_c0, __callback_c1,) : (< & CStr as
    __callback_runtime::CType > ::C, * mut __callback_runtime::c_void,), __callback_held
    : __callback_runtime::Waiting < '_, sys::IOHttp2ServerDb < 'a, T > >) ->
    __callback_runtime::EndedBy < (), Result < (), T::Error > > { let _ :
    (__callback_runtime::Claim < & CStr, 3 >,); let __callback_answer0 = (); let
    __callback_answer1 = __callback_runtime::Always(()); let text =
    __callback_runtime::CALL; let text = match unsafe { __callback_runtime::argument:: <
    & CStr > (& text, 0usize, __callback_c0) } { __callback_runtime::Ok(__callback_value)
    => __callback_value, __callback_runtime::Err(__callback_value) => return
    __callback_runtime::Err(__callback_runtime::Halt::Refused(__callback_value)), }; let
    __callback_self = unsafe { __callback_runtime::exclusive(__callback_held) };
    __callback_runtime::status(< sys::IOHttp2ServerDb < '_, T > as Filter < '_ > >
    ::renamed(__callback_self, text), __callback_answer0, __callback_answer1) } }
    #[allow(single_use_lifetimes)] impl < 'a :, T : Trait > __callback_runtime::Callback
    for port::renamed < 'a, T > where T : 'a, T : 'a {} }; #[allow(deprecated)]
    #[allow(unused_qualifications)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use crate
    ::rt::__private as __callback_runtime; unsafe impl < 'a :, T : Trait >
    __callback_runtime::Definition for port::lent < 'a, T > where T : 'a, T : 'a { type
    Fn = unsafe extern "C" fn (* mut __callback_runtime::c_void) -> < & 'static CStr as
    __callback_runtime::CType > ::C; type Context = sys::IOHttp2ServerDb < 'a, T >; type
    __Terms = __callback_runtime::Agreed < __callback_runtime::Exclusive,
    __callback_runtime::Parameter < 0usize > >; const __DECLARED :
    __callback_runtime::Declared =
    __callback_runtime::Declared::bound_to(__callback_runtime::Declared::lending(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::IOHttp2ServerDb::lent"), "__callback_self", "const char *lent(void *self);")),
    __callback_runtime::concat!(__callback_runtime::module_path!(), "::IOHttp2ServerDb ",
    __callback_runtime::line!(), ":", __callback_runtime::column!())); const __FAILS :
    __callback_runtime::bool = true; fn __fail() -> < & 'static CStr as
    __callback_runtime::CType > ::C { __callback_runtime::Constant:: < < & 'static CStr
    as __callback_runtime::CType > ::C > ::constant(const { (null()) }) } fn __body(_ :
    __callback_runtime::Promise, (__callback_c0,) : (* mut __callback_runtime::c_void,),
    __callback_held : __callback_runtime::Waiting < '_, sys::IOHttp2ServerDb < 'a, T > >)
    -> __callback_runtime::Ended < < & 'static CStr as __callback_runtime::CType > ::C >
    { let __callback_self = unsafe { __callback_runtime::exclusive(__callback_held) };
    __callback_runtime::plain(__callback_runtime::from_context(< sys::IOHttp2ServerDb <
    '_, T > as Filter < '_ > > ::lent(__callback_self))) } }
    #[allow(single_use_lifetimes)] impl < 'a :, T : Trait > __callback_runtime::Callback
    for port::lent < 'a, T > where T : 'a, T : 'a {} }; #[allow(deprecated)]
    #[allow(unused_qualifications)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use crate
    ::rt::__private as __callback_runtime; #[allow(unused_imports)] use
    __callback_runtime:: { Unnamed as _ }; unsafe impl < 'a :, T : Trait >
    __callback_runtime::Definition for port::found < 'a, T > where T : 'a, T : 'a { type
    Fn = unsafe extern "C" fn (< * mut Handle as __callback_runtime::CType > ::C) -> <
    c_int as __callback_runtime::CType > ::C; type Context = sys::IOHttp2ServerDb < 'a, T
    >; type __Terms = __callback_runtime::Agreed < __callback_runtime::Exclusive >; const
    __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::bound_to(__callback_runtime::Declared::failing:: < <
    c_int as __callback_runtime::CType > ::C >
    (__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::IOHttp2ServerDb::found"), "handle,__callback_self", "", 0),
    __callback_runtime::concat!(__callback_runtime::module_path!(), "::IOHttp2ServerDb ",
    __callback_runtime::line!(), ":", __callback_runtime::column!())); const __C_PIECES :
    & 'static [& 'static __callback_runtime::str] = & ["int found(",
    __callback_runtime::c_name(__callback_runtime::Named:: < Handle > ::NAME, "",
    "Handle"), " *handle);"]; fn __body(_ : __callback_runtime::Promise, (__callback_c0,)
    : (< * mut Handle as __callback_runtime::CType > ::C,), __callback_held :
    __callback_runtime::Waiting < '_, sys::IOHttp2ServerDb < 'a, T > >) ->
    __callback_runtime::Ended < < c_int as __callback_runtime::CType > ::C > { let
    __callback_call = __callback_runtime::CALL; let handle = match unsafe {
    __callback_runtime::argument:: < * mut Handle > (& __callback_call, 0usize,
    __callback_c0) } { __callback_runtime::Ok(__callback_value) => __callback_value,
    __callback_runtime::Err(__callback_value) => return
    __callback_runtime::Err(__callback_runtime::Halt::Refused(__callback_value)), }; let
    __callback_self = unsafe { __callback_runtime::exclusive(__callback_held) };
    __callback_runtime::plain(< sys::IOHttp2ServerDb < '_, T > as Filter < '_ > >
    ::found(__callback_self, handle)) } fn __find(_ : __callback_runtime::Promise, &
    (__callback_c0,) : & __callback_runtime::PassedTo < Self >) -> * mut
    __callback_runtime::c_void { if false ||
    __callback_runtime::Nullable::is_null(__callback_c0) { __callback_runtime::null_mut()
    } else { __callback_runtime::find:: < port::found < 'a, T >, _ > (|| { let handle =
    __callback_c0; (user(handle)) }) } } } #[allow(single_use_lifetimes)] impl < 'a :, T
    : Trait > __callback_runtime::Callback for port::found < 'a, T > where T : 'a, T : 'a
    {} };
}
