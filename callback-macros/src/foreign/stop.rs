//! Stopping a loop of C after a failure: `stop = EXPR`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ReturnType, Type};

use crate::foreign::build::stops;
use crate::foreign::expressions::in_safe_code;
use crate::foreign::group::Group;
use crate::foreign::groups::is_optional;
use crate::foreign::locals::scope_of;
use crate::foreign::model::{Callback, Declaration, Role};
use crate::grammar::args::Args;
use crate::grammar::settings::Setting;
use crate::output::names;
use crate::syntax::list::List as _;
use crate::syntax::report::Report;
use crate::syntax::tokens::mentions;
use crate::syntax::types::ungrouped;

/// The statements that make the stop function of a group, and that set it in the open scope.
pub(crate) fn set(model: &Declaration, group: &Group) -> Option<(TokenStream, TokenStream)> {
    let expr = &of_group(group)?.value;
    let at = names::plumbing(names::ends(expr).0);
    let (rt, scope) = (names::runtime(at), scope_of(group));
    let function = names::local(&format!("stop{}", group.members[0].index), at);
    let text = expr.to_token_stream();
    // A raw pointer may be used on another thread, by code that says `unsafe`.
    let pointers: Vec<_> = model
        .parameters
        .iter()
        .filter(|parameter| {
            group.threads && matches!((&parameter.role, ungrouped(&parameter.ty)), (Role::Argument, Type::Ptr(_)))
        })
        .filter_map(|parameter| parameter.name.as_ref())
        .filter(|name| mentions(text.clone(), name))
        .list();
    let safe = in_safe_code(model);
    let made = quote_spanned! {at=>
        #safe
        let mut #function = {
            #(let #pointers = #rt::Sent::new(#pointers);)*
            #rt::Stop::new(move || {
                #(let #pointers = #rt::Sent::get(#pointers);)*
                #expr
            })
        };
    };
    let set = if is_optional(group) {
        let one = names::local("one", at);
        quote_spanned!(at=> if let #rt::Option::Some(#one) = #scope { #rt::Scope::stop_with(#one, &mut #function); })
    } else {
        quote_spanned!(at=> #rt::Scope::stop_with(#scope, &mut #function);)
    };
    Some((made, set))
}

/// The `stop` of a group, which the callbacks on one context share.
fn of_group<'a>(group: &Group<'a>) -> Option<&'a Setting<Expr>> {
    group.members.iter().find_map(|member| member.callback.contract.stop.as_ref())
}

/// Checks that `stop` is for a callback that C calls in a loop during the call, and that a `Break` stops C.
pub(crate) fn check(model: &Declaration, report: &mut Report) {
    for (index, callback) in model.callbacks() {
        let together = together(model, index);
        if let Some(stop) = &callback.contract.stop {
            ends_a_loop(callback, stop, report);
            if sees_arguments(model, &stop.value, report) {
                calls_something(&stop.value, report);
            }
            is_one(stop, &together, report);
        } else if model.body.is_none() && together.iter().all(|other| other.contract.stop.is_none()) {
            break_stops(callback, report);
        }
    }
}

/// The callbacks on the context of a callback, in order.
fn together<'a>(model: &'a Declaration, index: usize) -> Vec<&'a Callback> {
    let name = model.parameters[index].name.as_ref();
    let names = model.parameters.iter().find_map(|parameter| match &parameter.role {
        Role::Context { of, .. } if name.is_some_and(|name| of.contains(name)) => Some(of),
        _ => None,
    });
    let callback = |name: &Ident| match model.find(name).map(|(_, parameter)| &parameter.role) {
        Some(Role::Callback(callback)) => Some(&**callback),
        _ => None,
    };
    names.into_iter().flatten().filter_map(callback).list()
}

