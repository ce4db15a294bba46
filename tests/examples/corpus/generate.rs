//! One annotated Rust function for each signature, in one module for each set of headers.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use crate::check::{self, Parents};
use crate::context;
use crate::facts::{Facts, Layout};
use crate::foreign::{Foreign, identifier};
use crate::line::{Line, Parameter};
use crate::parameter::{self, Typed, Types, c_type};
use crate::result;

/// A callback as it was generated.
pub(crate) struct Generated {
    /// Its index among the lines.
    pub(crate) line: usize,
    pub(crate) rust_name: String,
    pub(crate) code: String,
    /// Why it is not typed: parameters and a result that are left raw.
    pub(crate) raw: Vec<String>,
    /// The expression that has it compared, over a `Verify` called `v`.
    pub(crate) claim: String,
    /// The waivers that the generator added by itself: exceptions of `verify`, and places that are not compared.
    pub(crate) allowed: Vec<String>,
    /// The field that it is the type of.
    pub(crate) member: Option<String>,
}

/// A module: the types, the other items, and the callbacks that could be written.
#[derive(Default)]
pub(crate) struct Module {
    pub(crate) types: String,
    pub(crate) items: String,
    pub(crate) c_names: Vec<(String, String)>,
    pub(crate) enumerations: Vec<String>,
    pub(crate) callbacks: Vec<Generated>,
    /// The lines for which none could be written, and why.
    pub(crate) failed: Vec<(usize, String)>,
}

impl Module {
    pub(crate) fn take(&mut self, foreign: Foreign) {
        (self.types, self.c_names) = (foreign.code, foreign.c_names);
        self.enumerations = foreign.enumerations;
    }
}

/// The names of C's types and functions that the signatures mention.
pub(crate) fn mentioned<'a>(lines: impl Iterator<Item = &'a Line>) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut types, mut functions) = (BTreeSet::new(), BTreeSet::new());
    for line in lines {
        let written = line.params.iter().map(|parameter| (&parameter.canonical, &parameter.ty));
        for (canonical, ty) in written.chain([(&line.ret.canonical, &line.ret.ty)]) {
            let Ok(ty) = c_type(canonical, ty) else { continue };
            let mut names = vec![];
            ty.names(&mut names);
            types.extend(names.into_iter().map(str::to_owned));
        }
        types.extend(line.record().into_iter().flat_map(spellings));
        let getter = line.ctx.object_via.as_deref().and_then(|via| via.strip_prefix("getter:"));
        functions.extend(getter.map(str::to_owned));
    }
    (types, functions)
}

/// The C name of a record: its tag, or a typedef.
fn spellings(record: &str) -> [String; 3] {
    [format!("struct {record}"), format!("union {record}"), record.to_owned()]
}

/// Writes the module for some lines.
pub(crate) fn module(lines: &[(usize, &Line)], parents: &Parents, facts: &Facts) -> Module {
    let mut foreign = Foreign::default();
    let (mut module, mut taken, mut items) = (Module::default(), HashSet::new(), BTreeSet::new());
    for (index, line) in lines {
        let mut name = identifier(&line.name);
        while is_taken(&name) || !taken.insert(name.clone()) {
            name.push('_');
        }
        match callback(line, &name, parents, &mut Types { facts, foreign: &mut foreign }) {
            Ok((generated, needed)) => {
                items.insert(needed);
                module.callbacks.push(Generated { line: *index, ..generated });
            }
            Err(reason) => module.failed.push((*index, reason)),
        }
    }
    module.take(foreign);
    let (getters, others): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.starts_with("    pub fn "));
    let _ = writeln!(module.items, "unsafe extern \"C\" {{\n{}}}\n{}", getters.concat(), others.concat());
    module
}

/// Names that the generated module uses itself.
pub(crate) fn is_taken(name: &str) -> bool {
    const USED: [&str; 8] = ["State", "Shared", "Job", "Failure", "Ordering", "Option", "Result", "Embedding"];
    USED.contains(&name) || name.starts_with("c_")
}

