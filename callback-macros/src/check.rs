//! What a callback cannot be: one function for each rule.

use syn::spanned::Spanned;
use syn::{GenericParam, Type};

use crate::abi::ABIS;
use crate::args::{ErrorValue, Setting};
use crate::context::ContextArgs;
use crate::model::{Access, Context, Model, Role, Shape};
use crate::report::Report;

pub(crate) fn check(model: &Model, report: &mut Report) {
    plain_function(model, report);
    abi(model, report);
    no_anonymous_types(model, report);
    number_of_parameters(model, report);
    one_context(model, report);
    slots_are_not_generic(model, report);
    slices_have_lengths(model, report);
    stop_values_fit(model, report);
    stop_values_given(model, report);
    fail_given(model, report);
}

fn plain_function(model: &Model, report: &mut Report) {
    let sig = &model.function.sig;
    if let Some(token) = &sig.asyncness {
        report.at(token, "C cannot wait for an `async` function; remove `async` and block, or hand the work on");
    }
    if let Some(variadic) = &sig.variadic {
        report.at(variadic, "a variadic callback cannot be written in stable Rust; have C pass a `va_list`");
    }
    if model.returns.shape == Shape::Never {
        report.span(model.returns.span, "a callback returns to C; return a value, or abort the process inside");
    }
}

fn abi(model: &Model, report: &mut Report) {
    let Some(name) = model.function.sig.abi.as_ref().and_then(|abi| abi.name.as_ref()) else { return };
    let text = name.value();
    if text == "Rust" {
        report.at(name, "C does not know the ABI `Rust`; write `extern \"C\"`, or nothing");
    } else if !ABIS.contains(&text.as_str()) {
        report.at(
            name,
            format_args!("`{text}` is no C ABI of stable Rust; C functions are `\"C\"`, Win32 ones `\"system\"`"),
        );
    }
}

fn no_anonymous_types(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        if let ty @ (Type::ImplTrait(_) | Type::TraitObject(_)) = &parameter.ty {
            report.at(ty, "C passes one type; name a type parameter, `fn f<T: Trait>(…)`, or a concrete type");
        }
    }
    if let Some(ty @ (Type::ImplTrait(_) | Type::TraitObject(_))) = &model.returns.ty {
        report.at(ty, "C gets one type; name it");
    }
}

fn number_of_parameters(model: &Model, report: &mut Report) {
    const MOST: usize = 16;
    if let Some(parameter) = model.parameters.get(MOST) {
        report.span(
            parameter.span,
            format_args!("a callback has at most {MOST} parameters; bind a C wrapper that takes a struct"),
        );
    }
}

fn one_context(model: &Model, report: &mut Report) {
    let mut contexts = model.parameters.iter().filter_map(|parameter| match &parameter.role {
        Role::Context(context) => Some(context),
        _ => None,
    });
    let Some(first) = contexts.next() else { return };
    for context in contexts {
        report.span(first.attr, "the context is here first");
        report.span(context.attr, "a callback has one context; put both into one struct");
    }
    if let (Access::Once, Type::Slice(ty)) = (first.access, &first.inner) {
        report.at(ty, "a context is `&T`, `&mut T`, a raw pointer, or a sized `T` that one call consumes");
    }
}

/// A slot is a static, and a static knows no type parameters.
fn slots_are_not_generic(model: &Model, report: &mut Report) {
    let Some((_, Context { args: ContextArgs::Pool { key, .. }, .. })) = model.context() else { return };
    if model.parameters_of_type().next().is_some() {
        report.span(
            *key,
            "a generic callback has no slots of its own; write one for each type, or have C pass a context",
        );
    }
}

fn slices_have_lengths(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        let Type::Reference(reference) = &parameter.ty else { continue };
        if let (Role::Argument, Type::Slice(_)) = (&parameter.role, &*reference.elem) {
            report.at(
                &parameter.ty,
                "C passes the length of a slice apart; say where it is: `#[len(EXPR)]`, in elements",
            );
        }
    }
}

