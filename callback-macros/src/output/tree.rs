//! Types and calls of generated code, printed directly into its stream: inserting one stream into another takes several
//! calls of the compiler.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};
use syn::{Expr, Lifetime, Token, Type};

use crate::output::names;

/// A part of generated code. Spans of tokens that the user did not write are plumbing.
#[derive(Clone)]
pub(crate) enum Printed<'a> {
    /// A type as the user wrote it.
    Written(&'a Type),
    /// A number as the user wrote it.
    Number(&'a Expr),
    Name(Ident),
    /// `'_`
    Elided(Span),
    Index(usize),
    /// `*mut TYPE`
    Pointer(Box<Printed<'a>>, Span),
    /// `RUNTIME::NAME`
    Runtime(Ident, Span),
    /// `TYPE<ARGUMENTS>`, or `FUNCTION::<ARGUMENTS>`
    Generic(Box<Generic<'a>>),
    /// `<TYPE as RUNTIME::CType>::C`
    Projected(Box<Printed<'a>>, (Span, Span)),
    /// `PATH::NAME`
    Member(Box<Printed<'a>>, Ident, Span),
    /// `FUNCTION(ARGUMENTS)`
    Call(Box<Printed<'a>>, Group),
    /// `()`
    Unit(Span),
    /// Any other tokens.
    Tokens(TokenStream),
}

#[derive(Clone)]
pub(crate) struct Generic<'a> {
    pub(crate) of: Printed<'a>,
    pub(crate) turbofish: bool,
    pub(crate) arguments: Vec<Printed<'a>>,
    /// The span of the tokens before the arguments and between them, and that of the `>`.
    pub(crate) ends: (Span, Span),
}

impl<'a> Printed<'a> {
    /// Returns a name of the runtime.
    pub(crate) fn runtime(name: &str, span: Span) -> Self {
        Printed::Runtime(Ident::new(name, span), span)
    }

    pub(crate) fn unit(span: Span) -> Self {
        Printed::Unit(span)
    }

    pub(crate) fn with(self, arguments: Vec<Printed<'a>>, span: Span) -> Self {
        Printed::Generic(Box::new(Generic { of: self, turbofish: false, arguments, ends: (span, span) }))
    }

    /// Adds an argument as [`with`](Self::with) does, in an expression.
    pub(crate) fn turbofish(self, argument: Printed<'a>, span: Span) -> Self {
        Printed::Generic(Box::new(Generic { of: self, turbofish: true, arguments: vec![argument], ends: (span, span) }))
    }

    pub(crate) fn member(self, name: &str, span: Span) -> Self {
        Printed::Member(Box::new(self), Ident::new(name, span), span)
    }

    pub(crate) fn call(self, arguments: TokenStream, span: Span) -> Self {
        Printed::Call(Box::new(self), parenthesised(arguments, span))
    }
}

/// Prints tokens into a stream, as `quote!` does into a new one; `#NAME` prints a value, and there are no repetitions.
macro_rules! put {
    ($tokens:expr, $span:expr => $($rest:tt)*) => {{
        let (tokens, span): (&mut ::proc_macro2::TokenStream, ::proc_macro2::Span) = ($tokens, $span);
        // Values have spans of their own.
        let _ = span;
        $crate::output::tree::put_each!(tokens span $($rest)*);
    }};
}

macro_rules! put_each {
    ($tokens:ident $span:ident) => {};
    ($tokens:ident $span:ident # $value:ident $($rest:tt)*) => {
        ::quote::ToTokens::to_tokens(&$value, $tokens);
        $crate::output::tree::put_each!($tokens $span $($rest)*);
    };
    ($tokens:ident $span:ident ($($inner:tt)*) $($rest:tt)*) => {
        $crate::output::tree::put_each!(@ Parenthesis $tokens $span ($($inner)*));
        $crate::output::tree::put_each!($tokens $span $($rest)*);
    };
    ($tokens:ident $span:ident [$($inner:tt)*] $($rest:tt)*) => {
        $crate::output::tree::put_each!(@ Bracket $tokens $span ($($inner)*));
        $crate::output::tree::put_each!($tokens $span $($rest)*);
    };
    ($tokens:ident $span:ident {$($inner:tt)*} $($rest:tt)*) => {
        $crate::output::tree::put_each!(@ Brace $tokens $span ($($inner)*));
        $crate::output::tree::put_each!($tokens $span $($rest)*);
    };
    (@ $delimiter:ident $tokens:ident $span:ident ($($inner:tt)*)) => {
        let inner = {
            let mut inner = ::proc_macro2::TokenStream::new();
            let stream = &mut inner;
            let _ = &stream;
            $crate::output::tree::put_each!(stream $span $($inner)*);
            inner
        };
        ::quote::TokenStreamExt::append(
            $tokens,
            $crate::output::tree::group(::proc_macro2::Delimiter::$delimiter, inner, $span),
        );
    };
    ($tokens:ident $span:ident _ $($rest:tt)*) => {
        $crate::output::tree::put_name($tokens, "_", $span);
        $crate::output::tree::put_each!($tokens $span $($rest)*);
    };
    ($tokens:ident $span:ident $name:ident $($rest:tt)*) => {
        $crate::output::tree::put_name($tokens, stringify!($name), $span);
        $crate::output::tree::put_each!($tokens $span $($rest)*);
    };
    ($tokens:ident $span:ident $lifetime:lifetime $($rest:tt)*) => {
        $crate::output::tree::put_lifetime($tokens, stringify!($lifetime), $span);
        $crate::output::tree::put_each!($tokens $span $($rest)*);
    };
    ($tokens:ident $span:ident $text:literal $($rest:tt)*) => {
        $crate::output::tree::put_text($tokens, $text, $span);
        $crate::output::tree::put_each!($tokens $span $($rest)*);
    };
    ($tokens:ident $span:ident $punct:tt $($rest:tt)*) => {
        $crate::output::tree::put_punct($tokens, stringify!($punct), $span);
        $crate::output::tree::put_each!($tokens $span $($rest)*);
    };
}

pub(crate) use {put, put_each};

pub(crate) fn put_name(tokens: &mut TokenStream, name: &str, span: Span) {
    tokens.append(Ident::new(name, span));
}

pub(crate) fn put_lifetime(tokens: &mut TokenStream, lifetime: &str, span: Span) {
    Lifetime { apostrophe: span, ident: Ident::new(&lifetime[1..], span) }.to_tokens(tokens);
}

pub(crate) fn put_text(tokens: &mut TokenStream, text: &str, span: Span) {
    let mut literal = Literal::string(text);
    literal.set_span(span);
    tokens.append(literal);
}

pub(crate) fn put_punct(tokens: &mut TokenStream, text: &str, span: Span) {
    // Without iterators, which take long in a macro that is not optimised.
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let spacing = if others.is_empty() { Spacing::Alone } else { Spacing::Joint };
        let mut punct = Punct::new(char::from(*first), spacing);
        punct.set_span(span);
        tokens.append(punct);
        rest = others;
    }
}

/// Tokens that a function prints where they are inserted.
pub(crate) struct Put<F>(pub(crate) F);

impl<F: Fn(&mut TokenStream)> ToTokens for Put<F> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        (self.0)(tokens);
    }
}

/// Returns tokens in parentheses, which are printed as one token.
pub(crate) fn parenthesised(tokens: TokenStream, span: Span) -> Group {
    group(Delimiter::Parenthesis, tokens, span)
}

/// Returns tokens in braces, which are printed as one token.
pub(crate) fn in_braces(tokens: TokenStream, span: Span) -> Group {
    group(Delimiter::Brace, tokens, span)
}

pub(crate) fn group(delimiter: Delimiter, tokens: TokenStream, span: Span) -> Group {
    let mut group = Group::new(delimiter, tokens);
    group.set_span(span);
    group
}

/// `::`
fn separator(tokens: &mut TokenStream, span: Span) {
    put_punct(tokens, "::", span);
}

impl ToTokens for Printed<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Printed::Written(ty) => ty.to_tokens(tokens),
            Printed::Number(number) => number.to_tokens(tokens),
            Printed::Name(name) => name.to_tokens(tokens),
            Printed::Elided(span) => {
                Lifetime { apostrophe: *span, ident: Ident::new("_", *span) }.to_tokens(tokens);
            }
            Printed::Index(index) => index.to_tokens(tokens),
            Printed::Pointer(to, span) => {
                Token![*](*span).to_tokens(tokens);
                Token![mut](*span).to_tokens(tokens);
                to.to_tokens(tokens);
            }
            Printed::Runtime(name, span) => {
                names::runtime_at(*span).to_tokens(tokens);
                separator(tokens, *span);
                name.to_tokens(tokens);
            }
            Printed::Generic(generic) => generic.to_tokens(tokens),
            Printed::Projected(ty, (first, last)) => {
                Token![<](*first).to_tokens(tokens);
                ty.to_tokens(tokens);
                Token![as](*first).to_tokens(tokens);
                Printed::runtime("CType", *first).to_tokens(tokens);
                Token![>](*first).to_tokens(tokens);
                separator(tokens, *first);
                Ident::new("C", *last).to_tokens(tokens);
            }
            Printed::Member(of, name, span) => {
                of.to_tokens(tokens);
                separator(tokens, *span);
                name.to_tokens(tokens);
            }
            Printed::Call(function, arguments) => {
                function.to_tokens(tokens);
                tokens.append(arguments.clone());
            }
            Printed::Unit(span) => tokens.append(parenthesised(TokenStream::new(), *span)),
            Printed::Tokens(printed) => printed.to_tokens(tokens),
        }
    }
}

impl ToTokens for Generic<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (span, last) = self.ends;
        self.of.to_tokens(tokens);
        if self.turbofish {
            separator(tokens, span);
        }
        Token![<](span).to_tokens(tokens);
        for (index, argument) in self.arguments.iter().enumerate() {
            if index > 0 {
                Token![,](span).to_tokens(tokens);
            }
            argument.to_tokens(tokens);
        }
        Token![>](last).to_tokens(tokens);
    }
}
