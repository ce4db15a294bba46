//! Tables: the callbacks of a block on one context, as a struct of function pointers or as calls of setters.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Expr, Path, Type};

use crate::function::model::callback::Model;
use crate::function::model::kind;
use crate::function::plan::generics::{self, Generics};
use crate::function::plan::lower::Plan;
use crate::function::plan::required;
use crate::grammar::context::ContextArgs;
use crate::grammar::settings::Setting;
use crate::methods::args::{self, ImplArgs, MethodArgs};
use crate::methods::item::Method;
use crate::methods::method::Shared;
use crate::methods::receiver::{Taker, closes};
use crate::output::{names, runtime};
use crate::syntax::list::List as _;
use crate::syntax::report::Report;

/// A callback as a member of a table.
pub(crate) struct TableMember {
    pub(crate) method: Ident,
    /// The name of the member in C.
    pub(crate) field: Ident,
    pub(crate) cfgs: Vec<Attribute>,
    /// The marker type of the callback, with its arguments.
    pub(crate) callback: TokenStream,
    generics: Generics,
    /// Bounds on the types of arguments.
    pub(crate) required: Vec<TokenStream>,
    /// True if the method has type parameters of its own.
    is_generic: bool,
    context: Option<MemberContext>,
    /// The stop type of the method, if it can stop.
    flow: Option<TokenStream>,
    threads: bool,
}

/// The context of a member, which the table shares.
struct MemberContext {
    ty: TokenStream,
    pointer: TokenStream,
    route: Ident,
    access: TokenStream,
    embedded: bool,
    consumed: bool,
}

/// A table, as printed.
pub(crate) struct Table<'a> {
    pub(crate) runtime: TokenStream,
    pub(crate) generics: Generics,
    pub(crate) context: TokenStream,
    pub(crate) access: TokenStream,
    pub(crate) pointer: TokenStream,
    pub(crate) route: Ident,
    pub(crate) flow: TokenStream,
    pub(crate) threads: bool,
    pub(crate) closes: bool,
    /// The place of the reports that are of no single method.
    pub(crate) report: Option<&'a Setting<Option<Path>>>,
    pub(crate) members: &'a [TableMember],
    pub(crate) filling: Filling<'a>,
}

/// The way in which the function pointers reach C.
pub(crate) enum Filling<'a> {
    Struct(Filled<'a>),
    /// C is passed each function.
    Alone,
    Setters {
        ty: &'a Type,
        ok: Option<&'a Expr>,
        setters: Vec<(&'a TableMember, &'a Path)>,
    },
}

/// A struct of function pointers.
pub(crate) struct Filled<'a> {
    pub(crate) ty: &'a Type,
    pub(crate) rest: Option<&'a Expr>,
    pub(crate) fields: &'a [args::FieldValue],
    pub(crate) size: Option<&'a syn::Member>,
    pub(crate) context: Option<&'a syn::Member>,
    /// The errors for members that are set twice under some `cfg`.
    pub(crate) doubled: TokenStream,
}

impl TableMember {
    pub(crate) fn has_context(&self) -> bool {
        self.context.is_some()
    }
}

/// Checks that the arguments of a table fit each other.
pub(crate) fn fits(args: &ImplArgs, takers: &[Taker], report: &mut Report) {
    let spans = [
        ("fields", args.fields.as_ref().map(|setting| setting.key)),
        ("rest", args.rest.as_ref().map(|setting| setting.key)),
        ("size", args.size.as_ref().map(|setting| setting.key)),
        ("context_field", args.context_field.as_ref().map(|setting| setting.key)),
        ("setters", args.setters.as_ref().map(|setting| setting.key)),
        ("setters_ok", args.setters_ok.as_ref().map(|setting| setting.key)),
    ];
    for (name, span) in spans.iter().filter_map(|(name, span)| span.map(|span| (name, span))) {
        if args.table.is_none() {
            report.span(span, format_args!("`{name}` belongs to a table; name its struct: `table = path::Struct`"));
        } else if args.has_no_struct() {
            report.span(span, format_args!("`{name}` fills a C type; name it: `table = path::Type`, or remove this"));
        } else if args.setters.is_some() && !name.starts_with("setters") {
            report.span(span, format_args!("`setters` fill a C object without known members; remove `{name}`"));
        }
    }
    if let (Some(ok), None, false) = (&args.setters_ok, &args.setters, args.has_no_struct()) {
        report.span(ok.key, "`setters_ok` is the success value of `setters`; add `setters(method = function, …)`");
    }
    if let (Some(field), true) = (&args.context_field, takers.is_empty()) {
        report.span(field.key, "no method here has a context; remove `context_field`, or let one take `self`");
    }
}