/// A callback, and the items of the module that it needs.
fn callback(line: &Line, name: &str, parents: &Parents, types: &mut Types) -> Result<(Generated, String), String> {
    let names = names_of(&line.params);
    let mut parameters = parameter::all(line, &names, types)?;
    // The types of objects are declared before it is asked for their fields.
    let context = context::plan(line, &names, types)?;
    let result = result::plan(line, types)?;
    let mut arguments = result.arguments;
    if context.is_some() && context::threads(line) {
        arguments.push("threads".to_owned());
    }
    let mut items = String::new();
    let mut list: Vec<(String, Typed)> = vec![];
    let mut state = None;
    if let Some(context) = context {
        items = context.items;
        if let Some((index, typed)) = context.object {
            parameters[index] = Some(typed);
        }
        match context.index {
            Some(index) => parameters[index] = Some(context.parameter),
            None => state = Some(("context".to_owned(), context.parameter)),
        }
    }
    for (typed, name) in parameters.into_iter().zip(&names) {
        list.push((name.clone(), typed.ok_or("the context has no place")?));
    }
    list.extend(state);
    if line.variadic {
        list.push(("arguments".to_owned(), Typed::plain("...")));
    }
    formatted(&mut list);
    let mut raw: Vec<String> = list
        .iter()
        .filter_map(|(name, typed)| Some(format!("`{name}: {}`: {}", typed.ty, typed.raw.as_ref()?)))
        .collect();
    raw.extend(result.raw.map(|reason| format!("the result `{}`: {reason}", result.ty.trim_start_matches(" -> "))));
    let record = line.record().and_then(|record| {
        spellings(record).into_iter().find(|spelling| matches!(types.layout(spelling), Layout::Record(_)))
    });
    let allowances = allowances(line);
    let (claim, mut allowed) = check::claim(line, name, &allowances, record.as_deref(), parents);
    allowed.extend(allowances.iter().map(|allowance| check::waived(allowance)));
    let generated = Generated {
        line: 0,
        rust_name: name.to_owned(),
        code: print(line, name, &arguments, &list, &result.ty),
        raw,
        claim,
        allowed,
        member: line.record().and_then(|_| Some(line.name.split_once('.')?.1.to_owned())),
    };
    Ok((generated, items))
}

/// Text that C passes as `char *` or `unsigned char *` is a `&CStr` all the same; an old prototype says nothing.
pub(crate) fn allowances(line: &Line) -> BTreeSet<String> {
    let mut allowances = BTreeSet::new();
    if line.params.iter().any(|parameter| parameter.canonical.contains("__va_list_tag (*)")) {
        allowances.insert("allow_untyped()".to_owned());
    }
    for (index, class) in line.classes() {
        let Some(parameter) = line.params.get(index) else { continue };
        if class == "cstr_mut" {
            allowances.insert(format!("allow_const_of({})", index + 1));
        }
        if class.starts_with("cstr") && parameter.canonical.contains("unsigned char") {
            allowances.insert("allow_char_sign()".to_owned());
        }
    }
    if line.noproto {
        allowances.insert("allow_unprototyped()".to_owned());
    }
    allowances
}

/// A list of arguments behind a text is what the text formats.
pub(crate) fn formatted(list: &mut [(String, Typed)]) {
    let format = list.iter().rposition(|(_, typed)| typed.ty == "Option<&CStr>");
    let arguments = list.iter().position(|(_, typed)| matches!(typed.ty.as_str(), "..." | "VaList<'_>"));
    let (Some(format), Some(arguments)) = (format, arguments) else { return };
    if format > arguments {
        return;
    }
    list[format].1 = Typed::plain("&CStr");
    list[arguments].1.attributes = format!("#[format({})] ", list[format].0);
    if list[arguments].1.ty != "..." {
        list[arguments].1.ty = "Formatted<'_>".to_owned();
    }
}

fn print(line: &Line, name: &str, arguments: &[String], list: &[(String, Typed)], result: &str) -> String {
    let mut code = String::new();
    let decl = line.decl.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(code, "/// `{decl}`");
    let arguments = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
    let _ = writeln!(code, "#[callback{arguments}]");
    let _ = writeln!(code, "pub fn {name}(");
    for (name, typed) in list {
        let _ = writeln!(code, "    {}{name}: {},", typed.attributes, typed.ty);
    }
    let _ = writeln!(code, "){result} {{\n    unimplemented!()\n}}");
    code
}

/// The names of the parameters, made for those that have none.
pub(crate) fn names_of(parameters: &[Parameter]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let names = parameters.iter().enumerate().map(|(index, parameter)| {
        let name = if parameter.name.is_empty() { format!("p{index}") } else { identifier(&parameter.name) };
        let name = if name == "context" || name == "arguments" { format!("{name}_") } else { name };
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 { format!("{name}{index}") } else { name }
    });
    names.collect()
}
