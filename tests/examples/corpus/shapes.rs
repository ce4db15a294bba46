//! Shapes of C that are seldom, by the types and names of a signature: the run prints how often each is met.

use crate::consumer::Consumer;
use crate::line::{Kind, Line, Parameter};

/// A signature without its origin.
struct Signature<'a> {
    ret: &'a str,
    params: Vec<(&'a str, &'a str)>,
    variadic: bool,
}

/// The shapes of a callback.
pub(crate) fn of_line(line: &Line) -> Vec<&'static str> {
    let signature = Signature { ret: &line.ret.canonical, params: pairs(&line.params), variadic: line.variadic };
    let mut shapes = of(&signature);
    let is_place = matches!(line.kind, Kind::Field | Kind::Global);
    let declarator = line.decl.split(")(").next().unwrap_or_default();
    let mut add = |shape, is: bool| shapes.extend(is.then_some(shape));
    add("an array of function pointers in a structure or global", is_place && declarator.contains('['));
    add("a callback in a callback: a parameter or result", line.kind == Kind::Nested);
    add("the result of a function is a callback", line.kind == Kind::Return);
    add("a callback that does not return", line.unwind == "noreturn");
    add("a variadic callback that does not return", line.unwind == "noreturn" && line.variadic);
    shapes
}

/// The shapes of a function that takes callbacks.
pub(crate) fn of_consumer(consumer: &Consumer) -> Vec<&'static str> {
    of(&Signature { ret: &consumer.ret, params: pairs(&consumer.params), variadic: consumer.variadic })
}

fn pairs(params: &[Parameter]) -> Vec<(&str, &str)> {
    params.iter().map(|parameter| (parameter.canonical.as_str(), parameter.name.as_str())).collect()
}

fn of(signature: &Signature) -> Vec<&'static str> {
    let stars = |ty: &str| ty.matches('*').count();
    let is_function = |ty: &str| ty.contains("(*");
    let base = |ty: &str| ty.replace("const", "").replace(['*', ' '], "").replace("restrict", "");
    let is_text = |ty: &str| base(ty) == "char";
    let any = |is: &dyn Fn(&str) -> bool| signature.params.iter().any(|(ty, _)| !is_function(ty) && is(ty));
    let is_number = |ty: &str| {
        let words = ["int", "long", "size_t", "short", "unsignedint", "unsignedlong", "longlong"];
        words.contains(&base(ty).as_str())
    };
    let pairs = || signature.params.iter().zip(signature.params.iter().skip(1));
    let names = |one: &str, words: &[&str]| words.iter().any(|word| one.trim_matches('_').contains(word));
    let found = [
        ("a function among the parameters", signature.params.iter().any(|(ty, _)| is_function(ty))),
        ("a `void **`, in which the context may be", any(&|ty| base(ty) == "void" && stars(ty) == 2)),
        ("`...`", signature.variadic),
        ("a structure behind a pointer that is not `const`", any(&|ty| ty.starts_with("struct ") && stars(ty) == 1)),
        ("a result that is an array of strings", is_text(signature.ret) && stars(signature.ret) == 2),
        (
            "a string between two pointers",
            pairs().any(|((first, _), (second, name))| {
                is_text(first) && is_text(second) && stars(second) == 1 && names(name, &["end", "stop", "limit"])
            }),
        ),
        ("`char ***`", any(&|ty| is_text(ty) && stars(ty) == 3)),
        (
            "a buffer through a `T **`, with its length",
            pairs().any(|((first, _), (second, _))| {
                stars(first) == 2 && stars(second) == 1 && is_number(second) && !first.contains("const")
            }),
        ),
        ("a result that points at numbers", is_number(signature.ret) && stars(signature.ret) == 1),
    ];
    found.into_iter().filter_map(|(shape, is)| is.then_some(shape)).collect()
}
