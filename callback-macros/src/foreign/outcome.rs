//! The grammar of a call's outcome: `#[callback(…)]` on a function of a block, and `#[out(…)]`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, Meta, Path, Type, UnOp};

use crate::grammar::settings::{Function, OneType, Setting, each, function, set, value};
use crate::output::names;
use crate::syntax::near;
use crate::syntax::parse;
use crate::syntax::report::Report;
use crate::syntax::tokens::mentions;

/// The values of the C result that mean failure.
pub(crate) enum Condition {
    Negative(Span),
    Null(Span),
    Zero(Span),
    Nonzero(Span),
    Constant(Expr),
}

/// `#[callback(…)]` on a function.
#[derive(Default)]
pub(crate) struct CallArgs {
    /// `errno = CONDITION` or `fails = CONDITION`.
    pub(crate) fails: Option<Setting<Condition>>,
    /// `fails = never`
    pub(crate) never: Option<Setting<()>>,
    /// True for `errno`, false for `fails`.
    pub(crate) errno: bool,
    /// The error number is the result, negated.
    pub(crate) negated: bool,
    /// `error = TYPE`
    pub(crate) error: Option<Setting<Type>>,
    /// `free = PATH`
    pub(crate) free: Option<Setting<Path>>,
    /// `len = EXPR`: the number of elements of the result.
    pub(crate) len: Option<Setting<Expr>>,
    /// `ends = CONDITION`: the element that ends the result.
    pub(crate) ends: Option<Setting<Condition>>,
    /// True if an argument could not be parsed. Missing ones are not reported then.
    pub(crate) unread: bool,
}

impl CallArgs {
    /// Returns true without an argument.
    pub(crate) fn is_empty(&self) -> bool {
        let CallArgs { fails, never, errno: _, negated: _, error, free, len, ends, unread: _ } = self;
        let is_single = len.is_none() && ends.is_none();
        fails.is_none() && never.is_none() && error.is_none() && free.is_none() && is_single
    }
}

/// `#[out(…)]`
#[derive(Default)]
pub(crate) struct OutArgs {
    pub(crate) free: Option<Setting<Path>>,
    /// C writes it even if the call fails.
    pub(crate) always: Option<Setting<()>>,
    /// `len = EXPR`
    pub(crate) len: Option<Setting<Expr>>,
    /// `ends = CONDITION`
    pub(crate) ends: Option<Setting<Condition>>,
}

impl Condition {
    fn parse(input: ParseStream, key: &Ident, report: &mut Report) -> syn::Result<Condition> {
        let expr: Expr = value(input, key)?;
        let word = match &expr {
            Expr::Path(path) => path.path.get_ident().cloned(),
            _ => None,
        };
        let text = word.as_ref().map(Ident::to_string).unwrap_or_default();
        Ok(match (text.as_str(), word) {
            ("negative", Some(word)) => Condition::Negative(word.span()),
            ("null", Some(word)) => Condition::Null(word.span()),
            ("zero", Some(word)) => Condition::Zero(word.span()),
            ("nonzero", Some(word)) => Condition::Nonzero(word.span()),
            _ => {
                if near::condition(&text) || tests_result(&expr) && !is_negated_result(&expr) {
                    report
                        .at(&expr, "expected `negative`, `null`, `zero`, `nonzero`, a constant, or `errno = -result`");
                }
                Condition::Constant(expr)
            }
        })
    }

    /// `-result`
    fn is_negated_result(&self) -> bool {
        matches!(self, Condition::Constant(expr) if is_negated_result(expr))
    }

