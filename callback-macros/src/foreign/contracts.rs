//! Checks of `retained`, `once`, `until`, `closes` and of destroy notifies: each kept closure ends.

use proc_macro2::{Ident, Span};
use syn::Type;

use crate::foreign::conditions::is_status;
use crate::foreign::handover;
use crate::foreign::item::Contract;
use crate::foreign::model::{Declaration, Role};
use crate::syntax::report::Report;

pub(crate) fn once_is_alone(model: &Declaration, report: &mut Report) {
    for (index, callback) in model.callbacks() {
        if let (Some(_), Some(shared)) = (callback.contract.once, callback.contract.shared) {
            report.span(shared.key, "a callback that C calls once is not called while it runs; remove `shared`");
        }
        let Some(name) = &model.parameters[index].name else { continue };
        for parameter in &model.parameters {
            let Role::Context { of, .. } = &parameter.role else { continue };
            if of.len() < 2 || !of.contains(name) {
                continue;
            }
            if let Some(once) = callback.contract.once {
                report.span(once.key, "callbacks on one context are called any number of times; remove `once`");
            }
        }
    }
}

/// Checks that the callbacks on one context are kept alike and called alike: there is one owner of the context.
pub(crate) fn one_context_has_one_contract(model: &Declaration, report: &mut Report) {
    for parameter in &model.parameters {
        let Role::Context { of, .. } = &parameter.role else { continue };
        let contracts: Vec<_> = of
            .iter()
            .filter_map(|name| match &model.find(name)?.1.role {
                Role::Callback(callback) => Some((name, &callback.contract)),
                _ => None,
            })
            .collect();
        one_has(&contracts, "retained", |contract| contract.retained.map(|set| set.key), Contract::is_kept, report);
        let is_shared = |contract: &Contract| contract.shared.is_some() || contract.closes.or(contract.once).is_some();
        one_has(&contracts, "shared", |contract| contract.shared.map(|set| set.key), is_shared, report);
        let moves = |contract: &Contract| contract.threads.filter(|set| set.value).map(|set| set.key);
        let never_at_once = |contract: &Contract| contract.threads.is_none_or(|set| set.value);
        one_has(&contracts, "threads = moves", moves, never_at_once, report);
    }
}

/// Reports an argument that a callback on a context has and another does not.
fn one_has(
    contracts: &[(&Ident, &Contract)],
    argument: &str,
    key: impl Fn(&Contract) -> Option<Span>,
    has: impl Fn(&Contract) -> bool,
    report: &mut Report,
) {
    let Some(key) = contracts.iter().find_map(|(_, contract)| key(contract)) else { return };
    if let Some((name, _)) = contracts.iter().find(|(_, contract)| !has(contract)) {
        report.span(
            key,
            format_args!(
                "callbacks on one context are all `{argument}`, or none is; write it for `{name}` too, or remove it here"
            ),
        );
    }
}

/// Checks that `unregister` and `#[destroy]` are for callbacks that C keeps, and that only one of them is used.
pub(crate) fn kept_callbacks_end(model: &Declaration, report: &mut Report) {
    for (index, callback) in model.callbacks() {
        let Some(name) = &model.parameters[index].name else { continue };
        let destroy = model.parameters.iter().find_map(|parameter| match &parameter.role {
            Role::Destroy { attr, of, .. } if of.contains(name) => Some(attr),
            _ => None,
        });
        let contract = &callback.contract;
        if let (Some(unregister), None) = (&contract.unregister, contract.retained) {
            report.span(unregister.key, "`unregister` is for a callback that C keeps; add `retained`");
        }
        if let (Some(attr), None) = (destroy, contract.retained) {
            report.at(attr, format_args!("a destroy notify is for a context that C keeps; add `retained` to `{name}`"));
        }
        if let (Some(_), Some(unregister)) = (destroy, &contract.unregister) {
            report.span(
                unregister.key,
                "the context ends with its destroy notify, and nothing is left to unregister; remove this, or the `#[destroy]` parameter",
            );
        }
    }
    for parameter in &model.parameters {
        let Role::Destroy { of, .. } = &parameter.role else { continue };
        for name in of {
            if !matches!(
                model.find(name).map(|(_, found)| &found.role),
                Some(Role::Callback(_) | Role::Handover | Role::Unread)
            ) {
                no_callback(model, name, report);
            }
        }
    }
}

