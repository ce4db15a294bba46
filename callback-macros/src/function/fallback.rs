//! The output in case of errors: the user's item and a stub of the callback's interface, so that no
//! second-hand errors bury the first.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::FnArg;

use crate::function::check::{borrows, contexts, rules};
use crate::function::model::callback::{Model, Shape};
use crate::function::plan::{context, generics, results};
use crate::function::print::function::cfgs;
use crate::function::print::{callback, function as print_function, marker};
use crate::grammar::settings::Setting;
use crate::output::tree::Printed;
use crate::output::{anonymous_block, names, runtime};
use crate::syntax::report;

/// Returns the function, the errors and a stub.
pub(crate) fn function(model: &Model, error: &syn::Error) -> TokenStream {
    let errors = report::tokens(error);
    let function = print_function::function(model);
    let method = model.function.sig.inputs.iter().any(|input| matches!(input, FnArg::Receiver(_))) || has_self(model);
    // An `impl` cannot contain a type, and an item that was not understood has no known interface.
    let stub = if method || !lowers(model) { TokenStream::new() } else { stub(model) };
    quote!(#errors #function #stub)
}

/// Returns true for a function that stands in an `impl`.
fn has_self(model: &Model) -> bool {
    let mut types = model.parameters.iter().map(|parameter| &parameter.ty).chain(&model.returns.ty);
    model.of_block.is_none() && types.any(|ty| rules::own_type(ty).is_some())
}

/// Returns true if the types of the function can be written in an `impl`.
fn lowers(model: &Model) -> bool {
    let unsized_context = matches!(model.context(), Some((_, context)) if contexts::unsized_by_value(context));
    let types = model.parameters.iter().map(|parameter| &parameter.ty).chain(&model.returns.ty);
    !unsized_context
        && rules::undeclared(model).is_none()
        && !borrows::bounds_a_call(model)
        && !types.into_iter().any(rules::anonymous)
}

/// Returns the marker, and an implementation of `Callback` whose shim fits every declaration.
fn stub(model: &Model) -> TokenStream {
    let generics = generics::generics(model);
    let marker = marker::marker(model, &generics, None);
    let block = stub_block(model);
    quote!(#marker #block)
}

/// Returns the implementation of `Callback` for the marker.
pub(crate) fn stub_block(model: &Model) -> TokenStream {
    if !lowers(model) {
        return TokenStream::new();
    }
    let generics = generics::generics(model);
    let (params, args, predicates) = (&generics.params, &generics.named, &generics.predicates);
    let name = model.marker();
    let runtime = runtime::runtime(Setting::value(model.args.krate.as_ref()));
    let rt = names::runtime(model.name().span());
    let flow = match model.returns.shape {
        Shape::Result { .. } | Shape::ControlFlow { .. } => results::return_type(model),
        _ => Printed::Tokens(quote!(#rt::Plain)),
    };
    let is_reference = model.context().is_some_and(|(_, context)| {
        contexts::passed_as_reference(context).is_some() || contexts::passed_as_narrow(context).is_some()
    });
    let context = model.context().map(|(index, context)| context::context_plan(model, index, context));
    let void_pointer = || Printed::Tokens(quote!(*mut #rt::c_void));
    let (context, access, pointer, route) = match context {
        Some(context) if is_reference => (context.ty, context.access, void_pointer(), context.route),
        Some(context) => (context.ty, context.access, context.pointer, context.route),
        None => {
            let shared = Printed::Tokens(quote!(#rt::SharedAccess));
            (Printed::unit(Span::call_site()), shared, void_pointer(), Ident::new("Nowhere", Span::call_site()))
        }
    };
    let threads = if model.args.threads.is_some() { quote!(AnyThread) } else { quote!(OneThread) };
    let cfgs = cfgs(model);
    let renamed = callback::renamed(model, &generics, &[], &context);
    let mut terms = quote!(#rt::Agreed<#access, #rt::Finding, #flow, #pointer, #rt::route::#route, #rt::#threads>);
    if generics.forever.is_some() {
        terms = quote!(#rt::WithLifetimes<#terms>);
    }
    // SAFETY of what is generated: it stands beside a compile error, so that nothing of it ever runs.
    let stub = quote! {
            unsafe impl<#(#params),*> #rt::Definition for #name<#(#args),*> where #(#predicates),* {
                type Fn = #rt::Broken;
                type Context = #context;
                type __Terms = #terms;
                const __SHIMS: #rt::Option<#rt::Shims<Self>> = #rt::Option::Some(#rt::Shims::all(#rt::broken()));
                const __DECLARED: #rt::Declared = #rt::Declared::new("", "", "");
            }
            impl<#(#params),*> #rt::Callback for #name<#(#args),*> where #(#predicates),* {}
            #renamed
    };
    anonymous_block::block(cfgs, &runtime, model.name().span(), &anonymous_block::Lints::ALL, [stub])
}

/// Returns an item of an unknown kind as it is, with the errors.
pub(crate) fn unknown_item(item: &TokenStream, error: &syn::Error) -> TokenStream {
    // rustc refuses attributes on statements.
    if matches!(item.clone().into_iter().next(), Some(TokenTree::Ident(first)) if first == "let") {
        return item.clone();
    }
    let errors = report::tokens(error);
    quote!(#errors #item)
}

/// Returns the error for a pass that gave up without a message.
pub(crate) fn silent(model: &Model) -> syn::Error {
    syn::Error::new(model.function.sig.ident.span(), "`#[callback]` cannot make a callback of this function")
}
