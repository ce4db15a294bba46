//! The grammar of `#[callback(…)]`.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, Path, Type};

use crate::grammar::after::{self, After};
use crate::grammar::misplaced;
use crate::grammar::settings::{Function, ModPath, OneType, Setting, each, function, moves, set, value};
use crate::syntax::near;
use crate::syntax::parse;
use crate::syntax::report::Report;

/// The value of `err`.
#[derive(Clone)]
pub(crate) enum ErrorValue {
    /// `err = -1`
    Constant(Expr),
    /// `err = PATH`: a constant or a function of the error.
    Path(Path),
    /// `err = errno(-1)`
    Errno { whole: Expr, value: Expr },
    /// `err = -errno`
    NegativeErrno(Expr),
}

/// The arguments of the attribute.
#[derive(Default)]
pub(crate) struct Args {
    pub(crate) continues: Option<Setting<Expr>>,
    pub(crate) breaks: Option<Setting<Expr>>,
    pub(crate) ok: Option<Setting<Expr>>,
    pub(crate) err: Option<Setting<ErrorValue>>,
    pub(crate) fail: Option<Setting<Expr>>,
    pub(crate) abort: Option<Setting<()>>,
    /// `panic = PATH`
    pub(crate) panics: Option<Setting<Path>>,
    /// `pending = PATH`
    pub(crate) pending: Option<Setting<Path>>,
    pub(crate) returns: Option<Setting<Type>>,
    /// The value is true for `threads = moves`: one call at a time.
    pub(crate) threads: Option<Setting<bool>>,
    pub(crate) leave: Option<Setting<Expr>>,
    pub(crate) on_fail: Option<Setting<Expr>>,
    pub(crate) after: Option<Setting<After>>,
    /// `None` is `report = none`.
    pub(crate) report: Option<Setting<Option<Path>>>,
    pub(crate) krate: Option<Setting<Path>>,
    /// True if an argument could not be parsed. Missing ones are not reported then: it may be one of them.
    pub(crate) unread: bool,
}

const KEYS: &str = "`continue`, `break`, `ok`, `err`, `fail`, `on_fail`, `after`, `leave`, `panic`, `pending`, `report`, `returns`, `threads` or `crate`";

impl Args {
    pub(crate) fn parse(tokens: TokenStream, report: &mut Report) -> Args {
        Args::parse_with(tokens, KEYS, report)
    }

    /// Parses arguments as [`parse`](Args::parse) does, with other keys in messages.
    pub(crate) fn parse_with(tokens: TokenStream, keys: &str, report: &mut Report) -> Args {
        let mut args = Args::default();
        let parsed = parse::tokens_with(tokens, |input| each(input, |input| args.argument(input, keys, report)));
        args.unread = report.ok(parsed).is_none();
        args
    }

    fn argument(&mut self, input: ParseStream, keys: &str, report: &mut Report) -> syn::Result<()> {
        if !input.peek(syn::Ident::peek_any) {
            return Err(input.error(format_args!("expected {keys}")));
        }
        let key = input.call(Ident::parse_any)?;
        match key.to_string().as_str() {
            "continue" => set(&mut self.continues, &key, value(input, &key)?, report),
            "break" => set(&mut self.breaks, &key, value(input, &key)?, report),
            "ok" => set(&mut self.ok, &key, value(input, &key)?, report),
            "err" => set(&mut self.err, &key, value(input, &key)?, report),
            "fail" => set(&mut self.fail, &key, value(input, &key)?, report),
            "leave" => set(&mut self.leave, &key, value(input, &key)?, report),
            "on_fail" => set(&mut self.on_fail, &key, value(input, &key)?, report),
            "after" => set(&mut self.after, &key, after::parse(input, &key, report)?, report),
            "report" => set(&mut self.report, &key, value::<Reports>(input, &key)?.0, report),
            "panic" => match value(input, &key)? {
                Panics::Abort if self.panics.is_none() => set(&mut self.abort, &key, (), report),
                Panics::To(path) if self.abort.is_none() => set(&mut self.panics, &key, path, report),
                _ => report.span(key.span(), "`panic` is given twice; remove one"),
            },
            "pending" => set(&mut self.pending, &key, value::<Pending>(input, &key)?.0.path(report), report),
            "returns" => set(&mut self.returns, &key, value::<OneType>(input, &key)?.0, report),
            "threads" => {
                let moves = moves(input)?;
                set(&mut self.threads, &key, moves, report);
            }
            "crate" => set(&mut self.krate, &key, value::<ModPath>(input, &key)?.0, report),
            text => {
                return Err(match misplaced::argument(text) {
                    Some(place) => syn::Error::new(key.span(), format_args!("`{key}` belongs to {place}")),
                    None => near::unknown_argument_of(&key, keys, &misplaced::ARGUMENTS),
                });
            }
        }
        Ok(())
    }
}

/// The value of `panic`.
pub(crate) enum Panics {
    Abort,
    To(Path),
}

impl Panics {
    /// Returns the `panic` argument for a callback.
    pub(crate) fn argument(&self) -> TokenStream {
        match self {
            Panics::Abort => quote::quote!(panic = abort),
            Panics::To(path) => quote::quote!(panic = #path),
        }
    }
}

const PANICS: &str =
    "expected `abort`, or the path of a function `fn(Box<dyn Any + Send>)`; without `panic = …` panics are captured";

impl Parse for Panics {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let path = function(input, PANICS)?.alone()?;
        if ["unwind", "capture", "catch"].iter().any(|word| path.is_ident(word)) {
            return Err(syn::Error::new_spanned(path, PANICS));
        }
        Ok(if path.is_ident("abort") { Panics::Abort } else { Panics::To(path) })
    }
}

/// The value of `pending`.
struct Pending(Function);

impl Parse for Pending {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        function(input, "expected the path of a function `fn() -> bool`").map(Pending)
    }
}

/// The value of `report`: `none`, or the path of a function.
pub(crate) struct Reports(pub(crate) Option<Path>);

impl Reports {
    /// Returns the `report` argument for a callback.
    pub(crate) fn argument(&self) -> TokenStream {
        if let Some(path) = &self.0 { quote::quote!(report = #path) } else { quote::quote!(report = none) }
    }
}

impl Parse for Reports {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let path = function(input, "expected `none`, or the path of a function `fn(&Report<'_>)`")?.alone()?;
        Ok(Reports((!path.is_ident("none")).then_some(path)))
    }
}

impl Parse for ErrorValue {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let expr: Expr = input.parse()?;
        Ok(match &expr {
            Expr::Call(call) if is_errno(&call.func) => {
                let mut values = call.args.iter();
                match (values.next(), values.next()) {
                    (Some(value), None) => ErrorValue::Errno { whole: expr.clone(), value: value.clone() },
                    _ => {
                        return Err(syn::Error::new_spanned(
                            call,
                            "expected one value, which is returned to C: `errno(-1)`",
                        ));
                    }
                }
            }
            Expr::Unary(syn::ExprUnary { op: syn::UnOp::Neg(_), expr: inner, .. }) if is_errno(inner) => {
                ErrorValue::NegativeErrno(expr)
            }
            Expr::Path(path) if is_errno(&expr) => {
                return Err(syn::Error::new_spanned(
                    path,
                    "expected `errno(VALUE)` with the value returned to C, or `-errno`",
                ));
            }
            Expr::Path(path) if path.qself.is_none() => ErrorValue::Path(path.path.clone()),
            _ => ErrorValue::Constant(expr),
        })
    }
}

fn is_errno(expr: &Expr) -> bool {
    matches!(expr, Expr::Path(path) if path.path.is_ident("errno"))
}