/// Checks that nothing else ends the context of a closing callback, which C calls last.
pub(crate) fn closing_callbacks_are_the_end(model: &Declaration, report: &mut Report) {
    for (index, callback) in model.callbacks() {
        let contract = &callback.contract;
        let Some(closes) = &contract.closes else { continue };
        let others = [
            (contract.once.as_ref().map(|once| once.key), "C calls a closing callback once; remove `once`"),
            (
                contract.shared.as_ref().filter(|_| contract.once.is_none()).map(|shared| shared.key),
                "C calls a closing callback last; remove `shared`",
            ),
        ];
        for (span, message) in others {
            if let Some(span) = span {
                report.span(span, message);
            }
        }
        if contract.retained.is_none() {
            report.span(closes.key, "a closing callback ends what C keeps; add `retained`");
        }
        if callback.optional {
            report.span(closes.key, "C ends the context with this callback, which cannot be absent; take `fn(…)`");
        }
        if !callback.is_passed() {
            report.span(
                closes.key,
                "C passes no context that this could end; mark it in the type: `fn(#[context] _: _, …)`",
            );
        }
        let Some(name) = &model.parameters[index].name else { continue };
        for parameter in &model.parameters {
            match &parameter.role {
                Role::Destroy { of, .. } if of.contains(name) => {
                    report.span(
                        closes.key,
                        "the context ends with its closing callback, and not with a destroy notify; remove `closes`, or the `#[destroy]` parameter",
                    );
                }
                Role::Context { of, .. } if of.contains(name) => ends_of_others(model, name, of, report),
                _ => {}
            }
        }
    }
}

/// Checks that callbacks on the context of a closing callback have no end of their own.
fn ends_of_others(model: &Declaration, closing: &Ident, of: &[Ident], report: &mut Report) {
    for (at, name) in of.iter().enumerate() {
        let Some(Role::Callback(callback)) = model.find(name).map(|(_, parameter)| &parameter.role) else { continue };
        let contract = &callback.contract;
        let unregister = contract.unregister.as_ref().map(|unregister| unregister.key);
        let until = contract.until.as_ref().map(|until| until.key);
        for span in unregister.into_iter().chain(until) {
            report
                .span(span, format_args!("`{closing}` ends the context when C calls it; remove this, or its `closes`"));
        }
        if let Some(closes) = contract.closes.as_ref().filter(|_| of[..at].contains(closing)) {
            report.span(closes.key, format_args!("`{closing}` is the one that C calls last; remove one `closes`"));
        }
        let destroyed = model.parameters.iter().find_map(|parameter| match &parameter.role {
            Role::Destroy { attr, of, .. } if of.contains(name) && name != closing => Some(attr),
            _ => None,
        });
        if let Some(attr) = destroyed {
            report.at(attr, format_args!("`{closing}` ends the context when C calls it; remove this, or its `closes`"));
        }
    }
}

/// Reports a name in `context(NAME)` or `destroy(NAME)` that is no callback.
pub(crate) fn no_callback(model: &Declaration, name: &Ident, report: &mut Report) {
    if let Some((_, found)) = model.find(name) {
        if matches!(found.ty, Type::ImplTrait(_) | Type::TraitObject(_)) {
            // The type is reported.
            return;
        }
        report.at(
            name,
            format_args!(
                "`{name}` is no callback; mark it with `#[callback]` where its type is the name of a signature"
            ),
        );
    } else {
        report.at(name, format_args!("there is no callback parameter `{name}`; write the name of one"));
    }
}

/// Refuses a destroy notify beside a status without a meaning: if C has not taken the context, it is dropped here.
pub(crate) fn taken_contexts_are_told(model: &Declaration, report: &mut Report) {
    let args = &model.args;
    if let (Some(never), Some(fails)) = (&args.never, &args.fails) {
        report.span(never.key, "the failure condition is given twice; remove `fails = never`, or the other one");
        report.span(fails.key, "the other one is here");
    }
    if args.fails.is_some() || args.never.is_some() {
        return;
    }
    let of = model.parameters.iter().find_map(|parameter| match &parameter.role {
        Role::Destroy { of, .. } => of.first(),
        _ => None,
    });
    let (Some(name), Some(ty)) = (of, model.returns.as_ref().filter(|ty| is_status(ty))) else { return };
    let kept = if handover::is_handover(model, name) { "" } else { "the context of " };
    report.at(
        ty,
        format_args!(
            "C keeps {kept}`{name}` unless it fails, which this result shows; add `fails = …` or `errno = …`, or `fails = never`"
        ),
    );
}
