//! Prints the enum and its conversions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Expr, Fields, Meta};

use crate::enums::model::{Model, Other, Repr, Value};
use crate::grammar::settings::Setting;
use crate::output::anonymous_block::{Lints, block as hidden_block};
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::report;

pub(crate) fn emit(model: &Model) -> TokenStream {
    let item = item(model);
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let (name, c) = (model.name(), c());
    let (values, integers, integer) = (values(model), integers(model), integer(model));
    let (from, into) = (from(model), into(model));
    let (refuses, c_type, bits) =
        (model.others.is_empty(), c_type(model), bits(model, quote_spanned!(at=> __callback_c)));
    let (traits, told) = (traits(model), told(model, &|index, _| constant(index).into_token_stream()));
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
        #told
    };
    let conversions = block(model, conversions);
    quote!(#item #conversions)
}

/// The C type: the integer, or the type of another crate that has its bits.
pub(crate) fn c_type(model: &Model) -> TokenStream {
    match &model.args.r#as {
        Some(Setting { value: ty, .. }) => {
            let (first, last) = names::ends(ty);
            let (rt, end) = (names::runtime_at(first), quote_spanned!(last=> >));
            quote_spanned!(first=> #rt::MaybeUninit<#ty #end)
        }
        None => c().into_token_stream(),
    }
}

/// The integer in a value that C has passed.
pub(crate) fn bits(model: &Model, value: TokenStream) -> TokenStream {
    let (rt, at, c) = (names::runtime(model.span()), names::plumbing(model.span()), c());
    match &model.args.r#as {
        // SAFETY of what is generated: C has passed the value, whose bits are those of an integer.
        Some(Setting { value: ty, .. }) => quote_spanned!(at=> unsafe { #rt::bits_of::<#ty, #c>(&#value) }),
        None => value,
    }
}

/// The C value of an integer.
fn of_bits(model: &Model, bits: TokenStream) -> TokenStream {
    let (rt, at, c) = (names::runtime(model.span()), names::plumbing(model.span()), c());
    match &model.args.r#as {
        Some(Setting { value: ty, .. }) => quote_spanned!(at=> #rt::of_bits::<#ty, #c>(#bits)),
        None => bits,
    }
}

/// The assertion that the type of another crate is as wide as the integer.
fn width(model: &Model) -> Option<TokenStream> {
    let ty = &model.args.r#as.as_ref()?.value;
    let (first, last) = names::ends(ty);
    let (rt, c, end) = (names::runtime_at(first), c(), quote_spanned!(last=> IS_ENUM));
    let (wide, is_enum) = (quote_spanned!(last=> ()), quote_spanned!(last=> (#rt::AsEnum::<#ty>::#end)));
    Some(quote_spanned! {first=>
        const _: () = {
            use #rt::MayBeEnum as _;
            #rt::assert_as_wide::<#ty, #c> #wide;
            #rt::assert_is_enum #is_enum;
        };
    })
}

/// The impls that enums and flags have in common, based on `From<NAME> for C`.
pub(crate) fn traits(model: &Model) -> TokenStream {
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let (name, c_type, width) = (model.name(), c_type(model), width(model));
    let c = c();
    let bits = of_bits(model, quote_spanned!(at=> #rt::From::from(self)));
    let kept = of_bits(model, quote_spanned!(at=> *__callback_kept));
    // SAFETY of what is generated: `C` is the integer that C has for it, or has its bits, and points nowhere.
    quote_spanned! {at=>
        #width
        unsafe impl #rt::CType for #name {
            type C = #c_type;
        }
        unsafe impl #rt::IntoC for #name {
            #[inline]
            fn into_c(self) -> #rt::Result<#c_type, #rt::Reason> {
                #rt::Result::Ok(#bits)
            }
        }
        unsafe impl #rt::ToC for #name {
            type Kept = #c;
            #[inline]
            fn keep(self) -> #rt::Result<#c, #rt::Reason> {
                #rt::Result::Ok(#rt::From::from(self))
            }
            #[inline]
            fn c(__callback_kept: &mut #c) -> #c_type {
                #kept
            }
        }
        impl #rt::Constant<#c_type> for #name {
            #[inline]
            fn constant(self) -> #c_type {
                #bits
            }
        }
        impl<__CallbackError> #rt::ErrorCode<__CallbackError, #c_type> for #name {
            #[inline]
            fn code(self, _: &__CallbackError) -> #c_type {
                #bits
            }
        }
    }
}

