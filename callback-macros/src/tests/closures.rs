//! The closures of a declaration are models of functions, built once.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::expand;
use crate::foreign::hidden::PARSED;

/// The number of closures that the expansion of a block parses.
fn parsed(block: &TokenStream) -> usize {
    PARSED.set(0);
    let expanded = expand(quote!(), block).to_string();
    assert!(!expanded.contains("compile_error"), "{expanded}");
    PARSED.get()
}

#[test]
fn a_closure_is_parsed_once() {
    assert_eq!(
        parsed(&quote! {
            unsafe extern "C" {
                unsafe fn qsort<T>(
                    base: &mut [T],
                    #[len(base)] count: usize,
                    #[size_of(T)] size: usize,
                    compare: fn(&T, &T) -> Ordering,
                );
            }
        }),
        1
    );
}

#[test]
fn a_closure_that_c_keeps_is_parsed_once() {
    assert_eq!(
        parsed(&quote! {
            unsafe extern "C" {
                safe fn keep(#[callback(retained)] f: fn(#[context] *mut c_void, i32),
                    #[context(f)] data: *mut c_void, #[destroy(f)] end: Option<unsafe extern "C" fn(*mut c_void)>);
            }
        }),
        1
    );
}

#[test]
fn closures_on_one_context_are_parsed_once_each() {
    assert_eq!(
        parsed(&quote! {
            unsafe extern "C" {
                safe fn walk(
                    #[callback(returns = (), stop = ())] enter: fn(#[context] *mut c_void, i32) -> ControlFlow<u8>,
                    leave: fn(#[context] *mut c_void, i32),
                    #[callback(returns = (), stop = ())] other: fn(#[context] *mut c_void, i32) -> Result<(), u8>,
                    #[context(enter, leave, other)] data: *mut c_void,
                );
            }
        }),
        3
    );
}
