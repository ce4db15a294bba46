//! The values that the wrapper returns: the C result, out-parameters and subscriptions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, Type};

use crate::foreign::by_value;
use crate::foreign::expressions::{bindings, in_safe_code};
use crate::foreign::group::{Group, KeptUntil, unregister};
use crate::foreign::groups::is_optional;
use crate::foreign::lengths::{self, Target};
use crate::foreign::locals::{binding, kept, scope_of, shown};
use crate::foreign::model::{Declaration, Role, is_erased, is_recast};
use crate::foreign::outcome::{self, Condition};
use crate::foreign::result_types::{flow_of, is_plain, kept_lifetime};
use crate::grammar::settings::Setting;
use crate::output::names;

/// A part of the wrapper's return value.
pub(crate) struct ReturnPart {
    pub(crate) ty: TokenStream,
    statement: TokenStream,
    /// The `?` of a value that can be refused.
    check: Option<TokenStream>,
    /// The values used by unregistering.
    needs: Vec<Ident>,
    pub(crate) value: Ident,
}

/// The statements of the parts, ordered so that a refused value leaves nothing with C. All that C wrote is converted
/// first, so that it is freed; a closure has its `Subscription` before values without use in unregistering are checked.
pub(crate) fn statements(parts: &[ReturnPart]) -> TokenStream {
    let (values, mut closures): (Vec<&ReturnPart>, Vec<&ReturnPart>) =
        parts.iter().partition(|part| part.check.is_some());
    closures.sort_by_key(|part| part.needs.len());
    let converted = values.iter().map(|part| &part.statement);
    let mut out = quote!(#(#converted)*);
    let mut checked: Vec<&Ident> = vec![];
    let check = |out: &mut TokenStream, checked: &mut Vec<_>, needs: &dyn Fn(&Ident) -> bool| {
        for part in values.iter().filter(|part| needs(&part.value)) {
            if !checked.contains(&&part.value) {
                out.extend(part.check.clone());
                checked.push(&part.value);
            }
        }
    };
    for closure in closures {
        check(&mut out, &mut checked, &|value| closure.needs.contains(value));
        out.extend(closure.statement.clone());
    }
    check(&mut out, &mut checked, &|_| true);
    out
}

/// Returns true if the C result is only a status, which carries no value on success.
pub(crate) fn is_status(model: &Declaration) -> bool {
    matches!(model.args.fails.as_ref().map(|fails| &fails.value), Some(Condition::Nonzero(_)))
}

pub(crate) fn parts(model: &Declaration, groups: &[Group]) -> Vec<ReturnPart> {
    let mut parts = vec![];
    if let (Some(ty), false) = (&model.returns, is_status(model)) {
        parts.push(returned(model, ty));
    }
    for (index, parameter) in model.parameters.iter().enumerate() {
        if let Role::Out(args) = &parameter.role {
            let (span, last) = names::ends(&parameter.ty);
            let (rt, kept, value) = (names::runtime(span), kept(index, span), names::value(index, span));
            let (name, ty) = (shown(model), &parameter.ty);
            let text = names::text(&binding(index, parameter));
            let c = quote_spanned!(span=> #rt::OutSlot::take(&#kept));
            let at = (span, last);
            let named = quote_spanned!(last=> #name, #rt::Option::Some(#text));
            let found = lengths::found(model, Target::Out(index), ty, &c);
            let (found, len) = found.unzip();
            let convert = converted(ty, args.free.as_ref(), len.as_ref(), &c, &named, at);
            // SAFETY of what is generated: the author of the block says that C writes it where the call goes well.
            let statement = quote_spanned!(span=> #found let #value = unsafe { #convert };);
            let check = Some(quote_spanned!(span=> let #value = #value?;));
            parts.push(ReturnPart { ty: ty.to_token_stream(), statement, check, needs: vec![], value });
        }
    }
    parts.extend(groups.iter().filter_map(|group| subscription(model, group)));
    parts
}

/// The C result, converted.
fn returned(model: &Declaration, ty: &Type) -> ReturnPart {
    let at = model.name().span();
    let (first, last) = names::ends(ty);
    let (rt, c, value) = (names::runtime(first), names::local("returned", at), names::local("value", at));
    if model.never_returns() {
        let statement = quote_spanned!(first=> let #value = #c;);
        return ReturnPart { ty: quote!(::core::convert::Infallible), statement, check: None, needs: vec![], value };
    }
    let from = if is_erased(model, ty) {
        quote!(#rt::Thin::restore(#c))
    } else if is_recast(model, ty) {
        quote_spanned!(first=> #rt::recast(#c))
    } else {
        quote!(#c)
    };
    let name = shown(model);
    let named = quote_spanned!(last=> #name, #rt::Option::None);
    let free = model.args.free.as_ref();
    let crossing = by_value::crossing(model, ty).filter(|_| free.is_none());
    let (found, len) = lengths::found(model, Target::Result, ty, &from).unzip();
    let convert = converted(crossing.as_ref().unwrap_or(ty), free, len.as_ref(), &from, &named, (first, last));
    // SAFETY of what is generated: C returns what the declaration says.
    let statement = quote_spanned!(first=> #found let #value = unsafe { #convert };);
    let taken = by_value::taken(model, ty, quote_spanned!(first=> #value?));
    let check = Some(quote_spanned!(first=> let #value = #taken;));
    ReturnPart { ty: ty.to_token_stream(), statement, check, needs: vec![], value }
}

/// The conversion of a C value: owned if there is a deallocator, an array if there is a length.
fn converted(
    ty: &Type,
    free: Option<&Setting<Path>>,
    len: Option<&Ident>,
    c: &TokenStream,
    named: &TokenStream,
    (first, last): (Span, Span),
) -> TokenStream {
    let rt = names::runtime(first);
    let free = free.map(|free| outcome::deallocator(&free.value, ty, len.is_some()));
    let function = match (&free, len) {
        (Some(_), Some(_)) => "owned_array",
        (Some(_), None) => "owned",
        (None, Some(_)) => "returned_array",
        (None, None) => "returned",
    };
    let function = Ident::new(function, first);
    let (len, free) = (len.into_iter(), free.iter());
    let arguments = quote_spanned!(last=> (#c, #(#len,)* #(#free,)* #named));
    quote_spanned!(first=> #rt::#function::<#ty> #arguments)
}

/// The `Subscription` of a closure that C keeps.
fn subscription(model: &Declaration, group: &Group) -> Option<ReturnPart> {
    group.kept.filter(|kept| *kept != KeptUntil::Destroy && group.until.is_none())?;
    let (runtime, first) = (model.runtime, &group.members[0]);
    let (rt, scope) = (names::runtime(first.span), scope_of(group));
    let value = names::local(&format!("subscription{}", first.index), first.span);
    let unregister = unregister(group);
    let any_thread = group.threads && unregister.is_none();
    let (new, threads) = if any_thread {
        (quote!(of_any_thread), Some(quote!(#runtime::__private::AnyThread)))
    } else {
        (quote!(of_one_thread), None)
    };
    let flow = flow_of(model, group);
    let stop = match (is_plain(group), &threads) {
        (true, None) => None,
        (true, Some(_)) => Some(quote!(, ::core::convert::Infallible)),
        (false, _) => Some(quote!(, #runtime::__private::StopBy<#flow>)),
    };
    let threads = threads.map(|threads| quote!(, #threads));
    let lifetime = unregister.and_then(|_| kept_lifetime(model));
    let lifetime = lifetime.map_or_else(|| quote!('static), |(lifetime, _)| lifetime.to_token_stream());
    let ty = quote!(#runtime::Subscription<#lifetime #stop #threads>);
    let (bindings, needs) = unregister.map_or_else(Default::default, |expr| bindings(model, expr));
    let taken_back = unregister.map(|_| quote!(#rt::Given::take_back(&#scope);));
    let closing = unregister.map(|expr| {
        let at = names::plumbing(names::ends(expr).0);
        let one = quote!(__callback_one);
        quote_spanned!(at=> #rt::Registration::unregister(#one, move || #expr))
    });
    let kept = closing.unwrap_or_else(|| quote!(__callback_one));
    let made = quote!(#rt::Subscription::#new(#kept));
    let (ty, made) = if is_optional(group) {
        (quote!(::core::option::Option<#ty>), quote!(#rt::Option::map(#scope, |__callback_one| #made)))
    } else {
        (ty, quote!({ let __callback_one = #scope; #made }))
    };
    let safe = in_safe_code(model);
    let statement = quote!(#safe let #value = { #bindings #taken_back #made };);
    Some(ReturnPart { ty, statement, check: None, needs, value })
}
