//! A parser for C types: the abstract ones of a compiler's messages, and declarations with names.

use std::boxed::Box;
use std::string::{String, ToString};
use std::vec::Vec;

use super::c_token::{Token, tokens};
use super::c_type::{CTy, Function, Kind, Number, Parameter};

/// Reads a type; `None` if it is not understood.
pub(super) fn ty(text: &str) -> Option<CTy> {
    declaration(text).map(|(_, ty)| ty)
}

/// Reads a declaration without its semicolon, and the name that it declares.
pub(super) fn declaration(text: &str) -> Option<(Option<String>, CTy)> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0, unnamed: 0 };
    let declared = parser.declaration()?;
    (parser.at == parser.tokens.len()).then_some(declared)
}

/// Returns the calling convention that an attribute names.
fn convention(attribute: &str) -> Option<String> {
    const CONVENTIONS: [&str; 8] =
        ["stdcall", "fastcall", "thiscall", "cdecl", "ms_abi", "sysv_abi", "pcs(\"aapcs\")", "vectorcall"];
    let name = attribute.trim_matches(|c: char| "() ".contains(c)).trim_matches('_');
    CONVENTIONS.contains(&name).then(|| name.into())
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    /// The number of types without a tag so far.
    unnamed: usize,
}

/// The part behind a declarator.
enum Suffix {
    Array(String),
    Function { parameters: Vec<Parameter>, variadic: bool, unprototyped: bool },
}

#[derive(Default)]
struct Attributes {
    convention: Option<String>,
    noreturn: bool,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    fn eat(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(found);
        found
    }

    fn declaration(&mut self) -> Option<(Option<String>, CTy)> {
        let mut attributes = Attributes::default();
        let base = self.specifiers(&mut attributes)?;
        let mut name = None;
        let ty = self.declarator(base, &mut name, &mut attributes)?;
        Some((name, ty))
    }

    /// Reads attributes and qualifiers. Returns two flags: `const` and `volatile`.
    fn qualifiers(&mut self, attributes: &mut Attributes) -> (bool, bool) {
        let (mut constant, mut volatile) = (false, false);
        loop {
            match self.peek() {
                Some(Token::Attribute(attribute)) => {
                    attributes.noreturn |= attribute.contains("noreturn");
                    attributes.convention = convention(attribute).or(attributes.convention.take());
                }
                Some(Token::Word(word)) if is_qualifier(word) => {
                    constant |= word.trim_matches('_') == "const";
                    volatile |= word.trim_matches('_') == "volatile";
                }
                _ => return (constant, volatile),
            }
            self.at += 1;
        }
    }

    fn specifiers(&mut self, attributes: &mut Attributes) -> Option<CTy> {
        let (mut constant, mut volatile) = self.qualifiers(attributes);
        let mut words: Vec<String> = Vec::new();
        let mut unnamed = None;
        while let Some(Token::Word(word)) = self.peek().cloned() {
            let builtin = is_number(&word);
            let goes_on = builtin && words.iter().all(|word| is_number(word));
            if unnamed.is_some() || (!words.is_empty() && !goes_on) {
                break;
            }
            self.at += 1;
            if matches!(word.as_str(), "struct" | "union" | "enum") {
                match self.next()? {
                    Token::Word(tag) => words.push(std::format!("{word} {tag}")),
                    Token::Unnamed => unnamed = Some(word),
                    _ => return None,
                }
            } else {
                words.push(word);
            }
            let more = self.qualifiers(attributes);
            (constant, volatile) = (constant | more.0, volatile | more.1);
        }
        let kind = match words.as_slice() {
            [] => {
                let number = self.unnamed;
                self.unnamed += 1;
                Kind::Unnamed(unnamed?, number)
            }
            [name] if name == "void" => Kind::Void,
            words => number(words).map_or_else(|| Kind::Named(words.join(" ")), Kind::Number),
        };
        Some(CTy { constant, volatile, kind })
    }

