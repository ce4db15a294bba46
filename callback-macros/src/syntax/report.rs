//! Collects errors, so that one run reports all that are independent of each other.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// The errors of one expansion. It must be finished.
pub(crate) struct Report {
    errors: Option<syn::Error>,
    finished: bool,
}

impl Report {
    pub(crate) fn new() -> Self {
        Report { errors: None, finished: false }
    }

    /// Reports an error at the tokens that the user must edit.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl core::fmt::Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// Reports an error at one span.
    pub(crate) fn span(&mut self, span: Span, message: impl core::fmt::Display) {
        self.push(syn::Error::new(span, message));
    }

    /// Reports a conflict: one error, which is shown from one of its places to the other.
    pub(crate) fn between(&mut self, first: Span, second: Span, message: impl core::fmt::Display) {
        let ends = [first, second].map(|span| Ident::new("end", span));
        self.at(quote!(#(#ends)*), message);
    }

    /// Records an error that rustc reports at the function itself, so that no generated code repeats it.
    pub(crate) fn leave_to_rustc(&mut self, tokens: impl ToTokens) {
        self.at(tokens, LEFT_TO_RUSTC);
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        match &mut self.errors {
            Some(errors) => errors.combine(error),
            None => self.errors = Some(error),
        }
    }

    /// Returns the value of a parse, or keeps its error.
    pub(crate) fn ok<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.errors.is_none()
    }

    pub(crate) fn finish(mut self) -> syn::Result<()> {
        self.finished = true;
        match self.errors.take() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        debug_assert!(self.finished || std::thread::panicking(), "errors were collected and not returned");
    }
}

/// Returns an error that is not printed, because rustc reports it at the item itself.
pub(crate) fn left_to_rustc(tokens: impl ToTokens) -> syn::Error {
    syn::Error::new_spanned(tokens, LEFT_TO_RUSTC)
}

/// The text of an error that is not printed.
const LEFT_TO_RUSTC: &str = "rustc reports this";

/// Returns errors as the tokens for which rustc shows them.
pub(crate) fn tokens(error: &syn::Error) -> TokenStream {
    let shown = error.clone().into_iter().filter(|error| error.to_string() != LEFT_TO_RUSTC);
    shown.map(syn::Error::into_compile_error).collect()
}
