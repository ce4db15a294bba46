//! Rust declarations of the C types that signatures mention.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use crate::facts::{Enumeration, Layout, Record};

/// The types of one module, written as they are asked for.
#[derive(Default)]
pub(crate) struct Foreign {
    names: BTreeMap<String, String>,
    taken: HashSet<String>,
    /// Records whose fields are declared.
    with_fields: HashSet<String>,
    pub(crate) code: String,
    /// The C name of each, for `Verify`.
    pub(crate) c_names: Vec<(String, String)>,
    /// The enums that are checked.
    pub(crate) enumerations: Vec<String>,
}

/// The parts of a flags type other than its names.
const METHODS: [&str; 8] = ["empty", "all", "bits", "names", "contains", "union", "difference", "intersects"];

impl Foreign {
    /// The Rust path of a C type, which is declared if it is not.
    pub(crate) fn path(&mut self, c: &str, layout: &Layout) -> String {
        if let Some(name) = self.names.get(c) {
            return format!("c::{name}");
        }
        let name = self.fresh(c.rsplit(' ').next().unwrap_or(c));
        self.names.insert(c.to_owned(), name.clone());
        match layout {
            Layout::Record(record) => self.record(&name, Some(c), record),
            Layout::Enum(enumeration) => self.enumeration(&name, c, enumeration),
            Layout::Incomplete => self.opaque(&name, c),
            Layout::Pointer => {
                let behind = self.behind(c, &name);
                let _ = writeln!(self.code, "/// `{c}`\npub type {name} = *mut {behind};");
            }
            scalar => {
                let scalar = self.layout(&name, scalar);
                let _ = writeln!(self.code, "/// `{c}`\npub type {name} = {scalar};");
            }
        }
        if matches!(layout, Layout::Record(_) | Layout::Incomplete) {
            let _ = writeln!(self.code, "impl super::CName for {name} {{\n    const C_NAME: &'static str = {c:?};\n}}");
            self.c_names.push((format!("c::{name}"), c.to_owned()));
        }
        format!("c::{name}")
    }

    /// The path of the type behind a pointer that has a name, where nothing else is known of it.
    pub(crate) fn pointee(&mut self, c: &str) -> String {
        let alias = self.path(c, &Layout::Pointer);
        let name = alias.trim_start_matches("c::").to_owned();
        format!("c::{}", self.behind(c, &name))
    }

    /// Declares that type at the first time: `*NAME` in C.
    fn behind(&mut self, c: &str, name: &str) -> String {
        let key = format!("*{c}");
        if let Some(known) = self.names.get(&key) {
            return known.clone();
        }
        let behind = self.fresh(&format!("{name}_behind"));
        self.opaque(&behind, &key);
        self.c_names.push((format!("c::{behind}"), key.clone()));
        self.names.insert(key, behind.clone());
        behind
    }

    /// Returns true if the fields of a record can be named.
    pub(crate) fn has_fields(&self, c: &str) -> bool {
        self.with_fields.contains(c)
    }

