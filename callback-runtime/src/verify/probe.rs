//! Probes of the headers by the C compiler.
//!
//! Each probe assigns a type to a pointer to a unique type, so that the compiler reports the type. The type parsed from
//! the message is accepted only if the compiler confirms it.

use std::boxed::Box;
use std::collections::BTreeMap;
use std::string::{String, ToString};
use std::vec::Vec;

use super::Error;
use super::c_parse;
use super::c_type::{CTy, Kind};
use super::compare::{Fills, Question};
use super::compiler::{Compiler, Message};

/// A type as spelled in the header, and with all names resolved.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) written: CTy,
    pub(super) resolved: CTy,
}

/// The probes, and their results.
#[derive(Debug, Default)]
pub(super) struct Probes {
    lines: Vec<String>,
    /// The probes so far: a compiler reports an unknown name only once.
    asked: BTreeMap<String, usize>,
    messages: Vec<Vec<Message>>,
}

const NAME: &str = "callback_probe_";

impl Probes {
    /// Adds a probe for the type of an expression or type.
    pub(super) fn ty(&mut self, of: &str) -> usize {
        self.pointer(&std::format!("(__typeof__({of}) *)0"))
    }

    /// Adds a probe for the value of an integer constant expression that is small and not negative.
    pub(super) fn number(&mut self, of: &str) -> usize {
        self.pointer(&std::format!("(char (*)[({of}) + 1])0"))
    }

    /// Adds a probe for the values of an enum other than these.
    pub(super) fn switch<'a>(&mut self, of: &str, cases: impl Iterator<Item = &'a String>) -> usize {
        let cases = cases.fold(String::new(), |cases, case| cases + "case " + case + ": ");
        let index = self.lines.len();
        self.lines.push(std::format!(
            "static inline void {NAME}{index}(__typeof__({of}) value) {{ switch (value) {{ {cases}default:; }} }}"
        ));
        index
    }

    fn pointer(&mut self, value: &str) -> usize {
        let value = value.replace('\n', " ");
        if let Some(index) = self.asked.get(&value) {
            return *index;
        }
        let index = self.lines.len();
        self.lines.push(std::format!("static struct {NAME}{index} *{NAME}{index} = {value};"));
        self.asked.insert(value, index);
        index
    }

    /// Compiles the probes.
    pub(super) fn ask(&mut self, compiler: &Compiler) -> Result<(), Error> {
        self.messages = by_line(compiler.compile(&self.lines)?, self.lines.len());
        Ok(())
    }

    /// Returns the type that a probe found, or the error of the compiler.
    pub(super) fn found(&self, index: usize) -> Result<Found, String> {
        let (written, resolved) = self.quoted(index)?;
        let read = |text: &str| match c_parse::ty(text)?.kind {
            Kind::Pointer(to) => Some(*to),
            _ => None,
        };
        let not_read = || std::format!("the compiler's words for it were not understood: `{resolved}`");
        let mut resolved = read(&resolved).ok_or_else(not_read)?;
        // Clang writes `typeof(x)`, which has no information.
        let written = read(&written).unwrap_or_else(|| resolved.clone());
        resolved.restore_const(&written);
        Ok(Found { written, resolved })
    }

    /// Returns the number that a probe found.
    pub(super) fn value(&self, index: usize) -> Result<u64, String> {
        let (written, _) = self.quoted(index)?;
        let len = written.rsplit_once('[').and_then(|(_, len)| len.strip_suffix(']')?.parse::<u64>().ok());
        len.and_then(|len| len.checked_sub(1)).ok_or_else(|| std::format!("not a number to the compiler: `{written}`"))
    }

    /// Returns the names of the values that a `switch` leaves out, and true if there are more of them.
    pub(super) fn left_out(&self, index: usize) -> (Vec<String>, bool) {
        let told = |message: &&Message| {
            message.text.contains("enumeration value") && message.text.contains("handled in switch")
        };
        let messages: Vec<_> = self.messages.get(index).into_iter().flatten().filter(told).collect();
        let names = messages.iter().flat_map(|message| message.text.split('\'').skip(1).step_by(2));
        let cut = messages.iter().any(|message| message.text.contains("'..."));
        (names.map(Into::into).collect(), cut)
    }

    /// Returns the type in a message, and its resolved form.
    fn quoted(&self, index: usize) -> Result<(String, String), String> {
        let messages = self.messages.get(index).map(Vec::as_slice).unwrap_or_default();
        // Other messages about a wrong line do not describe the header.
        if let Some(error) = messages.iter().find(|message| message.error) {
            return Err(error.text.clone());
        }
        let name = std::format!("struct {NAME}{index} *");
        for message in messages {
            let mut quoted = message.text.split('\'').skip(1).step_by(2);
            if quoted.next() != Some(name.as_str()) {
                continue;
            }
            let Some(written) = quoted.next() else { continue };
            let resolved = if message.text.contains("aka '") { quoted.next() } else { None };
            return Ok((written.to_string(), resolved.unwrap_or(written).to_string()));
        }
        Err("the compiler told before what is wrong with it".into())
    }
}

fn by_line(messages: Vec<Message>, lines: usize) -> Vec<Vec<Message>> {
    let mut by_line: Vec<Vec<Message>> = (0..lines).map(|_| Vec::new()).collect();
    for message in messages {
        if let Some(of_line) = message.line.and_then(|line| by_line.get_mut(line.checked_sub(1)?)) {
            of_line.push(message);
        }
    }
    by_line
}

