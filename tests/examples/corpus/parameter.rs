//! The typed Rust parameter for each C parameter, as its class asks for.

use crate::ctype::CType;
use crate::facts::{Facts, Layout};
use crate::foreign::{Foreign, integer};
use crate::line::Line;

/// A parameter of the Rust function.
#[derive(Clone)]
pub(crate) struct Typed {
    /// Attributes, with a space behind each.
    pub(crate) attributes: String,
    pub(crate) ty: String,
    /// Why it is a raw pointer, where it is one that C gives a type.
    pub(crate) raw: Option<String>,
}

impl Typed {
    pub(crate) fn plain(ty: impl Into<String>) -> Self {
        Typed { attributes: String::new(), ty: ty.into(), raw: None }
    }

    pub(crate) fn raw(ty: impl Into<String>, reason: &str) -> Self {
        Typed { raw: Some(reason.to_owned()), ..Typed::plain(ty) }
    }
}

/// Writes types, and declares those of C's that they mention.
pub(crate) struct Types<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) foreign: &'a mut Foreign,
}

impl Types<'_> {
    pub(crate) fn layout(&self, name: &str) -> Layout {
        self.facts.types.get(name).cloned().unwrap_or(Layout::Incomplete)
    }

    /// The pointer that a name is for.
    pub(crate) fn behind(&self, name: &str) -> Option<CType> {
        let (to, constant) = self.facts.pointees.get(name)?;
        Some(CType::Pointer { to: Box::new(CType::Named(to.clone())), constant: *constant })
    }

    /// The pointer that a name is for, to a type of which nothing else is known.
    pub(crate) fn pointer_behind(&mut self, name: &str) -> String {
        format!("Option<NonNull<{}>>", self.foreign.pointee(name))
    }

    pub(crate) fn named(&mut self, name: &str) -> String {
        let layout = self.layout(name);
        self.foreign.path(name, &layout)
    }

    /// The type as C has it, with raw pointers.
    pub(crate) fn c(&mut self, ty: &CType) -> String {
        match ty {
            CType::Void => "c_void".to_owned(),
            CType::Scalar(name) => (*name).to_owned(),
            CType::LongDouble => "LongDouble".to_owned(),
            CType::VaList => "VaList<'_>".to_owned(),
            CType::Named(name) => self.named(name),
            CType::Pointer { to, .. } if matches!(**to, CType::Function { .. }) => {
                format!("Option<{}>", self.function(to))
            }
            CType::Pointer { to, constant } => {
                format!("*{} {}", if *constant { "const" } else { "mut" }, self.c(to))
            }
            CType::Array { of, length: Some(length), .. } => format!("[{}; {length}]", self.c(of)),
            CType::Array { of, .. } => format!("[{}; 0]", self.c(of)),
            CType::Function { .. } => self.function(ty),
        }
    }

    fn function(&mut self, ty: &CType) -> String {
        let CType::Function { result, parameters, variadic } = ty else { return self.c(ty) };
        let mut list: Vec<_> = parameters.iter().map(|parameter| self.in_signature(parameter)).collect();
        list.extend(variadic.then(|| "...".to_owned()));
        let result = match &**result {
            CType::Void => String::new(),
            result => format!(" -> {}", self.c(result)),
        };
        format!("unsafe extern \"C\" fn({}){result}", list.join(", "))
    }

    /// A parameter of a function pointer: arrays are pointers there, and a list of arguments is one word.
    fn in_signature(&mut self, ty: &CType) -> String {
        match ty {
            CType::Array { of, constant, .. } => {
                format!("*{} {}", if *constant { "const" } else { "mut" }, self.c(of))
            }
            CType::VaList => "*mut c_void".to_owned(),
            ty => self.c(ty),
        }
    }

    /// The element of a slice, or what a pointer points at where its class names it: no raw pointer where C has a type.
    pub(crate) fn element(&mut self, ty: &CType) -> String {
        match ty {
            CType::Void => "u8".to_owned(),
            CType::Pointer { to, constant } if matches!(**to, CType::Scalar("c_char")) && *constant => {
                "CStrPtr".to_owned()
            }
            CType::Pointer { to, .. } if matches!(**to, CType::Function { .. }) => self.c(ty),
            CType::Pointer { to, .. } if matches!(**to, CType::Void) => self.c(ty),
            CType::Pointer { to, constant: true } => format!("CPtr<{}>", self.element(to)),
            CType::Pointer { to, .. } => format!("Option<NonNull<{}>>", self.element(to)),
            // What is in C's memory need not be one of the values.
            CType::Named(name) => match self.layout(name) {
                Layout::Enum(enumeration) => integer(enumeration.size, enumeration.signed),
                _ => self.named(name),
            },
            ty => self.c(ty),
        }
    }

    /// The type of an out-parameter: that of a callback's result.
    fn placed(&mut self, ty: &CType) -> String {
        match ty {
            CType::Named(name) => match self.layout(name) {
                Layout::Record(_) => format!("ByValue<{}>", self.named(name)),
                _ => self.named(name),
            },
            CType::Pointer { to, .. } if matches!(**to, CType::Void | CType::Function { .. }) => self.c(ty),
            CType::Pointer { to, constant: true } => format!("Option<&'static {}>", self.element(to)),
            CType::Pointer { to, .. } => format!("Option<NonNull<{}>>", self.element(to)),
            ty => self.c(ty),
        }
    }
}

