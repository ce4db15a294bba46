//! The arguments of the attribute on a block and on its methods: those of a function, and others.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, LitInt, LitStr, Path, Token, Type, Visibility};

use crate::function::check::after::panics_come_back;
use crate::function::model::callback::Shape;
use crate::grammar::after::{After, Runs};
use crate::grammar::args::{Args, ErrorValue};
use crate::grammar::settings::{OneType, Setting, each, set, value};
use crate::methods::own_self::OwnSelf;
use crate::syntax::list::List as _;
use crate::syntax::parse;
use crate::syntax::report::Report;
use crate::syntax::types;

/// The place of a method's context in C.
#[derive(Clone)]
pub(crate) struct ContextPlace {
    pub(crate) position: Position,
    /// The arguments of `#[context(…)]`.
    pub(crate) how: TokenStream,
    /// True if the context is found, and no parameter.
    pub(crate) found: bool,
}

#[derive(Clone, Copy)]
pub(crate) enum Position {
    First,
    Last,
    /// Counted from one, over the C parameters.
    Nth(usize, Span),
}

impl Default for ContextPlace {
    fn default() -> Self {
        ContextPlace { position: Position::First, how: TokenStream::new(), found: false }
    }
}

/// `mod = pub(crate) name`
#[derive(Clone)]
pub(crate) struct Module {
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
}

/// A member that is set to a value: `iVersion = 2`.
pub(crate) struct FieldValue {
    pub(crate) name: syn::Member,
    pub(crate) value: Expr,
}

/// `setters(read = BIO_meth_set_read, …)`
pub(crate) struct Setter {
    pub(crate) name: Ident,
    pub(crate) function: Path,
}

/// The arguments of a block.
#[derive(Default)]
pub(crate) struct ImplArgs {
    /// The arguments that a function takes too.
    pub(crate) args: Args,
    pub(crate) place: Option<Setting<ContextPlace>>,
    pub(crate) module: Option<Setting<Module>>,
    /// `table = path::Struct`, or `table` alone for functions without a struct.
    pub(crate) table: Option<Setting<Option<Type>>>,
    pub(crate) fields: Option<Setting<Vec<FieldValue>>>,
    pub(crate) rest: Option<Setting<Expr>>,
    pub(crate) size: Option<Setting<syn::Member>>,
    pub(crate) context_field: Option<Setting<syn::Member>>,
    pub(crate) setters: Option<Setting<Vec<Setter>>>,
    /// The value that a setter returns on success.
    pub(crate) setters_ok: Option<Setting<Expr>>,
}

/// The arguments of a method.
#[derive(Default)]
pub(crate) struct MethodArgs {
    pub(crate) args: Args,
    pub(crate) place: Option<Setting<ContextPlace>>,
    pub(crate) field: Option<Setting<Ident>>,
}

const BLOCK_KEYS: &str = "`context`, `mod`, `table` and its options, or an option of a function except `returns`";
const METHOD_KEYS: &str = "`context`, `field`, `continue`, `break`, `ok`, `err`, `fail`, `on_fail`, `after`, `leave`, `panic`, `pending`, `report`, `returns`, `threads` or `crate`";

impl ImplArgs {
    pub(crate) fn parse(tokens: TokenStream, own: &OwnSelf, report: &mut Report) -> Self {
        let mut block = ImplArgs::default();
        block.args = own_and_others(own.in_expression(tokens), BLOCK_KEYS, report, |input, report| {
            block.argument(input, report)
        });
        if let Some(returns) = &block.args.returns {
            report.span(returns.key, "each method has its own result; write `returns` on each method");
        }
        for (name, said) in [("on_fail", &block.args.on_fail), ("leave", &block.args.leave)] {
            if let Some(said) = said {
                report
                    .span(said.key, format_args!("each method has its own parameters; write `{name}` on each method"));
            }
        }
        if let Some(after) = &block.args.after {
            panics_come_back(&block.args, &after.value, report);
        }
        block
    }

    /// Reads one argument; returns false if it is one of a function.
    fn argument(&mut self, input: ParseStream, report: &mut Report) -> syn::Result<bool> {
        let Ok(key) = input.call(Ident::parse_any) else { return skip(input) };
        match key.to_string().as_str() {
            "context" => set(&mut self.place, &key, place(input, &key)?, report),
            "mod" => set(&mut self.module, &key, value(input, &key)?, report),
            "table" if input.is_empty() => set(&mut self.table, &key, None, report),
            "table" => set(&mut self.table, &key, Some(value::<TableType>(input, &key)?.itself(report)), report),
            "setters_ok" => set(&mut self.setters_ok, &key, value(input, &key)?, report),
            "rest" => set(&mut self.rest, &key, value(input, &key)?, report),
            "size" => set(&mut self.size, &key, value(input, &key)?, report),
            "context_field" => set(&mut self.context_field, &key, value(input, &key)?, report),
            "fields" => set(&mut self.fields, &key, list(input, &key, "fields(size = 8, …)")?, report),
            "setters" => set(&mut self.setters, &key, list(input, &key, "setters(method = function, …)")?, report),
            _ => return skip(input),
        }
        end(input)
    }

