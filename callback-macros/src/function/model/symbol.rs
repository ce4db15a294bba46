//! `#[unsafe(no_mangle)]` and `#[unsafe(export_name = …)]`: the symbol of a callback.

use crate::syntax::parse;
use syn::{Attribute, Meta};

/// Returns true if an attribute makes a symbol of a function.
pub(crate) fn is_export(attr: &Attribute) -> bool {
    named(attr).is_some()
}

/// Returns the attribute, taken out of `unsafe(…)`, if it names the symbol.
pub(crate) fn named(attr: &Attribute) -> Option<Meta> {
    let meta = match &attr.meta {
        Meta::List(list) if list.path.is_ident("unsafe") => parse::args(attr).ok()?,
        meta => meta.clone(),
    };
    (meta.path().is_ident("no_mangle") || meta.path().is_ident("export_name")).then_some(meta)
}