pub(crate) fn field_fits(method: &MethodArgs, block: &ImplArgs, report: &mut Report) {
    let Some(field) = &method.field else { return };
    if block.table.is_none() && !block.args.unread {
        report.span(field.key, "`field` is a member of a table; name its struct on the block: `table = path::Struct`");
    } else if block.has_no_struct() {
        report.span(
            field.key,
            "this table has functions alone, and no members; remove `field`, or write `table = path::Struct`",
        );
    } else if block.setters.is_some() {
        report.span(field.key, "the setters of this table have names of their own; remove `field`");
    }
}

/// The table member of a method.
pub(crate) fn member(
    method: &Method,
    args: &MethodArgs,
    model: &Model,
    plan: &Plan,
    taker: Option<&Taker>,
) -> TableMember {
    let context = plan.context.as_ref().map(|context| MemberContext {
        ty: context.ty.to_token_stream(),
        pointer: context.pointer.to_token_stream(),
        route: context.route.clone(),
        access: context.access.to_token_stream(),
        embedded: is_embedded(model),
        consumed: taker.is_some_and(Taker::consumes),
    });
    TableMember {
        method: method.sig.ident.clone(),
        field: args.field.as_ref().map_or_else(|| method.sig.ident.clone(), |field| field.value.clone()),
        cfgs: method.attrs.iter().filter(|attr| attr.path().is_ident("cfg")).cloned().list(),
        callback: generics::marker_path(model),
        generics: generics::generics(model),
        context,
        flow: kind::stops(model).then(|| plan.flow.to_token_stream()),
        threads: plan.threads,
        required: required::of_arguments(model),
        is_generic: method.sig.generics.type_params().next().is_some(),
    }
}

fn is_embedded(model: &Model) -> bool {
    matches!(model.context(), Some((_, context)) if matches!(context.args, ContextArgs::Embedded(_)))
}

