//! Checks of a C enum: one function for each rule.

use quote::{ToTokens, quote};
use syn::{Fields, Type};

use crate::enums::model::{EnumModel, Repr};
use crate::syntax::report::Report;

pub(crate) fn check(model: &EnumModel, report: &mut Report) {
    represented(model, report);
    not_generic(model, report);
    without_fields(model, report);
    one_other(model, report);
    has_values(model, report);
    match &model.args.flags {
        Some(_) => flags_have_values(model, report),
        None => other_is_a_variant(model, report),
    }
}

fn represented(model: &EnumModel, report: &mut Report) {
    match (&model.repr, &model.repr_at) {
        (Some(_), _) => {}
        (None, Some(attr)) => {
            report.at(attr, "C passes an enum as one integer; write `#[repr(C)]`, or that integer: `#[repr(i32)]`");
        }
        (None, None) => {
            report.at(
                model.name(),
                "an enum needs the integer type that it has in C; add `#[repr(C)]` for a C `enum`, or `#[repr(i32)]`",
            );
        }
    }
}

fn not_generic(model: &EnumModel, report: &mut Report) {
    let generics = &model.item.generics;
    if !generics.params.is_empty() {
        report.at(generics, "a C enum is an integer and has no parameters; remove them");
    }
}

fn without_fields(model: &EnumModel, report: &mut Report) {
    for value in &model.values {
        if !matches!(value.fields, Fields::Unit) {
            report
                .at(&value.fields, "a C enum has no fields; a variant for unknown values is `#[other] Unknown(c_int)`");
        }
    }
}

fn one_other(model: &EnumModel, report: &mut Report) {
    if model.args.flags.is_some() {
        for other in &model.others {
            report.at(&other.attr, "flags are no variants; `#[callback(flags, other)]` keeps unknown bits");
        }
        return;
    }
    let mut others = model.others.iter();
    if let Some(first) = others.next() {
        for other in others {
            let attrs = [&first.attr, &other.attr];
            report.at(quote!(#(#attrs)*), "unknown values go to one variant; remove one `#[other]`");
        }
    }
    for other in &model.others {
        if other.ty.is_none() {
            report.at(
                &other.value.name,
                "a variant for unknown values needs a field for the value: `#[other] Unknown(c_int)`",
            );
        }
        if let (Some(ty), Some(repr)) = (&other.ty, &model.repr) {
            other_is_the_integer(ty, repr, report);
        }
        if let Some(value) = &other.value.is {
            report.at(value, "a variant for unknown values has no value of its own; remove the value");
        }
    }
}

/// Reports a field of another integer than the representation, where both are written as Rust integers.
fn other_is_the_integer(ty: &Type, repr: &Repr, report: &mut Report) {
    const INTEGERS: [&str; 10] = ["i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64", "isize", "usize"];
    const OTHERS: [&str; 6] = ["String", "bool", "char", "f32", "f64", "CString"];
    let integer = |text: &str| INTEGERS.into_iter().find(|name| *name == text);
    if !matches!(ty, Type::Path(path) if !OTHERS.iter().any(|name| path.path.is_ident(name))) {
        report.at(ty, "the field has the value of C, which is an integer; write its type, such as `c_int`");
        return;
    }
    let Some(field) = integer(&ty.to_token_stream().to_string()) else { return };
    match repr {
        Repr::Integer(repr) if repr != field => {
            report.at(ty, format_args!("the field has the value of C, which is a `{repr}`; write `{repr}`"));
        }
        // What a C compiler makes of an enum that fits is an `int` or an `unsigned int`.
        Repr::C if !["i32", "u32", "i64", "u64"].contains(&field) => {
            report
                .at(ty, "the field has the value of C, which is an `int` or `unsigned int`; write `c_int` or `c_uint`");
        }
        _ => {}
    }
}

fn has_values(model: &EnumModel, report: &mut Report) {
    if model.values.is_empty() {
        report.at(model.name(), "an enum without variants has no values; write the C values as variants");
    }
}

/// Checks that each flag has a value: implied values count up, and bits do not.
fn flags_have_values(model: &EnumModel, report: &mut Report) {
    // One error for all: who leaves out one value knows C's rule for enums, and not this one.
    if let Some(value) = model.values.iter().find(|value| value.is.is_none()) {
        report.at(&value.name, "a flag needs a value; write its bits, such as `= 1 << 3`");
    }
}

fn other_is_a_variant(model: &EnumModel, report: &mut Report) {
    if let Some(other) = &model.args.other {
        report.span(other.key, "`other` belongs to `flags`; an enum has a variant for it: `#[other] Unknown(c_int)`");
    }
}
