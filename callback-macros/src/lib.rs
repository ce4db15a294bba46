//! The attribute macro of `callback-runtime`, which re-exports it and is the crate to depend on.

#![forbid(unsafe_code)]
// Spans are larger in tests, because they contain line numbers there.
#![allow(clippy::large_enum_variant)]

mod alias;
mod enums;
mod expand;
mod foreign;
mod function;
mod grammar;
mod methods;
mod output;
mod syntax;
#[cfg(test)]
mod tests;

#[doc = include_str!("callback.md")]
#[doc = include_str!("declarations.md")]
#[proc_macro_attribute]
pub fn callback(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::expand(args.into(), &item.into()).into()
}
