//! Items of a block that are no functions: C variables and opaque types.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{
    Attribute, ForeignItem, ForeignItemStatic, ForeignItemType, GenericParam, LifetimeParam, LitStr, Meta, Safety,
    Token,
};

use crate::foreign::emit::{marker, of_item};
use crate::foreign::item::Block;
use crate::foreign::prototype::{self};
use crate::foreign::{types, validity};
use crate::grammar::attributes::is_callback;
use crate::grammar::misplaced;
use crate::output::anonymous_block::{Lints, block as hidden_block};
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::parse;
use crate::syntax::report::Report;

/// Prints an item that is no function: a static stays a C variable, and a type without a body becomes opaque.
pub(crate) fn item(block: &Block, item: ForeignItem, runtime: &TokenStream, report: &mut Report) -> TokenStream {
    match item {
        ForeignItem::Static(mut item) => {
            misplaced::on_other(&mut item.attrs, report);
            if let Some(message) = types::no_variable(&item.ty) {
                report.at(&item.ty, message);
                return TokenStream::new();
            }
            variable(block, &item, runtime)
        }
        ForeignItem::Type(mut item) => {
            let named = opaque_name(&mut item.attrs, report);
            if let Some(param) = item.generics.params.iter().find(|param| !matches!(param, GenericParam::Lifetime(_))) {
                report.at(param, "an opaque C type has no parameters");
            }
            opaque(&item, named.as_ref(), runtime)
        }
        other => {
            report.at(other, "a block has functions, statics and types; expand macros before the attribute sees them");
            TokenStream::new()
        }
    }
}

fn variable(block: &Block, item: &ForeignItemStatic, runtime: &TokenStream) -> TokenStream {
    let (attrs, abi, span) = (&block.attrs, &block.abi, names::plumbing(item.ident.span()));
    // The `unsafe` of the user stands in `vouched`.
    let unsafety = Ident::new("unsafe", span);
    let prototype = prototype::variable(item);
    let (code, name, text) = (prototype.declaration.doc(), &item.ident, names::text(&item.ident));
    let cfgs: Vec<_> = item.attrs.iter().chain(attrs).filter(|attr| attr.path().is_ident("cfg")).list();
    let doc = format!("The C variable behind [`{text}`](static@{text}).");
    let marker = marker(&cfgs, &item.vis, name, &doc, Some(&prototype));
    let of_item = of_item(&cfgs, name, &prototype, None, runtime);
    let (before, vis, ty) = (&item.attrs, &item.vis, &item.ty);
    let (safety, mutability) = (&item.safety, &item.mutability);
    let is_safe = matches!(safety, Safety::Safe(_));
    let validity = is_safe.then(|| validity::of_variable(ty, name.span())).flatten();
    let validity =
        validity.map(|content| hidden_block(cfgs.iter().copied(), runtime, name.span(), &Lints::ALL, [content]));
    quote! {
        #(#attrs)*
        #unsafety #abi {
            #(#before)*
            #[doc = #code]
            #vis #safety static #mutability #name: #ty;
        }
        #marker
        #of_item
        #validity
    }
}

/// Takes `#[callback(name = "…")]` from an opaque type: its name in C.
fn opaque_name(attrs: &mut Vec<Attribute>, report: &mut Report) -> Option<LitStr> {
    let mut name = None;
    attrs.retain(|attr| {
        let is_ours = is_callback(attr);
        if is_ours {
            let found = match &attr.meta {
                Meta::List(_) => parse::args_with(attr, type_name),
                _ => Err(syn::Error::new_spanned(attr, misplaced::NOT_ON_OTHER)),
            };
            match found {
                Ok(found) if name.is_none() => name = Some(found),
                Ok(found) => report.at(&found, "the name of a type is given once; remove this"),
                Err(error) => report.push(error),
            }
        }
        !is_ours
    });
    name
}

const NAME_ALONE: &str = "an opaque type takes its name in C alone: `#[callback(name = \"struct pcap\")]`";

fn type_name(input: ParseStream) -> syn::Result<LitStr> {
    let wanted = NAME_ALONE;
    let key = input.call(Ident::parse_any).map_err(|error| syn::Error::new(error.span(), wanted))?;
    if key != "name" {
        return Err(syn::Error::new(key.span(), wanted));
    }
    input.parse::<Token![=]>()?;
    let name: LitStr = input.parse()?;
    if name.value().trim().is_empty() {
        return Err(syn::Error::new(name.span(), wanted));
    }
    if !input.is_empty() {
        return Err(input.error(wanted));
    }
    Ok(name)
}

/// Returns the impls by which `&mut T` of an opaque type is not exclusive for the compiler: C reaches the object by pointers of
/// its own. `Unpin` depends on a trait that nothing implements; without the lifetime, rustc refuses such a bound.
fn pinned(ty: &TokenStream, params: &[&LifetimeParam], cfgs: &[&Attribute], runtime: &TokenStream) -> TokenStream {
    let span = names::plumbing(names::ends(ty).0);
    let generics = (!params.is_empty()).then(|| quote_spanned!(span=> <#(#params),*>));
    quote_spanned! {span=>
        #(#cfgs)*
        #[doc(hidden)]
        impl<'__callback, #(#params),*> ::core::marker::Unpin for #ty
        where
            &'__callback (): #runtime::__private::Never<#ty>,
        {
        }
        #(#cfgs)*
        impl #generics #runtime::__private::Moves for #ty {}
    }
}

fn opaque(item: &ForeignItemType, named: Option<&LitStr>, runtime: &TokenStream) -> TokenStream {
    let (attrs, vis, name) = (&item.attrs, &item.vis, &item.ident);
    let cfgs: Vec<_> = attrs.iter().filter(|attr| attr.path().is_ident("cfg")).list();
    let span = names::plumbing(name.span());
    let params: Vec<_> = item.generics.lifetimes().list();
    let lifetimes: Vec<_> = params.iter().map(|param| &param.lifetime).list();
    let generics = (!params.is_empty()).then(|| quote_spanned!(span=> <#(#params),*>));
    let arguments = (!params.is_empty()).then(|| quote_spanned!(span=> <#(#lifetimes),*>));
    // Invariant in each lifetime: C may keep a value of the lifetime and return it later.
    let lifetimes = (!params.is_empty()).then(|| {
        quote_spanned! {span=>
            lifetimes: ::core::marker::PhantomData<(#(fn(&#lifetimes ()) -> &#lifetimes (),)*)>,
        }
    });
    let named = named.map(|text| {
        quote_spanned! {span=>
            #(#cfgs)*
            impl #generics #runtime::CName for #name #arguments {
                const C_NAME: &'static ::core::primitive::str = #text;
            }
        }
    });
    let pinned = pinned(&quote_spanned!(span=> #name #arguments), &params, &cfgs, runtime);
    // SAFETY of what is generated: the struct has no bytes but those of a cell, and no value of it is made (`OWNED-BY-C`).
    quote_spanned! {span=>
        #(#attrs)*
        #[repr(C)]
        #[allow(dead_code, missing_debug_implementations)]
        #vis struct #name #generics {
            // Never constructed; neither moved, sent nor shared, except by an `unsafe impl`.
            unmade: #runtime::__private::Unmade,
            #lifetimes
        }
        #(#cfgs)*
        unsafe impl #generics #runtime::__private::Opaque for #name #arguments {}
        #pinned
        #named
    }
}
