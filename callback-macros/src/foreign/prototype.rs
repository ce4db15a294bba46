//! The C prototype of an item of a block, and the type that `verify` compares.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{ForeignItem, ForeignItemStatic, GenericParam, Lifetime, StaticMutability, Type, TypeParamBound};

use crate::foreign::c_types::{c_type_of as c_type, crossing_type};
use crate::foreign::group::{Group, Member};
use crate::foreign::groups::place;
use crate::foreign::handover;
use crate::foreign::model::{Declaration as Function, Parameter, Role};
use crate::function::c_text::declarator::{self, Declaration, Piece};
use crate::function::c_text::signature as c;
use crate::function::model::callback::Model;
use crate::function::plan::lower;
use crate::output::names;
use crate::syntax::lifetimes;
use crate::syntax::list::List as _;
use crate::syntax::types::{optional, ungrouped};

/// A prototype, as printed.
pub(crate) struct Prototype {
    pub(crate) declaration: Declaration,
    /// The function pointer, or the type of the variable.
    pub(crate) ty: TokenStream,
    /// The types of the parameters of the function, and `-> R`.
    pub(crate) signature: Option<(Vec<TokenStream>, Option<TokenStream>)>,
    /// The aliases that replace the type parameters, which C does not have.
    pub(crate) aliases: Vec<TokenStream>,
    /// For a variable, true if it is constant.
    pub(crate) variable: Option<bool>,
    /// Its name in C.
    pub(crate) symbol: String,
}

