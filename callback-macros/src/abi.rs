//! The names that generated code shares with the runtime, and the ABI strings of C.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;

use crate::args::Setting;
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

/// The runtime as the user's crate knows it: what `crate = …` says.
pub(crate) fn runtime(krate: Option<&Setting<Path>>) -> TokenStream {
    krate.map_or_else(|| quote!(::callback_runtime), |krate| krate.value.to_token_stream())
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
