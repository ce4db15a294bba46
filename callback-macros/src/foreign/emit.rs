//! Prints a function of a block; decides nothing.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Lifetime, Meta, Visibility};

use crate::foreign::item::Block;
use crate::foreign::lower::Plan;
use crate::foreign::model::Declaration;
use crate::foreign::prototype::{self, OfBody, Prototype};
use crate::foreign::{by_value, lazy};
use crate::function::print::callback;
use crate::output::anonymous_block::{Lints, Valueless, ValuelessLints, block as hidden_block, inside};
use crate::output::names;
use crate::syntax::lifetimes;
use crate::syntax::list::List as _;
use crate::syntax::report::{self};
use crate::syntax::tokens::mentions;

/// The Rust function.
pub(crate) fn declaration(model: &Declaration, plan: &Plan) -> TokenStream {
    let (hidden, conversions, body) = (&plan.hidden, &plan.conversions, &plan.body);
    let validity = &plan.validity;
    let body = quote!(#(#validity)* #(#hidden)* #(#conversions)* #body);
    let marker = of_function(model, plan);
    if by_value::is_itself(model) {
        return itself(model, plan, marker.as_ref());
    }
    if let Some(symbol) = lazy::symbol(model, plan) {
        let wrapper = wrapper(model, plan, &plan.required, &plan.output, &lazy::body(model, &plan.output, &body));
        return quote!(#wrapper #marker #symbol);
    }
    let output = plan.c_output.as_ref().map(|ty| quote!(-> #ty));
    let block = model.body.is_none().then(|| block(model, &plan.c_inputs, output.as_ref()));
    let wrapper = wrapper(model, plan, &plan.required, &plan.output, &quote!(#block #body));
    let of_body = of_body(model, plan);
    quote!(#wrapper #marker #of_body)
}

/// The module named like a function with a body, with a type for each of its callbacks.
fn of_body(model: &Declaration, plan: &Plan) -> Option<TokenStream> {
    if plan.of_body.is_empty() {
        return None;
    }
    let (name, vis, text) = (model.name(), &model.vis, model.text());
    let cfgs: Vec<_> = model.attrs.iter().filter(|attr| attr.path().is_ident("cfg")).list();
    let (rt, span, lints) =
        (names::runtime(name.span()), names::plumbing(name.span()), ValuelessLints::new(vis, false));
    let inside = inside(vis);
    let types = plan.of_body.iter().map(|callback| {
        let (doc, code) = (format!("The callback `{}`.", names::text(&callback.name)), callback.declaration.doc());
        let item =
            Valueless { vis: &inside, name: &callback.name, params: &[], clause: &TokenStream::new(), phantoms: &[] };
        quote!(#[doc = #doc] #[doc = #code] #item)
    });
    let impls = plan.of_body.iter().map(|OfBody { name: callback, ty, declaration, aliases }| {
        let pieces = callback::pieces(declaration, callback.span());
        let shown = format!("{text}::{}", names::text(callback));
        quote_spanned! {span=>
            const _: () = {
                #(#aliases)*
                impl #rt::Compared for #name::#callback {
                    type __Type = #ty;
                    const __NAME: &'static #rt::str = #rt::concat!(#rt::module_path!(), "::", #shown);
                    const __C: &'static [&'static #rt::str] = #pieces;
                }
            };
        }
    });
    let content = quote! {
        #[allow(unused_imports)]
        use #rt::{Unnamed as _, Referred as _};
        #(#impls)*
    };
    let impls = hidden_block(cfgs.iter().copied(), model.runtime, name.span(), &Lints::ALL, [content]);
    let doc = format!("The callbacks of [`{text}`](fn@{text}), for `verify`.");
    Some(quote! {
        #(#cfgs)*
        #[doc = #doc]
        #lints
        #[allow(dead_code, non_snake_case, unreachable_pub, clippy::module_inception, clippy::redundant_pub_crate)]
        #vis mod #name {
            #(#types)*
        }
        #impls
    })
}

/// The C function itself, which takes arguments for its `...`.
fn itself(model: &Declaration, plan: &Plan, marker: Option<&TokenStream>) -> TokenStream {
    let (of_block, abi, name, vis) = (&model.block.attrs, &model.block.abi, model.name(), &model.vis);
    // The `unsafe` of the user stands in `vouched`.
    let unsafety = Ident::new("unsafe", names::plumbing(name.span()));
    let (attrs, links, validity, identical) = (&model.attrs, &model.links, &plan.validity, by_value::identical(model));
    let (inputs, output, safety) = (model.sig.inputs.iter(), &model.sig.output, &model.sig.safety);
    let code = plan.prototype.as_ref().map(|prototype| prototype.declaration.doc());
    let code = code.iter();
    let cfgs: Vec<_> = attrs.iter().filter(|attr| attr.path().is_ident("cfg")).list();
    let content = [quote!(#identical #(#validity)*)];
    let checks = hidden_block(cfgs, model.runtime, name.span(), &Lints::ALL, content);
    quote! {
        #(#of_block)*
        #unsafety #abi {
            #(#attrs)*
            #(#links)*
            #(#[doc = #code])*
            #vis #safety fn #name(#(#inputs,)* ...) #output;
        }
        #marker
        #checks
    }
}

/// The type named like a C function, with its `impl Declaration`.
fn of_function(model: &Declaration, plan: &Plan) -> Option<TokenStream> {
    let cfgs: Vec<_> = model.attrs.iter().filter(|attr| attr.path().is_ident("cfg")).list();
    let (name, text) = (model.name(), model.text());
    let doc = format!("The C function behind [`{text}`](fn@{text}).");
    if plan.prototype.is_none() && !model.is_lazy() {
        return None;
    }
    let marker = marker(&cfgs, &model.vis, name, &doc, plan.prototype.as_ref());
    let in_c = |prototype| in_c(model, prototype);
    let prototype = plan
        .prototype
        .as_ref()
        .map(|prototype| of_item(&cfgs, name, prototype, in_c(prototype).as_ref(), model.runtime));
    Some(quote!(#marker #prototype))
}

/// The C function as `NAME::C`, with the parameters that it has in C: for bodies, which call it in that form.
fn in_c(model: &Declaration, prototype: &Prototype) -> Option<TokenStream> {
    let (types, output) = prototype.signature.as_ref().filter(|_| !model.is_lazy())?;
    let (span, name, vis, ty) = (prototype::place_of(model), model.name(), &model.vis, &prototype.ty);
    let function = names::local("c_function", span);
    let is_dots = |ty: &TokenStream| ty.to_string().starts_with("..");
    let inputs: Vec<_> = types.iter().map(|ty| if is_dots(ty) { ty.clone() } else { quote!(_: #ty) }).list();
    let block = block(model, &inputs, output.as_ref());
    Some(quote_spanned! {span=>
        #block
        impl #name {
            /// The C function, with all parameters that it has in C.
            #[allow(dead_code, private_interfaces)]
            #vis const C: #ty = #function;
        }
    })
}

pub(crate) fn marker(
    cfgs: &[&Attribute],
    vis: &Visibility,
    name: &Ident,
    doc: &str,
    prototype: Option<&Prototype>,
) -> TokenStream {
    let code = prototype.map(|prototype| prototype.declaration.doc());
    let (code, lints) = (code.iter(), ValuelessLints::new(vis, false));
    let item = Valueless { vis, name, params: &[], clause: &TokenStream::new(), phantoms: &[] };
    quote! {
        #(#cfgs)*
        #[doc = #doc]
        #(#[doc = #code])*
        #lints
        #[allow(dead_code)]
        #item
    }
}

/// `impl Declaration`
pub(crate) fn of_item(
    cfgs: &[&Attribute],
    name: &Ident,
    prototype: &Prototype,
    in_c: Option<&TokenStream>,
    runtime: &TokenStream,
) -> TokenStream {
    let (rt, span) = (names::runtime(name.span()), names::plumbing(name.span()));
    let (aliases, ty, symbol) = (&prototype.aliases, &prototype.ty, &prototype.symbol);
    let pieces = callback::pieces(&prototype.declaration, name.span());
    let variable = prototype.variable.map(
        |constant| quote_spanned!(span=> const __VARIABLE: #rt::Option<#rt::bool> = #rt::Option::Some(#constant);),
    );
    let content = quote_spanned! {span=>
        #[allow(unused_imports)]
        use #rt::{Unnamed as _, Referred as _};
        #(#aliases)*
        impl #rt::Declaration for #name {
            const C_NAME: &'static #rt::str = #symbol;
            type __Type = #ty;
            const __C: &'static [&'static #rt::str] = #pieces;
            #variable
        }
        #in_c
    };
    hidden_block(cfgs.iter().copied(), runtime, name.span(), &Lints::ALL, [content])
}

/// A wrapper that only panics, beside the errors.
pub(crate) fn beside_errors(model: &Declaration, plan: &Plan, error: &syn::Error) -> TokenStream {
    // A function that is configured out has no errors.
    let mut errors = report::tokens(error);
    let cfgs: Vec<_> = model.attrs.iter().filter(|attr| attr.path().is_ident("cfg")).list();
    if !cfgs.is_empty() {
        errors = quote!(#(#cfgs)* const _: () = { #errors };);
    }
    // An elided lifetime may be the error.
    let forever = Lifetime::new("'static", Span::mixed_site());
    let output = lifetimes::name_all(&plan.output, &forever, &|_| false);
    let wrapper = wrapper(model, plan, &[], &output, &quote!(::core::panic!()));
    quote!(#errors #[allow(unused_variables)] #wrapper)
}

/// The function that callers see, with the bounds on its types.
fn wrapper(
    model: &Declaration,
    plan: &Plan,
    required: &[TokenStream],
    output: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let (attrs, vis, name) = (&model.attrs, &model.vis, model.name());
    let params = &model.sig.generics.params;
    let predicates = model.sig.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let (inputs, runtime) = (&plan.inputs, model.runtime);
    let output = if model.is_lazy() { lazy::output(model, output) } else { output.clone() };
    let safety = plan.is_unsafe.then(|| {
        let span = names::plumbing(name.span());
        quote_spanned!(span=> unsafe)
    });
    let (rt, block_lints) = (names::runtime(name.span()), of_functions(model.block));
    let lifetime = plan.lifetime.as_ref().map(|lifetime| quote!(#lifetime,));
    let code = plan.prototype.as_ref().map(|prototype| prototype.declaration.doc());
    let code = code.iter();
    let lints = lints(model);
    // Bounds on types without parameters hold or are errors.
    let of_bounds = (!required.is_empty()).then(|| quote!(#[allow(trivial_bounds)]));
    let clause = model.sig.generics.where_clause.is_some() || !required.is_empty();
    let clause = clause.then(|| quote!(where #(#predicates,)* #(#required),*));
    let is_tracked = attrs.iter().any(|attr| attr.path().is_ident("track_caller"));
    let tracked = (plan.panics && !is_tracked).then(|| quote!(#[track_caller]));
    let panics =
        plan.panics_with_null.then_some("# Panics\n\nC gives NULL. Declared as an `Option` the result is `None` then.");
    let panics = panics.iter();
    quote! {
        #lints
        #of_bounds
        #(#block_lints)*
        #tracked
        #(#attrs)*
        #(#[doc = #panics])*
        #(#[doc = #code])*
        #vis #safety fn #name<#lifetime #params>(#(#inputs),*) -> #output #clause {
            use #runtime::__private as #rt;
            #body
        }
    }
}

/// Allows lints about the signature and names of a C function. A body is user code inside the `unsafe` of the block.
fn lints(model: &Declaration) -> TokenStream {
    if model.body.is_some() {
        return quote!(#[allow(non_snake_case, unused_unsafe)] #[cfg_attr(clippy, allow(clippy::too_many_arguments))]);
    }
    quote! {
        #[allow(
            non_snake_case,
            unused_variables,
            unused_qualifications,
            unused_unsafe,
            clippy::all,
            clippy::pedantic,
            clippy::nursery,
            clippy::restriction,
        )]
    }
}

/// The names of lint levels.
const LEVELS: [&str; 5] = ["allow", "deny", "expect", "forbid", "warn"];

/// The lints of a block, repeated on each function. `expect` becomes `allow`: not every function has to fulfil it.
fn of_functions(block: &Block) -> impl Iterator<Item = TokenStream> + '_ {
    let lints = block.attrs.iter().filter(|attr| LEVELS.iter().any(|level| attr.path().is_ident(level)));
    lints.map(|attr| match &attr.meta {
        Meta::List(list) if attr.path().is_ident("expect") => {
            let lints = &list.tokens;
            quote!(#[allow(#lints)])
        }
        _ => attr.to_token_stream(),
    })
}

/// The block without its items: lints see the `unsafe` of the user as they see that of any block.
pub(crate) fn vouched(block: &Block) -> TokenStream {
    let abi = &block.abi;
    // A missing `unsafe` was reported.
    let Some(unsafety) = &block.unsafety else { return TokenStream::new() };
    let unsafe_code = Ident::new("unsafe_code", Span::call_site());
    let attrs = block.attrs.iter().filter(|attr| {
        let is_lint = LEVELS.iter().any(|level| attr.path().is_ident(level));
        attr.path().is_ident("cfg") || is_lint && mentions(attr.to_token_stream(), &unsafe_code)
    });
    let mut braces = Group::new(Delimiter::Brace, TokenStream::new());
    braces.set_span(block.braces);
    quote!(#(#attrs)* #unsafety #abi #braces)
}

/// The `extern` block that declares the C function to the linker.
fn block(model: &Declaration, inputs: &[TokenStream], output: Option<&TokenStream>) -> TokenStream {
    let span = prototype::place_of(model);
    let links = model.block.attrs.iter().filter(|attr| attr.path().is_ident("link"));
    let (abi, function) = (&model.block.abi, names::local("c_function", model.name().span()));
    let text = model.text();
    let named = if model.links.is_empty() { quote!(#[link_name = #text]) } else { TokenStream::new() };
    let of_symbol = &model.links;
    quote_spanned! {span=>
        #[allow(improper_ctypes, clashing_extern_declarations)]
        #(#links)*
        unsafe #abi {
            #named
            #(#of_symbol)*
            fn #function(#(#inputs),*) #output;
        }
    }
}