/// The integer parameters without a class of their own count something.
struct Lengths {
    free: Vec<usize>,
    /// Those that C passes by pointer: it reads how much there is room for, and is told how much was used.
    places: Vec<usize>,
}

impl Lengths {
    fn of(line: &Line) -> Self {
        let classes = line.classes();
        let unclassed = |index: &usize| !classes.contains_key(index) && line.ctx.index != Some(*index);
        let of_kind = |place: bool| {
            let is = move |index: &usize| match CType::parse(&line.params[*index].canonical) {
                Some(CType::Scalar(_)) => !place,
                Some(CType::Pointer { to, constant: false }) => place && matches!(*to, CType::Scalar(_)),
                _ => false,
            };
            (0..line.params.len()).filter(unclassed).filter(is).collect()
        };
        Lengths { free: of_kind(false), places: of_kind(true) }
    }

    /// The length of the slice at an index: the numbers behind it, or the one before it.
    fn take(&self, index: usize, slices: &[usize], names: &[String]) -> Option<String> {
        let next = slices.iter().copied().find(|slice| *slice > index).unwrap_or(usize::MAX);
        let behind: Vec<_> = self.free.iter().filter(|free| **free > index && **free < next).collect();
        match behind.as_slice() {
            // `size_t size, size_t nmemb`, as `fwrite` has them.
            [size, count] if slices.len() == 1 && **size == index + 1 && **count == index + 2 => {
                Some(format!("{} * {}", names[**size], names[**count]))
            }
            [first, ..] => Some(names[**first].clone()),
            [] if self.places.contains(&(index + 1)) => Some(format!("unsafe {{ *{} }}", names[index + 1])),
            [] => {
                let before = self.free.iter().rev().find(|free| **free < index);
                before.or(self.free.first()).map(|free| names[*free].clone())
            }
        }
    }
}

/// Plans the parameters that C passes, but for the context: `None` stands for that.
pub(crate) fn all(line: &Line, names: &[String], types: &mut Types) -> Result<Vec<Option<Typed>>, String> {
    let (classes, lengths) = (line.classes(), Lengths::of(line));
    let counted = |class: &str| {
        let slices =
            ["slice_in", "slice_buf", "slice_num_in", "slice_struct", "ptrv_count", "ptr_array_in", "strv_count"];
        slices.contains(&class) || class.starts_with("array_") || class == "buf_inout_len"
    };
    let slices: Vec<_> =
        (0..line.params.len()).filter(|index| classes.get(index).is_some_and(|class| counted(class))).collect();
    let mut planned = vec![];
    for (index, parameter) in line.params.iter().enumerate() {
        let ty = c_type(&parameter.canonical, &parameter.ty)?;
        if line.ctx.index == Some(index) && line.ctx.kind.as_deref() != Some("voidptrptr") {
            planned.push(None);
            continue;
        }
        let class = classes.get(&index).copied().unwrap_or("");
        let length = lengths.take(index, &slices, names);
        if lengths.places.contains(&index) {
            let (to, _) = ty.pointee().ok_or("a place is a pointer")?;
            planned.push(Some(Typed::plain(format!("&mut {}", types.c(to)))));
            continue;
        }
        let typed = one(class, &ty, &parameter.typedefs, length.as_deref(), types);
        planned.push(Some(typed));
    }
    Ok(planned)
}

