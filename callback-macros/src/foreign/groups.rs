//! The groups of a declaration, and where their closures are kept.

use proc_macro2::Ident;
use syn::{Type, TypePath};

use crate::foreign::group::{Calls, Group, Handle, KeptUntil, Member};
use crate::foreign::locals::binding;
use crate::foreign::model::{Declaration, Role};
use crate::foreign::value::ContextValue;
use crate::syntax::list::List as _;
use crate::syntax::types::{boxed, optional, ungrouped};

/// The callbacks in groups, one for each context.
pub(crate) fn groups<'a>(model: &'a Declaration) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = vec![];
    for (index, callback) in model.callbacks() {
        if groups.iter().any(|group| group.members.iter().any(|member| member.index == index)) {
            continue;
        }
        let name = model.parameters[index].name.as_ref();
        let together = model.parameters.iter().find_map(|parameter| match &parameter.role {
            Role::Context { of, .. } if name.is_some_and(|name| of.contains(name)) => Some(of),
            _ => None,
        });
        let indices = match together {
            Some(names) => names.iter().filter_map(|name| model.find(name)).map(|(index, _)| index).list(),
            None => vec![index],
        };
        let members: Vec<_> = indices.into_iter().filter_map(|index| member(model, index)).list();
        let threads = members.iter().any(|member| member.callback.contract.threads.is_some());
        let moves = members.iter().any(|member| member.callback.contract.threads.is_some_and(|threads| threads.value));
        let closes = members.iter().any(Member::closes);
        let kept = members.iter().find_map(|member| kept_by(model, member)).filter(|_| !closes);
        let kept = if closes { Some(KeptUntil::Destroy) } else { kept };
        let until = handle(model, &members, kept);
        let first = members.iter().find(|member| !member.closes()).map_or(callback, |member| member.callback);
        let value = name.and_then(|name| value(model, name));
        groups.push(Group { members, calls: Calls::of(first), threads, moves, kept, until, value });
    }
    groups
}

/// The value that has this callback as a method, and the index of its parameter.
fn value<'a>(model: &'a Declaration, callback: &Ident) -> Option<(usize, &'a ContextValue)> {
    model.parameters.iter().enumerate().find_map(|(index, parameter)| match (&parameter.role, &parameter.value) {
        (Role::Context { of, .. }, Some(value)) if of.contains(callback) => Some((index, value)),
        _ => None,
    })
}

/// The end of a callback, if C keeps it.
fn kept_by(model: &Declaration, member: &Member) -> Option<KeptUntil> {
    let callback = member.callback;
    if !callback.contract.is_kept() {
        return None;
    }
    let destroyed = model
        .parameters
        .iter()
        .any(|parameter| matches!(&parameter.role, Role::Destroy { of, .. } if of.contains(&member.closure)));
    Some(if destroyed {
        KeptUntil::Destroy
    } else if !callback.is_passed() {
        KeptUntil::Slot
    } else if callback.contract.unregister.is_some() && callback.contract.once.is_none() {
        KeptUntil::Unregister
    } else {
        KeptUntil::Handle
    })
}

pub(crate) fn member<'a>(model: &'a Declaration, index: usize) -> Option<Member<'a>> {
    let parameter = &model.parameters[index];
    let Role::Callback(callback) = &parameter.role else { return None };
    Some(Member {
        index,
        callback,
        closure: binding(index, parameter),
        span: parameter.name.as_ref().map_or(parameter.span, Ident::span),
        model: None,
        is_broken: false,
    })
}

/// The group of a callback, and the index of the callback in it.
pub(crate) fn place<'g, 'a>(groups: &'g [Group<'a>], index: usize) -> Option<(&'g Group<'a>, usize)> {
    groups.iter().find_map(|group| {
        let at = group.members.iter().position(|member| member.index == index)?;
        Some((group, at))
    })
}

/// Returns true if the scope itself is an `Option`: one callback, for which C accepts NULL.
pub(crate) fn is_optional(group: &Group) -> bool {
    group.value.is_none() && matches!(&group.members[..], [member] if member.callback.optional)
}

/// The handle that carries the closures of a group: the declared one, or the only one made, if nothing else ends them.
pub(crate) fn handle(model: &Declaration, members: &[Member], kept: Option<KeptUntil>) -> Option<Handle> {
    if !matches!(kept?, KeptUntil::Handle | KeptUntil::Slot) {
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
pub(crate) fn find(model: &Declaration, name: &Ident) -> Result<Handle, String> {
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
pub(crate) fn is_lent(ty: &Type) -> bool {
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
