//! Facts about the types and functions of a library, from the compiler: layouts, enumerators, prototypes.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use crate::cc;
use crate::dwarf::{self, Dwarf};
use crate::headers::Set;

/// A type as it is laid out.
#[derive(Clone, Debug)]
pub(crate) enum Layout {
    Integer {
        size: u64,
        signed: bool,
    },
    Float {
        size: u64,
    },
    Pointer,
    Array {
        of: Box<Layout>,
        length: u64,
    },
    Record(Record),
    Enum(Enumeration),
    /// Declared only, or nothing that is known.
    Incomplete,
}

#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) size: u64,
    pub(crate) align: u64,
    pub(crate) union: bool,
    /// Bit fields are left out.
    pub(crate) fields: Vec<Field>,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) offset: u64,
    pub(crate) layout: Layout,
}

#[derive(Clone, Debug)]
pub(crate) struct Enumeration {
    pub(crate) signed: bool,
    pub(crate) size: u64,
    pub(crate) values: Vec<(String, i64)>,
}

impl Enumeration {
    /// True if the values are bits, several of which may be set.
    pub(crate) fn is_flags(&self) -> bool {
        let bits = self.values.iter().filter(|(_, value)| value.count_ones() == 1 && *value > 0);
        let all = bits.clone().fold(0, |all, (_, value)| all | value);
        let composed = self.values.iter().all(|(_, value)| *value >= 0 && value & !all == 0);
        composed && bits.count() >= 3 && !self.values.iter().any(|(_, value)| *value == 3)
    }
}

impl Layout {
    pub(crate) fn size(&self) -> u64 {
        match self {
            Layout::Integer { size, .. } | Layout::Float { size } => *size,
            Layout::Enum(enumeration) => enumeration.size,
            Layout::Pointer => 8,
            Layout::Array { of, length } => of.size() * length,
            Layout::Record(record) => record.size,
            Layout::Incomplete => 0,
        }
    }

    pub(crate) fn align(&self) -> u64 {
        match self {
            Layout::Record(record) => record.align,
            Layout::Array { of, .. } => of.align(),
            _ => self.size().max(1),
        }
    }
}

/// A function that the header declares: how many parameters, and whether each is a pointer.
#[derive(Clone, Debug)]
pub(crate) struct Prototype {
    pub(crate) result: Layout,
    pub(crate) parameters: Vec<Layout>,
}

/// Facts about one set of headers.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) types: HashMap<String, Layout>,
    pub(crate) functions: HashMap<String, Prototype>,
    /// The pointee of a typedef for a pointer: the structure or union, and true if it is constant.
    pub(crate) pointees: HashMap<String, (String, bool)>,
}

/// Asks for the types and functions of these names.
pub(crate) fn ask(set: &Set, types: &BTreeSet<String>, functions: &BTreeSet<String>, scratch: &Path) -> Facts {
    let object = scratch.with_extension("o");
    let mut questions: Vec<(String, bool)> = types.iter().map(|name| (name.clone(), false)).collect();
    questions.extend(functions.iter().map(|name| (name.clone(), true)));
    let includes = set.includes();
    let before = includes.lines().count();
    loop {
        let mut code = includes.clone();
        for (index, (name, function)) in questions.iter().enumerate() {
            let _ = match function {
                true => writeln!(code, "__typeof__(&{name}) corpus_{index};"),
                false => writeln!(code, "{name} *corpus_{index};"),
            };
        }
        let asked = object.to_string_lossy().into_owned();
        match cc::compile(scratch, &code, &set.flags, &["-c", "-g", "-gdwarf-4", "-o", &asked]) {
            Ok(()) => break,
            Err(failures) => {
                let unknown: BTreeSet<usize> =
                    failures.iter().filter_map(|failure| failure.line.checked_sub(before + 1)).collect();
                if unknown.is_empty() {
                    return Facts::default();
                }
                // `struct x` spoils `union x` behind it, which is asked again.
                let spoilt = |index: &usize| {
                    let tag = questions[*index].0.strip_prefix("union ").map(|tag| (format!("struct {tag}"), false));
                    tag.is_some_and(|tag| unknown.iter().any(|other| questions[*other] == tag))
                };
                let unknown: Vec<_> = unknown.iter().copied().filter(|index| !spoilt(index)).collect();
                let mut index = 0;
                questions.retain(|_| {
                    index += 1;
                    !unknown.contains(&(index - 1))
                });
            }
        }
    }
    answers(&dwarf::read(&object), &questions)
}

