//! `#[callback(flags)]`: an integer whose bits have names.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::Attribute;

use crate::enums::model::{EnumModel, Repr, Value};
use crate::enums::traits::{bits as of_c, block, c, c_type, description, traits};
use crate::output::names;

pub(crate) fn emit(model: &EnumModel) -> TokenStream {
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let (name, c, vis) = (model.name(), c(), &model.item.vis);
    let attrs = model.item.attrs.iter().filter(|attr| !attr.path().is_ident("repr"));
    let derives = derives(&model.item.attrs);
    let integer = integer(model);
    let runtime = model.runtime();
    let (constants, bits, set, names_of_set) = (constants(model), bits(model), set(model), names_of_set(model));
    let (conversions, traits) = (conversions(model), traits(model));
    let (operators, debug) = (operators(model), debug(model));
    let description = description(model, &|_, value| {
        let flag = &value.name;
        quote_spanned!(at=> #name::#flag.0)
    });
    let content = quote_spanned! {at=>
        type #c = <#name as #rt::Flags>::Bits;
        impl #name {
            #constants
            #names_of_set
        }
        const _: () = {
            // The parameters have these names: a constant of the user with one of them would be a pattern.
            #[allow(unused_imports)]
            use #rt::parameters::{bits, other};
            impl #name {
                #bits
                #set
            }
        };
        #conversions
        #operators
        #traits
        #debug
        #description
    };
    let block = block(model, content);
    let integer = quote_spanned!(at=> #runtime::__private::#integer);
    quote! {
        #(#attrs)*
        #derives
        #[repr(transparent)]
        #vis struct #name(#integer);
        #block
    }
}

/// The derives of an integer that the user has not written.
fn derives(attrs: &[Attribute]) -> TokenStream {
    let traits = [
        ("Clone", quote!(::core::clone::Clone)),
        ("Copy", quote!(::core::marker::Copy)),
        ("PartialEq", quote!(::core::cmp::PartialEq)),
        ("Eq", quote!(::core::cmp::Eq)),
        ("Hash", quote!(::core::hash::Hash)),
    ];
    let missing = traits.iter().filter(|(name, _)| !derived(attrs, name)).map(|(_, path)| path);
    quote!(#[derive(#(#missing),*)])
}

fn derived(attrs: &[Attribute], name: &str) -> bool {
    let mut derives = attrs.iter().filter(|attr| attr.path().is_ident("derive"));
    derives.any(|attr| {
        let list = attr.meta.require_list();
        list.is_ok_and(|list| crate::syntax::tokens::mentions(list.tokens.clone(), &format_ident!("{name}")))
    })
}

/// The integer type of the flags. It is unsigned if the C compiler chooses the type, since no bit is below
/// zero.
fn integer(model: &EnumModel) -> TokenStream {
    match &model.repr {
        Some(Repr::Integer(integer)) => quote!(primitive::#integer),
        Some(Repr::C) | None => quote!(FlagsOfC),
    }
}

/// One constant for each flag.
fn constants(model: &EnumModel) -> TokenStream {
    let name = model.name();
    let constants = model.values.iter().map(|Value { attrs, name: flag, is: value, .. }| {
        let (first, last) = names::ends(value);
        let integer = quote_spanned!(last=> as __CallbackC);
        let value = quote_spanned!(first=> (#value) #integer);
        quote! {
            #(#attrs)*
            #[allow(non_upper_case_globals)]
            pub const #flag: #name = #name(#value);
        }
    });
    quote!(#(#constants)*)
}

/// The constructors, and the conversions from and to bits.
fn bits(model: &EnumModel) -> TokenStream {
    let at = names::plumbing(model.span());
    let (name, c) = (model.name(), c());
    let known = model.values.iter().map(|value| {
        let (cfgs, flag) = (value.cfgs(), &value.name);
        quote_spanned!(at=> #(#cfgs)* { __callback_all |= #name::#flag.0; })
    });
    quote_spanned! {at=>
        /// No bits.
        pub const fn empty() -> #name {
            #name(0)
        }

        /// All bits that have a name.
        pub const fn all() -> #name {
            let mut __callback_all = 0;
            #(#known)*
            #name(__callback_all)
        }

        /// The integer that C has.
        pub const fn bits(self) -> #c {
            self.0
        }

        /// The flags with these bits, named or not.
        pub const fn from_bits_retain(bits: #c) -> #name {
            #name(bits)
        }
    }
}

/// The set operations.
fn set(model: &EnumModel) -> TokenStream {
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let name = model.name();
    quote_spanned! {at=>
        /// Returns true if no bit is set.
        pub const fn is_empty(self) -> #rt::bool {
            self.0 == 0
        }

        /// Returns true if all bits of `other` are set.
        pub const fn contains(self, other: #name) -> #rt::bool {
            self.0 & other.0 == other.0
        }

        /// Returns true if any bit of `other` is set.
        pub const fn intersects(self, other: #name) -> #rt::bool {
            self.0 & other.0 != 0
        }

        /// The bits of either.
        pub const fn union(self, other: #name) -> #name {
            #name(self.0 | other.0)
        }

        /// The bits of `self` that are not in `other`.
        pub const fn difference(self, other: #name) -> #name {
            #name(self.0 & !other.0)
        }
    }
}

/// The method that iterates over the names of set flags.
fn names_of_set(model: &EnumModel) -> TokenStream {
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let (name, c) = (model.name(), c());
    let named = model.values.iter().map(|value| {
        let (cfgs, flag) = (value.cfgs(), &value.name);
        let text = names::text(flag);
        quote_spanned!(at=> #(#cfgs)* (#text, #name::#flag.0),)
    });
    quote_spanned! {at=>
        /// The names of the flags that are set, in the order of the declaration.
        pub fn names(self) -> impl #rt::Iterator<Item = &'static #rt::str> {
            const NAMED: &[(&#rt::str, #c)] = &[#(#named)*];
            #rt::Iterator::map(
                #rt::Iterator::filter(
                    <[_]>::iter(NAMED),
                    move |&&(_, __callback_bits)| __callback_bits != 0 && self.0 & __callback_bits == __callback_bits,
                ),
                |&(__callback_name, _)| __callback_name,
            )
        }
    }
}

/// The conversions from the C integer: an unknown bit is refused, or kept.
fn from(model: &EnumModel) -> TokenStream {
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let (name, c) = (model.name(), c());
    if model.args.other.is_none() {
        let unknown = format!("a bit that `{}` has no name for", names::text(name));
        quote_spanned! {at=>
            impl #rt::TryFrom<#c> for #name {
                type Error = #rt::Reason;
                #[inline]
                fn try_from(__callback_bits: #c) -> #rt::Result<#name, #rt::Reason> {
                    if __callback_bits & !const { #name::all().0 } != 0 {
                        return #rt::Result::Err(#rt::Reason::Invalid(#unknown));
                    }
                    #rt::Result::Ok(#name(__callback_bits))
                }
            }
        }
    } else {
        quote_spanned! {at=>
            impl #rt::From<#c> for #name {
                #[inline]
                fn from(__callback_bits: #c) -> #name {
                    #name(__callback_bits)
                }
            }
        }
    }
}

