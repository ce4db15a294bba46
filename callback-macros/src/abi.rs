//! The names that generated code shares with the runtime, and the ABI strings of C.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::model::Access;
use crate::names;

/// The ABI strings that stable Rust has for C.
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

/// The runtime as the user's crate knows it, unless `crate = …` says otherwise.
pub(crate) fn default_runtime() -> TokenStream {
    quote!(::callback_runtime)
}

impl Access {
    /// The runtime's type for it.
    pub(crate) fn marker(self, at: Span) -> TokenStream {
        let (rt, at) = (names::runtime(at), names::plumbing(at));
        match self {
            Access::Shared => quote_spanned!(at=> #rt::Shared),
            Access::Exclusive => quote_spanned!(at=> #rt::Exclusive),
            Access::Copied => quote_spanned!(at=> #rt::Copied),
            Access::Once => quote_spanned!(at=> #rt::Once),
        }
    }
}