    /// The expression that tests a C value for failure.
    pub(crate) fn test(&self, c: &Ident) -> TokenStream {
        let (span, name) = match self {
            Condition::Negative(span) => (*span, "is_negative"),
            Condition::Null(span) => (*span, "is_null"),
            Condition::Zero(span) => (*span, "is_zero"),
            Condition::Nonzero(span) => (*span, "is_nonzero"),
            Condition::Constant(expr) => {
                let (first, last) = names::ends(expr);
                let rt = names::runtime(first);
                let arguments = quote_spanned!(last=> (#c, const { #expr }));
                return quote_spanned!(first=> #rt::is_equal #arguments);
            }
        };
        let (rt, at) = (names::runtime(span), names::plumbing(span));
        let name = Ident::new(name, at);
        quote_spanned!(at=> #rt::#name(#c))
    }
}

/// Returns true before `= never`.
fn is_never(input: ParseStream) -> bool {
    let fork = input.fork();
    fork.parse::<syn::Token![=]>().is_ok() && fork.call(Ident::parse_any).is_ok_and(|word| word == "never")
}

fn is_negated_result(expr: &Expr) -> bool {
    let Expr::Unary(unary) = expr else { return false };
    let Expr::Path(path) = &*unary.expr else { return false };
    matches!(unary.op, UnOp::Neg(_)) && path.path.is_ident("result")
}

/// Returns true for an expression of `result` or `errno`, which are no constants.
fn tests_result(expr: &Expr) -> bool {
    match expr {
        Expr::Path(path) => path.path.is_ident("result") || path.path.is_ident("errno"),
        Expr::Unary(unary) => tests_result(&unary.expr),
        Expr::Binary(binary) => tests_result(&binary.left) || tests_result(&binary.right),
        Expr::MethodCall(call) => tests_result(&call.receiver),
        Expr::Cast(cast) => tests_result(&cast.expr),
        Expr::Paren(paren) => tests_result(&paren.expr),
        Expr::Group(group) => tests_result(&group.expr),
        _ => false,
    }
}

impl CallArgs {
    pub(crate) fn parse(attr: &Attribute, report: &mut Report) -> CallArgs {
        let mut args = CallArgs::default();
        let parsed = match &attr.meta {
            Meta::List(_) => parse::args_with(attr, |input| each(input, |input| args.argument(input, report))),
            _ => Err(syn::Error::new_spanned(attr, format_args!("expected `#[callback(…)]` with {KEYS}"))),
        };
        args.unread = report.ok(parsed).is_none();
        args
    }

    fn argument(&mut self, input: ParseStream, report: &mut Report) -> syn::Result<()> {
        let key = input
            .call(Ident::parse_any)
            .map_err(|error| syn::Error::new(error.span(), format_args!("expected {KEYS}")))?;
        let name = key.to_string();
        match name.as_str() {
            "fails" if is_never(input) => {
                input.parse::<syn::Token![=]>()?;
                input.call(Ident::parse_any)?;
                set(&mut self.never, &key, (), report);
            }
            "errno" | "fails" => {
                let (condition, errno) = (Condition::parse(input, &key, report)?, name == "errno");
                let negated = condition.is_negated_result();
                let condition = if negated { Condition::Negative(key.span()) } else { condition };
                if negated && !errno {
                    report.span(key.span(), "the result is an error number, negated: write `errno = -result`");
                }
                if let Some(first) = self.fails.as_ref().filter(|_| self.errno != errno) {
                    report.between(
                        first.key,
                        key.span(),
                        format_args!("`{key}` gives the failure condition again; remove one"),
                    );
                } else {
                    self.errno = errno;
                    self.negated = negated;
                    set(&mut self.fails, &key, condition, report);
                }
            }
            "error" => set(&mut self.error, &key, value::<OneType>(input, &key)?.0, report),
            "free" => set(&mut self.free, &key, value::<Free>(input, &key)?.0.path(report), report),
            "len" => set(&mut self.len, &key, value(input, &key)?, report),
            "ends" => set(&mut self.ends, &key, Condition::parse(input, &key, report)?, report),
            _ => {
                return Err(near::unknown_argument(
                    &key,
                    &format!("{KEYS}; the options of a callback belong to its parameter"),
                ));
            }
        }
        Ok(())
    }
}

const KEYS: &str = "`errno`, `fails`, `error`, `free`, `len` or `ends`";

impl OutArgs {
    pub(crate) fn parse(attr: &Attribute, report: &mut Report) -> OutArgs {
        let mut args = OutArgs::default();
        let parsed = match &attr.meta {
            Meta::Path(_) => Ok(()),
            Meta::List(_) => parse::args_with(attr, |input| each(input, |input| args.argument(input, report))),
            Meta::NameValue(_) => Err(syn::Error::new_spanned(attr, "expected `#[out]` or `#[out(free = PATH)]`")),
        };
        report.ok(parsed);
        args
    }

    fn argument(&mut self, input: ParseStream, report: &mut Report) -> syn::Result<()> {
        let key = input.call(Ident::parse_any)?;
        match key.to_string().as_str() {
            "free" => set(&mut self.free, &key, value::<Free>(input, &key)?.0.path(report), report),
            "always" => set(&mut self.always, &key, (), report),
            "len" => set(&mut self.len, &key, value(input, &key)?, report),
            "ends" => set(&mut self.ends, &key, Condition::parse(input, &key, report)?, report),
            _ => return Err(near::unknown_argument(&key, "`free`, `always`, `len` or `ends`")),
        }
        Ok(())
    }
}

/// The value of `free`.
struct Free(Function);

impl Parse for Free {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        function(input, "expected the path of a C function that frees it, such as `free = libc::free`").map(Free)
    }
}

/// The call of a deallocator, with its result ignored: it takes a pointer to the value, or a `void *`.
pub(crate) fn deallocator(path: &Path, ty: &Type, is_array: bool) -> TokenStream {
    let (first, last) = names::ends(path);
    let rt = names::runtime(first);
    let tokens = path.to_token_stream();
    let any = mentions(ty.to_token_stream(), &Ident::new("c_void", Span::call_site()));
    // `void *` has no pointee to compare.
    let pointer = if any {
        quote_spanned!(first=> <*mut #rt::c_void>::cast)
    } else {
        let freed = Ident::new(if is_array { "freed_array" } else { "freed" }, first);
        quote_spanned!(first=> #rt::#freed::<#ty, _, _>)
    };
    let argument = quote_spanned!(last=> (#pointer(__callback_pointer)));
    // SAFETY of what is generated: the author of the block says that this frees what C returned.
    quote_spanned!(first=> |__callback_pointer: *mut #rt::c_void| unsafe { let _ = #tokens #argument; })
}
