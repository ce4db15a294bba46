//! C headers for items that Rust exports to C.

use core::any::type_name;
use core::fmt::{self, Write as _};
use std::collections::BTreeSet;
use std::path::Path;
use std::string::String;
use std::vec::Vec;

use crate::context::callback::Callback;
use crate::value::c_name::CName;
use crate::value::enums::CEnum;
use crate::verify::{Field, Names, declared_field, declared_pointer};

/// A C header for the other direction: callbacks that Rust exports, and their types.
///
/// The declarations are those of [`C_DECLARATION`](Callback::C_DECLARATION), with the documentation as comments. A
/// compiler accepts them as C11 and as C++, under `-Wall -Wextra -pedantic`. Write it in a test or in a program of your
/// own, since the callbacks must have been compiled:
///
/// ```
/// use callback_runtime::arg::CName;
/// use callback_runtime::verify::header::Header;
/// use callback_runtime::{Callback, callback, fields};
///
/// /// A place in the plane.
/// #[repr(C)]
/// pub struct Point { x: f64, y: f64 }
///
/// impl CName for Point {
///     const C_NAME: &'static str = "struct point";
/// }
///
/// /// The distance to the origin; -1 where `p` is null.
/// #[callback(fail = -1.0)]
/// #[unsafe(no_mangle)]
/// pub extern "C" fn plane_norm(p: &Point) -> f64 {
///     p.x.hypot(p.y)
/// }
///
/// let header = Header::new("plane.h")
///     .record::<Point>(&fields!(Point { x, y }))
///     .constant("PLANE_DIMENSIONS", 2)
///     .callback::<plane_norm>();
/// let text = header.to_string();
/// assert!(text.contains("/** The distance to the origin; -1 where `p` is null. */\ndouble plane_norm(const struct point *p);"));
/// ```
///
/// The library that Rust builds has the symbol of each callback with `#[unsafe(no_mangle)]` or
/// `#[unsafe(export_name = "…")]`: the shim, and not the function. [`typedef`](Header::typedef) declares the type of a
/// callback that C receives as a pointer.
#[derive(Clone, Debug)]
#[must_use = "nothing is written before `write`"]
pub struct Header {
    name: String,
    includes: BTreeSet<String>,
    body: Vec<String>,
    /// The documentation of the next item.
    doc: String,
    names: Names,
}

impl Header {
    /// Creates an empty header. The name determines the include guard, and is written in a comment.
    pub fn new(name: &str) -> Self {
        Header {
            name: name.into(),
            includes: BTreeSet::new(),
            body: Vec::new(),
            doc: String::new(),
            names: Names::new(),
        }
    }

    /// Adds an include. Headers of standard C types are added automatically.
    pub fn include(mut self, name: &str) -> Self {
        self.includes.insert(name.into());
        self
    }

    /// Adds C code verbatim.
    pub fn code(mut self, code: &str) -> Self {
        let doc = core::mem::take(&mut self.doc);
        self.body.push(doc + code);
        self
    }

    /// Sets the documentation of the next item: that of structures and constants is not available by itself.
    ///
    /// That of callbacks, of enums and of their values is added automatically.
    pub fn doc(mut self, text: &str) -> Self {
        self.doc = documented(&[text], "");
        self
    }

    /// Adds a constant: an enumerator if it fits an `int`, else a macro.
    pub fn constant(self, name: &str, value: impl Into<i128>) -> Self {
        let value = value.into();
        let constant = if i32::try_from(value).is_ok() {
            std::format!("enum {{ {name} = {value} }};")
        } else {
            let suffix = if value < 0 { "ll" } else { "ull" };
            // C has no negative literals, and the least number is not the negative of one.
            let literal = if value == i128::from(i64::MIN) {
                "(-9223372036854775807ll - 1)".into()
            } else {
                std::format!("{value}{suffix}")
            };
            std::format!("#define {name} {literal}")
        };
        self.code(&constant)
    }

    /// Adds an enumeration and its values. If a value does not fit an `int`, it is an integer typedef, with constants.
    pub fn enumeration<T: CName + CEnum>(mut self) -> Self
    where
        T::C: CName,
    {
        self.names.insert(type_name::<T>(), T::C_NAME.into());
        let of_value = |index: usize| T::__DOCS.1.get(index).copied().unwrap_or_default();
        if self.doc.is_empty() {
            self.doc = documented(T::__DOCS.0, "");
        }
        if T::VALUES.iter().any(|(_, value)| i32::try_from(*value).is_err()) || size_of::<T::C>() != 4 {
            let name = T::C_NAME.rsplit(' ').next().unwrap_or_default();
            let this = self.code(&std::format!("typedef {} {name};", <T::C as CName>::C_NAME));
            return T::VALUES.iter().enumerate().fold(this, |mut this, (index, (name, value))| {
                this.doc = documented(of_value(index), "");
                this.constant(name, *value)
            });
        }
        let mut text = opening("enum", T::C_NAME);
        for (index, (name, value)) in T::VALUES.iter().enumerate() {
            let _ = writeln!(text, "{}    {name} = {value},", documented(of_value(index), "    "));
        }
        // A comma at the end is allowed since C99 and C++11.
        if let Some(end) = text.strip_suffix(",\n").map(str::len) {
            text.truncate(end);
        }
        text.push_str(&closing("enum", T::C_NAME));
        self.code(&text)
    }

