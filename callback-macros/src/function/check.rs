//! Checks of callbacks: one function for each rule.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{Expr, GenericArgument, GenericParam, Lifetime, PathArguments, Type};

use crate::function::model::{Access, Context, Model, Role, Shape};
use crate::function::{borrows, constants, leave, on_fail, places, pointees, success, symbol, variadic};
use crate::grammar::args::{ErrorValue, Setting};
use crate::grammar::context::ContextArgs;
use crate::grammar::{after, data, length};
use crate::output::runtime::ABIS;
use crate::syntax::report::Report;
use crate::syntax::tokens::{is_function, mentions, uses};
use crate::syntax::types::{generic, optional};
use crate::syntax::{lifetimes, numbers, refused_types, rust_types};

pub(crate) fn check(model: &Model, report: &mut Report) {
    plain_function(model, report);
    no_self(model, report);
    lifetimes_are_declared(model, report);
    abi(model, report);
    no_anonymous_types(model, report);
    number_of_parameters(model, report);
    one_context(model, report);
    threads_share_a_context(model, report);
    pending_panics_have_a_place(model, report);
    variadic::check(model, report);
    leave::check(model, report);
    on_fail::check(model, report);
    after::check(model, report);
    slots_are_not_generic(model, report);
    symbol::check(model, report);
    refused_types::check(model, report);
    lengths_are_apart(model, report);
    length::check(model, report);
    pointees::check(model, report);
    rust_types::check(model, report);
    borrows::of_context(model, report);
    borrows::of_arguments(model, report);
    borrows::of_one_argument(model, report);
    data::check(model, report);
    borrows::of_results(model, report);
    places::check(model, report);
    // Missing arguments are reported only if all others were understood.
    if stop_values_fit(model, report) && !model.args.unread {
        stop_values_given(model, report);
        fail_given(model, report);
        rust_types::constants_fit(model, report);
        constants::check(model, report);
        success::check(model, report);
    }
}

/// Leaves lifetimes that are declared nowhere to rustc.
fn lifetimes_are_declared(model: &Model, report: &mut Report) {
    if let Some(lifetime) = undeclared(model) {
        report.leave_to_rustc(lifetime);
    }
}

/// Returns a lifetime of a parameter that the function does not declare.
pub(crate) fn undeclared(model: &Model) -> Option<Lifetime> {
    if model.of_block.is_some() {
        return None;
    }
    let declared: Vec<_> = model.function.sig.generics.lifetimes().map(|param| &param.lifetime).collect();
    let types = model.parameters.iter().map(|parameter| &parameter.ty).filter(|ty| !lifetimes::binds(ty));
    let mut written = types.flat_map(lifetimes::written);
    written.find(|lifetime| !declared.contains(&lifetime) && !["static", "_"].iter().any(|name| lifetime.ident == name))
}

fn plain_function(model: &Model, report: &mut Report) {
    let sig = &model.function.sig;
    if let Some(token) = &model.function.no_body {
        report.at(token, "a callback needs a body: C calls this function");
    }
    if let Some(token) = &sig.asyncness {
        report.at(token, "C cannot wait for an `async` function; remove `async` and block, or hand the work on");
    }
}

/// Returns the `Self` in a type.
pub(crate) fn own_type(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Reference(reference) => own_type(&reference.elem),
        Type::Ptr(pointer) => own_type(&pointer.elem),
        Type::Slice(slice) => own_type(&slice.elem),
        Type::Array(array) => own_type(&array.elem),
        Type::Path(path) => path.path.segments.iter().find_map(|segment| match &segment.arguments {
            _ if segment.ident == "Self" => Some(&segment.ident),
            PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => own_type(ty),
                _ => None,
            }),
            _ => None,
        }),
        _ => None,
    }
}

/// Reports `Self` outside of an `impl`: generated code evaluates expressions in an `impl` for another type.
fn no_self(model: &Model, report: &mut Report) {
    const MESSAGE: &str = "there is no `Self` outside of an `impl`; write the name of the type";
    if model.of_block.is_some() {
        return;
    }
    let types = model.parameters.iter().map(|parameter| &parameter.ty).chain(&model.returns.ty);
    if let Some(this) = types.into_iter().find_map(own_type) {
        report.at(this, "`Self` belongs to a method; put `#[callback]` on its `impl` block too");
    }
    let this = Ident::new("Self", Span::call_site());
    let check = |said: &Expr, report: &mut Report| {
        if uses(said, &this) {
            report.at(said, MESSAGE);
        }
    };
    let args = model.args;
    for said in [&args.fail, &args.ok, &args.continues, &args.breaks].into_iter().flatten() {
        check(&said.value, report);
    }
    match args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Constant(expr) | ErrorValue::Errno { value: expr, .. } | ErrorValue::NegativeErrno(expr)) => {
            check(expr, report);
        }
        Some(ErrorValue::Path(path)) if path.segments.iter().any(|segment| segment.ident == "Self") => {
            report.at(path, MESSAGE);
        }
        Some(ErrorValue::Path(_)) | None => {}
    }
    for parameter in &model.parameters {
        match &parameter.role {
            Role::Counted(len) => check(len, report),
            Role::Context(context) => {
                if let ContextArgs::From(from) = &context.args {
                    check(&from.value, report);
                }
            }
            _ => {}
        }
    }
}

