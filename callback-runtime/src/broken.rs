//! What stands in for a callback that did not compile, so that its uses do not add errors of their own.

use core::ffi::c_void;

/// Stands in for `Scope`.
#[doc(hidden)]
#[derive(Debug)]
pub enum Broken {}

impl Broken {
    /// Stands in for `Scope::shim`.
    pub fn shim<P>(&self) -> P {
        match *self {}
    }

    /// Stands in for `Scope::context`.
    pub fn context(&self) -> *mut c_void {
        match *self {}
    }

    /// Stands in for `Scope::also`.
    #[must_use]
    pub fn also<D>(&self) -> Broken {
        match *self {}
    }
}

/// Gives the type of a broken callback what its users will call.
#[doc(hidden)]
#[macro_export]
macro_rules! __broken {
    ($name:ident, $flow:ty) => {
        #[allow(dead_code, missing_docs)]
        impl $name {
            #[doc(hidden)]
            pub fn scope<C, R>(
                _: C,
                _: impl ::core::ops::FnOnce(&$crate::__private::Broken) -> R,
            ) -> <$flow as $crate::__private::Flow>::Handed<R> {
                ::core::unreachable!()
            }

            #[doc(hidden)]
            pub fn shim<P>() -> P {
                ::core::unreachable!()
            }
        }
    };
}
