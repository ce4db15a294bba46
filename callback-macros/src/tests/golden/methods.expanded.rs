impl<'a, R: Read> Reader<'a, R>
where
    R: 'a,
{
    const SIZE: usize = 4;
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
    fn read(
        &mut self,
        data: &mut [u8],
        #[allow(unused_variables)]
        n: usize,
    ) -> Result<(), Error> {
        self.from.read_exact(data)
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
    fn left(&self) -> usize {
        self.left
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
    fn close(self: Box<Self>) {}
    fn not_a_callback(&self) {}
}
///The callbacks made of the methods of `Reader`.
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::module_inception,
    clippy::redundant_pub_crate
)]
mod reader {
    ///The callback made of `Reader::read`.
    pub(super) enum read<'a, R: ?::core::marker::Sized> {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (&'a (), *const R)>,
        ),
    }
    ///The callback made of `Reader::left`.
    pub(super) enum left<'a, R: ?::core::marker::Sized> {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (&'a (), *const R)>,
        ),
    }
    ///The callback made of `Reader::close`.
    pub(super) enum close<'a, R: ?::core::marker::Sized> {
        #[doc(hidden)]
        #[allow(dead_code)]
        __Never(
            ::core::convert::Infallible,
            ::core::marker::PhantomData<fn() -> (&'a (), *const R)>,
        ),
    }
    #[allow(unused_macros, unused_macro_rules)]
    macro_rules! __callbacks {
        ("Reader < 'a , R > read left close" { $($error:tt)* } $($items:tt)*) => {
            $($items)*
        };
        ($other:literal { $($error:tt)* } $($items:tt)*) => {
            $($error)*
        };
    }
    #[allow(unused_imports)]
    pub(super) use __callbacks as callbacks;
}
reader::callbacks! {
    "Reader < 'a , R > read left close" { ::core::compile_error! {
    "another block has the module `reader`; name that of this one: `mod = NAME`" } }
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < 'a :,
    R : Read > __callback_runtime::Definition for reader::read < 'a, R > where R : 'a, R
    : 'a { type Fn = unsafe extern "C" fn (< & mut [u8] as __callback_runtime::CType >
    ::C, * mut __callback_runtime::c_void, usize) -> __callback_runtime::c_int; type
    Context = Reader < 'a, R >; type __Terms = __callback_runtime::Agreed <
    __callback_runtime::Exclusive, __callback_runtime::Parameter < 1usize >, Result < (),
    Error > >; const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::bound_to(__callback_runtime::Declared::failing:: <
    __callback_runtime::c_int >
    (__callback_runtime::concat!(__callback_runtime::module_path!(), "::Reader::read"),
    "data,__callback_self,n", "int read(uint8_t *data, void *self, size_t n);", - 1),
    __callback_runtime::concat!(__callback_runtime::module_path!(), "::Reader ",
    __callback_runtime::line!(), ":", __callback_runtime::column!())); fn __body(_ :
    __callback_runtime::Promise, (__callback_c0, __callback_c1, __callback_c2,) : (< &
    mut [u8] as __callback_runtime::CType > ::C, * mut __callback_runtime::c_void,
    usize,), __callback_held : __callback_runtime::Waiting < '_, Reader < 'a, R > >) ->
    __callback_runtime::EndedBy < __callback_runtime::c_int, Result < (), Error > > { let
    __callback_answer0 = 0; let __callback_answer1 = __callback_runtime::Always(- 1); let
    n = __callback_runtime::number:: < usize > (__callback_c2); let data =
    __callback_runtime::beside_exclusive(& __callback_held); let __callback_self = unsafe
    { __callback_runtime::exclusive(__callback_held) }; let __callback_len =
    __callback_runtime::len(n).0; let data = match unsafe { __callback_runtime::counted::
    < & mut [u8] > (& data, 0usize, __callback_c0, __callback_len) } {
    __callback_runtime::Ok(__callback_value) => __callback_value,
    __callback_runtime::Err(__callback_value) => return
    __callback_runtime::Err(__callback_runtime::Halt::Refused(__callback_value)), };
    __callback_runtime::status(< Reader < '_, R > > ::read(__callback_self, data, n),
    __callback_answer0, __callback_answer1) } } #[allow(single_use_lifetimes)] impl < 'a
    :, R : Read > __callback_runtime::Callback for reader::read < 'a, R > where R : 'a, R
    : 'a {} }; #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < 'a :,
    R : Read > __callback_runtime::Definition for reader::left < 'a, R > where R : 'a, R
    : 'a { type Fn = unsafe extern "C" fn (* mut __callback_runtime::c_void) -> < usize
    as __callback_runtime::CType > ::C; type Context = Reader < 'a, R >; type __Terms =
    __callback_runtime::Agreed < __callback_runtime::Exclusive,
    __callback_runtime::Parameter < 0usize > >; const __DECLARED :
    __callback_runtime::Declared =
    __callback_runtime::Declared::bound_to(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::Reader::left"), "__callback_self", "size_t left(void *self);"),
    __callback_runtime::concat!(__callback_runtime::module_path!(), "::Reader ",
    __callback_runtime::line!(), ":", __callback_runtime::column!())); const __FAILS :
    __callback_runtime::bool = true; fn __fail() -> < usize as __callback_runtime::CType
    > ::C { __callback_runtime::Constant:: < < usize as __callback_runtime::CType > ::C >
    ::constant(const { (< Reader < 'a, R > > ::SIZE) }) } fn __body(_ :
    __callback_runtime::Promise, (__callback_c0,) : (* mut __callback_runtime::c_void,),
    __callback_held : __callback_runtime::Waiting < '_, Reader < 'a, R > >) ->
    __callback_runtime::Ended < < usize as __callback_runtime::CType > ::C > { let
    __callback_self = unsafe { __callback_runtime::exclusive(__callback_held) };
    __callback_runtime::plain(< Reader < '_, R > > ::left(__callback_self)) } }
    #[allow(single_use_lifetimes)] impl < 'a :, R : Read > __callback_runtime::Callback
    for reader::left < 'a, R > where R : 'a, R : 'a {} }; #[allow(deprecated)]
    #[allow(unused_qualifications)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < 'a :, R : Read >
    __callback_runtime::Definition for reader::close < 'a, R > where R : 'a, R : 'a {
    type Fn = unsafe extern "C" fn (* mut __callback_runtime::c_void) -> (); type Context
    = Reader < 'a, R >; type __Terms = __callback_runtime::Agreed <
    __callback_runtime::Once, __callback_runtime::Parameter < 0usize > >; const
    __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::bound_to(__callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::Reader::close"), "__callback_self", "void close(void *self);"),
    __callback_runtime::concat!(__callback_runtime::module_path!(), "::Reader ",
    __callback_runtime::line!(), ":", __callback_runtime::column!())); fn __body(_ :
    __callback_runtime::Promise, (__callback_c0,) : (* mut __callback_runtime::c_void,),
    __callback_held : __callback_runtime::Taken < '_, Reader < 'a, R > >) ->
    __callback_runtime::Ended < () > { let __callback_self =
    __callback_runtime::once(__callback_held); __callback_runtime::plain(< Reader < '_, R
    > > ::close(__callback_runtime::boxed(__callback_self))) } }
    #[allow(single_use_lifetimes)] impl < 'a :, R : Read > __callback_runtime::Callback
    for reader::close < 'a, R > where R : 'a, R : 'a {} };
}