    /// Returns true if the methods form a table on one context.
    pub(crate) fn has_table(&self) -> bool {
        self.table.is_some()
    }

    /// Returns true for a table without a type.
    pub(crate) fn has_no_struct(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.value.is_none())
    }
}

/// The value of `table`.
struct TableType(Type);

impl Parse for TableType {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(syn::Lit) {
            return Err(input.error("expected the path of a struct, without quotes: `table = sys::ops`"));
        }
        let ty = input.parse::<OneType>()?.0;
        if input.peek(syn::token::Brace) {
            return Err(
                input.error("`table` names the struct alone; set its other members by `fields(NAME = EXPR, …)`")
            );
        }
        Ok(TableType(ty))
    }
}

impl TableType {
    /// Returns the struct: that behind a pointer too, which is reported.
    fn itself(self, report: &mut Report) -> Type {
        let Some(inner) = inner(&self.0) else { return self.0 };
        let of_path = matches!(types::ungrouped(inner), Type::Path(_))
            .then(|| inner.to_token_stream().to_string().replace(' ', ""));
        let text = of_path.unwrap_or_else(|| "path::Struct".to_owned());
        report.at(
            &self.0,
            format_args!("`table` names the struct itself, of which C gets a pointer; write `table = {text}`"),
        );
        inner.clone()
    }
}

/// Returns the type that a pointer, an array or an `Option` is of.
fn inner(ty: &Type) -> Option<&Type> {
    match types::ungrouped(ty) {
        Type::Ptr(pointer) => Some(&pointer.elem),
        Type::Reference(reference) => Some(&reference.elem),
        Type::Array(array) => Some(&array.elem),
        Type::Slice(slice) => Some(&slice.elem),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            let known = ["Option", "Box", "NonNull", "MaybeUninit"].iter().any(|name| last.ident == name);
            known.then(|| types::generic(&last.arguments, 0)).flatten()
        }
        _ => None,
    }
}

impl MethodArgs {
    pub(crate) fn parse(tokens: TokenStream, own: &OwnSelf, report: &mut Report) -> Self {
        let mut method = MethodArgs::default();
        method.args = own_and_others(own.in_expression(tokens), METHOD_KEYS, report, |input, report| {
            method.argument(input, report)
        });
        method
    }

    fn argument(&mut self, input: ParseStream, report: &mut Report) -> syn::Result<bool> {
        let Ok(key) = input.call(Ident::parse_any) else { return skip(input) };
        match key.to_string().as_str() {
            "context" => set(&mut self.place, &key, place(input, &key)?, report),
            "field" => set(&mut self.field, &key, value::<FieldName>(input, &key)?.0, report),
            "skip" => {
                // What stands behind it is removed with it.
                report.at(&key, "`skip` leaves the method out; remove what stands beside it");
                input.parse::<TokenStream>()?;
            }
            _ => return skip(input),
        }
        end(input)
    }
}

/// Reads each argument with `own`, which returns false for those of a function.
fn own_and_others(
    tokens: TokenStream,
    keys: &str,
    report: &mut Report,
    mut own: impl FnMut(ParseStream, &mut Report) -> syn::Result<bool>,
) -> Args {
    let mut others = TokenStream::new();
    let mut unread = false;
    for argument in arguments(tokens) {
        match parse::tokens_with(argument.clone(), |input| own(input, report)) {
            Ok(true) => {}
            Ok(false) => others.extend(quote!(#argument,)),
            Err(error) => {
                unread = true;
                report.push(error);
            }
        }
    }
    let mut args = Args::parse_with(others, keys, report);
    args.unread |= unread;
    args
}

fn skip(input: ParseStream) -> syn::Result<bool> {
    input.parse::<TokenStream>()?;
    Ok(false)
}

fn end(input: ParseStream) -> syn::Result<bool> {
    if input.is_empty() { Ok(true) } else { Err(input.error("expected `,`")) }
}

/// Splits arguments at their commas; parts inside `<…>` are joined again when printed.
fn arguments(tokens: TokenStream) -> Vec<TokenStream> {
    let mut all = vec![TokenStream::new()];
    for token in tokens {
        match (&token, all.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => all.push(TokenStream::new()),
            (_, Some(last)) => last.extend([token]),
            (_, None) => {}
        }
    }
    all.retain(|argument| !argument.is_empty());
    all
}

/// `field = "xRead"` or `field = xRead`
struct FieldName(Ident);

impl Parse for FieldName {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if !input.peek(LitStr) {
            return input.call(Ident::parse_any).map(FieldName);
        }
        let name: LitStr = input.parse()?;
        let ident = name.parse_with(Ident::parse_any);
        ident
            .map(FieldName)
            .map_err(|_| syn::Error::new(name.span(), "expected the name of a member: `field = \"read\"`"))
    }
}

impl Parse for Module {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let vis = input.parse()?;
        let name = input.parse().map_err(|_| input.error("expected a name for the module: `mod = name`"))?;
        Ok(Module { vis, name })
    }
}

