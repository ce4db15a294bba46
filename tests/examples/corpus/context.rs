//! The parameter for the user data, by the route that it takes to the callback.

use std::fmt::Write as _;

use crate::ctype::CType;
use crate::facts::{Layout, Prototype};
use crate::foreign::identifier;
use crate::line::Line;
use crate::parameter::{Typed, Types, c_type};

/// The context of one callback.
pub(crate) struct Planned {
    /// The parameter itself: attributes and type.
    pub(crate) parameter: Typed,
    /// Its place among C's parameters; `None` where C does not pass it.
    pub(crate) index: Option<usize>,
    /// The type of the parameter from which the context is found.
    pub(crate) object: Option<(usize, Typed)>,
    /// Items of the module that it needs.
    pub(crate) items: String,
}

/// The way from the C call to the state; `None` if the callback uses none.
pub(crate) fn plan(line: &Line, names: &[String], types: &mut Types) -> Result<Option<Planned>, String> {
    let ty = state(line);
    if let Some(index) = line.ctx.index {
        return passed(line, index, names, ty, types).map(Some);
    }
    if line.ctx.route == "destructor" {
        // What C passes is all there is.
        return Ok(None);
    }
    let found = match (line.ctx.object_index, line.ctx.object_via.as_deref()) {
        (Some(object), Some(via)) => from_object(line, object, via, names, types)?,
        _ => None,
    };
    let (attribute, object, items) = match found {
        Some((from, object, items)) => (format!("from = unsafe {{ {from} }}"), Some(object), items),
        None if line.lifetime == "scoped" && line.thread == "caller" => {
            ("thread_local".to_owned(), None, String::new())
        }
        None => ("static".to_owned(), None, String::new()),
    };
    let parameter = Typed { attributes: format!("#[context({attribute})] "), ..Typed::plain(ty) };
    Ok(Some(Planned { parameter, index: None, object, items }))
}

/// True if the C library calls on threads of its own.
pub(crate) fn threads(line: &Line) -> bool {
    line.thread != "caller"
}

fn state(line: &Line) -> &'static str {
    match (line.multiplicity.as_str(), threads(line)) {
        ("once" | "terminal", _) => "Job",
        (_, true) => "&Shared",
        (_, false) => "&mut State",
    }
}

fn passed(line: &Line, index: usize, names: &[String], ty: &str, types: &mut Types) -> Result<Planned, String> {
    let parameter = &line.params[index];
    let c = c_type(&parameter.canonical, &parameter.ty)?;
    if line.ctx.kind.as_deref() == Some("voidptrptr") {
        // C passes where it keeps the pointer.
        let place = Typed::plain(format!("&mut {}", types.c(c.pointee().map_or(&c, |(to, _)| to))));
        let context =
            Typed { attributes: format!("#[context(from = unsafe {{ *{} }})] ", names[index]), ..Typed::plain(ty) };
        return Ok(Planned { parameter: context, index: None, object: Some((index, place)), items: String::new() });
    }
    let attributes = match c.pointee() {
        Some((CType::Void, false)) => "#[context] ".to_owned(),
        _ => format!("#[context(as = {})] ", types.c(&c)),
    };
    let items = match &c {
        CType::Named(name) => carrier(name, types),
        _ => String::new(),
    };
    Ok(Planned { parameter: Typed { attributes, ..Typed::plain(ty) }, index: Some(index), object: None, items })
}

/// A union that carries the context in its pointer.
fn carrier(name: &str, types: &mut Types) -> String {
    let path = types.named(name);
    let Layout::Record(record) = types.layout(name) else { return String::new() };
    let Some(pointer) = record.fields.iter().find(|field| matches!(field.layout, Layout::Pointer)) else {
        return String::new();
    };
    let field = identifier(&pointer.name);
    format!(
        "// SAFETY: a pointer, in the member that is one.\nunsafe impl ContextPointer for {path} {{\n    \
         fn from_context(context: *mut c_void) -> Self {{ {path} {{ {field}: context }} }}\n    \
         fn into_context(self) -> *mut c_void {{ unsafe {{ self.{field} }} }}\n}}\n"
    )
}

/// The unsafe expression for the context, the object that it is found from, and items.
type Found = (String, (usize, Typed), String);

/// The context of an object that C passes: in a field of it, behind a getter, or beside it.
fn from_object(
    line: &Line,
    object: usize,
    via: &str,
    names: &[String],
    types: &mut Types,
) -> Result<Option<Found>, String> {
    let Some(parameter) = line.params.get(object) else { return Ok(None) };
    let c = c_type(&parameter.canonical, &parameter.ty)?;
    let Some((to @ CType::Named(record), constant)) = c.pointee() else { return Ok(None) };
    let (path, name, layout) = (types.c(to), &names[object], types.layout(record));
    // Rust has no way to change what it cannot look into.
    let shared = constant || matches!(layout, Layout::Incomplete);
    let typed = Typed::plain(if shared { format!("&{path}") } else { format!("&mut {path}") });
    let found = match (via.split_once(':'), &layout) {
        (Some(("field", field)), Layout::Record(fields)) => {
            let field =
                fields.fields.iter().find(|known| known.name == field && matches!(known.layout, Layout::Pointer));
            field.map(|field| match types.foreign.has_fields(record) {
                true => (format!("(*{name}).{}", identifier(&field.name)), String::new()),
                false => (format!("{name}.byte_add({}).cast::<*mut c_void>().read()", field.offset), String::new()),
            })
        }
        (Some(("getter", getter)), _) => {
            types.facts.functions.get(getter).and_then(|prototype| call(getter, prototype, name))
        }
        _ => None,
    };
    // What the callback was registered with stands in front of the user's own struct.
    let found = found.or_else(|| {
        let embeds = matches!(layout, Layout::Record(_));
        embeds.then(|| (format!("(*{name}.cast::<Embedding<{path}>>()).context"), String::new()))
    });
    Ok(found.map(|(from, items)| (from, (object, typed), items)))
}

/// A call of a function that gives the user data of an object.
fn call(getter: &str, prototype: &Prototype, object: &str) -> Option<(String, String)> {
    let [Layout::Pointer, others @ ..] = prototype.parameters.as_slice() else { return None };
    matches!(prototype.result, Layout::Pointer).then_some(())?;
    let (mut types, mut values) = ("*const c_void".to_owned(), format!("{object}.cast()"));
    for other in others {
        let (ty, value) = match other {
            Layout::Integer { size, signed } => (format!("{}{}", if *signed { 'i' } else { 'u' }, size * 8), "0"),
            Layout::Enum(enumeration) => (format!("u{}", enumeration.size * 8), "0"),
            Layout::Pointer => ("*const c_void".to_owned(), "c\"context\".as_ptr().cast()"),
            _ => return None,
        };
        let _ = write!(types, ", {ty}");
        let _ = write!(values, ", {value}");
    }
    Some((format!("get::{getter}({values})"), format!("    pub fn {getter}({}) -> *mut c_void;\n", unnamed(&types))))
}

fn unnamed(types: &str) -> String {
    types.split(", ").map(|ty| format!("_: {ty}")).collect::<Vec<_>>().join(", ")
}
