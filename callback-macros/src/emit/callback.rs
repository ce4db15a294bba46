//! `impl Callback`.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Expr, Meta};

use crate::declaration::{Declaration, Piece};
use crate::emit::{function, shim};
use crate::lower::Plan;
use crate::model::Model;
use crate::names;

pub(crate) fn callback(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, owner) = (names::runtime(at), names::owner(at));
    let span = names::plumbing(model.name().span());
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let name = model.marker();
    let args = &plan.generics.args;
    let types = shim::types(model, plan);
    let (any_shim, owned_shim) =
        (shim::pointer(model, plan, &quote_spanned!(span=> #rt::Any)), shim::pointer(model, plan, &owner));
    let (abi, c_return) = (&plan.abi, &plan.c_return);
    let text = model.text();
    let (captures, refusing, names) = (plan.captures, &plan.refusing, &plan.parameter_names);
    let context = plan.context.as_ref().map_or_else(|| quote_spanned!(span=> ()), |context| context.ty.clone());
    let terms = &plan.terms;
    let errno = plan.fails_with_errno;
    let slots = slots(model, plan);
    let declaration = declaration(model, plan);
    let sendable = sendable(model, plan);
    let of_table = of_table(model, plan);
    // SAFETY of what is generated: `SHIM` and `__shim` are the trampoline's instance for this very impl.
    quote_spanned! {span=>
        unsafe impl<#(#params),*> #rt::Callback for #name<#(#args),*> where #(#predicates),* {
            type Fn = unsafe extern #abi fn(#types) -> #c_return;
            type Context = #context;
            type __Terms = #terms;
            const SHIM: Self::Fn = #any_shim;
            const __DECLARED: #rt::Declared = #rt::Declared {
                name: #rt::concat!(#rt::module_path!(), "::", #text),
                parameters: &[#(#names),*],
                captures: #captures,
                refuses: #refusing,
                fails_with_errno: #errno,
            };
            #declaration
            fn __shim<#owner: #rt::Owner>() -> Self::Fn {
                #owned_shim
            }
            #slots
        }
        #sendable
        #of_table
    }
}

/// The slots of a context that C knows nothing of, and a shim for each.
fn slots(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let count = plan.context.as_ref().map_or(0, |context| context.slots);
    if count == 0 {
        return TokenStream::new();
    }
    let (indices, slot) = (0..count, names::local("slot", at));
    let shims = (0..count).map(|index| shim::pointer(model, plan, &quote_spanned!(span=> #rt::Slotted<#index>)));
    quote_spanned! {span=>
        fn __slots() -> &'static [#rt::Slot] {
            static SLOTS: [#rt::Slot; #count] = [const { #rt::Slot::new() }; #count];
            &SLOTS
        }
        fn __slot_shim(#slot: #rt::usize) -> #rt::Option<Self::Fn> {
            match #slot {
                #(#indices => #rt::Option::Some(#shims),)*
                _ => #rt::Option::None,
            }
        }
    }
}

/// With `threads`, what the context and the outcome must be.
fn sendable(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (Some(context), true) = (&plan.context, plan.threads) else { return TokenStream::new() };
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let (ty, access, flow) = (&context.ty, &context.access, &plan.flow);
    quote_spanned! {span=>
        #[allow(dead_code)]
        fn __callback_threads<#(#params),*>() where #(#predicates),* {
            #rt::assert_threads::<#ty, #access, <#flow as #rt::Flow>::Stop>();
        }
    }
}

/// The shim as a constant for each owner, where a table is made of it.
fn of_table(model: &Model, plan: &Plan) -> TokenStream {
    if !model.of_block.as_ref().is_some_and(|of_block| of_block.in_table) {
        return TokenStream::new();
    }
    let at = model.name().span();
    let (rt, owner, span) = (names::runtime(at), names::owner(at), names::plumbing(at));
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let (name, args, pointer) = (model.marker(), &plan.generics.args, shim::pointer(model, plan, &owner));
    quote_spanned! {span=>
        impl<#(#params,)* #owner: #rt::Owner> #rt::ShimOf<#owner> for #name<#(#args),*> where #(#predicates),* {
            const OF: Self::Fn = #pointer;
        }
    }
}

/// The C declaration and the documentation, for those who ask.
fn declaration(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let pieces = pieces(&plan.declaration, at);
    let docs = docs(model);
    let docs =
        (!docs.is_empty()).then(|| quote_spanned!(span=> const __DOCS: &'static [&'static #rt::str] = &[#(#docs),*];));
    quote_spanned! {span=>
        const __C: &'static [&'static #rt::str] = #pieces;
        #docs
    }
}

/// The pieces of a declaration, as a slice.
pub(crate) fn pieces(declaration: &Declaration, at: Span) -> TokenStream {
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let pieces = declaration.0.iter().map(|piece| match piece {
        Piece::Text(text) => quote_spanned!(span=> #text),
        Piece::Convention(abi) => quote_spanned!(span=> #rt::convention(#abi)),
        Piece::Constant(ty) => quote_spanned!(span=> #rt::Opacity::<#ty>::CONSTANT),
        Piece::Name { ty, value, text } => {
            let value =
                if *value { quote_spanned!(span=> #rt::Valued::<#ty>::NAME) } else { quote_spanned!(span=> "") };
            quote_spanned!(span=> #rt::c_name(#rt::Named::<#ty>::NAME, #value, #text))
        }
    });
    quote_spanned!(span=> &[#(#pieces),*])
}

/// The documentation, a literal for each line.
fn docs<'a>(model: &'a Model<'_>) -> Vec<&'a Expr> {
    let docs = function::attributes(model, &["doc"]).filter_map(|attr| match &attr.meta {
        Meta::NameValue(meta) => Some(&meta.value),
        _ => None,
    });
    docs.collect()
}