    fn fresh(&mut self, wanted: &str) -> String {
        let mut name = identifier(wanted);
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    fn opaque(&mut self, name: &str, c: &str) {
        let _ = writeln!(
            self.code,
            "#[super::callback]\nunsafe extern \"C\" {{\n    /// `{c}`, whose size the header does not say.\n    pub type {name};\n}}"
        );
    }

    /// A checked enum, or flags where the values are bits. Two names for one value are one variant.
    fn enumeration(&mut self, name: &str, c: &str, enumeration: &Enumeration) {
        let integer = integer(enumeration.size, enumeration.signed);
        if enumeration.values.is_empty() {
            let _ = writeln!(self.code, "/// `{c}`\npub type {name} = {integer};");
            return;
        }
        let flags = if enumeration.is_flags() { "flags, other, " } else { "" };
        let mut code = String::new();
        let (mut known, mut names) = (HashSet::new(), HashSet::new());
        for (value_name, value) in &enumeration.values {
            if flags.is_empty() && !known.insert(*value) {
                continue;
            }
            let mut variant = identifier(value_name);
            while METHODS.contains(&variant.as_str()) || !names.insert(variant.clone()) {
                variant.push('_');
            }
            if variant != *value_name {
                let _ = write!(code, "#[name = {value_name:?}] ");
            }
            let _ = write!(code, "{variant} = {value}, ");
        }
        let _ = writeln!(
            self.code,
            "/// `{c}`\n#[super::callback({flags}name = {c:?})]\n#[repr({integer})]\npub enum {name} {{ {code}}}"
        );
        self.c_names.push((format!("c::{name}"), c.to_owned()));
        self.enumerations.push(format!("c::{name}"));
    }

    fn record(&mut self, name: &str, c: Option<&str>, record: &Record) {
        let fields = if record.union { self.members(name, record) } else { self.in_order(name, record) };
        let (kind, align) = (if record.union { "union" } else { "struct" }, record.align);
        let (repr, fields) = match fields {
            Some(fields) => {
                self.with_fields.extend(c.map(str::to_owned));
                ("C".to_owned(), fields)
            }
            // Bit fields first, packed, or of unknown members: the bytes, aligned as C does it.
            None => (format!("C, align({align})"), format!("_bytes: [u8; {}],", record.size)),
        };
        let doc = c.map(|c| format!("/// `{c}`\n")).unwrap_or_default();
        let _ = writeln!(self.code, "{doc}#[repr({repr})]\n#[derive(Clone, Copy)]\npub {kind} {name} {{ {fields} }}");
        let _ = writeln!(
            self.code,
            "const _: () = assert!(size_of::<{name}>() == {} && align_of::<{name}>() == {align});",
            record.size
        );
    }

    /// The fields of a struct; `None` where they cannot be laid out by `repr(C)`.
    fn in_order(&mut self, name: &str, record: &Record) -> Option<String> {
        let (mut code, mut at, mut align) = (String::new(), 0, 1);
        for (index, field) in record.fields.iter().enumerate() {
            let natural = at_multiple(at, field.layout.align());
            if field.offset < natural || field.offset % field.layout.align() != 0 {
                return None;
            }
            if field.offset > natural {
                let _ = write!(code, "_bits{index}: [u8; {}], ", field.offset - at);
            }
            let label = if field.name.is_empty() { format!("anonymous{index}") } else { identifier(&field.name) };
            let ty = self.layout(&format!("{name}_{label}"), &field.layout);
            let _ = write!(code, "pub {label}: {ty}, ");
            (at, align) = (field.offset + field.layout.size(), align.max(field.layout.align()));
        }
        if at_multiple(at, align) < record.size {
            let _ = write!(code, "_rest: [u8; {}], ", record.size - at);
        }
        (align == record.align).then_some(code)
    }

    fn members(&mut self, name: &str, record: &Record) -> Option<String> {
        let mut code = String::new();
        for (index, field) in record.fields.iter().enumerate() {
            let label = if field.name.is_empty() { format!("anonymous{index}") } else { identifier(&field.name) };
            let ty = self.layout(&format!("{name}_{label}"), &field.layout);
            let _ = write!(code, "pub {label}: {ty}, ");
        }
        let size = record.fields.iter().map(|field| field.layout.size()).max().unwrap_or(0);
        let align = record.fields.iter().map(|field| field.layout.align()).max().unwrap_or(1);
        (at_multiple(size, align) == record.size && align == record.align).then_some(code)
    }

    /// A type inside of a record, by a path within the module of the types.
    fn layout(&mut self, name: &str, layout: &Layout) -> String {
        match layout {
            Layout::Integer { size, signed } => integer(*size, *signed),
            Layout::Enum(enumeration) => integer(enumeration.size, enumeration.signed),
            Layout::Float { size: 4 } => "f32".to_owned(),
            Layout::Float { size: 8 } => "f64".to_owned(),
            Layout::Float { .. } => "super::LongDouble".to_owned(),
            Layout::Pointer => "*mut super::c_void".to_owned(),
            Layout::Array { of, length } => format!("[{}; {length}]", self.layout(name, of)),
            Layout::Record(record) => {
                let name = self.fresh(name);
                self.record(&name, None, record);
                name
            }
            Layout::Incomplete => "[u8; 0]".to_owned(),
        }
    }
}

pub(crate) fn integer(size: u64, signed: bool) -> String {
    format!("{}{}", if signed { 'i' } else { 'u' }, size * 8)
}

fn at_multiple(at: u64, of: u64) -> u64 {
    at.div_ceil(of) * of
}

/// A Rust identifier for a name of C's.
pub(crate) fn identifier(name: &str) -> String {
    const KEYWORDS: [&str; 39] = [
        "abstract", "as", "async", "await", "become", "box", "const", "crate", "dyn", "enum", "extern", "final", "fn",
        "gen", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
        "self", "Self", "static", "super", "trait", "try", "type", "typeof", "unsafe", "use", "where", "yield",
    ];
    let mut name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if KEYWORDS.contains(&name.as_str()) || name.chars().all(|c| c == '_') {
        name.push('_');
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) || name == "_" {
        name.insert(0, '_');
    }
    name
}
