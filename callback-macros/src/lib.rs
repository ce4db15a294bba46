//! The attribute macro of `callback-runtime`, which re-exports it and is the crate to depend on.

#![forbid(unsafe_code)]
// Spans are larger in tests, because they contain line numbers there.
#![allow(clippy::large_enum_variant)]

mod abi;
mod after;
mod args;
mod borrows;
mod cfg;
mod check;
mod constants;
mod context;
mod data;
mod declaration;
mod declare;
mod emit;
mod enums;
mod expand;
mod fallback;
mod item;
mod leave;
mod length;
mod lent;
mod library_types;
mod lifetimes;
mod lower;
mod manifest;
mod methods;
mod misplaced;
mod model;
mod names;
mod near;
mod numbers;
mod on_fail;
mod overlap;
mod places;
mod pointees;
mod print;
mod report;
mod rust_types;
mod shown;
mod success;
mod symbol;
#[cfg(test)]
mod tests;
mod types;
mod validity;
mod variadic;

#[doc = include_str!("callback.md")]
#[doc = include_str!("declarations.md")]
#[proc_macro_attribute]
pub fn callback(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::expand(args.into(), &item.into()).into()
}
