//! SOUNDNESS.md, lines 40 and 50: traits and names of the user's crate change nothing of what is generated.
//!
//! The traits have every name that the golden expansions call, with `self` as each kind of receiver: `build.rs` reads them.

#![allow(dead_code, unused_imports, unused_macros, non_camel_case_types, non_upper_case_globals, clippy::all)]

// C's side is linked with it.
use callback_tests as _;

/// Every method takes its receiver by value, which wins over methods of `&self`.
mod by_value {
    include!(concat!(env!("OUT_DIR"), "/called_by_value.rs"));

    ::core::include!("hygiene/forms.rs");
}

/// Every method takes `&self`.
mod by_reference {
    include!(concat!(env!("OUT_DIR"), "/called_by_reference.rs"));

    ::core::include!("hygiene/forms.rs");
}

/// Every method takes `&mut self`.
mod by_mutable_reference {
    include!(concat!(env!("OUT_DIR"), "/called_by_mutable_reference.rs"));

    ::core::include!("hygiene/forms.rs");
}

/// Everything that generated code could name is something else.
mod shadowed {
    #![no_implicit_prelude]

    pub struct Option;
    pub struct Result;
    pub struct Ok;
    pub struct Err;
    pub struct Some;
    pub struct None;
    pub struct Box;
    pub struct Ordering;
    pub struct ControlFlow;
    pub struct Callback;
    pub struct Scope;
    pub struct Registration;
    pub struct Subscription;
    pub struct Symbol;
    pub struct c_void;
    pub struct c_int;
    pub struct bool;
    pub struct str;
    pub struct u8;
    pub struct u32;
    pub struct u64;
    pub struct i32;
    pub struct i64;
    pub struct i128;
    pub struct isize;
    pub struct usize;
    pub trait Sized {}
    pub trait Send {}
    pub trait Sync {}
    pub trait Copy {}
    pub trait Clone {}
    pub trait PartialEq {}
    pub trait Eq {}
    pub trait Hash {}
    pub trait Debug {}
    pub trait Drop {}
    pub trait From {}
    pub trait TryFrom {}
    pub trait Fn {}
    pub trait FnMut {}
    pub trait FnOnce {}
    pub trait Iterator {}
    pub mod core {}
    pub mod std {}
    pub mod alloc {}
    pub mod libc {}
    pub mod callback_runtime {}
    pub mod __private {}
    pub const all: () = ();
    pub const bits: () = ();
    pub const c: () = ();
    pub const flags: () = ();
    pub const kept: () = ();
    pub const names: () = ();
    pub const negative: () = ();
    pub static name: () = ();
    pub static other: () = ();
    pub static result: () = ();
    pub static value: () = ();
    pub static context: () = ();

    macro_rules! taken {
        ($($name:ident)*) => {$(
            macro_rules! $name {
                () => {
                    compile_error!("the user's macro")
                };
            }
        )*};
    }
    taken! { concat module_path panic assert matches unreachable stringify vec format write include }

    ::core::include!("hygiene/forms.rs");
}

#[test]
fn s40_shadowed_names_change_nothing() {
    shadowed::run();
}

#[test]
fn s50_methods_of_blanket_traits_are_not_called() {
    by_value::run();
    by_reference::run();
    by_mutable_reference::run();
}