/// A type from its canonical spelling, or from the one in the header where the type itself has no name.
pub(crate) fn c_type(canonical: &str, written: &str) -> Result<CType, String> {
    let text = if canonical.contains("(unnamed") { written } else { canonical };
    let text = text.replace("struct __va_list_tag (*)[1]", "va_list *");
    let text = text.replace("struct __va_list_tag *", "va_list").replace("struct __va_list_tag[1]", "va_list");
    match CType::parse(&text) {
        // A function is passed as a pointer to it.
        Some(function @ CType::Function { .. }) => Ok(CType::Pointer { to: Box::new(function), constant: false }),
        Some(ty) => Ok(ty),
        None => Err(format!("the type `{text}` could not be read")),
    }
}

fn one(class: &str, ty: &CType, typedefs: &[String], length: Option<&str>, types: &mut Types) -> Typed {
    let Some((to, constant)) = ty.pointee() else { return by_value(class, ty, typedefs, types) };
    if matches!(to, CType::Function { .. }) {
        return Typed::plain(types.c(ty));
    }
    match class {
        // The characters of some libraries are `unsigned char`.
        "cstr" | "cstr_mut" if matches!(to, CType::Scalar("c_char" | "c_uchar")) => Typed::plain("Option<&CStr>"),
        "void_data" => Typed::plain(types.c(ty)),
        "slice_in" | "slice_num_in" | "slice_struct" | "ptr_array_in" | "ptrv_count" | "strv_count" => {
            slice(to, constant, length, types)
        }
        "slice_buf" | "buf_inout_len" => buffer(to, length, types),
        _ if matches!(ty, CType::Array { length: None, .. }) && length.is_some() => slice(to, constant, length, types),
        "out_error" => Typed::plain(format!("ErrorOut<'_, {}>", types.placed(to))),
        "out_ptr" | "out_scalar" | "out_fnptr" if !constant => {
            Typed::plain(format!("Option<Out<'_, {}>>", types.placed(to)))
        }
        _ => pointer(ty, to, constant, types),
    }
}

fn by_value(class: &str, ty: &CType, typedefs: &[String], types: &mut Types) -> Typed {
    let is_size = typedefs.iter().any(|name| name == "size_t");
    match ty {
        CType::VaList => Typed::plain("VaList<'_>"),
        CType::Scalar("c_int") if class == "bool" => Typed::plain("CBool"),
        CType::Scalar("c_ulong") if is_size => Typed::plain("usize"),
        CType::Named(name) => match types.layout(name) {
            Layout::Record(_) => Typed::plain(format!("ByValue<{}>", types.named(name))),
            Layout::Pointer => Typed::plain(types.pointer_behind(name)),
            _ => Typed::plain(types.named(name)),
        },
        ty => Typed::plain(types.c(ty)),
    }
}

fn slice(to: &CType, constant: bool, length: Option<&str>, types: &mut Types) -> Typed {
    let element = types.element(to);
    let Some(length) = length else {
        return Typed::plain(format!("Option<{}<'_, {element}>>", if constant { "CArray" } else { "CArrayMut" }));
    };
    let ty = if constant { format!("&[{element}]") } else { format!("&mut [{element}]") };
    Typed { attributes: format!("#[len({length})] "), ..Typed::plain(ty) }
}

fn buffer(to: &CType, length: Option<&str>, types: &mut Types) -> Typed {
    let element = types.element(to);
    let Some(length) = length else {
        return Typed::plain(format!("Option<CArrayMut<'_, {element}>>"));
    };
    Typed { attributes: format!("#[len({length})] "), ..Typed::plain(format!("WriteBuf<'_, {element}>")) }
}

/// Pointers that are neither text nor counted.
fn pointer(ty: &CType, to: &CType, constant: bool, types: &mut Types) -> Typed {
    if let CType::Array { length: Some(length), of, .. } = ty {
        let of = types.element(of);
        return Typed::plain(if constant { format!("&[{of}; {length}]") } else { format!("&mut [{of}; {length}]") });
    }
    match to {
        CType::Void => Typed::plain(types.c(ty)),
        CType::Named(name) if matches!(types.layout(name), Layout::Incomplete) => {
            let name = types.named(name);
            Typed::plain(if constant { format!("Option<&{name}>") } else { format!("Option<NonNull<{name}>>") })
        }
        CType::Named(_) | CType::LongDouble => {
            let name = types.element(to);
            Typed::plain(if constant { format!("Option<&{name}>") } else { format!("Option<&mut {name}>") })
        }
        CType::VaList => Typed::raw("*mut c_void", "a pointer to a `va_list`"),
        _ if constant => Typed::plain(format!("Option<CArray<'_, {}>>", types.element(to))),
        _ => Typed::plain(format!("Option<CArrayMut<'_, {}>>", types.element(to))),
    }
}
