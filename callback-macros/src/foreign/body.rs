//! A function of a block with a body: several C calls as one safe function.
//!
//! In the body each parameter is bound to its C value; a callback parameter has the methods `shim` and `context`.

use proc_macro2::{Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{ForeignItem, ForeignItemFn, GenericArgument, PathArguments, Safety, Type};

use crate::foreign::arguments::{also, argument};
use crate::foreign::group::Group as Callbacks;
use crate::foreign::groups::{is_optional, place};
use crate::foreign::handover;
use crate::foreign::locals::{present, scope_of};
use crate::foreign::model::{Callback, Declaration, Role};
use crate::grammar::context::ContextArgs;
use crate::grammar::item::braces;
use crate::output::names;
use crate::syntax::lifetimes;
use crate::syntax::list::List as _;
use crate::syntax::parse;
use crate::syntax::types::{optional, ungrouped};

/// Splits a function with a body, for which syn has no foreign item.
pub(crate) fn parse(item: &ForeignItem) -> Option<(ForeignItemFn, Group)> {
    let ForeignItem::Verbatim(tokens) = item else { return None };
    let mut tokens: Vec<TokenTree> = tokens.clone().into_iter().list();
    let Some(TokenTree::Group(body)) = tokens.pop() else { return None };
    let declared = tokens.into_iter().chain([TokenTree::Punct(Punct::new(';', Spacing::Alone))]);
    let function = parse::tokens(declared.collect()).ok()?;
    Some((function, braces(body)?))
}

/// The call of the body, in which each parameter is bound to its C value.
pub(crate) fn call(model: &Declaration, groups: &[Callbacks], body: &Group) -> TokenStream {
    let span = names::plumbing(model.name().span());
    let rt = names::runtime(model.name().span());
    let values = model.parameters.iter().enumerate().filter_map(|(index, parameter)| {
        let value = match &parameter.role {
            Role::Callback(_) => callback(model, groups, index)?,
            Role::Destroy { of, .. } => {
                destroy(model, groups, of.first()?, &crate::foreign::arguments::destroy(index, parameter))?
            }
            _ => argument(model, groups, index, parameter),
        };
        // Without a name too a destroy notify is made before the body runs: then C has an end of the context, which stays
        // if the body panics.
        let name = match &parameter.name {
            Some(name) => name.to_token_stream(),
            None if matches!(parameter.role, Role::Destroy { .. }) => quote!(_),
            None => return None,
        };
        // Annotated with the declared type, which a variadic function does not determine.
        let is_supplied = matches!(parameter.role, Role::Context { .. } | Role::Destroy { .. });
        let ty = is_supplied.then_some(&parameter.ty).into_iter();
        Some(quote!(let #name #(: #ty)* = #value;))
    });
    let output = model.returns.as_ref().map_or_else(|| quote!(()), |ty| quote!(<#ty as #rt::CType>::C));
    // SAFETY of what is generated: the author of the block vouches for the body of a `safe fn`, as for a C function: it is in
    // the `unsafe` of the block, which lints see. That of an `unsafe fn` is as in Rust.
    let unsafety = matches!(model.sig.safety, Safety::Safe(_)).then(|| quote_spanned!(span=> unsafe));
    let block = quote!(#unsafety #body);
    quote!((|| -> #output { #(#values)* #block })())
}

/// The destroy notify of a callback's context.
fn destroy(model: &Declaration, groups: &[Callbacks], of: &Ident, notify: &TokenStream) -> Option<TokenStream> {
    let (index, parameter) = model.find(of)?;
    if let Some(kept) = handover::kept_of(model, core::slice::from_ref(of)) {
        let rt = names::runtime(parameter.span);
        return Some(quote!(#rt::Notify::typed(#rt::KeptByC::#notify(&#kept))));
    }
    let (group, _) = place(groups, index)?;
    let scope = scope_of(group);
    let rt = names::runtime(group.members[0].span);
    Some(if is_optional(group) {
        quote!(#rt::Option::and_then(#rt::Option::as_ref(&#scope), #rt::Registration::#notify))
    } else {
        quote!(#rt::Registration::#notify(&#scope))
    })
}

/// The value that a callback parameter is bound to in the body; its methods return the shim and the context pointer.
fn callback(model: &Declaration, groups: &[Callbacks], index: usize) -> Option<TokenStream> {
    let (group, at) = place(groups, index)?;
    let (scope, optional) = (scope_of(group), group.members[at].callback.optional);
    let given = if at == group.leader() { quote!(&#scope) } else { also(model, group, at) };
    let rt = names::runtime(group.members[at].span);
    let pointees = pointees(&rt, group.members[at].callback);
    let compared = |given: TokenStream| match &pointees {
        Some(pointees) => quote!({ use #rt::AnyPointee as _; #rt::InBody::new(#given, (#(#pointees,)*)) }),
        None => given,
    };
    if !optional {
        return Some(compared(given));
    }
    if is_optional(group) {
        let one = compared(quote!(__callback_one));
        let given = quote!(#rt::Option::as_ref(&#scope));
        let mapped = quote!(#rt::Option::map(#given, |__callback_one| #one));
        return Some(if pointees.is_some() { mapped } else { given });
    }
    let given = compared(given);
    let present = present(&group.members[at]);
    Some(quote!(if #present { #rt::Option::Some(#given) } else { #rt::Option::None }))
}

/// The pointee kinds of a callback, one for each parameter that C passes; `None` if no parameter is a pointer.
fn pointees(rt: &Ident, callback: &Callback) -> Option<Vec<TokenStream>> {
    let passed = callback.inputs.iter().filter(|input| match &input.context {
        None | Some(ContextArgs::Parameter | ContextArgs::As(_) | ContextArgs::Embedded(_)) => true,
        Some(ContextArgs::From(_) | ContextArgs::ThreadLocal | ContextArgs::Pool { .. }) => false,
    });
    let types: Vec<_> = passed.map(|input| if input.context.is_some() { None } else { pointee(&input.ty) }).list();
    types.iter().any(Option::is_some).then(|| {
        let anonymous = names::anonymous_lifetime();
        let kinds = types.iter().map(|ty| {
            let ty = ty.as_ref().map_or_else(|| quote!(()), |ty| lifetimes::name_all(ty, &anonymous, &|_| true));
            quote!(#rt::Pointee::<#ty>::__pointee())
        });
        kinds.list()
    })
}

/// The type behind a pointer: `T` of `&T`, `&mut [T; N]`, `Option<&[T]>`, `*const T`, `Out<'_, T>`, `NonNull<T>`.
fn pointee(ty: &Type) -> Option<Type> {
    let behind = match ungrouped(optional(ungrouped(ty))) {
        Type::Reference(reference) => (*reference.elem).clone(),
        Type::Ptr(pointer) => (*pointer.elem).clone(),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            if !["Out", "InOut", "NonNull"].iter().any(|name| last.ident == name) {
                return None;
            }
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty.clone()),
                _ => None,
            })?
        }
        _ => return None,
    };
    Some(element(behind))
}

/// The element of an array or slice, of any depth.
fn element(ty: Type) -> Type {
    match ty {
        Type::Array(array) => element(*array.elem),
        Type::Slice(slice) => element(*slice.elem),
        Type::Group(group) => element(*group.elem),
        Type::Paren(paren) => element(*paren.elem),
        ty => ty,
    }
}
