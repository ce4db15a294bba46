//! Expansions under the strictest lints of a user's crate, `forbid(unsafe_code)` among them.
//!
//! A definition is safe: its shim is `unsafe` to call, and safe code can hand it to no C function.

#![deny(
    warnings,
    future_incompatible,
    let_underscore,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused,
    ambiguous_negative_literals,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_abi,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unsafe_op_in_unsafe_fn,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::cargo
)]
// These are about what a crate depends on, or about the tests below.
#![allow(unused_crate_dependencies, clippy::cargo_common_metadata, clippy::multiple_crate_versions)]

/// Callbacks of all shapes, as a crate without `unsafe` defines them.
pub mod definitions {
    #![forbid(unsafe_code)]

    use callback_runtime::arg::{ByValue, CStrPtr};
    use callback_runtime::callback;
    use callback_runtime::ret::CBool;
    use std::cell::Cell;
    use std::cmp::Ordering;
    use std::ffi::{CStr, c_int, c_void};
    use std::fmt::Debug;
    use std::ops::ControlFlow;

    /// Compares.
    #[callback]
    pub fn public(a: &i32, b: &i32, #[context] calls: &mut usize) -> Ordering {
        *calls += 1;
        a.cmp(b)
    }

    #[callback]
    fn private(a: &i32, b: &i32, #[context] calls: &usize) -> Ordering {
        if *calls == 0 { a.cmp(b) } else { b.cmp(a) }
    }

    #[callback]
    pub(crate) fn of_crate(a: &i32, b: &i32) -> Ordering {
        a.cmp(b)
    }

    /// Uses the private ones.
    #[must_use]
    pub fn sorted(values: [i32; 2]) -> bool {
        private(&values[0], &values[1], &0) != Ordering::Greater
    }

    /// Generic, with an elided lifetime and a constant.
    ///
    /// # Errors
    ///
    /// The value is `known`.
    #[callback(ok = 0, err = -1)]
    pub fn generic<T, const N: usize>(
        value: &T,
        #[len(n)] others: &[T],
        n: usize,
        #[context] known: &mut (Vec<T>, [&str; N]),
    ) -> Result<(), T>
    where
        T: Debug + Clone + PartialEq + 'static,
    {
        known.0.extend_from_slice(others);
        if known.0.contains(value) { Err(value.clone()) } else { Ok(()) }
    }

    /// A type with a pointer that is good for the call.
    #[repr(C)]
    #[derive(Debug, Clone, Copy)]
    pub struct Text<'text>(pub Option<&'text u8>);

    /// Has lifetimes with names: one of its own, and one of the call.
    #[callback]
    pub fn named<'text, 'call>(
        #[context] lengths: &mut (Vec<&'text str>, Option<&'text str>, u8),
        other: &'call Text<'call>,
    ) {
        if let (Some(last), Some(length)) = (lengths.0.last().copied(), other.0) {
            (lengths.1, lengths.2) = (Some(last), *length);
        }
    }

    /// Stops.
    #[callback(continue = 0, break = 1)]
    pub fn rows(
        #[context] rows: &mut Vec<String>,
        n: c_int,
        #[len(n)] values: &[CStrPtr<'_>],
        name: Option<&CStr>,
    ) -> ControlFlow<()> {
        rows.extend(values.iter().filter_map(|value| value.to_str().ok().flatten()).map(str::to_owned));
        if name.is_some() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// Writes.
    ///
    /// # Errors
    ///
    /// The result of the writer.
    #[callback(err = errno(-1), returns = isize)]
    pub fn write(
        #[len(size * count)] data: &[u8],
        size: usize,
        count: usize,
        #[context] writer: &mut dyn std::io::Write,
    ) -> std::io::Result<usize> {
        writer.write(data)
    }

    /// Finds its context.
    #[callback(panic = abort)]
    pub fn found(handle: *mut c_void, #[context(from = handle)] calls: &Cell<u8>) {
        calls.set(calls.get() + u8::from(!handle.is_null()));
    }

    /// Is consumed, by a Win32 function.
    #[callback(fail = 0)]
    pub extern "system" fn once(flag: CBool, #[context(as = isize)] run: Box<dyn FnOnce(bool)>) -> CBool {
        run(flag.0);
        CBool(true)
    }

    /// A struct by value.
    #[repr(C)]
    #[derive(Clone, Copy, Debug)]
    pub struct Point {
        /// To the right.
        pub x: f64,
        /// Up.
        pub y: f64,
    }

    /// Computes.
    #[callback(fail = f64::NAN)]
    #[must_use]
    pub fn norm(point: ByValue<Point>, r#type: u8) -> f64 {
        point.0.x.hypot(point.0.y) * f64::from(r#type)
    }

    /// Its parameters are patterns.
    ///
    /// # Errors
    ///
    /// The sum is 0.
    #[callback(err = code, fail = -1)]
    pub fn patterns(&first: &u8, _: *const c_void, mut third: u8) -> std::io::Result<c_int> {
        third = third.wrapping_add(first);
        if third == 0 { Err(std::io::ErrorKind::Other.into()) } else { Ok(c_int::from(third)) }
    }

    fn code(error: &std::io::Error) -> c_int {
        error.raw_os_error().unwrap_or(-1)
    }

    /// Old.
    #[deprecated = "use `public`"]
    #[callback]
    pub fn deprecated(text: &str, #[context] texts: &mut Vec<String>) {
        texts.push(text.to_owned());
    }

    /// Has a callback inside.
    #[must_use]
    pub fn nested() -> &'static str {
        #[callback]
        fn inner(#[context] texts: &mut Vec<String>) {
            texts.push(String::new());
        }
        inner(&mut vec![]);
        <inner as callback_runtime::Callback>::NAME
    }

    macro_rules! produced {
        ($($name:ident: $ty:ty,)*) => {$(
            /// Produced.
            #[callback(fail = 0)]
            #[must_use]
            pub const fn $name(value: $ty, #[context] _context: &$ty) -> $ty {
                value
            }
        )*};
    }

    produced! {
        produced_u8: u8,
        produced_c_int: c_int,
    }
}

use callback_runtime::Callback;

#[test]
fn s37_definitions_need_no_unsafe_code() {
    let mut values = [3, 1, 2];
    let mut calls = 0;
    let sorted = definitions::public::scope(&mut calls, |cb| {
        // SAFETY: three values that the callback compares.
        unsafe { callback_tests::sys::qsort_r(values.as_mut_ptr().cast(), 3, 4, cb.shim(), cb.context()) };
    });
    assert_eq!(sorted, Ok(()));
    assert_eq!(values, [1, 2, 3]);
    assert!(calls >= 2);

    let mut values = [3, 1, 2];
    // SAFETY: as above.
    unsafe {
        libc::qsort(values.as_mut_ptr().cast(), 3, 4, definitions::of_crate::shim());
    };
    assert_eq!(values, [1, 2, 3]);
    assert!(definitions::sorted([1, 2]));
    assert!(definitions::nested().ends_with("::inner"));
}
