//! `#[callback] impl Type`: each method becomes a function with `self` as its `#[context]`, and is expanded as one.

mod args;
mod emit;
mod item;
mod method;
mod own_self;
mod receiver;
mod table;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Attribute, FnArg, ReturnType, Type, Visibility};

use crate::function::check::rules;
use crate::function::fallback;
use crate::function::model::build;
use crate::function::plan::{generics, lower};
use crate::function::print::function::cfgs;
use crate::grammar::attributes::is_callback;
use crate::grammar::{cfg_halves, misplaced};
use crate::methods::args::{ImplArgs, MethodArgs, inherit};
use crate::methods::item::{Block, Item, Method};
use crate::methods::method::Shared;
use crate::methods::own_self::OwnSelf;
use crate::methods::receiver::Taker;
use crate::methods::table::TableMember;
use crate::syntax::list::List as _;
use crate::syntax::report::{self, Report};
use crate::syntax::{cfg, types};

/// Expands `#[callback(args)] impl …`; `None` if the item is something else.
pub(crate) fn expand(args: &TokenStream, item: &TokenStream) -> Option<TokenStream> {
    let block = match item::parse(item)? {
        Ok(block) => block,
        Err(error) => return Some(fallback::unknown_item(item, &error)),
    };
    // `#[callback]` on one method affects the others.
    let condition = block.items.iter().find_map(|item| match item {
        Item::Method(method) => {
            let inputs = method.sig.inputs.to_token_stream();
            method.attrs.iter().map(ToTokens::to_token_stream).chain([inputs]).find_map(cfg::conditional)
        }
        Item::Other(_) => None,
    });
    Some(match condition {
        Some(condition) => cfg_halves::in_two(args, item, &condition),
        None => expand_block(args, &block),
    })
}

fn expand_block(args: &TokenStream, block: &Block) -> TokenStream {
    let mut report = Report::new();
    let own = OwnSelf::new(&block.self_ty, block.of_trait.as_ref().map(|(path, _)| path));
    let args = ImplArgs::parse(args.clone(), &own, &mut report);
    let chosen = chosen(block, args.has_table(), &mut report);
    let takers: Vec<_> = chosen.iter().filter_map(|method| receiver::receiver(&method.sig, &mut report)).list();
    if let (Some(after), true, false) = (&args.args.after, takers.is_empty(), chosen.is_empty()) {
        report.span(after.key, "no method here has a context; remove `after`, or let one take `self`");
    }
    if let (Some(threads), true, false) = (&args.args.threads, takers.is_empty(), chosen.is_empty()) {
        report.span(threads.key, "no method here has a context; remove `threads`, or let one take `self`");
    }
    let kept = receiver::kept(&takers, &own, &mut report);
    let named = module(block, &args, &mut report);
    let is_named = named.is_some();
    let module = named.unwrap_or_else(|| Ident::new("callbacks", block.impl_span));
    let vis = args.module.as_ref().map_or(Visibility::Inherited, |module| module.value.vis.clone());
    table::fits(&args, &takers, &mut report);
    let shared = Shared { block, own: &own, kept: &kept, module: &module, vis };
    let expansion = Expansion { args: &args, shared: &shared };
    let (mut items, mut members, mut printed) = (vec![], vec![], vec![]);
    for item in &block.items {
        match item {
            Item::Other(tokens) => items.push(tokens.clone()),
            Item::Method(method) if !chosen.iter().any(|chosen| core::ptr::eq(*chosen, &raw const **method)) => {
                let mut sig = method.sig.clone();
                misplaced::in_other_method(&mut sig, method.is_left_out(), &mut report);
                items.push(method.print_as_it_is(&sig));
            }
            Item::Method(method) => {
                let (item, callback, member) = expansion.method(method, &mut report);
                items.push(item);
                printed.push(callback);
                members.extend(member);
            }
        }
    }
    let table = table::lower(&args, &shared, &members, &takers, &mut report);
    let errors = report.finish().err().as_ref().map(report::tokens);
    let block_tokens = block.print(&items);
    if !is_named {
        // Items of a module without a name cannot be referred to.
        return quote!(#errors #block_tokens);
    }
    let module = emit::module(&shared, &printed, table.as_ref());
    let items = emit::items(&shared, &printed, table.as_ref());
    quote!(#errors #block_tokens #module #items)
}

/// The methods that are callbacks: the marked ones if there are any and no table, otherwise all that are not left out.
fn chosen<'a>(block: &'a Block, has_table: bool, report: &mut Report) -> Vec<&'a Method> {
    let methods = || {
        block.items.iter().filter_map(|item| match item {
            Item::Method(method) if !method.is_left_out() => Some(&**method),
            _ => None,
        })
    };
    let marked = |method: &&Method| method.attrs.iter().any(is_callback);
    // In a table, an unmarked method would be a NULL without notice.
    if !has_table && methods().any(|method| marked(&method)) {
        return methods().filter(marked).list();
    }
    let (callbacks, makers): (Vec<_>, Vec<_>) =
        methods().partition(|method| marked(method) || !makes_self(method, block));
    for maker in makers {
        report.at(
            &maker.sig.ident,
            "a constructor is no callback; leave it out with `#[callback(skip)]`, or move it to another `impl`",
        );
    }
    if callbacks.is_empty() {
        report.span(
            block.impl_span,
            "this block has no method that can be a callback; put `#[callback]` on the block with the callbacks",
        );
    }
    callbacks
}

