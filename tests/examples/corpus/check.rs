//! The program that the generated crate is: it verifies every callback against its header, and says what differs.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use crate::cc;
use crate::generate::Generated;
use crate::headers::Set;
use crate::line::{Kind, Line, Use};

/// The differences found for one callback: none if it matches the header.
pub(crate) type Verdict = (usize, Result<(), String>);

/// The callbacks of each library by name: the parameters of one are named by another that is nested in it.
pub(crate) struct Parents<'a>(HashMap<(&'a str, &'a str), &'a Line>);

impl<'a> Parents<'a> {
    pub(crate) fn new(lines: &'a [Line]) -> Self {
        Parents(lines.iter().map(|line| ((line.library.as_str(), line.name.as_str()), line)).collect())
    }

    /// Where a signature stands in the header: a type or expression, and the way from there, whose steps are parameters
    /// from 1, or 0 for the result. `None` where the entry does not name the place.
    fn place(&self, line: &Line, record: Option<&str>) -> Option<(String, Vec<usize>)> {
        let name = line.name.as_str();
        match line.kind {
            Kind::Typedef | Kind::Global => Some((name.to_owned(), vec![])),
            Kind::Field => {
                let (tag, field) = name.split_once('.')?;
                Some((format!("(({} *)0)->{field}", record.unwrap_or(tag)), vec![]))
            }
            Kind::Param => {
                let (function, parameter) = name.split_once(':')?;
                Some((function.to_owned(), vec![parameter_of(line, function, parameter)? + 1]))
            }
            Kind::Return => {
                let of_result = |used: &Use| used.function.clone().filter(|_| used.index.is_none());
                let function = line.uses.iter().find_map(of_result);
                Some((function.unwrap_or_else(|| name.split(':').next().unwrap_or(name).to_owned()), vec![0]))
            }
            Kind::Nested => {
                // The name is that of the other callback and of its parameter, with a colon or a dot between them.
                let (outer, inner) = name.rsplit_once([':', '.'])?;
                let parent = self.0.get(&(line.library.as_str(), outer))?;
                let (base, mut way) = self.place(parent, None)?;
                way.push(step(line, parent, inner)?);
                Some((base, way))
            }
            Kind::Other => None,
        }
    }
}

/// The index of a callback among the parameters of a function.
fn parameter_of(line: &Line, function: &str, parameter: &str) -> Option<usize> {
    let uses: Vec<_> = line.uses.iter().filter(|used| used.function.as_deref() == Some(function)).collect();
    let named = uses.iter().find(|used| used.pname.as_deref() == Some(parameter));
    named.or(uses.first()).and_then(|used| used.index).or_else(|| parameter.parse().ok())
}

/// The step from a callback to one that is nested in it: by its name, its type or its number.
fn step(line: &Line, parent: &Line, inner: &str) -> Option<usize> {
    if matches!(inner, "return" | "result" | "ret" | "returns") {
        return Some(0);
    }
    let named = parent.params.iter().position(|parameter| !inner.is_empty() && parameter.name == inner);
    let pointer = line.pointer();
    let typed = || parent.params.iter().position(|parameter| parameter.canonical == pointer);
    let digits = inner.trim_start_matches(|c: char| !c.is_ascii_digit());
    let numbered = || digits.parse::<usize>().ok().filter(|index| *index < parent.params.len());
    named.or_else(typed).or_else(numbered).map(|index| index + 1)
}

/// The kind of an exception, without its place.
pub(crate) fn waived(allowance: &str) -> String {
    let name = allowance.split('(').next().unwrap_or(allowance);
    format!("`{}()`", name.trim_end_matches("_of"))
}

/// The statement that has a callback compared, over a `Verify` called `v`, and what is not compared.
pub(crate) fn claim(
    line: &Line,
    name: &str,
    allowances: &BTreeSet<String>,
    record: Option<&str>,
    parents: &Parents,
) -> (String, Vec<String>) {
    let (mut claim, mut not_compared) = (format!("v.callback::<{name}>()"), vec![]);
    for allowance in allowances {
        let _ = write!(claim, ".{allowance}");
    }
    let against = match (parents.place(line, record), line.kind) {
        (Some((name, _)), Kind::Typedef) => format!("is_typedef({name:?})"),
        (Some(_), Kind::Field) => {
            let (tag, member) = line.name.split_once('.').unwrap_or((&line.name, ""));
            format!("is_field({:?}, {member:?})", record.unwrap_or(tag))
        }
        (Some((base, way)), _) => match way.as_slice() {
            [] => format!("is_type({base:?})"),
            [0] => format!("is_result({base:?})"),
            [parameter] => format!("is_parameter({base:?}, {parameter})"),
            way => format!("is_inner({base:?}, &{way:?})"),
        },
        (None, _) => {
            not_compared.push("the place in the header is not known: compared with the type in the entry".to_owned());
            let text = line.pointer().replace("struct __va_list_tag *", "__builtin_va_list");
            format!("is_type({text:?})")
        }
    };
    let _ = write!(claim, ".{against}");
    (claim, not_compared)
}

/// The headers of a set, as a `Verify` takes them.
pub(crate) fn headers<'a>(set: &Set, callbacks: impl Iterator<Item = &'a Generated>) -> String {
    let mut code = format!("verify::Verify::new().define(\"_GNU_SOURCE\").code({:?})", cc::PRELUDE);
    for header in &set.headers {
        let _ = write!(code, ".header({:?})", header.display().to_string());
    }
    // A macro may have the name of a member (`sa_handler`).
    let members: BTreeSet<_> =
        callbacks.filter_map(|callback| callback.member.as_deref()).flat_map(|member| member.split('.')).collect();
    for member in members {
        let _ = write!(code, ".code(\"#undef {member}\")");
    }
    for flag in &set.flags {
        let _ = write!(code, ".flag({flag:?})");
    }
    code + ".name::<LongDouble>(\"long double\")"
}

/// `fn main`, for modules with the lines of their callbacks.
pub(crate) fn program(members: &[Vec<usize>]) -> String {
    let mut code = "use callback_runtime::verify::Verify;\n\n".to_owned();
    code.push_str(include_str!("program.rs"));
    code.push_str("\nconst MODULES: &[(fn() -> Verify, &[usize])] = &[\n");
    for (number, lines) in members.iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
        let _ = writeln!(code, "    (corpus::m{number}::verify, &{lines:?}),");
    }
    code.push_str("];\n");
    code
}

/// Runs the program.
pub(crate) fn run(program: &Path) -> Vec<Verdict> {
    let output = cc::run::<&str>(program, []);
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        crate::fail(&format!("the program that verifies failed:\n{}", String::from_utf8_lossy(&output.stderr)));
    }
    let enums: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("enum\t")).collect();
    enums.iter().filter(|said| !said.is_empty()).for_each(|said| println!("an enum differs: {said}"));
    println!(
        "enums: {} of {} have the header's values",
        enums.iter().filter(|said| said.is_empty()).count(),
        enums.len()
    );
    let verdict = |line: &str| {
        let (index, said) = line.split_once('\t')?;
        Some((index.parse().ok()?, if said.is_empty() { Ok(()) } else { Err(said.to_owned()) }))
    };
    text.lines().filter_map(verdict).collect()
}