/// `int sqlite3_exec(sqlite3 *db, …);`; `None` for a function with a body, or types that C cannot name.
pub(crate) fn function(function: &Function, groups: &[Group]) -> Option<Prototype> {
    if function.body.is_some() || !function.sig.generics.params.iter().all(stands_for_nothing) {
        return None;
    }
    let fixed = function.parameters.iter().enumerate().take(function.fixed.unwrap_or(usize::MAX));
    let parameters = fixed.map(|(index, one)| parameter(function, groups, index, one));
    let dots = function.fixed.map(|_| Some((Declaration::text("..."), quote!(...))));
    let parameters: Option<Vec<_>> = parameters.chain(dots).collect();
    let (list, types): (Vec<_>, Vec<_>) = parameters?.into_iter().unzip();
    let list = if list.is_empty() { vec![Declaration::text("void")] } else { list };
    let symbol = symbol_name(function);
    let mut name = c::convention_of(&function.block.abi);
    name.push(&symbol);
    let (result, output) = match &function.returns {
        Some(ty) => {
            let output = crossing_type(function, ty);
            (declarator::Result::of(ty), Some(quote!(-> #output)))
        }
        None => (declarator::Result::Text("void"), None),
    };
    let mut declaration = declarator::function(result, name, list);
    declaration.push(";");
    let (abi, span) = (&function.block.abi, place_of(function));
    Some(Prototype {
        declaration: of_block(declaration, function),
        ty: quote_spanned!(span=> unsafe #abi fn(#(#types),*) #output),
        signature: Some((types, output)),
        aliases: function.sig.generics.params.iter().filter_map(alias).list(),
        variable: None,
        symbol,
    })
}

/// The span for type errors of rustc: that of the parameter or result without a known C type.
pub(crate) fn place_of(function: &Function) -> Span {
    let unknown = |ty: &&Type| matches!(ungrouped(ty), Type::Path(path) if !declarator::is_known(path));
    let crossing = function.parameters.iter().flat_map(|one| match &one.role {
        Role::Argument | Role::Out(_) => vec![&one.ty],
        Role::Callback(callback) => {
            let inputs = callback.inputs.iter().filter(|input| input.context.is_none());
            inputs.map(|input| &input.ty).list()
        }
        _ => vec![],
    });
    let found = crossing.chain(&function.returns).find(unknown);
    names::plumbing(found.map_or(function.name().span(), |ty| names::ends(ty).0))
}

/// `extern int optind;`
pub(crate) fn variable(item: &ForeignItemStatic) -> Prototype {
    let symbol = link_name(&item.attrs).unwrap_or_else(|| names::text(&item.ident));
    let constant = matches!(item.mutability, StaticMutability::None);
    let text = if constant { "extern const " } else { "extern " };
    let mut declaration = match ungrouped(&item.ty) {
        // The pointer is constant, not the pointee.
        Type::Ptr(_) | Type::Reference(_) if constant => Declaration::text("extern ")
            .then(declarator::parameter(&item.ty, Declaration::text(&format!("const {symbol}")))),
        ty => Declaration::text(text).then(declarator::parameter(ty, Declaration::text(&symbol))),
    };
    declaration.push(";");
    let statics = Lifetime::new("'static", Span::mixed_site());
    let ty = lifetimes::name_all(&item.ty, &statics, &|_| true);
    Prototype { declaration, ty, signature: None, aliases: vec![], variable: Some(constant), symbol }
}

/// One parameter: its declaration and its type.
fn parameter(
    function: &Function,
    groups: &[Group],
    index: usize,
    parameter: &Parameter,
) -> Option<(Declaration, TokenStream)> {
    let name = Declaration::text(&parameter.name.as_ref().map(c::parameter_name).unwrap_or_default());
    let ty = &parameter.ty;
    Some(match &parameter.role {
        Role::Callback(_) => return callback(groups, index, &name.shown()),
        Role::Out(_) | Role::OutLen { .. } => {
            let c = c_type(ty);
            (declarator::parameter(&syn::parse_quote!(*mut #ty), name), quote!(*mut #c))
        }
        Role::Handover => {
            let c = handover::in_c(ty);
            (declarator::parameter(&c, name), c.to_token_stream())
        }
        Role::Argument if is_destructor(ty) => {
            let c = syn::parse_quote!(Option<unsafe extern "C" fn(*mut c_void)>);
            (declarator::parameter(&c, name), c_type(ty))
        }
        Role::Context { .. } | Role::Destroy { .. } => (declarator::parameter(ty, name), ty.to_token_stream()),
        _ => (declarator::parameter(ty, name), crossing_type(function, ty)),
    })
}

/// Returns true for `Destructor<T>`, by its name.
fn is_destructor(ty: &Type) -> bool {
    let Type::Path(path) = ungrouped(optional(ty)) else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == "Destructor" && !last.arguments.is_none())
}

/// A pointer to the function that C calls.
fn callback(groups: &[Group], index: usize, name: &str) -> Option<(Declaration, TokenStream)> {
    let (member, model) = called(groups, index)?;
    let (span, ty) = (names::plumbing(member.span), pointer_type(member, model));
    let rt = names::runtime(span);
    Some((c::pointer(model, name), quote_spanned!(span=> #rt::Option<#ty>)))
}

/// A callback of a function with a body, as `verify` compares it.
pub(crate) struct OfBody {
    pub(crate) name: Ident,
    /// The type of the function pointer.
    pub(crate) ty: TokenStream,
    pub(crate) declaration: Declaration,
    /// The aliases that replace the type parameters, which C does not have.
    pub(crate) aliases: Vec<TokenStream>,
}

/// Returns the callbacks of a function with a body, unless C cannot name its types.
pub(crate) fn of_body(function: &Function, groups: &[Group]) -> Vec<OfBody> {
    if function.body.is_none() || !function.sig.generics.params.iter().all(stands_for_nothing) {
        return vec![];
    }
    let named = function.callbacks().filter_map(|(index, _)| {
        let name = function.parameters[index].name.clone()?;
        let text = names::text(&name);
        let (member, model) = called(groups, index)?;
        let (ty, declaration) = (pointer_type(member, model), c::named(model, &text));
        let aliases = function.sig.generics.params.iter().filter_map(alias).list();
        Some(OfBody { name, ty, declaration: of_block(declaration, function), aliases })
    });
    named.list()
}

/// The function that C calls for a callback, if it was built.
fn called<'g, 'a>(groups: &'g [Group<'a>], index: usize) -> Option<(&'g Member<'a>, &'g Model<'a>)> {
    let (group, at) = place(groups, index)?;
    let member = &group.members[at];
    Some((member, member.model.as_ref()?))
}

/// The type of a pointer to the function that C calls.
fn pointer_type(member: &Member, model: &Model) -> TokenStream {
    let (abi, (types, output)) = (&model.abi, lower::c_types(model));
    let mut types: Vec<_> = types.iter().map(ToTokens::to_token_stream).list();
    if let (Some(_), Some(last)) = (&model.variadic, types.last_mut()) {
        *last = quote!(...);
    }
    quote_spanned!(names::plumbing(member.span)=> unsafe #abi fn(#(#types),*) -> #output)
}

/// Returns true for a type parameter that only determines a pointee, so that any type can replace it.
fn stands_for_nothing(param: &GenericParam) -> bool {
    const KNOWN: [&str; 14] = [
        "Sized",
        "Copy",
        "Clone",
        "Send",
        "Sync",
        "Unpin",
        "Eq",
        "PartialEq",
        "Ord",
        "PartialOrd",
        "Hash",
        "Default",
        "Debug",
        "UnwindSafe",
    ];
    match param {
        GenericParam::Lifetime(_) | GenericParam::Const(_) => true,
        GenericParam::Type(param) => param.bounds.iter().all(|bound| match bound {
            TypeParamBound::Trait(bound) => {
                bound.path.segments.last().is_some_and(|last| KNOWN.iter().any(|known| last.ident == known))
            }
            TypeParamBound::Lifetime(_) => true,
            _ => false,
        }),
    }
}

fn alias(param: &GenericParam) -> Option<TokenStream> {
    match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => {
            let name = &param.ident;
            Some(quote!(#[allow(dead_code)] type #name = ();))
        }
        GenericParam::Const(param) => {
            let (name, ty) = (&param.ident, &param.ty);
            let value = if ty.to_token_stream().to_string() == "bool" { quote!(false) } else { quote!(1 as #ty) };
            Some(quote!(#[allow(dead_code)] const #name: #ty = #value;))
        }
    }
}

/// Replaces text that the block decides: `void` for a type parameter, no `const` for an opaque type of the block.
fn of_block(declaration: Declaration, function: &Function) -> Declaration {
    let parameter = |text: &str| function.sig.generics.type_params().any(|param| names::text(&param.ident) == text);
    let opaque = |ty: &TokenStream| {
        let ty = ty.to_string();
        let is = |item: &ForeignItem| matches!(item, ForeignItem::Type(item) if item.ident == ty);
        function.block.items.iter().any(is)
    };
    let pieces = declaration.0.into_iter().map(|piece| match piece {
        Piece::Name { text, .. } if parameter(&text) => Declaration::text("void"),
        Piece::Constant(ty) if opaque(&ty) => Declaration::default(),
        piece => piece.into(),
    });
    pieces.fold(Declaration::default(), Declaration::then)
}

/// The symbol name.
pub(crate) fn symbol_name(function: &Function) -> String {
    link_name(&function.links).unwrap_or_else(|| function.text())
}

fn link_name(attrs: &[syn::Attribute]) -> Option<String> {
    attrs.iter().filter(|attr| attr.path().is_ident("link_name")).find_map(literal)
}

fn literal(attr: &syn::Attribute) -> Option<String> {
    match &attr.meta {
        syn::Meta::NameValue(meta) => match &meta.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