/// The answers of the compiler.
#[derive(Debug, Default)]
pub(super) struct Answers {
    questions: BTreeMap<Question, bool>,
    /// For each type and its parsed form, true if they are the same.
    read: BTreeMap<(String, String, Fills), bool>,
}

/// The lines of each question: each candidate with a check that it is a type, and one that it is the same.
#[derive(Default)]
pub(super) struct Checks {
    lines: Vec<String>,
    questions: BTreeMap<Question, Vec<(usize, usize)>>,
    read: BTreeMap<(String, String, Fills), Vec<usize>>,
}

impl Checks {
    /// Adds a check that a type is as parsed, with one of the given names in the place of each type without a tag.
    pub(super) fn read(&mut self, of: &str, found: &Found, fills: &Fills) {
        let key = (of.to_string(), found.resolved.to_string(), fills.clone());
        let Checks { lines, read, .. } = self;
        read.entry(key).or_insert_with_key(|(of, ..)| {
            let filled = fills.filled(&found.resolved);
            let confirm = |ty: &CTy| {
                let text = named(ty, lines).to_string();
                same(lines, &std::format!("__typeof__({of})"), &text)
            };
            filled.iter().map(confirm).collect()
        });
    }

    /// Adds a question.
    pub(super) fn question(&mut self, question: &Question) {
        if self.questions.contains_key(question) {
            return;
        }
        let lines = &mut self.lines;
        let asked = match question {
            Question::Same { names, header } => names
                .iter()
                .map(|name| {
                    // In a scope of its own: `union stat`, if there is a structure of the name, hides that.
                    let index = lines.len();
                    let claim = is_same(name, header);
                    lines.push(std::format!("static inline void {NAME}{index}(void) {{ typedef {name} type; }}"));
                    lines.push(std::format!("static inline void {NAME}{index}_(void) {{ {claim} }}"));
                    (index, index + 1)
                })
                .collect(),
            Question::Integer { header, bytes } => {
                let index = lines.len();
                lines.push(std::format!(
                    "_Static_assert(sizeof({header}) == {bytes} && ({header})1 == 1 && ({header})1.5 == 1, \"callback\");"
                ));
                std::vec![(index, index)]
            }
            Question::VaList { header } => {
                let index = same(lines, "void (*)(__builtin_va_list)", &std::format!("void (*)({header})"));
                std::vec![(index, index)]
            }
        };
        self.questions.insert(question.clone(), asked);
    }

    pub(super) fn ask(self, compiler: &Compiler) -> Result<Answers, Error> {
        if self.lines.is_empty() {
            return Ok(Answers::default());
        }
        let messages = by_line(compiler.compile(&self.lines)?, self.lines.len());
        let holds = |line: usize| !messages[line].iter().any(|message| message.error);
        let questions = self.questions.into_iter().map(|(question, asked)| {
            let same = match question {
                Question::Same { .. } => asked.iter().any(|(valid, same)| holds(*valid) && holds(*same)),
                Question::Integer { .. } | Question::VaList { .. } => asked.iter().all(|(line, _)| holds(*line)),
            };
            (question, same)
        });
        Ok(Answers {
            questions: questions.collect(),
            // What cannot be named cannot be confirmed.
            read: self
                .read
                .into_iter()
                .map(|(key, lines)| (key, lines.is_empty() || lines.into_iter().any(&holds)))
                .collect(),
        })
    }
}

/// Gives a name to each pointer to a function that does not return: to GCC it is another type, and only a declaration
/// can express it.
fn named(ty: &CTy, lines: &mut Vec<String>) -> CTy {
    let kind = match &ty.kind {
        Kind::Pointer(to) => Kind::Pointer(Box::new(named(to, lines))),
        Kind::Array(of, len) => Kind::Array(Box::new(named(of, lines)), len.clone()),
        Kind::Function(function) => {
            let mut function = function.clone();
            function.result = named(&function.result, lines);
            for parameter in &mut function.parameters {
                parameter.ty = named(&parameter.ty, lines);
            }
            Kind::Function(function)
        }
        kind => kind.clone(),
    };
    let mut ty = CTy { kind, ..*ty };
    if let Kind::Pointer(to) = &mut ty.kind {
        if let Kind::Function(function) = &mut to.kind {
            if core::mem::take(&mut function.noreturn) {
                let name = std::format!("callback_noreturn_{}", lines.len());
                let pointer = CTy::from(ty.kind.clone());
                lines.push(std::format!("typedef {} __attribute__((noreturn));", pointer.declare(name.clone())));
                ty.kind = Kind::Named(name);
            }
        }
    }
    ty
}

fn same(lines: &mut Vec<String>, one: &str, other: &str) -> usize {
    lines.push(is_same(one, other));
    lines.len() - 1
}

fn is_same(one: &str, other: &str) -> String {
    std::format!("_Static_assert(__builtin_types_compatible_p({one}, {other}), \"callback\");")
}

impl Answers {
    pub(super) fn yes(&self, question: &Question) -> bool {
        self.questions.get(question).copied().unwrap_or(false)
    }

    pub(super) fn read(&self, of: &str, found: &Found, fills: &Fills) -> bool {
        let key = (of.to_string(), found.resolved.to_string(), fills.clone());
        self.read.get(&key).copied().unwrap_or(false)
    }
}