/// The impls for `verify` and headers: the names and values, and the name of the type if it has one.
pub(crate) fn told(model: &Model, constant: &dyn Fn(usize, &Value) -> TokenStream) -> TokenStream {
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let name = model.name();
    let values = model.values.iter().enumerate().map(|(index, value)| {
        let (cfgs, text, constant) = (value.cfgs(), model.c_name(value), constant(index, value));
        quote_spanned!(at=> #(#cfgs)* (#text, #constant as #rt::primitive::i128))
    });
    let named = model.args.name.as_ref().map(|text| {
        let text = &text.value.0;
        quote_spanned!(at=> impl #rt::CName for #name { const C_NAME: &'static #rt::str = #text; })
    });
    let (refuses, docs) = (refuses(model), docs(model));
    quote_spanned! {at=>
        impl #rt::CEnum for #name {
            const VALUES: &'static [(&'static #rt::str, #rt::primitive::i128)] = &[#(#values),*];
            #docs
            #refuses
        }
        #named
    }
}

/// The documentation of the type and of its values, for headers.
fn docs(model: &Model) -> Option<TokenStream> {
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let lines = |attrs: &[Attribute]| -> Vec<Expr> {
        let lines = attrs.iter().filter(|attr| attr.path().is_ident("doc")).filter_map(|attr| match &attr.meta {
            Meta::NameValue(meta) => Some(meta.value.clone()),
            _ => None,
        });
        lines.list()
    };
    let of_type = lines(&model.item.attrs);
    let of_values: Vec<_> = model.values.iter().map(|value| (value.cfgs(), lines(&value.attrs))).list();
    if of_type.is_empty() && of_values.iter().all(|(_, lines)| lines.is_empty()) {
        return None;
    }
    let of_values = of_values.into_iter().map(|(cfgs, lines)| quote_spanned!(at=> #(#cfgs)* &[#(#lines),*]));
    Some(quote_spanned! {at=>
        const __DOCS: (&'static [&'static #rt::str], &'static [&'static [&'static #rt::str]]) =
            (&[#(#of_type),*], &[#(#of_values),*]);
    })
}

/// The test for refused values, unless exactly those without a name are refused.
fn refuses(model: &Model) -> Option<TokenStream> {
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let name = model.name();
    let refused = match (&model.args.other, model.others.is_empty(), &model.args.flags) {
        (None, true, None) => return None,
        (None, true, Some(_)) => quote_spanned!(at=> __callback_value & !(#name::all().0 as #rt::primitive::i128) != 0),
        _ => quote_spanned!(at=> { let _ = __callback_value; false }),
    };
    Some(quote_spanned! {at=>
        fn __refuses(__callback_value: #rt::primitive::i128) -> #rt::bool {
            #refused
        }
    })
}

/// Puts generated items into a block of their own.
pub(crate) fn block(model: &Model, content: TokenStream) -> TokenStream {
    let cfgs = model.item.attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    hidden_block(cfgs, &model.runtime(), model.span(), &Lints::ALL, [content])
}

/// The user's enum. With a field for unknown values it is no integer any more, and has no representation.
fn item(model: &Model) -> TokenStream {
    let mut item = model.item.clone();
    if !model.others.is_empty() {
        item.attrs.retain(|attr| !attr.path().is_ident("repr"));
        for variant in &mut item.variants {
            variant.discriminant = None;
        }
    }
    item.into_token_stream()
}

/// The alias of the C integer, in the block.
pub(crate) fn c() -> Ident {
    Ident::new("__CallbackC", Span::mixed_site())
}

/// The enum without a variant for unknown values.
fn values_name(model: &Model) -> Ident {
    if model.others.is_empty() { model.name().clone() } else { Ident::new("__CallbackValues", Span::mixed_site()) }
}

/// The constant for a value.
fn constant(index: usize) -> Ident {
    Ident::new(&format!("__CALLBACK_VALUE{index}"), Span::mixed_site())
}

/// The values as constants of the C integer.
fn values(model: &Model) -> TokenStream {
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
fn integer(model: &Model) -> TokenStream {
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
fn integers(model: &Model) -> TokenStream {
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
fn from(model: &Model) -> TokenStream {
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
fn into(model: &Model) -> TokenStream {
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
pub(crate) fn broken(model: &Model, error: &syn::Error) -> TokenStream {
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
