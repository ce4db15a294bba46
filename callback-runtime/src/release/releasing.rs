//! Release functions that C calls: any parameters, of which one is the context.

use core::ffi::c_void;
use core::ptr::{null, null_mut};

use crate::abi::arities::each_abi;
use crate::abi::context_pointer::ContextPointer;
use crate::abi::fn_pointer::reinterpret;
use crate::abi::pointers::{CFnPointer, FnPointer};

/// The effect of a release function on the context.
#[doc(hidden)]
pub trait Released {
    /// # Safety
    ///
    /// The context was given to C together with the function, and C does not use it any more.
    unsafe fn release(context: *mut c_void);
}

/// The result of a function that ends a context, if none is declared: zero or NULL.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a function that ends a context returns a `{Self}`, and its value is not declared",
    label = "C functions that release return nothing, a number or a pointer",
    note = "in a declaration write the value: `#[destroy(NAME, returns = EXPR)]`"
)]
pub trait Unread {
    /// The value that is returned.
    const UNREAD: Self;
}

macro_rules! unread {
    ($([$($generics:tt)*] $t:ty = $value:expr;)*) => {$(
        impl<$($generics)*> Unread for $t {
            const UNREAD: Self = $value;
        }
    )*};
}

unread! {
    [] () = ();
    [] bool = false;
    [] i8 = 0;
    [] u8 = 0;
    [] i16 = 0;
    [] u16 = 0;
    [] i32 = 0;
    [] u32 = 0;
    [] i64 = 0;
    [] u64 = 0;
    [] isize = 0;
    [] usize = 0;
    [] f32 = 0.0;
    [] f64 = 0.0;
    [T] *const T = null();
    [T] *mut T = null_mut();
}

/// The result of a function that ends a context.
#[doc(hidden)]
pub trait Answers<R> {
    /// The value that is returned.
    const ANSWER: R;
}

/// The result that is used if none is declared.
pub(crate) enum Undeclared {}

impl<R: Unread> Answers<R> for Undeclared {
    const ANSWER: R = R::UNREAD;
}

/// Selects the last parameter as the context.
#[doc(hidden)]
#[derive(Debug)]
pub enum Last {}

/// Selects the parameter of this index as the context.
#[doc(hidden)]
#[derive(Debug)]
pub enum At<const INDEX: usize> {}

/// A function pointer type that a release function can have: up to six parameters, one of them the context.
///
/// # Safety
///
/// `releasing` returns a function of this type that passes the context, the parameter given by `Place`, to `R`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a release function with the context at this place",
    label = "expected one to six parameters, and a pointer (or an integer as wide) where the context is",
    note = "`shim()` is for a context that C passes last; `shim_at::<N, _>()` and `destroy_at::<N, _>()` for parameter N, from 0"
)]
pub unsafe trait Releasing<Place>: FnPointer {
    fn releasing<R: Released, A: Answers<Self::Return>>() -> Self;
}

/// Returns the function for `R`, in the type of the declaration.
pub(crate) fn shim<R: Released, Place, P>() -> P
where
    P: CFnPointer<Pointer: Releasing<Place, Return: Unread>>,
{
    answering::<R, Place, Undeclared, P>()
}

/// Returns [`shim`] with a declared result.
pub(crate) fn answering<R: Released, Place, A, P>() -> P
where
    P: CFnPointer<Pointer: Releasing<Place>>,
    A: Answers<<P::Pointer as FnPointer>::Return>,
{
    // SAFETY: `P` has the layout of its pointer, and the type is the same except for an `Option`.
    unsafe { reinterpret::<P::Pointer, P>(<P::Pointer as Releasing<Place>>::releasing::<R, A>()) }
}

/// The functions of an ABI.
macro_rules! abis {
    ($($(#[$cfg:meta])* $name:ident $abi:literal;)*) => {$(
        $(#[$cfg])*
        const _: () = {
            releasing! {
                $abi;
                [] [] Last; [A] [] Last; [A B] [] Last; [A B C] [] Last; [A B C D] [] Last; [A B C D E] [] Last;
                [] [] At<0>; [] [A] At<0>; [] [A B] At<0>; [] [A B C] At<0>; [] [A B C D] At<0>; [] [A B C D E] At<0>;
                [A] [] At<1>; [A] [B] At<1>; [A] [B C] At<1>; [A] [B C D] At<1>; [A] [B C D E] At<1>;
                [A B] [] At<2>; [A B] [C] At<2>; [A B] [C D] At<2>; [A B] [C D E] At<2>;
                [A B C] [] At<3>; [A B C] [D] At<3>; [A B C] [D E] At<3>;
                [A B C D] [] At<4>; [A B C D] [E] At<4>;
                [A B C D E] [] At<5>;
            }
        };
    )*};
}

macro_rules! releasing {
    ($abi:literal; $([$($before:ident)*] [$($after:ident)*] $place:ty;)*) => {$(
        releasing!(@ $abi [$($before)*] [$($after)*] $place);
    )*};
    (@ $abi:literal [$($before:ident)*] [$($after:ident)*] $place:ty) => {
        // SAFETY: the parameters are written in the same order twice.
        unsafe impl<$($before,)* Context: ContextPointer, $($after,)* Return> Releasing<$place>
            for unsafe extern $abi fn($($before,)* Context, $($after),*) -> Return
        {
            fn releasing<R: Released, Z: Answers<Return>>() -> Self {
                unsafe extern $abi fn shim<
                    R: Released,
                    Z: Answers<Return>,
                    $($before,)*
                    Context: ContextPointer,
                    $($after,)*
                    Return,
                >(
                    $(_: $before,)*
                    context: Context,
                    $(_: $after),*
                ) -> Return {
                    // SAFETY: C passes what it was given with the function, and is done with it (`OWNED-BY-C`).
                    unsafe { R::release(context.into_context()) };
                    Z::ANSWER
                }
                shim::<R, Z, $($before,)* Context, $($after,)* Return>
            }
        }
    };
}

each_abi!(abis);