/// Returns true for a constructor: `fn new(…) -> Self`, or the type by its name, or an `Option` or `Result` of it.
fn makes_self(method: &Method, block: &Block) -> bool {
    let alone = !matches!(method.sig.inputs.first(), Some(FnArg::Receiver(_)));
    let ReturnType::Type(_, ty) = &method.sig.output else { return false };
    alone && is_self(ty, block)
}

fn is_self(ty: &Type, block: &Block) -> bool {
    let Type::Path(path) = types::ungrouped(ty) else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    if last.ident == "Option" || last.ident == "Result" {
        return types::generic(&last.arguments, 0).is_some_and(|ty| is_self(ty, block));
    }
    path.path.is_ident("Self") || ty.to_token_stream().to_string() == block.self_ty.to_token_stream().to_string()
}

/// The name of the module of the callbacks.
fn module(block: &Block, args: &ImplArgs, report: &mut Report) -> Option<Ident> {
    if let Some(module) = &args.module {
        return Some(module.value.name.clone());
    }
    let Some(name) = method::type_name(&block.self_ty) else {
        report.at(&block.self_ty, "this type has no name for the module of its callbacks; write `mod = name`");
        return None;
    };
    let snake = snake_case(&crate::output::names::text(&name));
    if name == snake.as_str() {
        report.at(&name, "the module of the callbacks would have the name of the type; write another: `mod = name`");
        return None;
    }
    let plain = syn::parse_str::<Ident>(&snake).is_ok();
    Some(if plain { Ident::new(&snake, name.span()) } else { Ident::new_raw(&snake, name.span()) })
}

/// Converts `HTTPServer2` to `http_server2`.
fn snake_case(name: &str) -> String {
    let letters: Vec<char> = name.chars().list();
    let mut snake = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(index + 1);
        let begins = letter.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_numeric()
                    || (before.is_uppercase() && after.is_some_and(|after| after.is_lowercase()))
            });
        if begins {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// The inputs that all methods are expanded with.
struct Expansion<'a> {
    args: &'a ImplArgs,
    shared: &'a Shared<'a>,
}

/// A callback, as printed.
pub(crate) struct PrintedMethod {
    /// The name of the method.
    method: String,
    /// The marker type.
    marker: TokenStream,
    /// The `impl` and the shim.
    block: TokenStream,
    /// The impl by which the marker finds the type for its lifetimes.
    found: Option<TokenStream>,
}

impl Expansion<'_> {
    /// The method as it remains in the block, the callback, and its table member.
    fn method(&self, method: &Method, block_report: &mut Report) -> (TokenStream, PrintedMethod, Option<TableMember>) {
        let mut report = Report::new();
        let marks: Vec<&Attribute> = method.attrs.iter().filter(|attr| is_callback(attr)).list();
        for twice in marks.iter().skip(1) {
            report.at(twice, "`#[callback]` is given twice; put the arguments into one");
        }
        let tokens = marks.first().map(|attr| item::arguments(attr)).unwrap_or_default();
        let mut args = MethodArgs::parse(tokens, self.shared.own, &mut report);
        table::field_fits(&args, self.args, &mut report);
        no_conditions(method, &mut report);
        let mut said = Report::new();
        let taker = receiver::receiver(&method.sig, &mut said);
        // Errors of the receiver were reported.
        let known =
            said.finish().is_ok() && taker.as_ref().is_none_or(|taker| taker.fits(self.shared.kept, self.shared.own));
        let place = args.place.take().or_else(|| self.args.place.clone()).map(|place| place.value).unwrap_or_default();
        let (function, of_block) = method::function(method, taker.as_ref(), &place, self.shared, &mut report);
        let consumes = taker.as_ref().is_some_and(Taker::consumes);
        inherit(&mut args.args, &self.args.args, build::shape_of(&function.sig), taker.is_some(), consumes);
        let model = build::build_method(&args.args, function, of_block, &mut report);
        let (attrs, sig) = method::stripped(method, &args.args, &model.function);
        let item = emit::method(method, &attrs, &sig);
        rules::check(&model, &mut report);
        let plan = lower::lower(&model);
        let generics = generics::generics(&model);
        let marker = emit::marker(&model, &generics, method, self.shared);
        let (block, member) = match (report.finish(), plan) {
            (Ok(()), _) if !known => (fallback::stub_block(&model), None),
            (Ok(()), Some(plan)) => {
                let member = table::member(method, &args, &model, &plan, taker.as_ref());
                (crate::function::print::emit::block(&model, &plan), Some(member))
            }
            (Err(error), _) => {
                block_report.push(error);
                (fallback::stub_block(&model), None)
            }
            (Ok(()), None) => {
                // The missing argument may be in the part of the block that could not be read.
                if !args.args.unread {
                    block_report.push(fallback::silent(&model));
                }
                (fallback::stub_block(&model), None)
            }
        };
        let found = emit::found(&generics, self.shared, model.marker(), cfgs(&model));
        (item, PrintedMethod { method: method.sig.ident.to_string(), marker, block, found }, member)
    }
}

/// Refuses `cfg` on parameters: the condition would affect every part of the callback.
fn no_conditions(method: &Method, report: &mut Report) {
    for input in &method.sig.inputs {
        let (FnArg::Typed(syn::PatType { attrs, .. }) | FnArg::Receiver(syn::Receiver { attrs, .. })) = input;
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("cfg")) {
            report.at(attr, "a parameter of a callback has no condition; write the method twice, each with its `cfg`");
        }
    }
}
