//! The functions that a shim calls: the body of a call, the fail value, and the lookup of the context.

use proc_macro2::{Group, Ident, Literal, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote_spanned};
use syn::{Lifetime, Token};

use crate::function::model::callback::Model;
use crate::function::plan::arguments::{Conversion, Unshown};
use crate::function::plan::lower::Plan;
use crate::function::plan::overlap;
use crate::function::plan::shown::TypePart;
use crate::function::plan::types_of_call::in_body;
use crate::function::print::{lent, on_fail};
use crate::output::names;
use crate::output::tree::{Printed, Put, in_braces, parenthesised, put};
use crate::syntax::lifetimes;
use crate::syntax::list::List as _;
use crate::syntax::tokens::mentions;

/// The functions of the `impl`, for the shim that all callbacks of a type share.
pub(crate) fn functions(model: &Model, plan: &Plan) -> impl ToTokens {
    let at = model.name().span();
    let (rt, span, fail) = (names::runtime(at), names::plumbing(at), &plan.fail);
    // Concrete types instead of projections of the trait: each projection takes time to compile.
    let types = Put(move |tokens: &mut TokenStream| {
        for parameter in &plan.c_parameters {
            let ty = &parameter.ty;
            put!(tokens, span => #ty,);
        }
    });
    let types = parenthesised(types.into_token_stream(), span);
    let (c_return, ended) = (&plan.c_return, &plan.ended);
    let (passed, mut code) = (passed(plan, |_| true), TokenStream::new());
    put_locals(&mut code, model, plan);
    put_body(&mut code, model, plan);
    let (code, context) = (in_braces(code, span), context(model, plan));
    let fails = !plan.returns_nothing && plan.fail_number.is_none();
    // The functions are safe, and user code stands outside of each generated `unsafe`.
    Put(move |tokens: &mut TokenStream| {
        if fails {
            put! {tokens, span =>
                const __FAILS: #rt::bool = true;
                fn __fail() -> #c_return { #fail }
            }
        }
        // The conversion of the result is printed for a diverging function too.
        if plan.diverges {
            put!(tokens, span => #[allow(unreachable_code)]);
        }
        let held = held(plan, at);
        put!(tokens, span => fn __body(_: #rt::Promise, #passed: #types, #held) -> #ended #code #context);
    })
}

/// The parameter for the context.
fn held(plan: &Plan, at: Span) -> impl ToTokens {
    let (span, name) = (names::plumbing(at), names::local("held", at));
    Put(move |tokens: &mut TokenStream| {
        if let Some(context) = &plan.context {
            let held = &context.held;
            put!(tokens, span => #name: #held);
        } else {
            put!(tokens, span => (): ());
        }
    })
}

/// `__find`, for a callback that has to find its context.
fn context(model: &Model, plan: &Plan) -> Option<TokenStream> {
    let context = plan.context.as_ref().filter(|context| context.is_found)?;
    let at = model.name().span();
    let (rt, span, source) = (names::runtime(at), names::plumbing(at), &context.source);
    let passed = passed(plan, |name| mentions(source.to_token_stream(), name));
    Some(quote_spanned! {span=>
        fn __find(_: #rt::Promise, &#passed: &#rt::PassedTo<Self>) -> *mut #rt::c_void {
            #source
        }
    })
}

/// A pattern for the C arguments that binds those in use.
fn passed(plan: &Plan, is_used: impl Fn(&Ident) -> bool) -> Group {
    let names = plan.c_parameters.iter().map(|parameter| {
        let name = &parameter.name;
        if is_used(name) { name.clone() } else { Ident::new("_", name.span()) }
    });
    let span = names::plumbing(Span::call_site());
    parenthesised(quote_spanned!(span=> #(#names,)*), span)
}

/// The locals before the conversions.
pub(super) fn locals(model: &Model, plan: &Plan) -> TokenStream {
    let mut tokens = TokenStream::new();
    put_locals(&mut tokens, model, plan);
    tokens
}

fn put_locals(tokens: &mut TokenStream, model: &Model, plan: &Plan) {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    put_claims(tokens, model);
    for (name, answer) in answer_names(model, plan).iter().zip(&plan.answer.arguments) {
        put!(tokens, span => let #name = #answer;);
    }
    if plan.needs_call {
        let call = names::call(at);
        put!(tokens, span => let #call = #rt::CALL;);
    }
    apart(model, plan).to_tokens(tokens);
    if plan.hides_function {
        let (name, function) = (names::local("function", at), function(model, plan));
        put!(tokens, span => let #name = #function;);
    }
}

/// The claims that types are what their names say, which are types themselves: nothing is computed.
fn put_claims(tokens: &mut TokenStream, model: &Model) {
    let (claims, span) = (overlap::claims(model), names::plumbing(model.name().span()));
    if claims.is_empty() {
        return;
    }
    let all = Put(|tokens: &mut TokenStream| {
        for claim in &claims {
            let (first, last) = names::type_ends(claim.ty);
            let (rt, ty) = (names::runtime_at(first), in_body(model, claim.ty));
            put!(tokens, first => #rt::Claim<);
            if claim.behind {
                put!(tokens, first => &);
            }
            let kind = Literal::u8_unsuffixed(claim.kind);
            put!(tokens, first => #ty, #kind);
            if let Some(inner) = claim.inner {
                let inner = in_body(model, inner);
                put!(tokens, first => , #inner);
            }
            put!(tokens, last => >);
            put!(tokens, span => ,);
        }
    });
    put!(tokens, span => let _: (#all););
}

/// The local for the places of the compared arguments, none at first.
fn apart(model: &Model, plan: &Plan) -> Option<TokenStream> {
    let compared = &plan.compared_arguments;
    if compared.arguments == 0 {
        return None;
    }
    let at = model.name().span();
    let (rt, span, apart, count) = (names::runtime(at), names::plumbing(at), names::apart(at), compared.arguments);
    let ty = Ident::new(if compared.has_rows { "ApartRows" } else { "Apart" }, span);
    let fixed: Vec<_> = compared
        .shared
        .iter()
        .map(|(index, pointee)| {
            let pointee = lifetimes::name_all(pointee, &names::static_lifetime(), &|_| true);
            quote_spanned!(span=> #rt::Parts::<#pointee>::__FIXED << #index)
        })
        .list();
    Some(if fixed.is_empty() {
        quote_spanned!(span=> let #apart = #rt::#ty::<#count>::new(0);)
    } else {
        quote_spanned! {span=>
            let #apart = #rt::#ty::<#count>::new({
                #[allow(unused_imports)]
                use #rt::MayChange as _;
                #(#fixed)|*
            });
        }
    })
}

/// Converts the arguments, calls the function, converts the result.
pub(super) fn body(model: &Model, plan: &Plan) -> TokenStream {
    let mut tokens = TokenStream::new();
    put_body(&mut tokens, model, plan);
    tokens
}

fn put_body(tokens: &mut TokenStream, model: &Model, plan: &Plan) {
    let at = model.name().span();
    let span = names::plumbing(at);
    let (conversions, counted) = (&plan.conversions, &plan.counted);
    let held = names::local("held", at);
    let context = plan.context.as_ref().map(|context| {
        let (value, give) = (&context.value, context.give.clone().call(held.to_token_stream(), span));
        // SAFETY of what is generated: the argument is what the access holds for this call, which is there until the body
        // has returned (`Access::hold`).
        let given = if context.gives_value { give } else { in_unsafe(give.to_token_stream(), span) };
        Put(move |tokens: &mut TokenStream| put!(tokens, span => let #value = #given;))
    });
    let arguments = &plan.call;
    let user = if plan.hides_function { Printed::Name(names::local("function", at)) } else { function(model, plan) };
    let (function, others) = (plan.answer.function.clone(), answer_names(model, plan));
    let mut user = user.call(quote_spanned!(span=> #(#arguments),*), span);
    if plan.is_unsafe {
        // SAFETY of what is generated: the arguments are what C passed, for which the user declared the function `unsafe`.
        user = in_unsafe(user.to_token_stream(), span);
    }
    let call = lent::given(model, plan, user);
    let ended = filled(plan, function.call(quote_spanned!(span=> #call #(, #others)*), span), span);
    let answer = on_fail::answer(model, plan, ended);
    tokens.append_all(conversions);
    tokens.append_all(counted.iter().filter(|conversion| conversion.is_early).map(Conversion::call));
    context.to_tokens(tokens);
    tokens.append_all(counted);
    answer.to_tokens(tokens);
}

/// The end of the call, a success only if each place of a result was written.
fn filled<'a>(plan: &Plan, ended: Printed<'a>, span: Span) -> Printed<'a> {
    let places: Vec<_> = plan.conversions.iter().filter_map(|conversion| conversion.place.as_ref()).list();
    if places.is_empty() {
        return ended;
    }
    let (rt, names) = (names::runtime_at(span), places.iter().map(|(name, _)| name));
    let indices = places.iter().map(|(_, index)| index);
    Printed::Tokens(quote_spanned!(span=> #rt::filled(#ended, &[#((#indices, #names)),*])))
}

/// `unsafe { TOKENS }`
fn in_unsafe(tokens: TokenStream, span: Span) -> Printed<'static> {
    let block = in_braces(tokens, span);
    Printed::Tokens(quote_spanned!(span=> unsafe #block))
}

impl Conversion<'_> {
    /// The local that represents the call.
    fn call(&self) -> TokenStream {
        let mut tokens = TokenStream::new();
        let (Some(call), span) = (&self.call, self.span) else { return tokens };
        binding(call, &mut tokens, span);
        match self.beside {
            Some(beside) => {
                let held = names::local("held", span);
                Printed::runtime(beside, span).call(quote_spanned!(span=> &#held), span).to_tokens(&mut tokens);
            }
            None => Printed::runtime("CALL", span).to_tokens(&mut tokens),
        }
        Token![;](span).to_tokens(&mut tokens);
        tokens
    }
}

/// Ends the call if a part of the type has a lifetime that it does not show, or shows one that it does not have.
impl ToTokens for Unshown<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for part in &self.parts {
            let ty = part.ty();
            let (first, last) = names::type_ends(ty);
            let rt = names::runtime_at(first);
            match part {
                TypePart::Unshown(_) => put!(tokens, first => if #rt::hides::<#ty),
                TypePart::Named(_) if !part.shows() => {
                    put!(tokens, first => if #rt::hides::<<#ty as #rt::CType>::C);
                }
                TypePart::Shown(_) | TypePart::Named(_) => {
                    let call = names::call_lifetime();
                    let named = |lifetime: &Lifetime| lifetimes::name_all(ty, lifetime, &|_| true);
                    let (here, always) = (named(&call), named(&names::static_lifetime()));
                    let (has_more, here, always) = match part {
                        TypePart::Named(_) => {
                            let c = |ty| quote_spanned!(first=> <#ty as #rt::CType>::C);
                            let always = c(always);
                            (Some(quote_spanned!(first=> #rt::hides::<#always>() &&)), c(here), always)
                        }
                        _ => (None, here, always),
                    };
                    put! {tokens, first =>
                        if #has_more #rt::ignores::<
                            dyn for<#call> #rt::PerCall<#call, Of = &#call #here>,
                            dyn for<#call> #rt::PerCall<#call, Of = &#call #always>,
                    }
                }
            }
            put!(tokens, last => >());
            let parameter = self.parameter;
            if self.aborts {
                put!(tokens, first => { #rt::hidden_abort() });
            } else {
                put!(tokens, first => { return #rt::Err(#rt::Halt::Refused(#rt::hidden(#parameter))); });
            }
        }
    }
}

/// Binds one argument, or ends the call. A `match` compiles faster than `?`.
impl ToTokens for Conversion<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (name, span) = (&self.name, self.span);
        self.unshown.to_tokens(tokens);
        if let (Some(call), false) = (&self.call, self.is_sure) {
            if !self.is_early {
                self.call().to_tokens(tokens);
            }
            if let Some((place, _)) = &self.place {
                binding(place, tokens, span);
                tokens.extend(quote_spanned!(span=> &#call;));
            }
        }
        if let Some((name, len)) = &self.len {
            binding(name, tokens, span);
            tokens.extend(quote_spanned!(span=> #len.0;));
        }
        binding(name, tokens, span);
        if self.is_sure {
            self.convert.to_tokens(tokens);
        } else {
            // SAFETY of what is generated: C passed the value for this parameter, valid for the call that the local stands
            // for, of as many elements as the length says, with what the format says (`Promise`).
            Token![match](span).to_tokens(tokens);
            Token![unsafe](span).to_tokens(tokens);
            tokens.append(in_braces(self.convert.to_token_stream(), span));
            let (rt, value) = (names::runtime_at(span), names::local("value", span));
            let inside: TokenStream = (0..self.depth).map(|_| quote_spanned!(span=> .0)).collect();
            put! {tokens, span => {
                #rt::Ok(#value) => #value #inside,
                #rt::Err(#value) => return #rt::Err(#rt::Halt::Refused(#value)),
            }}
        }
        Token![;](span).to_tokens(tokens);
    }
}

/// `let NAME =`
fn binding(name: &Ident, tokens: &mut TokenStream, span: Span) {
    Token![let](span).to_tokens(tokens);
    name.to_tokens(tokens);
    Token![=](span).to_tokens(tokens);
}

/// The path of the user's function. A local replaces it if a parameter of the same name would hide it.
fn function(model: &Model, plan: &Plan) -> Printed<'static> {
    let span = names::plumbing(model.name().span());
    if let Some(of_block) = &model.of_block {
        return Printed::Tokens(of_block.called.clone());
    }
    let (name, turbofish) = (model.name(), &plan.generics.turbofish);
    if turbofish.is_empty() {
        return Printed::Name(name.clone());
    }
    Printed::Tokens(quote_spanned!(span=> #name::<#(#turbofish),*>))
}

/// The locals for the values that C receives on success or on a stop.
fn answer_names(model: &Model, plan: &Plan) -> Vec<Ident> {
    let at = model.name().span();
    (0..plan.answer.arguments.len()).map(|index| names::local(&format!("answer{index}"), at)).list()
}
