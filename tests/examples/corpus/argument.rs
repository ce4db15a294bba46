//! The typed parameter of a declared function for what C takes besides callbacks.

use crate::ctype::CType;
use crate::facts::Layout;
use crate::line::Parameter;
use crate::parameter::{Typed, Types, c_type};

/// A parameter of the Rust function for the one of C's at an index; `supplied` are those that belong to callbacks.
pub(crate) fn argument(
    all: &[Parameter],
    index: usize,
    names: &[String],
    supplied: &[usize],
    ty: &CType,
    types: &mut Types,
) -> Result<Typed, String> {
    let of: Vec<_> = counted(all, index).filter(|of| !supplied.contains(of)).map(|of| names[of].as_str()).collect();
    if !of.is_empty() {
        return Ok(Typed { attributes: format!("#[len({})] ", of.join(", ")), ..Typed::plain(types.c(ty)) });
    }
    let Some((to, constant)) = ty.pointee() else { return Ok(by_value(ty, types)) };
    if matches!(to, CType::Function { .. }) {
        return Ok(Typed::plain(types.c(ty)));
    }
    if is_slice(all, index) && !supplied.contains(&index) {
        let element = types.element(to);
        let mutable = if constant { "" } else { "mut " };
        return Ok(Typed::plain(format!("Option<&{mutable}[{element}]>")));
    }
    Ok(text(&all[index], to, constant).map_or_else(|| pointer(ty, to, constant, types), Typed::plain))
}

/// The type of a string, or of a list of strings that ends with NULL, as the name of a parameter or of its type has it.
fn text(parameter: &Parameter, to: &CType, constant: bool) -> Option<&'static str> {
    let name = parameter.name.to_ascii_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    match to {
        // `const xmlChar *`: characters of another name.
        CType::Scalar("c_uchar") if constant => {
            let written = parameter.ty.to_ascii_lowercase();
            (written.contains("char") && !written.contains("unsigned char")).then_some("Option<&CStr>")
        }
        CType::Scalar("c_char") if !constant => ends(&["name", "path", "string", "prefix"]).then_some("Option<&CStr>"),
        CType::Pointer { to: inner, .. } if matches!(**inner, CType::Scalar("c_char")) => {
            ends(&["argv", "envp", "environ", "args"]).then_some("Option<CStrVec<'_>>")
        }
        _ => None,
    }
}

fn by_value(ty: &CType, types: &mut Types) -> Typed {
    match ty {
        CType::VaList => Typed::plain("VaList<'_>"),
        CType::Named(name) => match types.layout(name) {
            Layout::Record(_) => Typed::plain(format!("ByValue<{}>", types.named(name))),
            Layout::Pointer => match types.behind(name) {
                Some(CType::Pointer { ref to, constant }) => {
                    let ty = CType::Pointer { to: to.clone(), constant };
                    pointer(&ty, to, constant, types)
                }
                _ => Typed::plain(types.pointer_behind(name)),
            },
            _ => Typed::plain(types.named(name)),
        },
        ty => Typed::plain(types.c(ty)),
    }
}

/// A reference where C has one object, a slice where its length stands behind it.
fn pointer(ty: &CType, to: &CType, constant: bool, types: &mut Types) -> Typed {
    let mutable = if constant { "" } else { "mut " };
    if let CType::Array { length: Some(length), of, .. } = ty {
        return Typed::plain(format!("Option<&{mutable}[{}; {length}]>", types.element(of)));
    }
    if let CType::Array { length: None, .. } = ty {
        let pointer = CType::Pointer { to: Box::new(to.clone()), constant };
        return self::pointer(&pointer, to, constant, types);
    }
    match to {
        CType::Void => Typed::plain(types.c(ty)),
        CType::Scalar("c_char") if constant => Typed::plain("Option<&CStr>"),
        CType::Scalar("c_char" | "c_uchar" | "c_schar") => {
            Typed::raw(types.c(ty), "a pointer to an unknown number of elements")
        }
        CType::Named(name) if matches!(types.layout(name), Layout::Incomplete) => {
            let name = types.named(name);
            Typed::plain(if constant { format!("Option<&{name}>") } else { format!("Option<NonNull<{name}>>") })
        }
        CType::VaList => Typed::raw("*mut c_void", "a pointer to a `va_list`"),
        // One pointer, which C reads or sets: what it allocates, or where it has come to.
        CType::Pointer { to: inner, constant: false } if !constant && !matches!(**inner, CType::Void) => {
            Typed::plain(format!("Option<&mut {}>", types.element(to)))
        }
        CType::Pointer { to: inner, constant: false }
            if matches!(**inner, CType::Scalar(_) | CType::Pointer { .. }) =>
        {
            Typed::raw(types.c(ty), "a pointer to pointers to an unknown number of elements")
        }
        to => Typed::plain(format!("Option<&{mutable}{}>", types.element(to))),
    }
}

/// The slices that a number is the length of: `in, out, len` is of two.
fn counted(all: &[Parameter], index: usize) -> impl Iterator<Item = usize> {
    let is_counted = move |of: &usize| length_of(all, *of) == Some(index);
    (index.saturating_sub(MOST_OF_ONE_LENGTH)..index).filter(is_counted)
}

/// The number of slices that one length may be of.
const MOST_OF_ONE_LENGTH: usize = 3;

/// Returns true if the parameter after the pointer is its length.
fn is_slice(all: &[Parameter], index: usize) -> bool {
    length_of(all, index).is_some()
}

/// The length of a pointer: behind it, or behind further pointers to bytes as it is one.
fn length_of(all: &[Parameter], index: usize) -> Option<usize> {
    if is_counted(all, index) {
        return Some(index + 1);
    }
    let element = |index: usize| {
        let parameter = all.get(index)?;
        let (to, _) = c_type(&parameter.canonical, &parameter.ty).ok()?.pointee().map(|(to, c)| (to.clone(), c))?;
        matches!(to, CType::Scalar("c_uchar")).then_some(())
    };
    element(index)?;
    let last = (index + 1..all.len()).take(MOST_OF_ONE_LENGTH - 1).find(|behind| is_counted(all, *behind))?;
    (index + 1..=last).all(|between| element(between).is_some()).then_some(last + 1)
}

/// Returns true if the parameter after a pointer is its length.
fn is_counted(all: &[Parameter], index: usize) -> bool {
    const LENGTHS: [&str; 8] = ["len", "length", "size", "count", "nelem", "nbytes", "siz", "sz"];
    let (Some(one), Some(behind)) = (all.get(index), all.get(index + 1)) else { return false };
    let (Ok(ty), Ok(number)) = (c_type(&one.canonical, &one.ty), c_type(&behind.canonical, &behind.ty)) else {
        return false;
    };
    let Some((to, _)) = ty.pointee() else { return false };
    let name = behind.name.to_ascii_lowercase();
    let is_length = LENGTHS.iter().any(|length| name.ends_with(length)) || ["n", "nb", "num"].contains(&name.as_str());
    let is_number = matches!(number, CType::Scalar(scalar) if !matches!(scalar, "f32" | "f64" | "bool"));
    let is_element =
        matches!(to, CType::Void | CType::Scalar(_)) && !matches!(ty, CType::Array { length: Some(_), .. });
    is_length && is_number && is_element
}
