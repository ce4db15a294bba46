//! The program that the generated crate is: it verifies every callback against its header, and says what differs.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::cc;
use crate::generate::Generated;
use crate::headers::Set;
use crate::line::{Kind, Line};

/// What is said of one callback: nothing where it is what the header says.
pub(crate) type Verdict = (usize, Result<(), String>);

/// The statement that has a callback compared, over a `Verify` called `v`.
pub(crate) fn claim(line: &Line, name: &str, allowances: &BTreeSet<&str>, record: Option<&str>) -> String {
    let mut claim = format!("v.callback::<{name}>()");
    for allowance in allowances {
        let _ = write!(claim, ".{allowance}()");
    }
    let name = &line.name;
    let against = match line.kind {
        Kind::Typedef => format!("is_typedef({name:?})"),
        Kind::Global => format!("is_type({name:?})"),
        Kind::Field => {
            let (tag, member) = name.split_once('.').unwrap_or((name, ""));
            let record = record.unwrap_or(tag);
            format!("is_field({record:?}, {member:?})")
        }
        Kind::Param => {
            let (function, _) = name.split_once(':').unwrap_or((name, ""));
            let used = line.uses.iter().find(|used| used.function.as_deref() == Some(function));
            format!("is_parameter({function:?}, {})", used.and_then(|used| used.index).unwrap_or(0) + 1)
        }
    };
    let _ = write!(claim, ".{against}");
    claim
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
