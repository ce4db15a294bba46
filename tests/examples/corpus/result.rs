//! The Rust result for what C expects to be returned, and the values by which C is told of a failure.

use crate::ctype::CType;
use crate::facts::Layout;
use crate::line::Line;
use crate::parameter::{Types, c_type};

/// The return type and the arguments of the attribute that go with it.
pub(crate) struct Answer {
    /// With the arrow; nothing for `()`.
    pub(crate) ty: String,
    pub(crate) arguments: Vec<String>,
    /// Why it is a raw pointer, where it is one that C gives a type.
    pub(crate) raw: Option<String>,
}

impl Answer {
    fn new(ty: impl AsRef<str>, arguments: &[&str]) -> Self {
        Answer {
            ty: format!(" -> {}", ty.as_ref()),
            arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
            raw: None,
        }
    }

    fn raw(ty: impl AsRef<str>, fail: &str, reason: &str) -> Self {
        Answer { raw: Some(reason.to_owned()), ..Answer::new(ty, &[fail]) }
    }

    /// In the C type that Rust's does not tell.
    fn returning(mut self, c: &str, told: &str) -> Self {
        if c != told {
            self.arguments.push(format!("returns = {c}"));
        }
        self
    }
}

pub(crate) fn plan(line: &Line, types: &mut Types) -> Result<Answer, String> {
    if line.unwind == "noreturn" {
        // The process ends in there, whatever happens.
        return Ok(Answer::new("!", &["panic = abort"]));
    }
    let c = c_type(&line.ret.canonical, &line.ret.ty)?;
    Ok(match &c {
        CType::Void => Answer { ty: String::new(), arguments: vec![], raw: None },
        CType::Pointer { .. } => pointer(line, &c, types),
        CType::Named(name) => named(name, types),
        CType::Scalar("bool") => Answer::new("bool", &["fail = false"]),
        CType::Scalar(float @ ("f32" | "f64")) => Answer::new(float, &["fail = 0.0"]),
        CType::Scalar(name) => number(line, name),
        _ => return Err(format!("the result `{}` is of no known kind", line.ret.canonical)),
    })
}

fn number(line: &Line, c: &str) -> Answer {
    let signed = !c.starts_with("c_u");
    let failed = if signed { "-1".to_owned() } else { format!("{c}::MAX") };
    let flow = |goes_on: u8, stops: u8| {
        Answer::new("ControlFlow<()>", &[&format!("continue = {goes_on}"), &format!("break = {stops}")])
    };
    let status =
        |ok: u8, err: &str| Answer::new("Result<(), Failure>", &[&format!("ok = {ok}"), &format!("err = {err}")]);
    let result = match (line.ret.cls.as_str(), line.errconv.as_str()) {
        ("comparison_int", _) => Answer::new("Ordering", &[]),
        ("bool", _) => {
            return Answer::new("CBool", &[if c == "c_int" { "fail = CBool(false)" } else { "fail = 0" }])
                .returning(c, "c_int");
        }
        (_, "neg-code") => status(0, &failed),
        (_, "status-int") => status(0, "1"),
        (_, "zero-is-failure") => status(1, "0"),
        (_, "nonzero-aborts") => flow(0, 1),
        (_, "zero-aborts") => flow(1, 0),
        (_, "neg-errno") if signed => Answer::new("io::Result<()>", &["ok = 0", "err = -errno", "fail = -5"]),
        (_, "-1+errno") if signed => Answer::new("io::Result<()>", &["ok = 0", "err = errno(-1)"]),
        (_, "pos-stops-neg-fails") if signed => return Answer::new(format!("Result<{c}, Failure>"), &["err = -1"]),
        ("count_size", conventions) => {
            let err = if conventions == "short-count" || !signed { "err = 0" } else { "err = -1" };
            return Answer::new("Result<usize, Failure>", &[err]).returning(c, "c_ulong");
        }
        _ => return Answer::new(c, &["fail = 0"]),
    };
    result.returning(c, "c_int")
}

fn named(name: &str, types: &mut Types) -> Answer {
    let path = types.named(name);
    match types.layout(name) {
        // The library's own value for a failure is the user's choice; it has to be one.
        Layout::Enum(enumeration) => {
            let last = enumeration.values.last().map_or(0, |(_, value)| *value);
            Answer::new(path, &[&format!("fail = {last}")])
        }
        Layout::Record(_) => {
            let zero = format!("fail = ByValue(unsafe {{ core::mem::zeroed::<{path}>() }})");
            Answer::new(format!("ByValue<{path}>"), &[&zero])
        }
        Layout::Pointer => Answer::new(types.pointer_behind(name), &["fail = null_mut()"]),
        _ => Answer::new(path, &["fail = 0"]),
    }
}

fn pointer(line: &Line, c: &CType, types: &mut Types) -> Answer {
    let Some((to, constant)) = c.pointee() else { return Answer::raw(types.c(c), "fail = null_mut()", "no pointer") };
    let null = if constant { "fail = null()" } else { "fail = null_mut()" };
    match to {
        CType::Void => Answer::new(types.c(c), &[null]),
        CType::Function { .. } => Answer::new(types.c(c), &["fail = None"]),
        CType::Scalar("c_char") if constant => Answer::new("Option<&'static CStr>", &[null]),
        CType::Named(_) if constant => Answer::new(format!("Option<&'static {}>", types.c(to)), &[null]),
        CType::Named(_) => Answer::new(format!("Option<NonNull<{}>>", types.c(to)), &[null]),
        CType::Scalar(_) if line.ret.cls == "ptr_cstr_owned" => {
            Answer::new(format!("Option<Allocated<{}>>", types.c(to)), &[null])
        }
        _ => Answer::raw(types.c(c), null, "a pointer to an unknown number of elements"),
    }
}

/// The result type of a declared function: nothing for `void`; and the reason for a raw one.
pub(crate) fn returned(c: &CType, types: &mut Types) -> (String, Option<String>) {
    let typed = |ty: String| (ty, None);
    let raw = |ty: String, reason: &str| (ty, Some(reason.to_owned()));
    match c {
        CType::Void => typed(String::new()),
        CType::Named(name) => match types.layout(name) {
            Layout::Record(_) => typed(format!("ByValue<{}>", types.named(name))),
            Layout::Pointer => match types.behind(name) {
                Some(pointer) => returned(&pointer, types),
                None => typed(types.pointer_behind(name)),
            },
            _ => typed(types.named(name)),
        },
        CType::Pointer { to, constant } => match (&**to, constant) {
            (CType::Void | CType::Function { .. }, _) => typed(types.c(c)),
            (CType::Scalar("c_char"), true) => typed("Option<&'static CStr>".to_owned()),
            (CType::Named(_), true) => typed(format!("Option<&'static {}>", types.element(to))),
            (CType::Named(_), false) => typed(format!("Option<NonNull<{}>>", types.c(to))),
            _ => raw(types.c(c), "a pointer to an unknown number of elements"),
        },
        c => typed(types.c(c)),
    }
}
