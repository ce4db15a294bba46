//! What the user said of an enum.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Expr, Fields, ItemEnum, Path, Type, Variant};

use crate::abi;
use crate::args::{ModPath, Setting, each, set, value};
use crate::report::Report;

/// The arguments of the attribute on an enum.
#[derive(Default)]
pub(crate) struct Args {
    /// `flags`: the variants are bits.
    pub(crate) flags: Option<Setting<()>>,
    /// `other`: unknown bits are kept.
    pub(crate) other: Option<Setting<()>>,
    pub(crate) krate: Option<Setting<Path>>,
}

const KEYS: &str = "`flags`, `other` or `crate`";

impl Args {
    fn parse(tokens: TokenStream, report: &mut Report) -> Args {
        let mut args = Args::default();
        let parsed = (|input: ParseStream| each(input, |input| args.argument(input, report))).parse2(tokens);
        report.ok(parsed);
        args
    }

    fn argument(&mut self, input: ParseStream, report: &mut Report) -> syn::Result<()> {
        let unknown = |span| syn::Error::new(span, format_args!("expected {KEYS} on an enum"));
        let key = input.call(Ident::parse_any).map_err(|_| unknown(input.span()))?;
        match key.to_string().as_str() {
            "flags" => set(&mut self.flags, &key, (), report),
            "other" => set(&mut self.other, &key, (), report),
            "crate" => set(&mut self.krate, &key, value::<ModPath>(input, &key)?.0, report),
            _ => return Err(unknown(key.span())),
        }
        Ok(())
    }
}

/// The integer that C has for it.
pub(crate) enum Repr {
    /// `repr(C)`: what the compiler of the platform takes.
    C,
    /// `repr(i32)` and the like.
    Integer(Ident),
}

/// One value of the enum.
pub(crate) struct Value {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) is: Option<Expr>,
    /// The fields, which only the other one has.
    pub(crate) fields: Fields,
}

/// `#[other] Unknown(c_int)`
pub(crate) struct Other {
    pub(crate) attr: Attribute,
    pub(crate) value: Value,
    /// The type of the one field.
    pub(crate) ty: Option<Type>,
}

pub(crate) struct Model {
    pub(crate) args: Args,
    /// The user's item, without the attributes that are ours.
    pub(crate) item: ItemEnum,
    /// `None` where none is written, or one that C has no integer for.
    pub(crate) repr: Option<Repr>,
    /// Where the representation is written.
    pub(crate) repr_at: Option<Attribute>,
    pub(crate) values: Vec<Value>,
    pub(crate) others: Vec<Other>,
}

impl Model {
    pub(crate) fn build(args: TokenStream, mut item: ItemEnum, report: &mut Report) -> Model {
        let args = Args::parse(args, report);
        let repr_at = item.attrs.iter().find(|attr| attr.path().is_ident("repr")).cloned();
        let repr = repr_at.as_ref().and_then(repr);
        let (mut values, mut others) = (vec![], vec![]);
        for variant in &mut item.variants {
            let attr = take_other(variant);
            let value = Value {
                attrs: variant.attrs.clone(),
                name: variant.ident.clone(),
                is: variant.discriminant.as_ref().map(|(_, value)| value.clone()),
                fields: variant.fields.clone(),
            };
            match attr {
                Some(attr) => others.push(Other { attr, ty: one_field(&variant.fields), value }),
                None => values.push(value),
            }
        }
        Model { args, item, repr, repr_at, values, others }
    }

    pub(crate) fn name(&self) -> &Ident {
        &self.item.ident
    }

    pub(crate) fn span(&self) -> Span {
        self.item.ident.span()
    }

    /// The runtime as the user's crate knows it.
    pub(crate) fn runtime(&self) -> TokenStream {
        abi::runtime(self.args.krate.as_ref())
    }
}

impl Value {
    /// The conditions under which it is there.
    pub(crate) fn cfgs(&self) -> impl Iterator<Item = &Attribute> {
        self.attrs.iter().filter(|attr| attr.path().is_ident("cfg"))
    }
}

/// The one thing that a `repr` says.
fn repr(attr: &Attribute) -> Option<Repr> {
    const INTEGERS: [&str; 10] = ["i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64", "isize", "usize"];
    let word: Ident = attr.parse_args().ok()?;
    match word.to_string().as_str() {
        "C" => Some(Repr::C),
        text if INTEGERS.contains(&text) => Some(Repr::Integer(word)),
        _ => None,
    }
}

fn take_other(variant: &mut Variant) -> Option<Attribute> {
    let at = variant.attrs.iter().position(|attr| attr.path().is_ident("other"))?;
    Some(variant.attrs.remove(at))
}

fn one_field(fields: &Fields) -> Option<Type> {
    match fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| field.ty.clone()),
        _ => None,
    }
}
