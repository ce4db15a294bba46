//! The model of an enum, as written by the user.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, Fields, ItemEnum, LitStr, Path, Type, Variant};

use crate::grammar::settings::{ModPath, Setting, each, set, value};
use crate::output::{names, runtime};
use crate::syntax::near;
use crate::syntax::parse;
use crate::syntax::report::Report;

/// The arguments of the attribute on an enum.
#[derive(Default)]
pub(crate) struct EnumArgs {
    /// `flags`: the variants are bits.
    pub(crate) flags: Option<Setting<()>>,
    /// `other`: unknown bits are kept.
    pub(crate) other: Option<Setting<()>>,
    /// `name = "enum level"`: the C name of the type.
    pub(crate) name: Option<Setting<CText>>,
    /// `prefix = "LEVEL_"`: the prefix of the C names of its values.
    pub(crate) prefix: Option<Setting<CWord>>,
    /// `as = sys::level`: the type that a `-sys` crate has for it.
    pub(crate) r#as: Option<Setting<Type>>,
    pub(crate) krate: Option<Setting<Path>>,
}

const KEYS: &str = "`flags`, `other`, `name`, `prefix`, `as` or `crate`";

/// C words separated by spaces: `enum level`, `LEVEL_LOW`.
pub(crate) struct CText(pub(crate) LitStr);

/// A single C word.
pub(crate) struct CWord(pub(crate) CText);

impl Parse for CWord {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let text: CText = input.parse()?;
        if text.0.value().contains(' ') {
            return Err(syn::Error::new(
                text.0.span(),
                "a value has one word in C, such as `LEVEL_LOW`; remove the space",
            ));
        }
        Ok(CWord(text))
    }
}

impl Parse for CText {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let text: LitStr =
            input.parse().map_err(|error| syn::Error::new(error.span(), "expected a C type name: `\"enum level\"`"))?;
        let value = text.value();
        let is_word = |word: &str| {
            !word.is_empty()
                && !word.starts_with(|c: char| c.is_ascii_digit())
                && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        if !value.split(' ').all(is_word) {
            return Err(syn::Error::new(
                text.span(),
                "this is no C type name; write the one in the header: `\"enum level\"`",
            ));
        }
        Ok(CText(text))
    }
}

impl EnumArgs {
    fn parse(tokens: TokenStream, report: &mut Report) -> EnumArgs {
        let mut args = EnumArgs::default();
        let parsed = parse::tokens_with(tokens, |input| each(input, |input| args.argument(input, report)));
        report.ok(parsed);
        args
    }

    fn argument(&mut self, input: ParseStream, report: &mut Report) -> syn::Result<()> {
        let keys = format!("{KEYS} on an enum");
        let key = input.call(Ident::parse_any).map_err(|_| input.error(format_args!("expected {keys}")))?;
        match key.to_string().as_str() {
            "flags" => set(&mut self.flags, &key, (), report),
            "other" => set(&mut self.other, &key, (), report),
            "name" => set(&mut self.name, &key, value(input, &key)?, report),
            "prefix" => set(&mut self.prefix, &key, value(input, &key)?, report),
            "as" => set(&mut self.r#as, &key, value(input, &key)?, report),
            "crate" => set(&mut self.krate, &key, value::<ModPath>(input, &key)?.0, report),
            _ => return Err(near::unknown_argument(&key, &keys)),
        }
        Ok(())
    }
}

/// The integer type of an enum in C.
pub(crate) enum Repr {
    /// `repr(C)`: the integer that the C compiler of the platform chooses.
    C,
    /// `repr(i32)` and the like.
    Integer(Ident),
}

/// One value of the enum.
pub(crate) struct Value {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) is: Option<Expr>,
    /// `#[name = "LEVEL_LOW"]`: its C name.
    pub(crate) c_name: Option<LitStr>,
    /// The fields, which only the variant for unknown values may have.
    pub(crate) fields: Fields,
}

/// `#[other] Unknown(c_int)`
pub(crate) struct Other {
    pub(crate) attr: Attribute,
    pub(crate) value: Value,
    /// The type of the one field.
    pub(crate) ty: Option<Type>,
}