pub(crate) fn lower<'a>(
    args: &'a ImplArgs,
    shared: &Shared,
    members: &'a [TableMember],
    takers: &[Taker],
    report: &mut Report,
) -> Option<Table<'a>> {
    let ty = args.table.as_ref()?.value.as_ref();
    let span = names::plumbing(shared.block.impl_span);
    let rt = names::runtime(span);
    let with = members.iter().find(|member| member.context.is_some());
    let lasting = members.iter().find(|member| member.context.as_ref().is_some_and(|context| !context.consumed));
    let context = lasting.or(with).and_then(|member| member.context.as_ref());
    let mut generics = with.or(members.first()).map(|member| member.generics.clone()).unwrap_or_default();
    let flow = members.iter().filter(|member| member.context.is_some()).find_map(|member| member.flow.clone());
    let is_generic = |member: &&TableMember| member.is_generic || member.generics.params.len() > generics.params.len();
    for member in members.iter().filter(is_generic) {
        report.at(&member.method, "a method with its own type parameters has no single function pointer; move them to the `impl`, or leave it out: `#[callback(skip)]`");
    }
    generics.predicates.extend(members.iter().flat_map(|member| member.required.clone()));
    let closes = closes(takers);
    Some(Table {
        runtime: runtime::runtime(Setting::value(args.args.krate.as_ref())),
        generics,
        context: context.map_or_else(|| quote!(()), |context| context.ty.clone()),
        // A context that is only ever consumed is not shared.
        access: context
            .filter(|context| !context.consumed)
            .map_or_else(|| quote_spanned!(span=> #rt::Exclusive), |context| context.access.clone()),
        pointer: context.map_or_else(|| quote_spanned!(span=> *mut #rt::c_void), |context| context.pointer.clone()),
        route: match context {
            None => Ident::new("Nowhere", Span::call_site()),
            Some(context) if closes && !context.embedded => Ident::new("Closing", Span::call_site()),
            Some(context) => context.route.clone(),
        },
        flow: flow.unwrap_or_else(|| quote_spanned!(span=> #rt::Plain)),
        threads: with.is_some_and(|member| member.threads),
        closes,
        report: args.args.report.as_ref(),
        members,
        filling: filling(args, ty, members, report),
    })
}

const TWICE: &str = "this member of the table is set twice; remove one of the two";

/// Reports each member of the struct that is set in a second place; returns the errors for methods with a `cfg`.
fn set_once<'a>(args: &ImplArgs, members: &'a [TableMember], report: &mut Report) -> TokenStream {
    let mut doubled = TokenStream::new();
    let mut seen: Vec<(syn::Member, &'a [Attribute])> = vec![];
    let mut set = |field: syn::Member, cfgs: &'a [Attribute], report: &mut Report| {
        for (_, others) in seen.iter().filter(|(other, _)| *other == field) {
            if cfgs.is_empty() && others.is_empty() {
                report.at(&field, TWICE);
                continue;
            }
            let (first, last) = names::ends(&field);
            let text = quote_spanned!(last=> { #TWICE });
            doubled.extend(quote!(#(#cfgs)* #(#others)*));
            doubled.extend(quote_spanned!(first=> ::core::compile_error! #text));
        }
        seen.push((field, cfgs));
    };
    for member in members {
        set(syn::Member::Named(member.field.clone()), &member.cfgs, report);
    }
    let named = args.size.iter().map(|field| &field.value);
    let fields = args.fields.as_ref().map_or(&[][..], |fields| &fields.value);
    let context = args.context_field.as_ref().map(|context| &context.value);
    // A method there is an error of the types.
    for field in fields.iter().filter(|field| Some(&field.name) == context) {
        report.at(&field.name, TWICE);
    }
    for field in named.chain(fields.iter().map(|field| &field.name)) {
        set(field.clone(), &[], report);
    }
    doubled
}

/// Reports each method that has two setters.
fn setters_once(setters: &[args::Setter], report: &mut Report) {
    for (index, setter) in setters.iter().enumerate() {
        if setters[..index].iter().any(|other| other.name == setter.name) {
            report.at(&setter.name, "this method has two setters; remove one of the two");
        }
    }
}

fn filling<'a>(
    args: &'a ImplArgs,
    ty: Option<&'a Type>,
    members: &'a [TableMember],
    report: &mut Report,
) -> Filling<'a> {
    let Some(ty) = ty else { return Filling::Alone };
    let Some(setters) = &args.setters else {
        return Filling::Struct(Filled {
            doubled: set_once(args, members, report),
            ty,
            rest: args.rest.as_ref().map(|rest| &rest.value),
            fields: args.fields.as_ref().map_or(&[], |fields| &fields.value),
            size: args.size.as_ref().map(|size| &size.value),
            context: args.context_field.as_ref().map(|field| &field.value),
        });
    };
    for setter in &setters.value {
        if !members.iter().any(|member| member.method == setter.name) && !args.args.unread {
            report.at(&setter.name, "no callback of this block has the name; write `method = function`");
        }
    }
    setters_once(&setters.value, report);
    let mut set = vec![];
    for member in members {
        match setters.value.iter().find(|setter| setter.name == member.method) {
            Some(setter) => set.push((member, &setter.function)),
            None => {
                report.at(
                    &member.method,
                    "this method has no setter; add it to `setters(…)`, or leave the method out: `#[callback(skip)]`",
                );
            }
        }
    }
    Filling::Setters { ty, ok: args.setters_ok.as_ref().map(|ok| &ok.value), setters: set }
}
