//! `after = …`: the calls that follow a failure.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::Token;
use syn::ext::IdentExt;
use syn::parse::ParseStream;

use crate::function::model::{Access, Model, Shape};
use crate::function::{on_fail, plan};
use crate::grammar::args::{Args, ErrorValue, Setting, each, set, value};
use crate::output::names;
use crate::syntax::near;
use crate::syntax::report::Report;
use crate::syntax::tokens::is_function;

/// True if calls go on after the failure.
type Runs = bool;

/// The value of `after`, for each kind of failure.
#[derive(Clone, Default)]
pub(crate) struct After {
    pub(crate) panic: Option<Setting<Runs>>,
    pub(crate) err: Option<Setting<Runs>>,
    pub(crate) breaks: Option<Setting<Runs>>,
    pub(crate) refused: Option<Setting<Runs>>,
    /// `after = …`: applies to each kind of failure that the callback can have.
    pub(crate) all: Option<Setting<Runs>>,
}

const FORMS: &str = "expected `after = continue`, `after = stop` or a list such as `after(panic = continue)`";

/// Parses the tokens after the key.
pub(crate) fn parse(input: ParseStream, key: &Ident, report: &mut Report) -> syn::Result<After> {
    let mut after = After::default();
    if input.peek(Token![=]) {
        set(&mut after.all, key, runs(input, key)?, report);
        return Ok(after);
    }
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(key.span(), FORMS));
    }
    let content;
    syn::parenthesized!(content in input);
    if content.is_empty() {
        return Err(syn::Error::new(key.span(), FORMS));
    }
    each(&content, |input| {
        const KINDS: &str = "`panic`, `err`, `break` or `refused`";
        let kind = input.call(Ident::parse_any).map_err(|_| input.error(format_args!("expected {KINDS}")))?;
        let place = match kind.to_string().as_str() {
            "panic" => &mut after.panic,
            "err" => &mut after.err,
            "break" => &mut after.breaks,
            "refused" => &mut after.refused,
            _ => return Err(near::unknown_argument(&kind, KINDS)),
        };
        set(place, &kind, runs(input, &kind)?, report);
        Ok(())
    })?;
    Ok(after)
}

fn runs(input: ParseStream, key: &Ident) -> syn::Result<Runs> {
    let Word(word) = value(input, key)?;
    match word.to_string().as_str() {
        "continue" => Ok(true),
        "stop" => Ok(false),
        _ => Err(syn::Error::new(word.span(), VALUES)),
    }
}

const VALUES: &str = "expected `continue`, which lets later calls run, or `stop`";

/// An identifier or a keyword.
struct Word(Ident);

impl syn::parse::Parse for Word {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        input.call(Ident::parse_any).map(Word).map_err(|_| input.error(VALUES))
    }
}

/// Fills in the `after` of a block for one of its methods.
pub(crate) fn inherit(method: &mut Option<Setting<After>>, block: &Setting<After>, aborts: bool, shape: Shape) {
    let Setting { key, value: block } = block;
    let setting = method.get_or_insert_with(|| Setting { key: *key, value: After::default() });
    let own = &mut setting.value;
    if own.all.is_some() {
        return;
    }
    let (result, flow) = (matches!(shape, Shape::Result { .. }), matches!(shape, Shape::ControlFlow { .. }));
    let whole = block.all;
    let fill = |own: &mut Option<Setting<Runs>>, block: Option<Setting<Runs>>, is_there: bool| {
        *own = own.take().or(block.or(whole).filter(|_| is_there));
    };
    fill(&mut own.panic, block.panic, !aborts);
    fill(&mut own.err, block.err, result);
    fill(&mut own.breaks, block.breaks, flow);
    fill(&mut own.refused, block.refused, true);
}

pub(crate) fn check(model: &Model, report: &mut Report) {
    let Some(Setting { key, value: after }) = &model.args.after else { return };
    match model.context().map(|(_, context)| context.access) {
        None => return report.span(*key, "without a context nothing is kept, and each call runs; remove `after`"),
        Some(Access::Once) => {
            return report.span(*key, "a context by value is consumed by its one call; remove `after`");
        }
        Some(_) => {}
    }
    panics_come_back(model.args, after, report);
    ends_fit(model, after, report);
}

/// Reports `after` for panics of a callback or block with `panic = abort`.
pub(crate) fn panics_come_back(args: &Args, after: &After, report: &mut Report) {
    if let (Some(panics), Some(panic)) = (&args.panics, &after.panic) {
        report.span(
            panic.key,
            "calls go on after a panic that `panic = PATH` takes, except while `pending = PATH` is true; remove this",
        );
        report.span(panics.key, "the function that takes panics is named here");
    }
    if args.abort.is_none() {
        return;
    }
    if let Some(panic) = &after.panic {
        report.span(panic.key, "no call comes after a panic with `panic = abort`; remove one of the two");
    } else if let Some(all) = &after.all {
        report.span(
            all.key,
            "no call comes after a panic with `panic = abort`; name the other failures: `after(err = …, refused = …)`",
        );
    }
}

/// Reports `err` without a `Result`, and `break` without a `ControlFlow`.
fn ends_fit(model: &Model, after: &After, report: &mut Report) {
    let flows = model.args.breaks.is_some() || matches!(model.returns.shape, Shape::ControlFlow { .. });
    let stops = plan::stops(model);
    if let Some(err) = after.err.as_ref().filter(|_| !stops || flows) {
        let remedy = if flows { "a `ControlFlow` ends with `break`: `after(break = …)`" } else { "remove it" };
        report.span(err.key, format_args!("only a `Result` has an `Err`; {remedy}"));
    }
    if let Some(breaks) = after.breaks.as_ref().filter(|_| !stops || !flows) {
        let remedy = if stops { "a `Result` ends with `err`: `after(err = …)`" } else { "remove it" };
        report.span(breaks.key, format_args!("only a `ControlFlow` has a `Break`; {remedy}"));
    }
}

/// Adds the properties to `Declared` that differ from those of most callbacks.
pub(crate) fn declared(model: &Model, mut declared: TokenStream) -> TokenStream {
    let at = model.name().span();
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let mut add = |function: &str, argument: Option<Runs>| {
        let (function, argument) = (Ident::new(function, span), argument.into_iter());
        declared = quote_spanned!(span=> #rt::Declared::#function(#declared #(, #argument)*));
    };
    if model.args.on_fail.is_some() && on_fail::errs(model) {
        add("telling", None);
    } else if is_computed(model) {
        add("answering", None);
    }
    if let Some(Setting { value: after, .. }) = &model.args.after {
        let runs = |own: &Option<Setting<Runs>>| own.as_ref().or(after.all.as_ref()).map(|setting| setting.value);
        let stop = runs(&after.err.or(after.breaks)).filter(|_| plan::stops(model));
        for (function, runs) in
            [("after_panic", runs(&after.panic)), ("after_stop", stop), ("after_refused", runs(&after.refused))]
        {
            if runs.is_some() {
                add(function, runs);
            }
        }
    }
    declared
}

/// Returns true if the C value for an `Err` is computed from the error.
fn is_computed(model: &Model) -> bool {
    match model.args.err.as_ref().map(|err| &err.value) {
        Some(ErrorValue::Path(path)) => is_function(path),
        Some(ErrorValue::Errno { .. } | ErrorValue::NegativeErrno(_)) => true,
        Some(ErrorValue::Constant(_)) | None => false,
    }
}
