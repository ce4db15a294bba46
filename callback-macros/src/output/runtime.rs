//! The names that generated code shares with the runtime, and the C ABI strings.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Path, Token};

use crate::output::manifest;

/// The C ABI strings that stable Rust accepts.
pub(crate) const ABIS: [&str; 19] = [
    "C",
    "C-unwind",
    "system",
    "system-unwind",
    "cdecl",
    "cdecl-unwind",
    "stdcall",
    "stdcall-unwind",
    "fastcall",
    "fastcall-unwind",
    "thiscall",
    "thiscall-unwind",
    "sysv64",
    "sysv64-unwind",
    "win64",
    "win64-unwind",
    "efiapi",
    "aapcs",
    "aapcs-unwind",
];

/// The path of the runtime in the user's crate: the value of `crate = …`, or `::callback_runtime`, by its name in Cargo.toml.
#[derive(Clone, Copy)]
pub(crate) struct Runtime<'a>(Option<&'a Path>);

impl<'a> Runtime<'a> {
    pub(crate) fn of(krate: Option<&'a Path>) -> Self {
        Runtime(krate)
    }
}

/// Returns the path of the runtime as tokens.
pub(crate) fn runtime(krate: Option<&Path>) -> TokenStream {
    Runtime::of(krate).into_token_stream()
}

impl ToTokens for Runtime<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(krate) = self.0 {
            return krate.to_tokens(tokens);
        }
        <Token![::]>::default().to_tokens(tokens);
        manifest::runtime().to_tokens(tokens);
    }
}
