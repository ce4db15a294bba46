//! Prints the enum and its conversions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Fields;

use crate::enums::model::{EnumModel, Other, Repr};
use crate::enums::traits::{bits, block, c, c_type, description, traits};
use crate::output::names;
use crate::syntax::report;

pub(crate) fn emit(model: &EnumModel) -> TokenStream {
    let item = item(model);
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let (name, c) = (model.name(), c());
    let (values, integers, integer) = (values(model), integers(model), integer(model));
    let (from, into) = (from(model), into(model));
    let (refuses, c_type, bits) =
        (model.others.is_empty(), c_type(model), bits(model, quote_spanned!(at=> __callback_c)));
    let (traits, description) = (traits(model), description(model, &|index, _| constant(index).into_token_stream()));
    // SAFETY of what is generated: `C` is the integer that C has for such an enum, and what is none of its values is
    // refused, or kept as an integer; nothing is borrowed.
    let conversions = quote_spanned! {at=>
        #integers
        #values
        type #c = #integer;
        #from
        impl #rt::From<#name> for #c {
            #[inline]
            fn from(__callback_value: #name) -> #c {
                #into
            }
        }
        unsafe impl #rt::FromC<'_> for #name {
            const REFUSES: #rt::bool = #refuses;
            #[inline]
            unsafe fn from_c(__callback_c: #c_type) -> #rt::Result<Self, #rt::Reason> {
                #rt::Enumerated::enumerated(#bits)
            }
        }
        #traits
        #description
    };
    let conversions = block(model, conversions);
    quote!(#item #conversions)
}

/// The user's enum. With a field for unknown values it is no integer any more, and has no representation.
fn item(model: &EnumModel) -> TokenStream {
    let mut item = model.item.clone();
    if !model.others.is_empty() {
        item.attrs.retain(|attr| !attr.path().is_ident("repr"));
        for variant in &mut item.variants {
            variant.discriminant = None;
        }
    }
    item.into_token_stream()
}

/// The enum without a variant for unknown values.
fn values_name(model: &EnumModel) -> Ident {
    if model.others.is_empty() { model.name().clone() } else { Ident::new("__CallbackValues", Span::mixed_site()) }
}

/// The constant for a value.
fn constant(index: usize) -> Ident {
    Ident::new(&format!("__CALLBACK_VALUE{index}"), Span::mixed_site())
}

