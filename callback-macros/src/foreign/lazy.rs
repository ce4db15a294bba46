//! `lazy = "…"`: functions that are looked up at their first call.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::ForeignItem;

use crate::foreign::item::Block;
use crate::foreign::lower::Plan;
use crate::foreign::model::Declaration;
use crate::foreign::prototype;
use crate::output::anonymous_block::{Lints, block as hidden_block};
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;

/// Refuses `#[link]` and statics, which are bound at link time.
pub(crate) fn check(block: &Block, report: &mut Report) {
    let Some(lazy) = &block.lazy else { return };
    for attr in block.attrs.iter().filter(|attr| attr.path().is_ident("link")) {
        report.at(attr, "`lazy` looks the library up when it is called first; remove `#[link]`, or `lazy`");
        report.span(lazy.key, "`lazy` is given here");
    }
    for item in &block.items {
        if let ForeignItem::Static(item) = item {
            report
                .at(&item.ident, "a static is bound when the program is linked; declare it in a block without `lazy`");
        }
    }
}

/// The `impl` of the type named like the function: `is_available`, and the symbol.
pub(crate) fn symbol(model: &Declaration, plan: &Plan) -> Option<TokenStream> {
    let lazy = model.block.lazy.as_ref().filter(|_| model.is_lazy())?;
    let (name, vis, runtime) = (model.name(), &model.vis, model.runtime);
    let span = names::plumbing(name.span());
    let cfgs = model.attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    let libraries = lazy.value.0.iter().map(|name| c_string(&name.value()));
    let symbol = c_string(&prototype::symbol_name(model));
    let function = pointer(model, plan);
    let rt = names::runtime(name.span());
    // SAFETY of what is generated: the author of the block vouches for what the library does when it is loaded, and for the
    // type of the function; the names end with a NUL.
    let content = quote_spanned! {span=>
        impl #name {
            /// Returns true if the library and the function in it are there. It loads the library.
            #[allow(dead_code)]
            #vis fn is_available() -> #rt::bool {
                #rt::Symbol::is_available(Self::__callback_symbol())
            }

            fn __callback_symbol() -> &'static #rt::Symbol<#function> {
                static SYMBOL: #rt::Symbol<#function> = unsafe { #rt::Symbol::new(&[#(#libraries),*], #symbol) };
                &SYMBOL
            }
        }
    };
    Some(hidden_block(cfgs, runtime, name.span(), &Lints::ALL, [content]))
}

/// The body of the wrapper, which returns an error if the function is missing.
pub(crate) fn body(model: &Declaration, output: &TokenStream, body: &TokenStream) -> TokenStream {
    let at = model.name().span();
    let (rt, span, name) = (names::runtime(at), names::plumbing(at), model.name());
    let function = names::local("c_function", at);
    quote_spanned! {span=>
        let #function = #rt::Symbol::get(#name::__callback_symbol())?;
        #rt::Result::Ok((move || -> #output { #body })())
    }
}

/// The return type of the wrapper.
pub(crate) fn output(model: &Declaration, output: &TokenStream) -> TokenStream {
    let runtime = model.runtime;
    quote!(::core::result::Result<#output, #runtime::foreign::MissingSymbol>)
}

fn pointer(model: &Declaration, plan: &Plan) -> TokenStream {
    let (abi, inputs) = (&model.block.abi, &plan.c_inputs);
    let output = plan.c_output.as_ref().map(|ty| quote!(-> #ty));
    quote!(unsafe #abi fn(#(#inputs),*) #output)
}

/// A NUL-terminated literal. Names contain no zeros: `name` refuses them, and `rustc` those of `#[link_name]`.
fn c_string(text: &str) -> Literal {
    let text: Vec<u8> = text.bytes().filter(|byte| *byte != 0).chain([0]).list();
    Literal::c_string(core::ffi::CStr::from_bytes_with_nul(&text).unwrap_or(c""))
}
