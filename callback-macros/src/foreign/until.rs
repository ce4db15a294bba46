//! Closures that C keeps until it has freed a handle: `until = HANDLE`.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Type, parse_quote};

use crate::foreign::group::{Group, Handle};
use crate::foreign::groups::{find, is_lent};
use crate::foreign::locals::{self, binding, scope_of};
use crate::foreign::model::{self, Declaration, Parameter, Role};
use crate::grammar::settings::Setting;
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::types::ungrouped;

/// Returns true if this argument carries the closures of a callback.
pub(crate) fn is_carrier(model: &Declaration, parameter: &Parameter) -> bool {
    let named = |name: &Ident| parameter.name.as_ref() == Some(name);
    let mut untils = model.callbacks().filter_map(|(_, callback)| callback.contract.until.as_ref());
    matches!(parameter.role, Role::Argument) && untils.any(|until| named(&until.value)) && is_lent(&parameter.ty)
}

/// The type of an argument that carries closures: `&CBox<T>` or `&mut CBox<T>`.
pub(crate) fn carrier_type(model: &Declaration, parameter: &Parameter) -> Option<Type> {
    let Type::Reference(reference) = ungrouped(&parameter.ty) else { return None };
    let (runtime, lifetime, mutability, inner) =
        (model.runtime, &reference.lifetime, &reference.mutability, &reference.elem);
    is_carrier(model, parameter).then(|| parse_quote!(& #lifetime #mutability #runtime::CBox<#inner>))
}

fn carrier(index: usize, parameter: &Parameter) -> Ident {
    names::local(&format!("carrier{index}"), parameter.span)
}

/// Binds each argument that carries closures to the value in its box, and to its carrier.
pub(crate) fn lend(model: &Declaration) -> Vec<TokenStream> {
    let carriers = model.parameters.iter().enumerate().filter(|(_, parameter)| is_carrier(model, parameter));
    let lent = carriers.map(|(index, parameter)| {
        let (rt, name, carrier) =
            (names::runtime(parameter.span), binding(index, parameter), carrier(index, parameter));
        let span = names::plumbing(parameter.span);
        let is_mutable = matches!(ungrouped(&parameter.ty), Type::Reference(ty) if ty.mutability.is_some());
        let lend = Ident::new(if is_mutable { "lend_mut" } else { "lend" }, span);
        quote_spanned!(span=> let (#name, #carrier) = #rt::CBox::#lend(#name);)
    });
    lent.list()
}

/// The calls that attach closures to the argument that carries them.
pub(crate) fn carried_by_arguments(model: &Declaration, groups: &[Group]) -> Vec<TokenStream> {
    let carried = groups.iter().filter_map(|group| {
        let Some(Handle::Argument(index)) = group.until else { return None };
        let carrier = carrier(index, &model.parameters[index]);
        let (rt, scope, setting) =
            (names::runtime(group.members[0].span), scope_of(group), setting(model, group, index));
        Some(quote!(#rt::Carrier::carry(#carrier, #setting, #scope);))
    });
    carried.list()
}

/// The calls that attach closures to the handles that C made.
pub(crate) fn carried_by_results(model: &Declaration, groups: &[Group]) -> Vec<TokenStream> {
    let carried = groups.iter().filter_map(|group| {
        let value = match group.until? {
            Handle::Argument(_) => return None,
            Handle::Out(index) => names::value(index, names::ends(&model.parameters[index].ty).0),
            Handle::Result => names::local("value", model.name().span()),
        };
        let (rt, scope) = (names::runtime(group.members[0].span), scope_of(group));
        let place = place();
        Some(quote!(#rt::carry(&#value, #rt::Setting::new(#place), #scope);))
    });
    carried.list()
}

/// The place in C that holds a closure: it is identified by the function and the other arguments.
fn setting(model: &Declaration, group: &Group, handle: usize) -> TokenStream {
    let (rt, place) = (names::runtime(group.members[0].span), place());
    let plain = model.parameters.iter().enumerate().filter(|(index, parameter)| {
        *index != handle && matches!(parameter.role, Role::Argument) && !model::is_counted(model, parameter)
    });
    let arguments: Vec<_> = plain
        .map(|(index, parameter)| {
            let kept = locals::kept(index, names::ends(&parameter.ty).0);
            quote!(#rt::Setting::argument(&mut __callback_setting, &#kept);)
        })
        .list();
    let counted = model.parameters.iter().any(|parameter| matches!(parameter.role, Role::Len { .. }));
    // One-shot closures may wait in a queue.
    let once = group.members.iter().any(|member| member.callback.contract.once.is_some());
    let counted = (counted || once).then(|| quote!(#rt::Setting::any_argument(&mut __callback_setting);));
    if arguments.is_empty() && counted.is_none() {
        return quote!(#rt::Setting::new(#place));
    }
    quote!({ let mut __callback_setting = #rt::Setting::new(#place); #counted #(#arguments)* __callback_setting })
}

/// The address that stands for a callback.
fn place() -> TokenStream {
    quote!({
        static __CALLBACK_PLACE: ::core::primitive::u8 = 0;
        &__CALLBACK_PLACE
    })
}

/// Checks that `until` is for closures that C keeps, names one handle, and is the only end.
pub(crate) fn check(model: &Declaration, report: &mut Report) {
    for (index, callback) in model.callbacks() {
        let contract = &callback.contract;
        let Some(until) = &contract.until else { continue };
        if contract.retained.is_none() {
            report.span(until.key, "`until` is for a callback that C keeps; add `retained`");
        }
        if let Some(unregister) = &contract.unregister {
            let handle = &until.value;
            report.span(
                unregister.key,
                format_args!(
                    "freeing `{handle}` ends the registration, and nothing is left to unregister; remove this, or `until`"
                ),
            );
        }
        let name = model.parameters[index].name.as_ref();
        for parameter in &model.parameters {
            match &parameter.role {
                Role::Destroy { of, .. } if name.is_some_and(|name| of.contains(name)) => {
                    report.span(
                        until.key,
                        "the context ends with its destroy notify, and not with a handle; remove `until`, or the `#[destroy]` parameter",
                    );
                }
                Role::Context { of, .. } if name.is_some_and(|name| of.contains(name)) => {
                    together(model, of, until, report);
                }
                _ => {}
            }
        }
        match find(model, &until.value) {
            Err(message) if !message.is_empty() => report.at(&until.value, message),
            _ => {}
        }
    }
}

/// Checks that callbacks on one context end together.
fn together(model: &Declaration, of: &[Ident], until: &Setting<Ident>, report: &mut Report) {
    let others = || {
        of.iter().filter_map(|name| match model.find(name).map(|(_, parameter)| &parameter.role) {
            Some(Role::Callback(callback)) => Some(&callback.contract),
            _ => None,
        })
    };
    for other in others().filter(|other| other.until.is_none()) {
        if let Some(unregister) = &other.unregister {
            report.span(
                unregister.key,
                "callbacks on one context end together; remove `unregister`, or the `until` of the other",
            );
        }
    }
    let mut untils = others().filter_map(|other| other.until.as_ref());
    let Some(other) = untils.find(|other| other.value != until.value) else { return };
    let first = &other.value;
    report.at(&until.value, format_args!("callbacks on one context end together, and another one ends with `{first}`"));
}