fn answers(dwarf: &Dwarf, questions: &[(String, bool)]) -> Facts {
    let mut facts = Facts::default();
    for entry in dwarf.top.iter().filter_map(|offset| dwarf.entries.get(offset)) {
        let index = entry.name().and_then(|name| name.strip_prefix("corpus_")?.parse::<usize>().ok());
        let Some((name, function)) = index.and_then(|index| questions.get(index)) else { continue };
        let pointee = entry.of().and_then(|pointer| dwarf.entries.get(&pointer)).and_then(|pointer| pointer.of());
        if *function {
            facts.functions.extend(pointee.and_then(|of| prototype(dwarf, of)).map(|found| (name.clone(), found)));
        } else {
            facts.types.insert(name.clone(), pointee.map_or(Layout::Incomplete, |of| layout(dwarf, of, 0)));
            facts.pointees.extend(pointee.and_then(|of| behind(dwarf, of)).map(|found| (name.clone(), found)));
        }
    }
    facts
}

/// The structure or union that a pointer with a name points at.
fn behind(dwarf: &Dwarf, at: u64) -> Option<(String, bool)> {
    let mut entry = dwarf.entries.get(&at)?;
    let (mut pointers, mut constant) = (0, false);
    loop {
        match entry.tag.as_str() {
            "pointer_type" => pointers += 1,
            "typedef" | "volatile_type" | "restrict_type" => {}
            "const_type" => constant |= pointers > 0,
            "structure_type" if pointers == 1 => return Some((format!("struct {}", entry.name()?), constant)),
            "union_type" if pointers == 1 => return Some((format!("union {}", entry.name()?), constant)),
            _ => return None,
        }
        entry = dwarf.entries.get(&entry.of()?)?;
    }
}

fn prototype(dwarf: &Dwarf, at: u64) -> Option<Prototype> {
    let entry = dwarf.entries.get(&at).filter(|entry| entry.tag == "subroutine_type")?;
    let children = entry.children.iter().filter_map(|child| dwarf.entries.get(child));
    let parameters = children.filter(|child| child.tag == "formal_parameter");
    let of = |at: Option<u64>| at.map_or(Layout::Incomplete, |at| layout(dwarf, at, 0));
    Some(Prototype { result: of(entry.of()), parameters: parameters.map(|parameter| of(parameter.of())).collect() })
}

fn layout(dwarf: &Dwarf, at: u64, depth: usize) -> Layout {
    let Some(entry) = dwarf.entries.get(&at).filter(|_| depth < 40) else { return Layout::Incomplete };
    let size = entry.number("byte_size").unwrap_or(0).unsigned_abs();
    let of = || entry.of().map_or(Layout::Incomplete, |of| layout(dwarf, of, depth + 1));
    match entry.tag.as_str() {
        "typedef" | "const_type" | "volatile_type" | "restrict_type" | "atomic_type" => of(),
        "pointer_type" => Layout::Pointer,
        "base_type" => match entry.number("encoding") {
            Some(4) => Layout::Float { size },
            Some(encoding) => Layout::Integer { size, signed: matches!(encoding, 5 | 6) },
            None => Layout::Incomplete,
        },
        "array_type" => {
            let ranges = entry.children.iter().filter_map(|child| dwarf.entries.get(child));
            let lengths = ranges.filter(|range| range.tag == "subrange_type");
            let length = |range: &dwarf::Entry| range.number("upper_bound").map_or(0, |bound| bound.unsigned_abs() + 1);
            Layout::Array { of: Box::new(of()), length: lengths.map(length).product() }
        }
        "enumeration_type" if entry.has("declaration") => Layout::Incomplete,
        "enumeration_type" => {
            let named = entry.children.iter().filter_map(|child| dwarf.entries.get(child));
            let values: Vec<_> =
                named.filter_map(|child| Some((child.name()?.to_owned(), child.number("const_value")?))).collect();
            Layout::Enum(Enumeration { signed: values.iter().any(|(_, value)| *value < 0), size, values })
        }
        "structure_type" | "union_type" if !entry.has("declaration") => record(dwarf, entry, size, depth),
        _ => Layout::Incomplete,
    }
}

fn record(dwarf: &Dwarf, entry: &dwarf::Entry, size: u64, depth: usize) -> Layout {
    if size == 0 {
        // Nothing is in it that Rust could look at.
        return Layout::Incomplete;
    }
    let members = entry.children.iter().filter_map(|child| dwarf.entries.get(child));
    let members: Vec<_> = members.filter(|member| member.tag == "member").collect();
    let all = members.iter().map(|member| {
        let layout = member.of().map_or(Layout::Incomplete, |of| layout(dwarf, of, depth + 1));
        (*member, layout)
    });
    let (mut align, mut fields) = (1, vec![]);
    for (member, layout) in all {
        align = align.max(layout.align());
        if member.has("bit_size") || layout.size() == 0 {
            continue;
        }
        let offset = member.number("data_member_location").unwrap_or(0).unsigned_abs();
        fields.push(Field { name: member.name().unwrap_or("").to_owned(), offset, layout });
    }
    let align = entry.number("alignment").map_or(align, |declared| align.max(declared.unsigned_abs()));
    // A packed record is aligned to less than its fields are.
    let align = if size % align == 0 { align } else { 1 };
    Layout::Record(Record { size, align, union: entry.tag == "union_type", fields })
}