fn conversions(model: &EnumModel) -> TokenStream {
    let (rt, at) = (names::runtime(model.span()), names::plumbing(model.span()));
    let (name, c) = (model.name(), c());
    let refuses = model.args.other.is_none();
    let integer = integer(model);
    let from = from(model);
    let (c_type, bits) = (c_type(model), of_c(model, quote_spanned!(at=> __callback_bits)));
    // SAFETY of what is generated: the struct is transparent, and every integer is valid for it; bits without a name are
    // refused where they are not kept, and nothing is borrowed.
    quote_spanned! {at=>
        impl #rt::Flags for #name {
            type Bits = #rt::#integer;
        }
        #from
        impl #rt::From<#name> for #c {
            #[inline]
            fn from(__callback_flags: #name) -> #c {
                __callback_flags.0
            }
        }
        unsafe impl #rt::FromC<'_> for #name {
            const REFUSES: #rt::bool = #refuses;
            #[inline]
            unsafe fn from_c(__callback_bits: #c_type) -> #rt::Result<Self, #rt::Reason> {
                #rt::Enumerated::enumerated(#bits)
            }
        }
    }
}

/// The operators.
fn operators(model: &EnumModel) -> TokenStream {
    let (rt, at, name) = (names::runtime(model.span()), names::plumbing(model.span()), model.name());
    quote_spanned! {at=>
        impl #rt::BitOr for #name {
            type Output = #name;
            #[inline]
            fn bitor(self, __callback_other: #name) -> #name {
                #name(self.0 | __callback_other.0)
            }
        }
        impl #rt::BitOrAssign for #name {
            #[inline]
            fn bitor_assign(&mut self, __callback_other: #name) {
                self.0 |= __callback_other.0;
            }
        }
        impl #rt::BitAnd for #name {
            type Output = #name;
            #[inline]
            fn bitand(self, __callback_other: #name) -> #name {
                #name(self.0 & __callback_other.0)
            }
        }
    }
}

/// `Debug`: the names of the flags, and the bits without a name.
fn debug(model: &EnumModel) -> TokenStream {
    if derived(&model.item.attrs, "Debug") {
        return TokenStream::new();
    }
    let (rt, at, name) = (names::runtime(model.span()), names::plumbing(model.span()), model.name());
    let text = names::text(name);
    quote_spanned! {at=>
        impl #rt::Debug for #name {
            fn fmt(&self, __callback_f: &mut #rt::Formatter<'_>) -> #rt::fmt::Result {
                #rt::fmt_flags(__callback_f, #text, #name::names(*self), &(self.0 & !#name::all().0))
            }
        }
    }
}
