//! C declarators, built from the inside out.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{GenericArgument, Lifetime, PathArguments, PointerMutability, ReturnType, Type, TypeFnPtr, TypePath};

use crate::function::c_text::names;
use crate::syntax::lifetimes;
use crate::syntax::list::List as _;
use crate::syntax::types::{generic, ungrouped};

/// A part of a declaration.
#[derive(Clone)]
pub(crate) enum Piece {
    Text(String),
    /// A type that may have declared its C name; `text` is used if it has not.
    Name {
        ty: TokenStream,
        /// True if the type is declared by value, false behind a pointer.
        value: bool,
        text: String,
    },
    /// A calling convention, whose C spelling depends on the target.
    Convention(String),
    /// `const `, except before an opaque type.
    Constant(TokenStream),
}

/// C text, in pieces.
#[derive(Clone, Default)]
pub(crate) struct Declaration(pub(crate) Vec<Piece>);

impl From<Piece> for Declaration {
    fn from(piece: Piece) -> Self {
        Declaration(vec![piece])
    }
}

impl Declaration {
    pub(crate) fn text(text: &str) -> Self {
        Declaration(if text.is_empty() { vec![] } else { vec![Piece::Text(text.to_owned())] })
    }

    pub(crate) fn push(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.0.push(Piece::Text(text.to_owned())),
        }
    }

    pub(crate) fn then(mut self, other: Declaration) -> Self {
        for piece in other.0 {
            match piece {
                Piece::Text(text) => self.push(&text),
                piece => self.0.push(piece),
            }
        }
        self
    }

    fn is_pointer(&self) -> bool {
        matches!(self.0.first(), Some(Piece::Text(text)) if text.starts_with('*'))
    }

    /// The declaration as a code block, appended to documentation.
    pub(crate) fn doc(&self) -> String {
        format!("\n```c\n{}\n```", self.shown())
    }

    /// The declaration as text for people.
    pub(crate) fn shown(&self) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Text(text) | Piece::Name { text, .. } => text.as_str(),
            Piece::Convention(_) => "",
            Piece::Constant(_) => "const ",
        });
        pieces.collect()
    }
}

/// The return type of a function.
pub(crate) enum Result {
    Text(&'static str),
    Type(Box<Type>),
}

impl Result {
    pub(crate) fn of(ty: &Type) -> Self {
        Result::Type(Box::new(ty.clone()))
    }
}

/// `RESULT NAME(PARAMETERS)`
pub(crate) fn function(result: Result, name: Declaration, parameters: Vec<Declaration>) -> Declaration {
    let mut declarator = name;
    declarator.push("(");
    for (index, parameter) in parameters.into_iter().enumerate() {
        if index > 0 {
            declarator.push(", ");
        }
        declarator = declarator.then(parameter);
    }
    declarator.push(")");
    match result {
        Result::Text(text) => specified(Declaration::text(text), false, declarator),
        Result::Type(ty) => declare(&ty, false, declarator),
    }
}

/// The pointer for a shared reference: constant, except for an opaque type.
fn referred(to: &Type, constant: bool, declarator: Declaration) -> Declaration {
    Declaration::from(Piece::Constant(inferred(to))).then(declare(to, false, stars(constant, declarator)))
}

/// Returns true for a `Cell`, or an array or slice of them: it changes behind a shared reference.
fn is_cell(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Slice(slice) => is_cell(&slice.elem),
        Type::Array(array) => is_cell(&array.elem),
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| last.ident == "Cell" || last.ident == "UnsafeCell")
        }
        _ => false,
    }
}

/// The pointer to a function, without its result and parameters.
pub(crate) fn pointer_name(convention: Declaration, name: Declaration) -> Declaration {
    let mut all = Declaration::text("(").then(convention).then(stars(false, name));
    all.push(")");
    all
}

/// A parameter; a reference to an array is declared as an array, which C adjusts to a pointer.
pub(crate) fn parameter(ty: &Type, name: Declaration) -> Declaration {
    if let Type::Reference(reference) = ungrouped(ty) {
        if let Type::Array(array) = ungrouped(&reference.elem) {
            let constant = reference.mutability.is_none() && !is_cell(&array.elem);
            return declare(&array.elem, constant, name.then(length(&array.len)));
        }
    }
    declare(ty, false, name)
}

/// `TYPE DECLARATOR`
fn declare(ty: &Type, constant: bool, declarator: Declaration) -> Declaration {
    match ungrouped(ty) {
        Type::Reference(reference) => match ungrouped(&reference.elem) {
            Type::Path(to) if reference.mutability.is_none() && !is_known(to) && !is_cell(&reference.elem) => {
                referred(&reference.elem, constant, declarator)
            }
            _ => {
                let to_constant = reference.mutability.is_none() && !is_cell(&reference.elem);
                pointer(&reference.elem, to_constant, constant, declarator)
            }
        },
        Type::Ptr(pointed) => {
            pointer(&pointed.elem, matches!(pointed.mutability, PointerMutability::Const(_)), constant, declarator)
        }
        Type::Slice(slice) => declare(&slice.elem, constant, declarator),
        Type::Array(array) => {
            let declarator = if declarator.is_pointer() { parenthesised(declarator) } else { declarator };
            declare(&array.elem, constant, declarator.then(length(&array.len)))
        }
        Type::FnPtr(function) => pointer_to_function(function, constant, declarator),
        Type::Tuple(tuple) if tuple.elems.is_empty() => specified(Declaration::text("void"), constant, declarator),
        Type::Never(_) => specified(Declaration::text("void"), constant, declarator),
        Type::Path(path) => named(ty, path, constant, declarator),
        other => specified(name(other, &other.to_token_stream().to_string(), &declarator), constant, declarator),
    }
}

