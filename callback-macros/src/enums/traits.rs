//! The impls that enums and flags have in common.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Attribute, Expr, Meta};

use crate::enums::model::{EnumModel, Value};
use crate::grammar::settings::Setting;
use crate::output::anonymous_block::{Lints, block as hidden_block};
use crate::output::names;
use crate::syntax::list::List as _;

/// The C type: the integer, or the type of another crate that has its bits.
pub(crate) fn c_type(model: &EnumModel) -> TokenStream {
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
pub(crate) fn bits(model: &EnumModel, value: TokenStream) -> TokenStream {
    let (rt, at, c) = (names::runtime(model.span()), names::plumbing(model.span()), c());
    match &model.args.r#as {
        // SAFETY of what is generated: C has passed the value, whose bits are those of an integer.
        Some(Setting { value: ty, .. }) => quote_spanned!(at=> unsafe { #rt::bits_of::<#ty, #c>(&#value) }),
        None => value,
    }
}

/// The C value of an integer.
fn of_bits(model: &EnumModel, bits: TokenStream) -> TokenStream {
    let (rt, at, c) = (names::runtime(model.span()), names::plumbing(model.span()), c());
    match &model.args.r#as {
        Some(Setting { value: ty, .. }) => quote_spanned!(at=> #rt::of_bits::<#ty, #c>(#bits)),
        None => bits,
    }
}

/// The assertion that the type of another crate is as wide as the integer.
fn width(model: &EnumModel) -> Option<TokenStream> {
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
pub(crate) fn traits(model: &EnumModel) -> TokenStream {
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
pub(crate) fn description(model: &EnumModel, constant: &dyn Fn(usize, &Value) -> TokenStream) -> TokenStream {
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
fn docs(model: &EnumModel) -> Option<TokenStream> {
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
fn refuses(model: &EnumModel) -> Option<TokenStream> {
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
pub(crate) fn block(model: &EnumModel, content: TokenStream) -> TokenStream {
    let cfgs = model.item.attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    hidden_block(cfgs, &model.runtime(), model.span(), &Lints::ALL, [content])
}

/// The alias of the C integer, in the block.
pub(crate) fn c() -> Ident {
    Ident::new("__CallbackC", Span::mixed_site())
}