    fn declarator(&mut self, mut ty: CTy, name: &mut Option<String>, outer: &mut Attributes) -> Option<CTy> {
        let mut own = Attributes::default();
        while self.eat('*') {
            ty = CTy::pointer(ty);
            (ty.constant, ty.volatile) = self.qualifiers(&mut own);
        }
        let mut inner = None;
        if self.is_group() {
            inner = Some(self.at);
            self.skip_group()?;
        } else if let Some(Token::Word(word)) = self.peek() {
            *name = Some(word.clone());
            self.at += 1;
        }
        let suffixes = self.suffixes()?;
        let behind = self.at;
        let mut of_function = core::mem::take(outer);
        self.qualifiers(&mut of_function);
        let end = self.at.max(behind);
        // Attributes inside of the parentheses belong to the function that they wrap.
        if let Some(start) = inner {
            self.at = start + 1;
            self.qualifiers(&mut of_function);
        }
        ty = apply(ty, suffixes, &mut of_function);
        if let Some(start) = inner {
            self.at = start + 1;
            self.qualifiers(&mut Attributes::default());
            ty = self.declarator(ty, name, &mut of_function)?;
            if !self.eat(')') {
                return None;
            }
            self.at = end;
        }
        Some(ty)
    }

    /// Returns true if a `(` opens a declarator, and not a list of parameters.
    fn is_group(&self) -> bool {
        self.peek() == Some(&Token::Sign('('))
            && matches!(self.tokens.get(self.at + 1), Some(Token::Sign('*' | '(' | '[') | Token::Attribute(_)))
    }