fn length(len: &syn::Expr) -> Declaration {
    // C has no `4usize`.
    let text = match len {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => number.base10_digits().to_owned(),
        len => len.to_token_stream().to_string(),
    };
    Declaration::text(&format!("[{text}]"))
}

fn parenthesised(declarator: Declaration) -> Declaration {
    let mut all = Declaration::text("(").then(declarator);
    all.push(")");
    all
}

/// `SPECIFIER DECLARATOR`
fn specified(specifier: Declaration, constant: bool, declarator: Declaration) -> Declaration {
    let mut all = Declaration::text(if constant { "const " } else { "" }).then(specifier);
    if !declarator.0.is_empty() {
        all.push(" ");
    }
    all.then(declarator)
}

/// A pointer to a type: `to_constant` is for the pointee, `constant` for the pointer where another one points at it.
fn pointer(to: &Type, to_constant: bool, constant: bool, declarator: Declaration) -> Declaration {
    declare(to, to_constant, stars(constant, declarator))
}

fn stars(constant: bool, declarator: Declaration) -> Declaration {
    let stars = match (constant, declarator.0.is_empty()) {
        (true, true) => "*const",
        (true, false) => "*const ",
        (false, _) => "*",
    };
    Declaration::text(stars).then(declarator)
}

fn pointer_to_function(function: &TypeFnPtr, constant: bool, declarator: Declaration) -> Declaration {
    let abi = function.abi.as_ref().and_then(|abi| abi.name.as_ref()).map(syn::LitStr::value);
    let convention = abi.filter(|abi| !abi.starts_with('C')).map(Piece::Convention);
    let convention = convention.map(Declaration::from).unwrap_or_default();
    let mut name = Declaration::text("(").then(convention).then(stars(constant, declarator));
    name.push(")");
    let mut parameters: Vec<_> = function
        .inputs
        .iter()
        .map(|input| {
            let name = input.name.as_ref().map(|(name, _)| name.to_string()).filter(|name| name != "_");
            parameter(&input.ty, Declaration::text(&name.unwrap_or_default()))
        })
        .list();
    if function.variadic.is_some() {
        parameters.push(Declaration::text("..."));
    } else if parameters.is_empty() {
        parameters.push(Declaration::text("void"));
    }
    let result = match &function.output {
        ReturnType::Default => Result::Text("void"),
        ReturnType::Type(_, ty) => Result::of(ty),
    };
    self::function(result, name, parameters)
}

/// Returns true if the Rust name of a type alone determines its C name.
pub(crate) fn is_known(path: &TypePath) -> bool {
    path.path.segments.last().is_none_or(|last| {
        let name = last.ident.to_string();
        names::known(&name).is_some() || names::pointee(&name).is_some() || names::wrapper(&name).is_some()
    })
}

/// A type with a name: a C type, one of the runtime or of the standard library, or one of the user.
fn named(ty: &Type, path: &TypePath, constant: bool, declarator: Declaration) -> Declaration {
    let Some(last) = path.path.segments.last() else { return declarator };
    let (ident, arguments) = (last.ident.to_string(), &last.arguments);
    if path.qself.is_none() {
        if let Some(inner) = generic(arguments, 0) {
            match names::wrapper(&ident) {
                Some(names::Wrapper::Transparent) => return declare(inner, constant, declarator),
                Some(names::Wrapper::Pointer) => return pointer(inner, false, constant, declarator),
                Some(names::Wrapper::Constant) => return pointer(inner, true, constant, declarator),
                Some(names::Wrapper::Rows { constant: elements }) => {
                    return pointer(inner, elements, true, stars(constant, declarator));
                }
                None => {}
            }
        }
        if without_types(arguments) {
            if let Some(name) = names::known(&ident) {
                return specified(Declaration::text(name), constant, declarator);
            }
            if let Some((to_constant, name)) = names::pointee(&ident) {
                return specified(Declaration::text(name), to_constant, stars(constant, declarator));
            }
        }
    }
    let name = name(ty, ident.strip_prefix("r#").unwrap_or(&ident), &declarator);
    specified(name, constant, declarator)
}

fn name(ty: &Type, text: &str, declarator: &Declaration) -> Declaration {
    Declaration::from(Piece::Name { ty: inferred(ty), value: !declarator.is_pointer(), text: text.to_owned() })
}

fn without_types(arguments: &PathArguments) -> bool {
    match arguments {
        PathArguments::None => true,
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().all(|argument| matches!(argument, GenericArgument::Lifetime(_)))
        }
        PathArguments::Parenthesized(_) => false,
    }
}

/// A type as an expression can name it, with inferred lifetimes.
fn inferred(ty: &Type) -> proc_macro2::TokenStream {
    lifetimes::rename(ty, &Lifetime::new("'_", Span::mixed_site()), &|_| true)
}