fn abi(model: &Model, report: &mut Report) {
    let Some(name) = model.abi.as_ref().and_then(|abi| abi.name.as_ref()) else {
        return;
    };
    let text = name.value();
    if text == "Rust" {
        report.at(name, "`Rust` is no C ABI; write `extern \"C\"`, or nothing");
    } else if !ABIS.contains(&text.as_str()) {
        report.at(
            name,
            format_args!("`{text}` is no C ABI of stable Rust; C functions are `\"C\"`, Win32 ones `\"system\"`"),
        );
    }
}

fn no_anonymous_types(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        if anonymous(&parameter.ty) {
            report.at(
                &parameter.ty,
                "`impl Trait` cannot be named in the shim; name a type parameter: `fn f<T: Trait>(…)`",
            );
        }
        if let (Role::Argument | Role::Counted(_), ty @ Type::TraitObject(_)) = (&parameter.role, &parameter.ty) {
            report.at(ty, "C passes no trait object; name a type parameter, `fn f<T: Trait>(…)`, or a concrete type");
        }
    }
    if model.returns.ty.as_ref().is_some_and(anonymous) {
        model.at_result(report, "`impl Trait` cannot be named in the shim; name the type");
    }
    if let Some(Type::TraitObject(_)) = &model.returns.ty {
        model.at_result(report, "C gets no trait object; name the type");
    }
}

/// Returns true if a type contains `impl Trait`.
pub(crate) fn anonymous(ty: &Type) -> bool {
    let keyword = || Ident::new("impl", Span::call_site());
    lifetimes::seen(ty).is_none() && mentions(ty.to_token_stream(), &keyword())
}