/// `ok` and `err` belong to a `Result`, `continue` and `break` to a `ControlFlow`.
fn stop_values_fit(model: &Model, report: &mut Report) {
    let args = model.args;
    let result = [key("ok", &args.ok), args.err.as_ref().map(|err| ("err", err.key))];
    let flow = [key("continue", &args.continues), key("break", &args.breaks)];
    let (unfit, wants): (Vec<_>, _) = match model.returns.shape {
        Shape::Result { .. } => {
            (flow.into_iter().flatten().collect(), "a `ControlFlow`; a `Result` has `ok` and `err`")
        }
        Shape::ControlFlow { .. } => {
            (result.into_iter().flatten().collect(), "a `Result`; a `ControlFlow` has `continue` and `break`")
        }
        Shape::Unit | Shape::Ordering => {
            (result.into_iter().chain(flow).flatten().collect(), "a `Result` or `ControlFlow`; remove it or return one")
        }
        // An alias may be either.
        Shape::Other if result.iter().any(Option::is_some) => {
            (flow.into_iter().flatten().collect(), "a `ControlFlow`, and `ok` and `err` to a `Result`; keep one pair")
        }
        Shape::Other | Shape::Never => return,
    };
    for (name, span) in unfit {
        report.span(span, format_args!("`{name}` belongs to {wants}"));
    }
}

fn key<T>(name: &'static str, setting: &Option<Setting<T>>) -> Option<(&'static str, proc_macro2::Span)> {
    setting.as_ref().map(|setting| (name, setting.key))
}

/// C must be told what the two ways out mean.
fn stop_values_given(model: &Model, report: &mut Report) {
    let args = model.args;
    if model.returns_nothing() {
        return;
    }
    let span = model.returns.span;
    match model.returns.shape {
        Shape::Result { unit } => {
            if args.err.is_none() {
                report.span(span, "what does C get for `Err`? add `err = …` to the attribute, such as `err = -1`");
            }
            if unit && args.ok.is_none() {
                report.span(span, "what does C get for `Ok(())`? add `ok = …` to the attribute, such as `ok = 0`");
            }
            if let (false, Some(ok)) = (unit, &args.ok) {
                report.span(ok.key, "C gets the value of `Ok`; remove `ok`, or return `Result<(), E>`");
            }
        }
        Shape::ControlFlow { unit } => {
            if args.breaks.is_none() {
                report.span(span, "what does C get for `Break`? add `break = …` to the attribute");
            }
            if unit && args.continues.is_none() {
                report.span(span, "what does C get for `Continue(())`? add `continue = …` to the attribute");
            }
            if let (false, Some(continues)) = (unit, &args.continues) {
                report.span(
                    continues.key,
                    "C gets the value of `Continue`; remove `continue`, or return `ControlFlow<B>`",
                );
            }
        }
        Shape::Other if args.ok.is_some() && args.err.is_none() => {
            report.span(span, "what does C get for `Err`? add `err = …` to the attribute, such as `err = -1`");
        }
        Shape::Other if args.continues.is_some() && args.breaks.is_none() => {
            report.span(span, "what does C get for `Break`? add `break = …` to the attribute");
        }
        _ => {}
    }
}

/// A wrong default is how a panic commits a transaction.
fn fail_given(model: &Model, report: &mut Report) {
    let args = model.args;
    if args.fail.is_some() || args.breaks.is_some() || model.returns_nothing() {
        return;
    }
    match (model.returns.shape, args.err.as_ref().map(|err| &err.value)) {
        (Shape::Unit | Shape::Never, _) if args.returns.is_none() => {}
        (Shape::Ordering, _) | (_, Some(ErrorValue::Constant(_) | ErrorValue::Errno(_))) => {}
        (_, Some(ErrorValue::Path(path))) if !is_function(path) => {}
        (_, Some(ErrorValue::Path(path))) => {
            report.span(
                path.span(),
                "`err` is computed from an error, and a panic has none; add `fail = …`: what C gets then",
            );
        }
        (_, Some(ErrorValue::NegativeErrno(span))) => {
            report.span(
                *span,
                "`err` is computed from an error, and a panic has none; add `fail = …`, such as `fail = -libc::EIO`",
            );
        }
        (Shape::Result { .. } | Shape::ControlFlow { .. }, None) => {}
        (_, None) => {
            report.span(
                model.returns.span,
                "what does C get when the callback panics or cannot run? add `fail = …` to the attribute",
            );
        }
    }
}

/// Constants are written in capitals; everything else that a path can name is a function.
pub(crate) fn is_function(path: &syn::Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident.to_string().chars().any(char::is_lowercase))
}

impl Model<'_> {
    /// `returns = ()`: C takes no value, whatever the function returns.
    pub(crate) fn returns_nothing(&self) -> bool {
        match &self.args.returns {
            Some(returns) => matches!(&returns.value, Type::Tuple(tuple) if tuple.elems.is_empty()),
            None => false,
        }
    }

    /// The type and const parameters.
    pub(crate) fn parameters_of_type(&self) -> impl Iterator<Item = &GenericParam> {
        self.function.sig.generics.params.iter().filter(|param| !matches!(param, GenericParam::Lifetime(_)))
    }
}