/// The values as constants of the C integer.
fn values(model: &EnumModel) -> TokenStream {
    let (enumeration, c) = (values_name(model), c());
    let bare = (!model.others.is_empty()).then(|| {
        let repr = &model.repr_at;
        let variants = model.values.iter().map(|value| {
            let (cfgs, name) = (value.cfgs(), &value.name);
            let value = value.is.as_ref().map(|value| quote!(= #value));
            quote!(#(#cfgs)* #name #value)
        });
        quote!(#[allow(dead_code, non_camel_case_types)] #repr enum #enumeration { #(#variants),* })
    });
    let constants = model.values.iter().enumerate().map(|(index, value)| {
        let (cfgs, name, constant) = (value.cfgs(), &value.name, constant(index));
        quote!(#(#cfgs)* const #constant: #c = #enumeration::#name as #c;)
    });
    quote!(#bare #(#constants)*)
}

/// The integer type of the enum in C.
fn integer(model: &EnumModel) -> TokenStream {
    let at = names::plumbing(model.span());
    let rt = names::runtime(model.span());
    match &model.repr {
        Some(Repr::Integer(integer)) => quote_spanned!(at=> #rt::primitive::#integer),
        Some(Repr::C) | None => {
            let enumeration = values_name(model);
            let negative = model.values.iter().map(|value| {
                let (cfgs, name) = (value.cfgs(), &value.name);
                quote_spanned!(at=> #(#cfgs)* { __callback_negative |= (#enumeration::#name as #rt::primitive::i128) < 0; })
            });
            quote_spanned! {at=>
                <#rt::EnumInteger<
                    { #rt::size_of::<#enumeration>() },
                    { let mut __callback_negative = false; #(#negative)* __callback_negative },
                > as __CallbackInteger>::C
            }
        }
    }
}

/// The integers that `repr(C)` may stand for. The trait is defined in the block: for one of another crate the compiler
/// does not accept that the conversions of two integers differ.
fn integers(model: &EnumModel) -> TokenStream {
    if !matches!(model.repr, Some(Repr::C)) {
        return TokenStream::new();
    }
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let of_c =
        [(true, quote!(c_int)), (false, quote!(FlagsOfC))].map(|(negative, integer)| (4_usize, negative, integer));
    let others = [1_usize, 2, 8].into_iter().flat_map(|size| {
        [(true, 'i'), (false, 'u')].map(|(negative, sign)| {
            let integer = quote::format_ident!("{sign}{}", size * 8);
            (size, negative, quote!(primitive::#integer))
        })
    });
    let impls = of_c.into_iter().chain(others).map(|(size, negative, integer)| {
        quote_spanned! {at=>
            impl __CallbackInteger for #rt::EnumInteger<#size, #negative> {
                type C = #rt::#integer;
            }
        }
    });
    quote_spanned! {at=>
        // As reachable as a `pub` enum.
        pub trait __CallbackInteger {
            type C;
        }
        #(#impls)*
    }
}

/// The conversions from the C integer.
fn from(model: &EnumModel) -> TokenStream {
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let (name, c) = (model.name(), c());
    let arms = model.values.iter().enumerate().map(|(index, value)| {
        let (cfgs, variant, constant) = (value.cfgs(), &value.name, constant(index));
        quote_spanned!(at=> #(#cfgs)* #constant => #name::#variant,)
    });
    if let Some(Other { value, ty: Some(ty), .. }) = model.others.first() {
        let other = &value.name;
        let (first, last) = names::ends(ty);
        let arguments = quote_spanned!(last=> ());
        let at_field = names::runtime_at(first);
        let same = quote_spanned!(first=> #at_field::assert_same_width::<#ty, #c> #arguments);
        let kept = quote_spanned!(last=> __callback_value as #ty);
        return quote_spanned! {at=>
            const _: () = #same;
            impl #rt::From<#c> for #name {
                #[inline]
                fn from(__callback_value: #c) -> #name {
                    match __callback_value {
                        #(#arms)*
                        _ => #name::#other(#kept),
                    }
                }
            }
        };
    }
    let unknown = format!("not a value of `{}`", names::text(name));
    quote_spanned! {at=>
        impl #rt::TryFrom<#c> for #name {
            type Error = #rt::Reason;
            #[inline]
            fn try_from(__callback_value: #c) -> #rt::Result<#name, #rt::Reason> {
                #rt::Result::Ok(match __callback_value {
                    #(#arms)*
                    _ => return #rt::Result::Err(#rt::Reason::Invalid(#unknown)),
                })
            }
        }
    }
}

/// The conversions into the C integer.
fn into(model: &EnumModel) -> TokenStream {
    let at = names::plumbing(model.span());
    let (name, c) = (model.name(), c());
    let arms = model.values.iter().enumerate().map(|(index, value)| {
        let (cfgs, variant, constant) = (value.cfgs(), &value.name, constant(index));
        quote_spanned!(at=> #(#cfgs)* #name::#variant => #constant,)
    });
    let others = model.others.iter().map(|other| {
        let other = &other.value.name;
        quote_spanned!(at=> #name::#other(__callback_value) => __callback_value as #c,)
    });
    quote_spanned!(at=> match __callback_value { #(#arms)* #(#others)* })
}

/// The output beside errors: the user's enum, the errors, and stubs of the conversions that the attribute would
/// generate.
pub(crate) fn beside_errors(model: &EnumModel, error: &syn::Error) -> TokenStream {
    let errors = report::tokens(error);
    let mut item = model.item.clone();
    // Otherwise rustc would report the same errors again.
    item.attrs.retain(|attr| !attr.path().is_ident("repr"));
    if model.item.variants.iter().any(|variant| !matches!(variant.fields, Fields::Unit)) {
        for variant in &mut item.variants {
            variant.discriminant = None;
        }
    }
    if !model.item.generics.params.is_empty() {
        return quote!(#errors #item);
    }
    let (rt, at, name) = (names::runtime(model.span()), names::plumbing(model.span()), model.name());
    let (c, c_type) = (c(), c_type(model));
    let traits = traits(model);
    // SAFETY of what is generated: it stands beside a compile error, so that nothing of it ever runs.
    let stub = block(
        model,
        quote_spanned! {at=>
            type #c = #rt::c_int;
            impl #rt::From<#name> for #c {
                fn from(_: #name) -> #c {
                    0
                }
            }
            unsafe impl #rt::FromC<'_> for #name {
                unsafe fn from_c(_: #c_type) -> #rt::Result<Self, #rt::Reason> {
                    #rt::Result::Err(#rt::Reason::OutOfRange)
                }
            }
            #traits
        },
    );
    quote!(#errors #item #stub)
}
