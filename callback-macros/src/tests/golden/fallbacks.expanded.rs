::core::compile_error! {
    "`self` belongs to a method; put `#[callback]` on its `impl` block too"
}
fn method(&self, n: c_int) {}
::core::compile_error! {
    "`impl Trait` cannot be named in the shim; name a type parameter: `fn f<T: Trait>(…)`"
}
#[cfg_attr(clippy, allow(clippy::needless_pass_by_value))]
fn anonymous(n: impl Copy) {}
::core::compile_error! {
    "a context is `&T`, `&mut T`, a raw pointer, or a sized `T` that one call consumes"
}
#[cfg_attr(clippy, allow(clippy::needless_pass_by_value))]
fn unsized_context(bytes: [u8]) {}
::core::compile_error! {
    "`'a` ends with each call and cannot appear in a bound; use `F: FnMut(&T)`, or remove it"
}
#[cfg_attr(clippy, allow(clippy::trivially_copy_pass_by_ref))]
fn bounded<'a, F: Fn(&'a u8)>(call: &F, n: &'a u8) {}
::core::compile_error! {
    "expected the length in elements: `#[len(EXPR)]`"
}
::core::compile_error! {
    "`'a` belongs to the context, and an argument from C ends with the call; remove it, and copy what is kept"
}
::core::compile_error! {
    "`Continue(())` and `Break` have no C values; add `continue = …, break = …`, or `returns = ()` if C takes none"
}
#[cfg_attr(
    clippy,
    allow(clippy::needless_pass_by_ref_mut, clippy::trivially_copy_pass_by_ref)
)]
#[allow(unused_variables)]
fn of_two<'a, T>(bytes: &'a [u8], state: &mut State<'a, T>) -> ControlFlow<T> {
    todo!()
}
///The callback made of [`of_two`](fn@of_two).
#[allow(non_camel_case_types, single_use_lifetimes, unused_qualifications)]
enum of_two<'a, T>
where
    T: 'a,
{
    #[doc(hidden)]
    #[allow(dead_code)]
    __Never(
        ::core::convert::Infallible,
        ::core::marker::PhantomData<fn() -> (&'a (), *const T)>,
    ),
}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl<'a, T> __callback_runtime::Definition for of_two<'a, T>
    where
        T: 'a,
    {
        type Fn = __callback_runtime::Broken;
        type Context = State<'a, T>;
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::Exclusive,
            __callback_runtime::Finding,
            ControlFlow<T>,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Passed,
            __callback_runtime::OneThread,
        >;
        const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(
            __callback_runtime::Shims::all(__callback_runtime::broken()),
        );
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            "",
            "",
            "",
        );
    }
    impl<'a, T> __callback_runtime::Callback for of_two<'a, T>
    where
        T: 'a,
    {}
};
::core::compile_error! {
    "a callback needs a body: C calls this function"
}
#[allow(unused_variables)]
fn no_body(n: c_int) {
    loop {}
}
///The callback made of [`no_body`](fn@no_body).
#[allow(non_camel_case_types)]
enum no_body {}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    unsafe impl __callback_runtime::Definition for no_body {
        type Fn = __callback_runtime::Broken;
        type Context = ();
        type __Terms = __callback_runtime::Agreed<
            __callback_runtime::SharedAccess,
            __callback_runtime::Finding,
            __callback_runtime::Plain,
            *mut __callback_runtime::c_void,
            __callback_runtime::route::Nowhere,
            __callback_runtime::OneThread,
        >;
        const __SHIMS: __callback_runtime::Option<__callback_runtime::Shims<Self>> = __callback_runtime::Option::Some(
            __callback_runtime::Shims::all(__callback_runtime::broken()),
        );
        const __DECLARED: __callback_runtime::Declared = __callback_runtime::Declared::new(
            "",
            "",
            "",
        );
    }
    impl __callback_runtime::Callback for no_body {}
};
::core::compile_error! {
    "this receiver has no owner; write `self`, `&self`, `&mut self`, `self: Box<Self>`, or `self: Arc<Self>`, `Rc<Self>` or `&` of one"
}
::core::compile_error! {
    "another method takes `Arc<Self>` or `Rc<Self>`, and the context may have other owners; take `&self`, or that too"
}
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
    fn counted(self: &Arc<Self>) {}
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
    fn exclusive(&mut self) {}
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
    fn pinned(self: Pin<&mut Self>) {}
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
    ///The callback made of `Filter::counted`.
    pub(super) enum counted {}
    ///The callback made of `Filter::exclusive`.
    pub(super) enum exclusive {}
    ///The callback made of `Filter::pinned`.
    pub(super) enum pinned {}
    #[allow(unused_macros, unused_macro_rules)]
    macro_rules! __callbacks {
        ("Filter counted exclusive pinned" { $($error:tt)* } $($items:tt)*) => {
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
    "Filter counted exclusive pinned" { ::core::compile_error! {
    "another block has the module `filter`; name that of this one: `mod = NAME`" } }
    #[allow(deprecated)] #[allow(unused_qualifications)] #[cfg_attr(clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))] const _
    : () = { use ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for filter::counted < > where { type Fn = unsafe
    extern "C" fn (* mut __callback_runtime::c_void) -> (); type Context = Arc < Filter
    >; type __Terms = __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Parameter < 0usize > >; const __DECLARED :
    __callback_runtime::Declared =
    __callback_runtime::Declared::new(__callback_runtime::concat!(__callback_runtime::module_path!(),
    "::Filter::counted"), "__callback_self", "void counted(void *self);"); fn __body(_ :
    __callback_runtime::Promise, (__callback_c0,) : (* mut __callback_runtime::c_void,),
    __callback_held : __callback_runtime::Waiting < '_, Arc < Filter > >) ->
    __callback_runtime::Ended < () > { let __callback_self = unsafe {
    __callback_runtime::shared(__callback_held) }; __callback_runtime::plain(< Filter >
    ::counted(__callback_self)) } } impl < > __callback_runtime::Callback for
    filter::counted < > where {} }; #[allow(deprecated)] #[allow(unused_qualifications)]
    #[forbid(unsafe_op_in_unsafe_fn)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for filter::exclusive < > where { type Fn =
    __callback_runtime::Broken; type Context = Arc < Filter >; type __Terms =
    __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Finding, __callback_runtime::Plain, * mut
    __callback_runtime::c_void, __callback_runtime::route::Passed,
    __callback_runtime::OneThread >; const __SHIMS : __callback_runtime::Option <
    __callback_runtime::Shims < Self >> =
    __callback_runtime::Option::Some(__callback_runtime::Shims::all(__callback_runtime::broken()));
    const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::new("", "", ""); } impl < >
    __callback_runtime::Callback for filter::exclusive < > where {} };
    #[allow(deprecated)] #[allow(unused_qualifications)]
    #[forbid(unsafe_op_in_unsafe_fn)] #[cfg_attr(clippy, allow(clippy::all,
    clippy::pedantic, clippy::nursery, clippy::restriction))] const _ : () = { use
    ::callback_runtime::__private as __callback_runtime; unsafe impl < >
    __callback_runtime::Definition for filter::pinned < > where { type Fn =
    __callback_runtime::Broken; type Context = Arc < Filter >; type __Terms =
    __callback_runtime::Agreed < __callback_runtime::SharedAccess,
    __callback_runtime::Finding, __callback_runtime::Plain, * mut
    __callback_runtime::c_void, __callback_runtime::route::Passed,
    __callback_runtime::OneThread >; const __SHIMS : __callback_runtime::Option <
    __callback_runtime::Shims < Self >> =
    __callback_runtime::Option::Some(__callback_runtime::Shims::all(__callback_runtime::broken()));
    const __DECLARED : __callback_runtime::Declared =
    __callback_runtime::Declared::new("", "", ""); } impl < >
    __callback_runtime::Callback for filter::pinned < > where {} };
}
::core::compile_error! {
    "a C enum has no fields; a variant for unknown values is `#[other] Unknown(c_int)`"
}
enum Fields {
    A(u8),
    B,
}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    type __CallbackC = __callback_runtime::c_int;
    impl __callback_runtime::From<Fields> for __CallbackC {
        fn from(_: Fields) -> __CallbackC {
            0
        }
    }
    unsafe impl __callback_runtime::FromC<'_> for Fields {
        unsafe fn from_c(
            _: __CallbackC,
        ) -> __callback_runtime::Result<Self, __callback_runtime::Reason> {
            __callback_runtime::Result::Err(__callback_runtime::Reason::OutOfRange)
        }
    }
    unsafe impl __callback_runtime::CType for Fields {
        type C = __CallbackC;
    }
    unsafe impl __callback_runtime::IntoC for Fields {
        #[inline]
        fn into_c(
            self,
        ) -> __callback_runtime::Result<__CallbackC, __callback_runtime::Reason> {
            __callback_runtime::Result::Ok(__callback_runtime::From::from(self))
        }
    }
    unsafe impl __callback_runtime::ToC for Fields {
        type Kept = __CallbackC;
        #[inline]
        fn keep(
            self,
        ) -> __callback_runtime::Result<__CallbackC, __callback_runtime::Reason> {
            __callback_runtime::Result::Ok(__callback_runtime::From::from(self))
        }
        #[inline]
        fn c(__callback_kept: &mut __CallbackC) -> __CallbackC {
            *__callback_kept
        }
    }
    impl __callback_runtime::Constant<__CallbackC> for Fields {
        #[inline]
        fn constant(self) -> __CallbackC {
            __callback_runtime::From::from(self)
        }
    }
    impl<__CallbackError> __callback_runtime::ErrorCode<__CallbackError, __CallbackC>
    for Fields {
        #[inline]
        fn code(self, _: &__CallbackError) -> __CallbackC {
            __callback_runtime::From::from(self)
        }
    }
};
::core::compile_error! {
    "a variant for unknown values needs a field for the value: `#[other] Unknown(c_int)`"
}
enum Plain {
    A = 1,
    B,
}
#[allow(deprecated)]
#[allow(unused_qualifications)]
#[forbid(unsafe_op_in_unsafe_fn)]
#[cfg_attr(
    clippy,
    allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)
)]
const _: () = {
    use ::callback_runtime::__private as __callback_runtime;
    type __CallbackC = __callback_runtime::c_int;
    impl __callback_runtime::From<Plain> for __CallbackC {
        fn from(_: Plain) -> __CallbackC {
            0
        }
    }
    unsafe impl __callback_runtime::FromC<'_> for Plain {
        unsafe fn from_c(
            _: __CallbackC,
        ) -> __callback_runtime::Result<Self, __callback_runtime::Reason> {
            __callback_runtime::Result::Err(__callback_runtime::Reason::OutOfRange)
        }
    }
    unsafe impl __callback_runtime::CType for Plain {
        type C = __CallbackC;
    }
    unsafe impl __callback_runtime::IntoC for Plain {
        #[inline]
        fn into_c(
            self,
        ) -> __callback_runtime::Result<__CallbackC, __callback_runtime::Reason> {
            __callback_runtime::Result::Ok(__callback_runtime::From::from(self))
        }
    }
    unsafe impl __callback_runtime::ToC for Plain {
        type Kept = __CallbackC;
        #[inline]
        fn keep(
            self,
        ) -> __callback_runtime::Result<__CallbackC, __callback_runtime::Reason> {
            __callback_runtime::Result::Ok(__callback_runtime::From::from(self))
        }
        #[inline]
        fn c(__callback_kept: &mut __CallbackC) -> __CallbackC {
            *__callback_kept
        }
    }
    impl __callback_runtime::Constant<__CallbackC> for Plain {
        #[inline]
        fn constant(self) -> __CallbackC {
            __callback_runtime::From::from(self)
        }
    }
    impl<__CallbackError> __callback_runtime::ErrorCode<__CallbackError, __CallbackC>
    for Plain {
        #[inline]
        fn code(self, _: &__CallbackError) -> __CallbackC {
            __callback_runtime::From::from(self)
        }
    }
};
::core::compile_error! {
    "a C enum is an integer and has no parameters; remove them"
}
::core::compile_error! {
    "a C enum has no fields; a variant for unknown values is `#[other] Unknown(c_int)`"
}
enum Generic<T> {
    A(T),
}
unsafe extern "C" {}
::core::compile_error! {
    "in a declaration the length names its slice: `#[len(a)] n: usize`; remove this, and for a fixed length write `&mut [T; N]`"
}
::core::compile_error! {
    "the type of a callback parameter is that of its closure; write `fn(…) -> …`, or `Option<fn(…) -> …>` where C accepts NULL"
}
#[allow(unused_variables)]
#[allow(
    non_snake_case,
    unused_variables,
    unused_qualifications,
    unused_unsafe,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
#[track_caller]
/**
```c
const char *unread(uint8_t *a, int b);
```*/
fn unread(a: &mut [u8]) -> Option<&'static CStr> {
    use ::callback_runtime::__private as __callback_runtime;
    ::core::panic!()
}
::core::compile_error! {
    "a C result needs a fail value for panics and refused calls; add `fail = …` to the attribute"
}
#[allow(unused_variables)]
#[allow(
    non_snake_case,
    unused_variables,
    unused_qualifications,
    unused_unsafe,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
)]
/**
```c
void no_fail(int (*f)(void));
```*/
fn no_fail(
    f: impl ::core::ops::FnMut() -> c_int,
) -> ::core::result::Result<(), ::callback_runtime::Refused> {
    use ::callback_runtime::__private as __callback_runtime;
    ::core::panic!()
}