    /// Adds a type that C has by name only.
    pub fn opaque<T: CName>(mut self) -> Self {
        self.names.insert(type_name::<T>(), T::C_NAME.into());
        let name = T::C_NAME;
        let text =
            if name.contains(' ') { std::format!("{name};") } else { std::format!("typedef struct {name} {name};") };
        self.code(&text)
    }

    /// Adds a structure with all its [fields](crate::fields), in their order; a table of function pointers is one too.
    /// It is a union if its C name begins with `union`.
    ///
    /// A type in it that was declared before has its declared name, another one its Rust name.
    /// [`Verify::layout`](crate::verify::Verify::layout) compares the header with the structure.
    ///
    /// # Panics
    ///
    /// Panics if the type of a field has no C equivalent, such as a tuple or `&dyn Trait`.
    #[track_caller]
    pub fn record<T: CName>(mut self, fields: &[Field<T>]) -> Self {
        self.names.insert(type_name::<T>(), T::C_NAME.into());
        let mut text = opening("struct", T::C_NAME);
        for field in fields {
            let Some(declaration) = declared_field(field, &self.names) else {
                panic!("a field of `{}` has a type that C has not: {field:?}", T::C_NAME);
            };
            let _ = writeln!(text, "    {declaration};");
        }
        text.push_str(&closing("struct", T::C_NAME));
        self.code(&text)
    }

    /// Adds the type of a callback, as a pointer to a function.
    pub fn typedef<C: Callback>(self, name: &str) -> Self {
        let this = self.documented(C::__DOCS);
        match declared_pointer(C::C_DECLARATION, name) {
            Some(pointer) => this.code(&std::format!("typedef {pointer};")),
            None => this.code(&std::format!("#error \"no declaration of {name}\"")),
        }
    }

    /// Adds a callback that has a symbol: one with `#[unsafe(no_mangle)]`.
    pub fn callback<C: Callback>(self) -> Self {
        self.documented(C::__DOCS).code(C::C_DECLARATION)
    }

    /// Sets the documentation of a callback, if no other was set.
    fn documented(mut self, docs: &[&str]) -> Self {
        if self.doc.is_empty() {
            self.doc = documented(docs, "");
        }
        self
    }

    /// Writes the header to a file, unless the file has these contents already.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be written.
    pub fn write(&self, path: impl AsRef<Path>) -> std::io::Result<()> {
        let text = std::format!("{self}");
        if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        std::fs::write(path, text)
    }

    fn guard(&self) -> String {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let guard: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
        // A name does not begin with a digit, and `_A` is reserved for the compiler.
        std::format!("INCLUDED_{guard}")
    }

    /// Returns the includes, with those that the C types in the header need.
    fn all_includes(&self) -> BTreeSet<String> {
        const NEEDED: [(&str, &[&str]); 5] = [
            ("stdbool.h", &["bool"]),
            ("stddef.h", &["size_t", "ptrdiff_t", "wchar_t"]),
            ("stdarg.h", &["va_list"]),
            ("sys/types.h", &["ssize_t", "pid_t", "off_t"]),
            (
                "stdint.h",
                &[
                    "int8_t",
                    "uint8_t",
                    "int16_t",
                    "uint16_t",
                    "int32_t",
                    "uint32_t",
                    "int64_t",
                    "uint64_t",
                    "intptr_t",
                    "uintptr_t",
                ],
            ),
        ];
        let mut includes = self.includes.clone();
        let code = self.body.iter().map(|code| without_comments(code)).collect::<String>();
        let words: BTreeSet<_> = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
        for (header, names) in NEEDED {
            if names.iter().any(|name| words.contains(name)) {
                includes.insert(header.into());
            }
        }
        includes
    }
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let guard = self.guard();
        writeln!(f, "/* {}: written from Rust; changes are lost. */\n#ifndef {guard}\n#define {guard}\n", self.name)?;
        let includes = self.all_includes();
        for include in &includes {
            writeln!(f, "#include <{include}>")?;
        }
        if !includes.is_empty() {
            writeln!(f)?;
        }
        writeln!(f, "#ifdef __cplusplus\nextern \"C\" {{\n#endif\n")?;
        for code in &self.body {
            writeln!(f, "{code}\n")?;
        }
        writeln!(f, "#ifdef __cplusplus\n}}\n#endif\n\n#endif")
    }
}

/// Returns `struct point {`, or a `typedef` if the name has no tag.
fn opening(tag: &str, name: &str) -> String {
    if name.contains(' ') { std::format!("{name} {{\n") } else { std::format!("typedef {tag} {name} {{\n") }
}

fn closing(tag: &str, name: &str) -> String {
    let end = if tag == "enum" { "\n" } else { "" };
    if name.contains(' ') { std::format!("{end}}};") } else { std::format!("{end}}} {name};") }
}

/// Returns documentation as a comment with this indent.
fn documented(lines: &[&str], indent: &str) -> String {
    let lines: Vec<_> = lines
        .iter()
        .flat_map(|lines| lines.split('\n'))
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end().replace("*/", "* /").replace("/*", "/ *"))
        .collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => std::format!("{indent}/** {line} */\n"),
        lines => {
            let mut text = std::format!("{indent}/**\n");
            for line in lines {
                let space = if line.is_empty() { "" } else { " " };
                let _ = writeln!(text, "{indent} *{space}{line}");
            }
            text + indent + " */\n"
        }
    }
}

fn without_comments(code: &str) -> String {
    let mut text = String::new();
    let mut rest = code;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        text.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text + rest + "\n"
}