fn number_of_parameters(model: &Model, report: &mut Report) {
    const MOST: usize = 16;
    if let Some(parameter) = model.parameters.get(MOST) {
        report.at(
            &parameter.ty,
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
    let mut single = true;
    for context in contexts {
        if core::mem::take(&mut single) {
            report.at(&first.attr, "the context is marked here first");
        }
        report.at(&context.attr, "a callback has one context; put both into one struct");
    }
    if let Some(ty) = passed_as_reference(first) {
        report.at(ty, "the context is a raw pointer in C; write `*mut T`, or `#[context] _: _` if it is a closure");
    }
    if let Some(ty) = passed_as_narrow(first) {
        report.at(ty, "a context is as wide as a pointer in C; write the pointer type, `isize` or `usize`");
    }
    if unsized_by_value(first) {
        report.at(&first.inner, "a context is `&T`, `&mut T`, a raw pointer, or a sized `T` that one call consumes");
    }
    if let Some(instead) = meant_for_each_call(first) {
        report.at(
            &first.inner,
            format_args!("a context by value is consumed by one call; write {instead}, or a struct if C calls once"),
        );
    }
}

/// Reports `threads` without a context that every thread can find.
fn threads_share_a_context(model: &Model, report: &mut Report) {
    let Some(threads) = model.args.threads else { return };
    match model.context().map(|(_, context)| &context.args) {
        None => report.span(threads.key, "a callback without a context can be called from any thread; remove `threads`"),
        Some(ContextArgs::ThreadLocal) => report.span(
            threads.key,
            "this context is found on its own thread only; mark one that C passes, `#[context]`, put it in a slot, `#[context(static)]`, or remove `threads`",
        ),
        Some(_) => {}
    }
}

/// Reports `pending` without a function that takes panics.
fn pending_panics_have_a_place(model: &Model, report: &mut Report) {
    if let (Some(pending), None) = (&model.args.pending, &model.args.panics) {
        report.span(
            pending.key,
            "`pending` tests the place of panics, which is missing; add `panic = PATH`, or remove this",
        );
    }
}

/// Returns the form to write in place of a context by value that is probably meant for each call.
fn meant_for_each_call(context: &Context) -> Option<&'static str> {
    if context.access != Access::Once {
        return None;
    }
    let path = match optional(&context.inner) {
        Type::Path(path) => path,
        Type::FnPtr(_) => return Some("a reference to it"),
        Type::Reference(_) => return Some("`&T`"),
        _ => return None,
    };
    let last = path.path.segments.last()?;
    let refers = || generic(&last.arguments, 0).is_some_and(|ty| matches!(ty, Type::Reference(_)));
    match &*last.ident.to_string() {
        "Pin" if refers() => Some("`&T` or `&mut T`"),
        "NonNull" => Some("`*mut T`"),
        "Weak" if generic(&last.arguments, 0).is_some() => Some("`&Weak<T>`, which the function upgrades"),
        name if last.arguments.is_none() && (numbers::is_number(name) || matches!(name, "bool" | "char")) => {
            Some("a reference to it")
        }
        _ => None,
    }
}

/// Returns the type in `#[context(as = …)]` if it is a reference.
pub(crate) fn passed_as_reference(context: &Context) -> Option<&Type> {
    match &context.args {
        ContextArgs::As(setting) => Some(&setting.value).filter(|ty| matches!(ty, Type::Reference(_))),
        _ => None,
    }
}

/// Returns the type in `#[context(as = …)]` if it is narrower than a pointer on every target, by its name.
pub(crate) fn passed_as_narrow(context: &Context) -> Option<&Type> {
    const NARROW: [&str; 9] = ["f32", "f64", "bool", "CBool", "i8", "u8", "i16", "u16", "c_char"];
    let ContextArgs::As(setting) = &context.args else { return None };
    let is_narrow = |ty: &&Type| matches!(ty, Type::Path(path) if NARROW.iter().any(|name| path.path.is_ident(name)));
    Some(&setting.value).filter(is_narrow)
}

pub(crate) fn unsized_by_value(context: &Context) -> bool {
    matches!((context.access, &context.inner), (Access::Once, Type::Slice(_) | Type::TraitObject(_)))
}

/// Reports lengths that are computed from their own slice.
fn lengths_are_apart(model: &Model, report: &mut Report) {
    for parameter in &model.parameters {
        let (Role::Counted(len), Some(name)) = (&parameter.role, &parameter.name) else { continue };
        if uses(len, name) {
            report.at(
                len,
                format_args!("the length of `{name}` cannot depend on `{name}`; name another parameter: `#[len(n)]`"),
            );
        }
    }
}

/// Reports slots of generic callbacks: a slot is a static, and a static has no type parameters.
fn slots_are_not_generic(model: &Model, report: &mut Report) {
    let Some((_, Context { args: ContextArgs::Pool { key, .. }, .. })) = model.context() else { return };
    if model.function.sig.generics.params.iter().any(|param| !matches!(param, GenericParam::Lifetime(_))) {
        report.span(
            *key,
            "a generic callback has no slots of its own; write one for each type, or have C pass a context",
        );
    }
}

/// Reports `ok` and `err` without a `Result`, and `continue` and `break` without a `ControlFlow`; true if all fit.
fn stop_values_fit(model: &Model, report: &mut Report) -> bool {
    let args = model.args;
    let result = [key("ok", args.ok.as_ref()), args.err.as_ref().map(|err| ("err", err.key))];
    let flow = [key("continue", args.continues.as_ref()), key("break", args.breaks.as_ref())];
    let (unfit, wants): (Vec<_>, _) = match model.returns.shape {
        Shape::Result { .. } => {
            (flow.into_iter().flatten().collect(), "a `ControlFlow`; for a `Result` write `ok` and `err`")
        }
        Shape::ControlFlow { .. } => {
            (result.into_iter().flatten().collect(), "a `Result`; for a `ControlFlow` write `continue` and `break`")
        }
        Shape::Unit | Shape::Ordering | Shape::Number | Shape::Optional => (
            result.into_iter().chain(flow).flatten().collect(),
            "a `Result` or `ControlFlow`; remove it, or return one",
        ),
        // An alias may be either.
        Shape::Other if result.iter().any(Option::is_some) => {
            (flow.into_iter().flatten().collect(), "a `ControlFlow`, and `ok` and `err` to a `Result`; keep one pair")
        }
        Shape::Other | Shape::Never => return true,
    };
    match &unfit[..] {
        [] => {}
        [(name, span)] => report.span(*span, format_args!("`{name}` belongs to {wants}")),
        [(first, span), (second, _), ..] => {
            report.span(*span, format_args!("`{first}` and `{second}` belong to {wants}"));
        }
    }
    unfit.is_empty()
}

fn key<T>(name: &'static str, setting: Option<&Setting<T>>) -> Option<(&'static str, proc_macro2::Span)> {
    setting.map(|setting| (name, setting.key))
}

/// Reports missing C values for the two ends of a `Result` or `ControlFlow`.
fn stop_values_given(model: &Model, report: &mut Report) {
    const ERR: &str =
        "`Err` has no C value; add `err = …`, such as `err = -1`, or `returns = ()` if the C function returns `void`";
    const OK: &str =
        "`Ok(())` has no C value; add `ok = …`, such as `ok = 0`, or `returns = ()` if the C function returns `void`";
    const OK_AND_ERR: &str =
        "`Ok(())` and `Err` have no C values; add them, such as `ok = 0, err = -1`, or `returns = ()` if C takes none";
    const CONTINUE_AND_BREAK: &str =
        "`Continue(())` and `Break` have no C values; add `continue = …, break = …`, or `returns = ()` if C takes none";
    const BREAK: &str = "`Break` has no C value; add `break = …`, or for `void` a function that stops C: `stop = EXPR`, or `returns = ()` and `Scope::on_stop`";
    const CONTINUE: &str =
        "`Continue(())` has no C value; add `continue = …`, or `returns = ()` if the C function returns `void`";
    let args = model.args;
    if model.returns_nothing() || model.diverges() {
        return;
    }
    let (no_err, no_break) = (args.err.is_none(), args.breaks.is_none());
    let stays = args.leave.is_none();
    let missing = match model.returns.shape {
        Shape::Result { unit } => match (no_err && stays, unit && args.ok.is_none()) {
            (true, true) => Some(OK_AND_ERR),
            (true, false) => Some(ERR),
            (false, true) => Some(OK),
            (false, false) => None,
        },
        Shape::ControlFlow { unit } => match (no_break && stays, unit && args.continues.is_none()) {
            (true, true) => Some(CONTINUE_AND_BREAK),
            (true, false) => Some(BREAK),
            (false, true) => Some(CONTINUE),
            (false, false) => None,
        },
        Shape::Other if args.ok.is_some() && no_err => Some(ERR),
        Shape::Other if args.continues.is_some() && no_break => Some(BREAK),
        _ => None,
    };
    if let Some(message) = missing {
        model.at_result(report, message);
    }
    value_is_not_replaced(model, report);
}

/// Reports a constant for a success whose value is returned to C.
fn value_is_not_replaced(model: &Model, report: &mut Report) {
    // The value may go into a place whose attribute could not be read.
    if model.parameters.iter().any(|parameter| parameter.unread) {
        return;
    }
    let args = model.args;
    match (model.returns.shape, &args.ok, &args.continues) {
        (Shape::Result { unit: false }, Some(ok), _) => {
            report.span(ok.key, "C gets the value of `Ok`; remove `ok`, or return `Result<(), E>`");
        }
        (Shape::ControlFlow { unit: false }, _, Some(continues)) => {
            report.span(continues.key, "C gets the value of `Continue`; remove `continue`, or return `ControlFlow<B>`");
        }
        _ => {}
    }
}

/// Reports a missing fail value: with a wrong default, a panic could commit a transaction.
fn fail_given(model: &Model, report: &mut Report) {
    let args = model.args;
    if args.fail.is_some() || args.breaks.is_some() || model.returns_nothing() || model.leaves() {
        return;
    }
    match (model.returns.shape, args.err.as_ref().map(|err| &err.value)) {
        (Shape::Unit, _) if args.returns.is_none() => {}
        // There is a fail value, or another argument is reported as missing.
        (Shape::Never | Shape::Ordering, _)
        | (Shape::Result { .. } | Shape::ControlFlow { .. }, None)
        | (_, Some(ErrorValue::Constant(_) | ErrorValue::Errno { .. })) => {}
        (_, Some(ErrorValue::Path(path))) if !is_function(path) => {}
        (_, Some(ErrorValue::Path(path))) => {
            report.at(path, "`err` is computed from an error, and a panic has none; add the fail value, `fail = …`");
        }
        (_, Some(ErrorValue::NegativeErrno(expr))) => {
            report.at(
                expr,
                "`err` is computed from an error, and a panic has none; add `fail = …`, such as `fail = -libc::EIO`",
            );
        }
        (_, None) if model.is_method() => model.at_result(
            report,
            "a C result needs a fail value for panics and refused calls; add `fail = …`, or `#[callback(skip)]` if this is no callback",
        ),
        (_, None) => {
            model.at_result(
                report,
                "a C result needs a fail value for panics and refused calls; add `fail = …` to the attribute",
            );
        }
    }
}

impl Model<'_> {
    /// Returns true for `returns = ()`: C takes no value, whatever the function returns.
    pub(crate) fn returns_nothing(&self) -> bool {
        match &self.args.returns {
            Some(returns) => matches!(&returns.value, Type::Tuple(tuple) if tuple.elems.is_empty()),
            None => false,
        }
    }

    /// Reports an error at the return type, or at the name if no type is written.
    pub(crate) fn at_result(&self, report: &mut Report, message: &str) {
        match &self.returns.ty {
            Some(ty) => report.at(ty, message),
            None => report.at(self.name(), message),
        }
    }
}
