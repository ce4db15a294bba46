//! Closures that C keeps until it has freed a handle: `until = HANDLE`.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Type, TypePath, parse_quote};

use crate::foreign::hidden::{Group, Kept, Member};
use crate::foreign::lower::{self, binding, scope_of};
use crate::foreign::model::{Declaration, Parameter, Role};
use crate::grammar::settings::Setting;
use crate::output::names;
use crate::syntax::report::Report;
use crate::syntax::types::{boxed, optional, ungrouped};

/// The handle that carries a closure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handle {
    /// An argument, lent from its box.
    Argument(usize),
    /// A box that C writes.
    Out(usize),
    /// The box that C returns.
    Result,
}

/// The handle that carries the closures of a group: the declared one, or the only one made, if nothing else ends them.
pub(crate) fn handle(model: &Declaration, members: &[Member], kept: Option<Kept>) -> Option<Handle> {
    if !matches!(kept?, Kept::Handle | Kept::Slot) {
        return None;
    }
    let contracts = || members.iter().map(|member| &member.callback.contract);
    if let Some(until) = contracts().find_map(|contract| contract.until.as_ref()) {
        return find(model, &until.value).ok();
    }
    if contracts().any(|contract| contract.once.is_some() || contract.unregister.is_some()) {
        return None;
    }
    made(model)
}

/// The handle that the function makes, if it makes only one. An optional out-parameter may be an error.
fn made(model: &Declaration) -> Option<Handle> {
    let result = is_handle_returned(model).then_some(Handle::Result);
    let out = model.parameters.iter().enumerate().filter_map(|(index, parameter)| match &parameter.role {
        Role::Out(out) if out.free.is_some() && is_handle_box(&parameter.ty) => Some((index, &parameter.ty)),
        _ => None,
    });
    let mut handles = result
        .map(|handle| (handle, false))
        .into_iter()
        .chain(out.map(|(index, ty)| (Handle::Out(index), !core::ptr::eq(ungrouped(ty), optional(ungrouped(ty))))));
    let only = handles.next().filter(|_| handles.next().is_none());
    only.filter(|(_, is_optional)| !is_optional).map(|(handle, _)| handle)
}

/// Returns true if the result is a handle that `free` frees.
pub(crate) fn is_handle_returned(model: &Declaration) -> bool {
    model.args.free.is_some() && model.returns.as_ref().is_some_and(is_handle_box)
}

/// Finds the handle of a name.
///
/// # Errors
///
/// Returns a message if the name is no handle.
fn find(model: &Declaration, name: &Ident) -> Result<Handle, String> {
    let Some((index, parameter)) = model.find(name) else {
        if name != "result" {
            return Err(format!(
                "there is no parameter `{name}`; `until` names a handle: an argument, an `#[out]` box, or `result`"
            ));
        }
        return if is_handle_returned(model) {
            Ok(Handle::Result)
        } else {
            Err("the result is no handle that is freed; declare `free = PATH`, and return a `CBox<T>`".to_owned())
        };
    };
    match &parameter.role {
        Role::Argument if is_lent(&parameter.ty) => Ok(Handle::Argument(index)),
        Role::Out(out) if out.free.is_some() && is_handle_box(&parameter.ty) => Ok(Handle::Out(index)),
        Role::Unread => Err(String::new()),
        Role::Out(_) => {
            Err(format!("`{name}` is no handle that is freed; write `#[out(free = PATH)] {name}: CBox<T>`"))
        }
        _ => Err(format!(
            "`{name}` is no handle; `until` names a `&T` or `&mut T` that is lent from a `CBox<T>`, or the box that C makes"
        )),
    }
}

/// Returns true for `&T` and `&mut T`, if `T` may be a type that C frees.
fn is_lent(ty: &Type) -> bool {
    let Type::Reference(reference) = ungrouped(ty) else { return false };
    let Type::Path(path) = ungrouped(&reference.elem) else { return false };
    let is_plain = ["str", "CStr", "Option"].iter().any(|name| last(path).is_some_and(|last| last == name));
    !is_plain
}

/// Returns true for `CBox<T>` or `Option<CBox<T>>`, except boxed strings.
fn is_handle_box(ty: &Type) -> bool {
    boxed(optional(ungrouped(ty)))
        .is_some_and(|inner| !matches!(inner, Type::Path(path) if last(path).is_some_and(|last| last == "CStr")))
}

fn last(path: &TypePath) -> Option<&Ident> {
    path.path.segments.last().map(|segment| &segment.ident)
}

/// Replaces `&CBox<T>` by `&T`, which is the type in C.
pub(crate) fn unboxed(ty: &mut Type) {
    let Type::Reference(reference) = ty else { return };
    if let Some(inner) = boxed(&reference.elem).cloned() {
        *reference.elem = inner;
    }
}

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
    lent.collect()
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
    carried.collect()
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
    carried.collect()
}

/// The place in C that holds a closure: it is identified by the function and the other arguments.
fn setting(model: &Declaration, group: &Group, handle: usize) -> TokenStream {
    let (rt, place) = (names::runtime(group.members[0].span), place());
    let plain = model.parameters.iter().enumerate().filter(|(index, parameter)| {
        *index != handle && matches!(parameter.role, Role::Argument) && !lower::is_counted(model, parameter)
    });
    let arguments: Vec<_> = plain
        .map(|(index, parameter)| {
            let kept = lower::kept(index, names::ends(&parameter.ty).0);
            quote!(#rt::Setting::argument(&mut __callback_setting, &#kept);)
        })
        .collect();
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