    fn skip_group(&mut self) -> Option<()> {
        let mut depth = 0;
        loop {
            match self.next()? {
                Token::Sign('(') => depth += 1,
                Token::Sign(')') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn suffixes(&mut self) -> Option<Vec<Suffix>> {
        let mut suffixes = Vec::new();
        loop {
            if self.eat('[') {
                self.qualifiers(&mut Attributes::default());
                let mut len = String::new();
                loop {
                    match self.next()? {
                        Token::Word(word) => len.push_str(&word),
                        Token::Sign(']') => break,
                        _ => return None,
                    }
                }
                suffixes.push(Suffix::Array(len));
            } else if self.eat('(') {
                suffixes.push(self.parameters()?);
            } else {
                return Some(suffixes);
            }
        }
    }

    fn parameters(&mut self) -> Option<Suffix> {
        let mut parameters = Vec::new();
        let mut variadic = false;
        if self.eat(')') {
            return Some(Suffix::Function { parameters, variadic, unprototyped: true });
        }
        loop {
            if self.peek() == Some(&Token::Dots) {
                self.at += 1;
                variadic = true;
            } else {
                let (name, ty) = self.declaration()?;
                parameters.push(Parameter { name, ty: adjusted(ty) });
            }
            if self.eat(')') {
                break;
            }
            if !self.eat(',') {
                return None;
            }
        }
        let nothing = matches!(parameters.as_slice(), [Parameter { name: None, ty }] if ty.kind == Kind::Void);
        if nothing && !variadic {
            parameters.clear();
        }
        Some(Suffix::Function { parameters, variadic, unprototyped: false })
    }
}

fn apply(mut ty: CTy, suffixes: Vec<Suffix>, attributes: &mut Attributes) -> CTy {
    for suffix in suffixes.into_iter().rev() {
        ty = match suffix {
            Suffix::Array(len) => {
                let (constant, volatile) = (ty.constant, ty.volatile);
                CTy { constant, volatile, kind: Kind::Array(Box::new(ty), len) }
            }
            Suffix::Function { parameters, variadic, unprototyped } => {
                let convention = attributes.convention.take();
                let noreturn = core::mem::take(&mut attributes.noreturn);
                let result = CTy { constant: false, volatile: false, ..ty };
                let function = Function { result, parameters, variadic, unprototyped, convention, noreturn };
                Kind::Function(Box::new(function)).into()
            }
        };
    }
    ty
}

/// Adjusts a parameter: arrays and functions are pointers, and `const` is dropped (C17 6.7.6.3).
fn adjusted(ty: CTy) -> CTy {
    match ty.kind {
        Kind::Array(of, _) => CTy::pointer(*of),
        Kind::Function(_) => CTy::pointer(ty),
        kind => kind.into(),
    }
}

fn is_qualifier(word: &str) -> bool {
    const QUALIFIERS: [&str; 11] = [
        "const",
        "volatile",
        "restrict",
        "register",
        "extern",
        "static",
        "inline",
        "Noreturn",
        "Nonnull",
        "Nullable",
        "Null_unspecified",
    ];
    QUALIFIERS.contains(&word.trim_matches('_'))
}

fn is_number(word: &str) -> bool {
    const WORDS: [&str; 12] = [
        "char", "short", "int", "long", "signed", "unsigned", "float", "double", "_Bool", "bool", "__int128",
        "_Complex",
    ];
    WORDS.contains(&word)
}

/// Reads the words of a number in any order.
fn number(words: &[String]) -> Option<Number> {
    let count = |word: &str| words.iter().filter(|known| *known == word).count();
    let unsigned = count("unsigned") > 0;
    let rest: Vec<_> = words
        .iter()
        .filter(|word| !matches!(word.as_str(), "unsigned" | "signed" | "int"))
        .map(ToString::to_string)
        .collect();
    let pick = |signed, without| Some(if unsigned { without } else { signed });
    match rest.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => pick(Number::Int, Number::UnsignedInt),
        ["_Bool" | "bool"] => Some(Number::Bool),
        ["char"] if count("signed") > 0 => Some(Number::SignedChar),
        ["char"] => pick(Number::Char, Number::UnsignedChar),
        ["short"] => pick(Number::Short, Number::UnsignedShort),
        ["long"] => pick(Number::Long, Number::UnsignedLong),
        ["long", "long"] => pick(Number::LongLong, Number::UnsignedLongLong),
        ["__int128"] => pick(Number::Int128, Number::UnsignedInt128),
        ["float"] => Some(Number::Float),
        ["double"] => Some(Number::Double),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::{declaration, ty};

    /// Checks that `text` is read, and written as `as_text`.
    fn reads(text: &str, as_text: &str) {
        let read = ty(text).unwrap_or_else(|| panic!("not read: {text}"));
        assert_eq!(read.to_string(), as_text);
        assert_eq!(ty(as_text), Some(read), "{as_text} is another type");
    }

    #[test]
    fn types_of_messages() {
        reads("long unsigned int", "unsigned long");
        reads("const struct person * const*", "const struct person *const *");
        reads("int (**)(void *, int,  char **, char **)", "int (**)(void *, int, char **, char **)");
        reads("char (*)[4]", "char (*)[4]");
        reads("int (*)()", "int (*)()");
        reads("void (*)(void)", "void (*)(void)");
        reads("int (*)(const char * restrict, ...)", "int (*)(const char *, ...)");
        reads("_Complex double (*)(long double)", "_Complex double (*)(long double)");
        reads("__attribute__((noreturn)) void (**)(int)", "__attribute__((noreturn)) void (**)(int)");
        reads("int (__attribute__((ms_abi)) **)(int)", "int (__attribute__((ms_abi)) **)(int)");
        reads("int (*)(int) __attribute__((ms_abi))", "int (__attribute__((ms_abi)) *)(int)");
        reads("void (*(*)(int, void (*)(int)))(int)", "void (*(*)(int, void (*)(int)))(int)");
        reads("int (const int, int [3], void (int))", "int (int, int *, void (*)(int))");
        reads("enum tagged (*)(Anon,  __int128 unsigned)", "enum tagged (*)(Anon, unsigned __int128)");
        // The type has no name that can be compiled.
        assert_eq!(ty("void * (**)(__va_list_tag *)").unwrap().to_string(), "void *(**)(__builtin_va_list)");
        assert_eq!(ty("struct <anonymous> *").unwrap().to_string(), "struct <unnamed> *");
        let of_clang = ty("void (**)(enum (unnamed at a b.h:2:9) *, struct (anonymous struct at a.h:3:1))").unwrap();
        assert_eq!(of_clang.to_string(), "void (**)(enum <unnamed> *, struct <unnamed>)");
        assert_eq!(of_clang.unnamed(), [0, 1]);
        let inside = "struct record::(unnamed at /a b/verify.h:24:5) *(*)(union a::b::(unnamed union at a.h:1:2))";
        assert_eq!(ty(inside).unwrap().to_string(), "struct <unnamed> *(*)(union <unnamed>)");
        assert_eq!(ty("int (*)(void"), None);
    }

    #[test]
    fn declarations_have_names() {
        let (name, ty) = declaration("int on_row(void *rows, int n, const char *const *values)").unwrap();
        assert_eq!(name.as_deref(), Some("on_row"));
        let names: std::vec::Vec<_> =
            ty.function().unwrap().parameters.iter().map(|parameter| parameter.name.clone().unwrap()).collect();
        assert_eq!(names, ["rows", "n", "values"]);
        let (name, ty) = declaration("void (*get(unsigned long long which))(void)").unwrap();
        assert_eq!(name.as_deref(), Some("get"));
        assert!(ty.function().unwrap().result.function().unwrap().parameters.is_empty());
    }
}