pub(crate) struct EnumModel {
    pub(crate) args: EnumArgs,
    /// The user's item, without the attributes that are read here.
    pub(crate) item: ItemEnum,
    /// `None` if none is written, or one without a C integer.
    pub(crate) repr: Option<Repr>,
    /// The attribute with the representation.
    pub(crate) repr_at: Option<Attribute>,
    pub(crate) values: Vec<Value>,
    pub(crate) others: Vec<Other>,
}

impl EnumModel {
    pub(crate) fn build(args: TokenStream, mut item: ItemEnum, report: &mut Report) -> EnumModel {
        let args = EnumArgs::parse(args, report);
        let repr_at = item.attrs.iter().find(|attr| attr.path().is_ident("repr")).cloned();
        let repr = repr_at.as_ref().and_then(repr);
        let (mut values, mut others) = (vec![], vec![]);
        for variant in &mut item.variants {
            let is_mistyped = mistyped(variant, report);
            let attr = take(variant, "other");
            let c_name = take(variant, "name").and_then(|attr| report.ok(c_name(&attr)));
            let value = Value {
                attrs: variant.attrs.clone(),
                name: variant.ident.clone(),
                is: variant.discriminant.as_ref().map(|(_, value)| value.clone()),
                c_name,
                fields: variant.fields.clone(),
            };
            match attr {
                Some(attr) => others.push(Other { attr, ty: one_field(&variant.fields), value }),
                None if is_mistyped => {}
                None => values.push(value),
            }
        }
        EnumModel { args, item, repr, repr_at, values, others }
    }

    pub(crate) fn name(&self) -> &Ident {
        &self.item.ident
    }

    pub(crate) fn span(&self) -> Span {
        self.item.ident.span()
    }

    /// The C name of a value: its `name`, or the prefix and its Rust name.
    pub(crate) fn c_name(&self, value: &Value) -> String {
        if let Some(name) = &value.c_name {
            return name.value();
        }
        let name = names::text(&value.name);
        match &self.args.prefix {
            Some(prefix) => prefix.value.0.0.value() + &screaming(&name),
            None => name,
        }
    }

    /// The path of the runtime in the user's crate.
    pub(crate) fn runtime(&self) -> TokenStream {
        runtime::runtime(Setting::value(self.args.krate.as_ref()))
    }
}

impl Value {
    /// The conditions of the value.
    pub(crate) fn cfgs(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| attr.path().is_ident("cfg"))
    }
}

/// `LowLevel` as `LOW_LEVEL`.
fn screaming(name: &str) -> String {
    if !name.chars().any(|c| c.is_ascii_lowercase()) {
        return name.to_owned();
    }
    let mut text = String::new();
    let mut before = None;
    for c in name.chars() {
        let starts =
            c.is_ascii_uppercase() && before.is_some_and(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        if starts {
            text.push('_');
        }
        text.push(c.to_ascii_uppercase());
        before = Some(c);
    }
    text
}

/// The single representation in a `repr`.
fn repr(attr: &Attribute) -> Option<Repr> {
    const INTEGERS: [&str; 10] = ["i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64", "isize", "usize"];
    let word: Ident = parse::args(attr).ok()?;
    match word.to_string().as_str() {
        "C" => Some(Repr::C),
        text if INTEGERS.contains(&text) => Some(Repr::Integer(word)),
        _ => None,
    }
}

/// Removes and reports attributes with names near `other` and `name`; returns true if there was one.
fn mistyped(variant: &mut Variant, report: &mut Report) -> bool {
    let before = variant.attrs.len();
    variant.attrs.retain(|attr| {
        let name = attr.path().get_ident().map(Ident::to_string).unwrap_or_default();
        let Some(near) = near::of_variant(&name) else { return true };
        report.at(attr.path(), format_args!("unknown attribute `{name}`; a similar one is `#[{near}]`"));
        false
    });
    variant.attrs.len() < before
}

fn take(variant: &mut Variant, name: &str) -> Option<Attribute> {
    let at = variant.attrs.iter().position(|attr| attr.path().is_ident(name))?;
    Some(variant.attrs.remove(at))
}

/// `#[name = "LEVEL_LOW"]`
fn c_name(attr: &Attribute) -> syn::Result<LitStr> {
    let value = attr.meta.require_name_value()?.value.to_token_stream();
    Ok(parse::tokens::<CWord>(value)?.0.0)
}

fn one_field(fields: &Fields) -> Option<Type> {
    match fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| field.ty.clone()),
        _ => None,
    }
}
