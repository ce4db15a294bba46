//! Callbacks as the corpus run generates them.
#![allow(non_camel_case_types, non_snake_case, non_upper_case_globals, dead_code, unused, improper_ctypes)]
#![allow(unsafe_op_in_unsafe_fn, clippy::all, missing_docs)]
#![recursion_limit = "512"]

pub mod prelude {
    pub use callback_runtime::*;
    pub use callback_runtime::{abi::*, arg::*, context::*, foreign::*, release::*, report::*, ret::*, table::*};
    pub use core::cmp::Ordering;
    pub use core::ffi::*;
    pub use core::ops::ControlFlow;
    pub use core::ptr::{NonNull, null, null_mut};
    pub use std::io;

    /// Contexts of callbacks: for one thread, for any, and for one call.
    #[derive(Default)]
    pub struct State(pub usize);
    #[derive(Default)]
    pub struct Shared(pub std::sync::atomic::AtomicUsize);
    pub struct Job(pub Box<dyn FnOnce() + Send>);
    #[derive(Debug)]
    pub struct Failure;

    /// A struct of the user's that begins with an object of the library's.
    #[repr(C)]
    pub struct Embedding<T> {
        pub object: T,
        pub context: *mut c_void,
    }

    #[repr(C, align(16))]
    #[derive(Clone, Copy)]
    pub struct LongDouble([u8; 16]);
}

