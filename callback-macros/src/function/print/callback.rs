//! `impl Definition` and `impl Callback`.

use proc_macro2::{Delimiter, Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, Meta, Path, Token};

use crate::function::c_text::declarator::{Declaration, Piece};
use crate::function::model::callback::Model;
use crate::function::plan::generics::Generics;
use crate::function::plan::lower::Plan;
use crate::function::print::{body, function, shim};
use crate::grammar::settings::Setting;
use crate::output::names;
use crate::output::tree::{Printed, Put, group, in_braces, put};
use crate::syntax::list::List as _;

pub(crate) fn callback(model: &Model, plan: &Plan) -> impl ToTokens {
    let at = model.name().span();
    let rt = names::runtime(at);
    let span = names::plumbing(model.name().span());
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let name = model.marker();
    let args = &plan.generics.named;
    let types = shim::types(model, plan);
    let (abi, c_return) = (&plan.abi, &plan.c_return);
    let context = plan.context.as_ref().map_or(Printed::unit(span), |context| context.ty.clone());
    let terms = &plan.terms;
    let renamed = renamed(model, &plan.generics, &plan.required, &context);
    let slots = slots(model, plan);
    let scope = plan.has_scope.then(|| scope(at));
    let values = values(model, plan);
    let sendable = sendable(model, plan);
    let answering = shim::has_own(plan).then(|| own_shims(model, plan));
    let body = (!plan.has_closure).then(|| body::functions(model, plan));
    let mut items = TokenStream::new();
    put! {&mut items, span =>
        type Fn = unsafe extern #abi fn #types -> #c_return;
        type Context = #context;
        type __Terms = #terms;
        #values #answering #body #slots
    }
    let items = in_braces(items, span);
    let scope = in_braces(scope.unwrap_or_default(), span);
    // A lifetime of the marker is in the second impl once.
    let has_lifetimes = plan.generics.args.len() > plan.generics.turbofish.len();
    let [params, args, predicates] = [params, args, predicates].map(|list| separated(list, span));
    let required = separated(&plan.required, span);
    // SAFETY of what is generated: all of it is made from one plan: what it says of the parameters is what they are.
    Put(move |tokens: &mut TokenStream| {
        let between =
            (!plan.generics.predicates.is_empty() && !plan.required.is_empty()).then_some(<Token![,]>::default());
        put!(tokens, span => unsafe impl<#params> #rt::Definition for #name<#args> where #predicates #between #required #items);
        if has_lifetimes {
            put!(tokens, span => #[allow(single_use_lifetimes)]);
        }
        put!(tokens, span => impl<#params> #rt::Callback for #name<#args> where #predicates #between #required #scope);
        put!(tokens, span => #renamed #sendable);
    })
}

/// Values with commas between them.
fn separated<T: ToTokens>(values: &[T], span: Span) -> impl ToTokens {
    Put(move |tokens: &mut TokenStream| {
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                put!(tokens, span => ,);
            }
            value.to_tokens(tokens);
        }
    })
}

/// With lifetimes, the callback that the name stands for beside a context.
pub(crate) fn renamed(
    model: &Model,
    generics: &Generics,
    required: &[TokenStream],
    context: &Printed,
) -> Option<TokenStream> {
    generics.forever.as_ref()?;
    let (rt, span) = (names::runtime(model.name().span()), names::plumbing(model.name().span()));
    let (params, args) = (&generics.params, &generics.named);
    let predicates = generics.predicates.iter().chain(required);
    let (name, lifetimes) = (model.marker(), names::lifetimes());
    Some(quote_spanned! {span=>
        impl<#(#params,)* #lifetimes> #rt::Renamed<#context> for #name<#lifetimes> where #(#predicates),* {
            type Callback = #name<#(#args),*>;
        }
    })
}

/// The scopes of a callback that have a shim each, if C passes no context: as many as the runtime opens at once.
const SCOPES: usize = 16;

/// The shims that replace the common ones.
fn own_shims(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let shims = [
        ("any", "Any"),
        ("borrowed", "Borrowed"),
        ("owned", "Owned"),
        ("shared", "Shared"),
        ("by_address", "ByAddress"),
    ];
    let shims = shims.map(|(field, owner)| {
        let (field, owner) = (Ident::new(field, span), Ident::new(owner, span));
        let pointer = shim::pointer(model, plan, &quote_spanned!(span=> #rt::#owner));
        quote_spanned!(span=> #field: #pointer)
    });
    let stacked = if shim::is_stacked(plan) {
        let shims = (0..SCOPES).map(|number| shim::pointer(model, plan, &quote_spanned!(span=> #rt::Stacked<#number>)));
        quote_spanned!(span=> [#(#shims),*])
    } else {
        // Never used.
        let shim = shim::pointer(model, plan, &quote_spanned!(span=> #rt::Borrowed));
        quote_spanned!(span=> [#shim; #SCOPES])
    };
    quote_spanned! {span=>
        const __SHIMS: #rt::Option<#rt::Shims<Self>> =
            #rt::Option::Some(#rt::Shims { #(#shims,)* stacked: #stacked, end: () });
    }
}

/// The constants that describe the callback: properties that differ from the defaults, and texts.
fn values(model: &Model, plan: &Plan) -> impl ToTokens {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let pieces = match &plan.declaration.0[..] {
        [Piece::Text(_)] => None,
        _ => Some(pieces(&plan.declaration, at)),
    };
    let pieces = pieces.map(|pieces| {
        Put(move |tokens: &mut TokenStream| {
            let rt = names::runtime(at);
            put!(tokens, span => const __C_PIECES: &'static [&'static #rt::str] = #pieces;);
        })
    });
    let docs = docs(model);
    let docs =
        (!docs.is_empty()).then(|| quote_spanned!(span=> const __DOCS: &'static [&'static #rt::str] = &[#(#docs),*];));
    let declared = declared(model, plan);
    Put(move |tokens: &mut TokenStream| {
        put!(tokens, span => const __DECLARED: #rt::Declared = #declared; #pieces #docs);
    })
}

fn declared(model: &Model, plan: &Plan) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (name, parameters) = (format!("::{}", model.text()), plan.parameter_names.join(","));
    let text = if let [Piece::Text(text)] = &plan.declaration.0[..] { text } else { "" };
    let mut declared = TokenStream::new();
    if let Some(fail) = plan.fail_number.as_ref().filter(|_| !plan.has_closure) {
        let c_return = &plan.c_return;
        put! {&mut declared, span =>
            #rt::Declared::failing::<#c_return>(#rt::concat!(#rt::module_path!(), #name), #parameters, #text, #fail)
        }
    } else {
        put! {&mut declared, span =>
            #rt::Declared::new(#rt::concat!(#rt::module_path!(), #name), #parameters, #text)
        }
    }
    if let Some(refusing) = &plan.refusing {
        declared = quote_spanned!(span=> #rt::Declared::aborting(#declared, #refusing));
    }
    for (function, argument) in &plan.properties {
        let (function, argument) = (Ident::new(function, span), argument.iter());
        declared = quote_spanned!(span=> #rt::Declared::#function(#declared #(, #argument)*));
    }
    declared = reported(declared, model.args.report.as_ref(), at);
    declared = panicking(model, declared);
    if let Some(text) = model.bound_to(!plan.generics.params.is_empty()) {
        declared = bound_to(&declared, &text, at);
    }
    declared
}

/// The declaration of a callback, with the function of the binding for its panics.
fn panicking(model: &Model, declared: TokenStream) -> TokenStream {
    let Some(panics) = &model.args.panics else { return declared };
    let (rt, span) = (names::runtime(panics.key), names::plumbing(panics.key));
    let path = &panics.value;
    let place = match &model.args.pending {
        None => quote_spanned!(span=> #rt::Panics::new(#path)),
        Some(Setting { value: pending, .. }) => quote_spanned!(span=> #rt::Panics::pending(#path, #pending)),
    };
    quote_spanned!(span=> #rt::Declared::panicking_to(#declared, &const { #place }))
}

/// The declaration of a callback or a table, with the place of its reports.
pub(crate) fn reported(declared: TokenStream, report: Option<&Setting<Option<Path>>>, at: Span) -> TokenStream {
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    match report.map(|report| &report.value) {
        None => declared,
        Some(None) => quote_spanned!(span=> #rt::Declared::unreported(#declared)),
        Some(Some(path)) => quote_spanned!(span=> #rt::Declared::reported_to(#declared, #path)),
    }
}

/// The declaration of a callback or a table whose lent contexts are bound to it, identified by name and position: two
/// functions may contain items of the same name. Those that one `macro_rules!` writes have one position too: they differ in
/// the expansion, which the span is of.
pub(crate) fn bound_to(declared: &TokenStream, text: &str, at: Span) -> TokenStream {
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let expansion = if proc_macro::is_available() { format!("{:?} ", Span::call_site()) } else { String::new() };
    let text = format!("::{text} {expansion}");
    quote_spanned! {span=>
        #rt::Declared::bound_to(#declared, #rt::concat!(#rt::module_path!(), #text, #rt::line!(), ":", #rt::column!()))
    }
}

/// A `scope` that does more than call its body.
pub(crate) fn scope(at: Span) -> TokenStream {
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (borrow, result, context, body) =
        (names::borrow_lifetime(), names::result(at), names::local("context", at), names::local("body", at));
    quote_spanned! {span=>
        fn scope<#borrow, #result>(
            #context: #rt::BorrowedBy<#borrow, Self>,
            #body: impl #rt::FnOnce(&#rt::Scope<#borrow, Self>) -> #result,
        ) -> #rt::HandedBy<Self, #result>
        where
            Self::Context: #borrow,
        {
            #rt::scope::<Self, #result>(#context, #body)
        }
    }
}

/// The slots of a context to which C has no pointer, and a shim for each.
fn slots(model: &Model, plan: &Plan) -> Option<TokenStream> {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let count = plan.context.as_ref().map_or(0, |context| context.slots);
    if count == 0 {
        return None;
    }
    let (indices, slot) = (0..count, names::local("slot", at));
    let shims = (0..count).map(|index| {
        let owner = quote_spanned!(span=> #rt::Slotted<#index>);
        if shim::has_own(plan) {
            return shim::pointer(model, plan, &owner);
        }
        quote_spanned!(span=> <#rt::ShimOf<Self, #owner> as #rt::Shim<_>>::SHIM)
    });
    Some(quote_spanned! {span=>
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
    })
}

/// With `threads`, the assertions about the context and the stop value.
fn sendable(model: &Model, plan: &Plan) -> Option<TokenStream> {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (Some(context), true) = (&plan.context, plan.threads) else { return None };
    let (params, predicates) = (&plan.generics.params, &plan.generics.predicates);
    let (ty, access, flow) = (&context.ty, &context.access, &plan.flow);
    let witness = plan.generics.witness(model.marker());
    Some(quote_spanned! {span=>
        #[allow(dead_code)]
        fn __callback_threads<#(#params),*>(#witness) where #(#predicates),* {
            #rt::assert_threads::<#ty, #access, <#flow as #rt::Flow>::Stop>();
        }
    })
}

/// The pieces of a declaration, as a slice.
pub(crate) fn pieces(declaration: &Declaration, at: Span) -> impl ToTokens {
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let mut pieces = TokenStream::new();
    for (index, piece) in declaration.0.iter().enumerate() {
        let pieces = &mut pieces;
        if index > 0 {
            put!(pieces, span => ,);
        }
        match piece {
            Piece::Text(text) => text.to_tokens(pieces),
            Piece::Convention(abi) => put!(pieces, span => #rt::convention(#abi)),
            Piece::Constant(ty) => put!(pieces, span => #rt::Opacity::<#ty>::CONSTANT),
            Piece::Name { ty, value: true, text } => {
                put!(pieces, span => #rt::c_name(#rt::Named::<#ty>::NAME, #rt::Valued::<#ty>::NAME, #text));
            }
            Piece::Name { ty, value: false, text } => {
                put!(pieces, span => #rt::c_name(#rt::Named::<#ty>::NAME, "", #text));
            }
        }
    }
    let pieces = group(Delimiter::Bracket, pieces, span);
    Put(move |tokens: &mut TokenStream| put!(tokens, span => & #pieces))
}

/// The documentation, a literal for each line.
fn docs<'a>(model: &'a Model<'_>) -> Vec<&'a Expr> {
    let docs = function::attributes(model, &["doc"]).filter_map(|attr| match &attr.meta {
        Meta::NameValue(meta) => Some(&meta.value),
        _ => None,
    });
    docs.list()
}
