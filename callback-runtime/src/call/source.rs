//! Ways by which a shim finds the context.

use core::ffi::c_void;
use core::ptr::null_mut;

use crate::abi::context_pointer::ContextPointer;
use crate::abi::user_data::{Among, SameContext};

/// A [`Source`], whatever C passes.
#[doc(hidden)]
pub trait Comes {
    /// True if the context pointer is an argument; otherwise the callback has an expression for it.
    const IS_PASSED: bool = true;

    /// True if each open scope has a shim of its own, whose number leads to the context.
    const IS_STACKED: bool = false;
}

/// The way by which a shim finds the context.
#[doc(hidden)]
pub trait Source<Passed>: Comes {
    /// Returns the context pointer among the arguments; null if it is not passed.
    #[inline]
    fn context(_passed: &Passed) -> *mut c_void {
        null_mut()
    }
}

/// The parameter of this index; its pointee is [compared](crate::call::passes_context::PassesContext) with the declaration's, or not.
#[doc(hidden)]
#[derive(Debug)]
pub enum Parameter<const INDEX: usize, const COMPARED: bool = true> {}

impl<const INDEX: usize, Theirs, Pointer> Among<Theirs, Pointer> for Parameter<INDEX, false> {}

impl<const INDEX: usize, const COMPARED: bool> Comes for Parameter<INDEX, COMPARED> {}

/// An expression that finds the context.
#[doc(hidden)]
#[derive(Debug)]
pub enum Finding {}

impl<Theirs, Pointer> Among<Theirs, Pointer> for Finding {}

impl Comes for Finding {
    const IS_PASSED: bool = false;
}

impl<P> Source<P> for Finding {}

/// A scope of the thread, found by the number of its shim.
#[doc(hidden)]
#[derive(Debug)]
pub enum OnStack {}

impl<Theirs, Pointer> Among<Theirs, Pointer> for OnStack {}

impl Comes for OnStack {
    const IS_STACKED: bool = true;
}

#[cfg(feature = "std")]
impl<P> Source<P> for OnStack {}

/// Implemented by no type: without `std` there are no thread-locals.
#[cfg(not(feature = "std"))]
#[doc(hidden)]
#[diagnostic::on_unimplemented(message = "`#[context(thread_local)]` needs the feature `std` of `callback-runtime`")]
pub trait ThreadLocals {}

#[cfg(not(feature = "std"))]
impl<P: ThreadLocals> Source<P> for OnStack {}

/// A slot, found by the shim alone.
#[doc(hidden)]
#[derive(Debug)]
pub enum InSlot {}

impl<Theirs, Pointer> Among<Theirs, Pointer> for InSlot {}

impl Comes for InSlot {}

impl<P> Source<P> for InSlot {}

/// No context.
#[doc(hidden)]
#[derive(Debug)]
pub enum Nothing {}

impl<Theirs, Pointer> Among<Theirs, Pointer> for Nothing {}

impl Comes for Nothing {}

impl<P> Source<P> for Nothing {}

macro_rules! parameter {
    ($($all:ident)*; ) => {};
    ($($all:ident)*; $index:tt $at:ident $($rest:tt)*) => {
        impl<const COMPARED: bool, $($all),*> Source<($($all,)*)> for Parameter<$index, COMPARED>
        where
            $at: ContextPointer,
        {
            #[inline]
            fn context(passed: &($($all,)*)) -> *mut c_void {
                passed.$index.into_context()
            }
        }

        impl<Pointer: SameContext<$at>, $($all),*> Among<($($all,)*), Pointer> for Parameter<$index> {}

        parameter!($($all)*; $($rest)*);
    };
}

parameter!(A; 0 A);
parameter!(A B; 0 A 1 B);
parameter!(A B C; 0 A 1 B 2 C);
parameter!(A B C D; 0 A 1 B 2 C 3 D);
parameter!(A B C D E; 0 A 1 B 2 C 3 D 4 E);
parameter!(A B C D E F; 0 A 1 B 2 C 3 D 4 E 5 F);
parameter!(A B C D E F G; 0 A 1 B 2 C 3 D 4 E 5 F 6 G);
parameter!(A B C D E F G H; 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H);
parameter!(A B C D E F G H I; 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I);
parameter!(A B C D E F G H I J; 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I 9 J);
parameter!(A B C D E F G H I J K; 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I 9 J 10 K);
parameter!(A B C D E F G H I J K L; 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I 9 J 10 K 11 L);
parameter!(A B C D E F G H I J K L M; 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I 9 J 10 K 11 L 12 M);
parameter!(A B C D E F G H I J K L M N; 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I 9 J 10 K 11 L 12 M 13 N);
parameter!(A B C D E F G H I J K L M N O; 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I 9 J 10 K 11 L 12 M 13 N 14 O);
parameter!(A B C D E F G H I J K L M N O P; 0 A 1 B 2 C 3 D 4 E 5 F 6 G 7 H 8 I 9 J 10 K 11 L 12 M 13 N 14 O 15 P);

/// A declaration with fewer parameters: [`Matches`](crate::abi::Matches) refuses it.
macro_rules! beyond {
    (@ ($($all:ident)*) $index:tt) => {
        impl<Pointer, $($all),*> Among<($($all,)*), Pointer> for Parameter<$index> {}
    };
    ($all:tt $($index:tt)*) => {
        $(beyond!(@ $all $index);)*
    };
}

beyond!(() 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
beyond!((A) 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
beyond!((A B) 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
beyond!((A B C) 3 4 5 6 7 8 9 10 11 12 13 14 15);
beyond!((A B C D) 4 5 6 7 8 9 10 11 12 13 14 15);
beyond!((A B C D E) 5 6 7 8 9 10 11 12 13 14 15);
beyond!((A B C D E F) 6 7 8 9 10 11 12 13 14 15);
beyond!((A B C D E F G) 7 8 9 10 11 12 13 14 15);
beyond!((A B C D E F G H) 8 9 10 11 12 13 14 15);
beyond!((A B C D E F G H I) 9 10 11 12 13 14 15);
beyond!((A B C D E F G H I J) 10 11 12 13 14 15);
beyond!((A B C D E F G H I J K) 11 12 13 14 15);
beyond!((A B C D E F G H I J K L) 12 13 14 15);
beyond!((A B C D E F G H I J K L M) 13 14 15);
beyond!((A B C D E F G H I J K L M N) 14 15);
beyond!((A B C D E F G H I J K L M N O) 15);
