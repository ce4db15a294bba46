//! Compile errors of callbacks. See "Compile errors" in the README of this package.

#![cfg(not(emulated))]

/// One case for each message, and for each promise that the types keep.
#[test]
fn compile_errors() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