/// Reports `stop` on a callback that C does not call in a loop during the call, or whose failures never end one.
fn ends_a_loop(callback: &Callback, stop: &Setting<Expr>, report: &mut Report) {
    let contract = &callback.contract;
    let kept = [
        ("retained", contract.retained.map(|retained| retained.key)),
        ("unregister", contract.unregister.as_ref().map(|unregister| unregister.key)),
        ("until", contract.until.as_ref().map(|until| until.key)),
        ("closes", contract.closes.map(|closes| closes.key)),
    ];
    if let Some((key, _)) = kept.iter().find(|(_, span)| span.is_some()) {
        report.span(
            stop.key,
            format_args!(
                "`stop` ends a loop of C during the call, and a `{key}` callback is called after it; remove `stop`, or write a body with the loop"
            ),
        );
        return;
    }
    let mut of_args = Report::new();
    let args = Args::parse(callback.args.clone(), &mut of_args);
    // Reported with the hidden callback.
    let _ = of_args.finish();
    if args.leave.is_some() {
        report.span(
            stop.key,
            "`leave` ends the C function at once, and nothing is left to stop; remove `stop`, or `leave`",
        );
    }
    if let Some(all) = args.after.as_ref().and_then(|after| after.value.all.as_ref()).filter(|all| all.value) {
        report.span(all.key, "after a failure C continues by this and is stopped by `stop`; remove one of the two");
    }
}

/// Reports names in `stop = EXPR` that are no arguments of the caller; returns true if there is none.
fn sees_arguments(model: &Declaration, expr: &Expr, report: &mut Report) -> bool {
    let mut sees = true;
    for parameter in &model.parameters {
        let Some(name) = parameter.name.as_ref().filter(|name| mentions(expr.to_token_stream(), name)) else {
            continue;
        };
        if !matches!(parameter.role, Role::Argument | Role::Unread) {
            sees = false;
            report.at(
                expr,
                format_args!(
                    "`stop` sees the arguments that the caller passes, and `{name}` is none of them; use a handle"
                ),
            );
        }
    }
    sees
}

/// Reports a function or a closure that is named and not called: `stop = events_break`.
fn calls_something(expr: &Expr, report: &mut Report) {
    match value_of(expr) {
        Expr::Path(path) => {
            let text = path.to_token_stream().to_string().replace(' ', "");
            report.at(path, format_args!("`stop` is evaluated, and this calls nothing; write the call: `{text}(…)`"));
        }
        closure @ Expr::Closure(_) => {
            report.at(closure, "`stop` is evaluated, and a closure calls nothing; write its body alone");
        }
        _ => {}
    }
}

/// Returns the expression whose value a block or parentheses have.
fn value_of(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => value_of(&paren.expr),
        Expr::Group(group) => value_of(&group.expr),
        Expr::Block(syn::ExprBlock { block, .. }) | Expr::Unsafe(syn::ExprUnsafe { block, .. }) => {
            match &*block.stmts {
                [syn::Stmt::Expr(last, None)] => value_of(last),
                _ => expr,
            }
        }
        _ => expr,
    }
}

/// Reports two different stop functions of one context.
fn is_one(stop: &Setting<Expr>, together: &[&Callback], report: &mut Report) {
    let first = together.iter().find_map(|other| other.contract.stop.as_ref());
    let Some(first) = first.filter(|first| !core::ptr::eq(*first, stop)) else { return };
    if first.value.to_token_stream().to_string() != stop.value.to_token_stream().to_string() {
        report.span(
            stop.key,
            "callbacks on one context stop C in one way; write the same `stop` for all, or remove this",
        );
    }
}

/// Reports a `ControlFlow` whose `Break` does not reach C, which returns `void`.
fn break_stops(callback: &Callback, report: &mut Report) {
    if callback.contract.is_kept() || !stops(&callback.ty, "ControlFlow") {
        return;
    }
    let mut of_args = Report::new();
    let args = Args::parse(callback.args.clone(), &mut of_args);
    // Reported with the hidden callback.
    let _ = of_args.finish();
    let returns_nothing =
        matches!(args.returns.as_ref().map(|returns| &returns.value), Some(Type::Tuple(unit)) if unit.elems.is_empty());
    let ReturnType::Type(_, ty) = &callback.ty.output else { return };
    if returns_nothing && args.on_fail.is_none() && args.leave.is_none() {
        report.at(
            ty,
            "C receives no value, so that `Break` does not end its loop; add `stop = EXPR`, or `stop = ()` if C ends it by itself",
        );
    }
}
