//! The user's function, without the attributes that are read here and without its ABI, which is that of the shim.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::{Attribute, FnArg, Type, Visibility};

use crate::function::model::callback::{Model, Shape};
use crate::function::model::symbol;
use crate::syntax::list::List as _;
use crate::syntax::numbers;
use crate::syntax::types::ungrouped;

pub(crate) fn function(model: &Model) -> TokenStream {
    let function = &model.function;
    let lints = lints(model);
    let mut tokens =
        if lints.is_empty() { TokenStream::new() } else { quote!(#[cfg_attr(clippy, allow(#(clippy::#lints),*))]) };
    // The symbol names the shim, which C can call.
    tokens.append_all(function.attrs.iter().filter(|attr| !symbol::is_export(attr)));
    function.vis.to_tokens(&mut tokens);
    function.sig.to_tokens(&mut tokens);
    function.body.to_tokens(&mut tokens);
    tokens
}

/// The lints about decisions that C made. Each takes time to compile, so only those that could apply are allowed.
fn lints(model: &Model) -> Vec<Ident> {
    let types = || {
        model.function.sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(input) => Some(ungrouped(&input.ty)),
            FnArg::Receiver(_) => None,
        })
    };
    let refers = |mutable: bool| {
        types().any(|ty| matches!(ty, Type::Reference(reference) if reference.mutability.is_some() == mutable))
    };
    let takes = |names: &[&str]| {
        types().any(|ty| match ty {
            Type::Reference(reference) => {
                last_name(&reference.elem).is_some_and(|last| names.contains(&last.to_string().as_str()))
            }
            _ => false,
        })
    };
    let by_value = types().any(|ty| match ty {
        Type::Reference(_) | Type::Ptr(_) => false,
        ty => !numbers::is_numeric(ty),
    });
    let public = !matches!(model.function.vis, Visibility::Inherited);
    let wraps = matches!(model.returns.shape, Shape::Result { .. } | Shape::Optional);
    let lints = [
        (public && model.returns.ty.is_some()).then_some("must_use_candidate"),
        refers(true).then_some("needless_pass_by_ref_mut"),
        refers(false).then_some("trivially_copy_pass_by_ref"),
        by_value.then_some("needless_pass_by_value"),
        takes(&["Vec", "String", "PathBuf", "OsString", "Cow"]).then_some("ptr_arg"),
        (types().count() > 7).then_some("too_many_arguments"),
        wraps.then_some("unnecessary_wraps"),
    ];
    lints.into_iter().flatten().map(|lint| Ident::new(lint, Span::call_site())).list()
}

fn last_name(ty: &Type) -> Option<&Ident> {
    match ungrouped(ty) {
        Type::Path(path) => path.path.segments.last().map(|last| &last.ident),
        _ => None,
    }
}

/// The `cfg`s of the function, which generated items repeat.
pub(crate) fn cfgs<'a>(model: &'a Model<'_>) -> impl Iterator<Item = &'a Attribute> {
    attributes(model, &["cfg"])
}

/// The attributes of the function with these names.
pub(crate) fn attributes<'a>(model: &'a Model<'_>, names: &'a [&str]) -> impl Iterator<Item = &'a Attribute> {
    let attrs = model.function.attrs.iter();
    attrs.filter(move |attr| names.iter().any(|name| attr.path().is_ident(name)))
}