impl Parse for FieldValue {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(FieldValue { name, value: input.parse()? })
    }
}

impl Parse for Setter {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        Ok(Setter { name, function: input.parse()? })
    }
}

fn list<T: Parse>(input: ParseStream, key: &Ident, example: &str) -> syn::Result<Vec<T>> {
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(key.span(), format_args!("expected a list: `{example}`")));
    }
    let content;
    syn::parenthesized!(content in input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&content)?.into_iter().list())
}

const PLACES: &str =
    "expected `first`, `last`, a position counted from 1, `as = TYPE`, `from = EXPR`, or `embedded = TYPE`";

/// `context = last` and `context(last, as = *const c_void)`
fn place(input: ParseStream, key: &Ident) -> syn::Result<ContextPlace> {
    let mut place = ContextPlace::default();
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        place.position = position(input)?;
        return Ok(place);
    }
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(
            key.span(),
            "`context` needs a place; write `context = last`, or `context(from = …)`",
        ));
    }
    let content;
    syn::parenthesized!(content in input);
    each(&content, |input| one(input, &mut place))?;
    Ok(place)
}

fn one(input: ParseStream, place: &mut ContextPlace) -> syn::Result<()> {
    if input.peek(LitInt) || is_position(input) {
        place.position = position(input)?;
        return Ok(());
    }
    let word = input.call(Ident::parse_any).map_err(|_| input.error(PLACES))?;
    if !place.how.is_empty() {
        return Err(syn::Error::new(word.span(), "the context comes from one place; remove this"));
    }
    let span = word.span();
    match word.to_string().as_str() {
        "as" | "embedded" => {
            let ty = value::<OneType>(input, &word)?.0;
            place.how = quote_spanned!(span=> #word = #ty);
        }
        "from" => {
            let from: Expr = value(input, &word)?;
            place.how = quote_spanned!(span=> from = #from);
            place.found = true;
        }
        _ => return Err(syn::Error::new(span, PLACES)),
    }
    Ok(())
}

fn is_position(input: ParseStream) -> bool {
    let word = input.fork().call(Ident::parse_any);
    word.is_ok_and(|word| word == "first" || word == "last")
}

fn position(input: ParseStream) -> syn::Result<Position> {
    if input.peek(LitInt) {
        let number: LitInt = input.parse()?;
        return match number.base10_parse() {
            Ok(position) if position > 0 => Ok(Position::Nth(position, number.span())),
            _ => Err(syn::Error::new(number.span(), "positions are counted from 1")),
        };
    }
    match input.call(Ident::parse_any) {
        Ok(word) if word == "first" => Ok(Position::First),
        Ok(word) if word == "last" => Ok(Position::Last),
        Ok(word) => Err(syn::Error::new(word.span(), PLACES)),
        Err(_) => Err(input.error(PLACES)),
    }
}

/// Inherits the arguments of the block that a method does not set itself.
pub(crate) fn inherit(method: &mut Args, block: &Args, shape: Shape, has_context: bool, consumes: bool) {
    method.unread |= block.unread;
    if method.abort.is_none() && method.panics.is_none() {
        method.abort = block.abort;
        method.panics.clone_from(&block.panics);
        method.pending = method.pending.take().or_else(|| block.pending.clone());
    }
    if let Some(block) = block.after.as_ref().filter(|_| has_context && !consumes) {
        inherit_after(&mut method.after, block, method.abort.is_some(), shape);
    }
    method.report = method.report.take().or_else(|| block.report.clone());
    method.threads = method.threads.take().or(block.threads.filter(|_| has_context));
    method.krate = method.krate.take().or_else(|| block.krate.clone());
    let nothing = matches!(&method.returns, Some(returns) if returns.value.to_token_stream().to_string() == "()");
    if nothing {
        return;
    }
    let own = method.breaks.is_some()
        || matches!(
            method.err.as_ref().map(|err| &err.value),
            Some(ErrorValue::Constant(_) | ErrorValue::Errno { .. })
        );
    match shape {
        Shape::Result { unit } => {
            if unit {
                method.ok = method.ok.take().or_else(|| block.ok.clone());
            }
            method.err = method.err.take().or_else(|| block.err.clone());
        }
        Shape::ControlFlow { unit } => {
            if unit {
                method.continues = method.continues.take().or_else(|| block.continues.clone());
            }
            method.breaks = method.breaks.take().or_else(|| block.breaks.clone());
        }
        Shape::Unit | Shape::Ordering | Shape::Never => return,
        Shape::Optional | Shape::Number | Shape::Other => {}
    }
    // The failure arguments of the method take precedence over those of the block.
    if method.fail.is_none() && !own {
        method.fail.clone_from(&block.fail);
    }
}

/// Fills in the `after` of a block for one of its methods.
pub(crate) fn inherit_after(method: &mut Option<Setting<After>>, block: &Setting<After>, aborts: bool, shape: Shape) {
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
