//! Rust types, parsed from their names in the compiler: with all aliases resolved.
//!
//! The format of `type_name` is unspecified. A name that is not understood is reported, and never passes for the same.

use std::boxed::Box;
use std::string::String;
use std::vec::Vec;

use super::c_type::{CTy, Function, Kind, Number, Parameter};

/// A Rust type, in the detail that is visible in C.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RustTy {
    Unit,
    Void,
    Bool,
    Int {
        bits: u32,
        signed: bool,
    },
    Float {
        bits: u32,
    },
    Pointer {
        constant: bool,
        to: Box<RustTy>,
    },
    Array {
        of: Box<RustTy>,
        len: String,
    },
    Function(Box<RustFunction>),
    /// Another type, by its path.
    Path(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RustFunction {
    pub(super) abi: String,
    pub(super) parameters: Vec<RustTy>,
    pub(super) variadic: bool,
    pub(super) result: RustTy,
}

/// Reads the name of a type.
pub(super) fn read(name: &str) -> Option<RustTy> {
    let mut reader = Reader { rest: name };
    let ty = reader.ty()?;
    reader.rest.is_empty().then_some(ty)
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn eat(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn word(&mut self) -> Option<&'a str> {
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (end > 0).then_some(word)
    }

    fn lifetime(&mut self) {
        if self.eat("'") {
            self.word();
            self.rest = self.rest.trim_start();
        }
    }

    fn ty(&mut self) -> Option<RustTy> {
        if self.eat("for<") {
            let end = self.rest.find('>')?;
            self.rest = self.rest[end + 1..].trim_start();
        }
        if self.eat("*const ") {
            return self.pointer(true);
        }
        if self.eat("*mut ") {
            return self.pointer(false);
        }
        if self.eat("&") {
            self.lifetime();
            let exclusive = self.eat("mut ");
            return self.pointer(!exclusive);
        }
        if self.eat("()") {
            return Some(RustTy::Unit);
        }
        if self.eat("!") {
            return Some(RustTy::Unit);
        }
        if self.eat("[") {
            let of = Box::new(self.ty()?);
            if !self.eat(";") {
                return None;
            }
            let end = self.rest.find(']')?;
            let len = self.rest[..end].into();
            self.rest = &self.rest[end + 1..];
            return Some(RustTy::Array { of, len });
        }
        if self.rest.starts_with('(') {
            return self.tuple();
        }
        if ["unsafe ", "extern ", "fn("].iter().any(|start| self.rest.starts_with(start)) {
            return self.function();
        }
        self.path()
    }

    fn pointer(&mut self, constant: bool) -> Option<RustTy> {
        // A value that changes behind a shared reference is not constant in C.
        let cell = ["core::cell::Cell<", "core::cell::UnsafeCell<"].iter().any(|cell| self.rest.starts_with(cell));
        let constant = constant && !cell;
        Some(RustTy::Pointer { constant, to: Box::new(self.ty()?) })
    }

    /// Reads a tuple, which C does not have, though it may be behind a `void *`.
    fn tuple(&mut self) -> Option<RustTy> {
        let start = self.rest;
        self.eat("(");
        while !self.eat(")") {
            self.ty()?;
            self.eat(",");
        }
        Some(RustTy::Path(start[..start.len() - self.rest.len()].trim_end().into()))
    }

    fn function(&mut self) -> Option<RustTy> {
        self.eat("unsafe ");
        let mut abi = "Rust";
        if self.eat("extern ") {
            let rest = self.rest.strip_prefix('"')?;
            let (name, rest) = rest.split_once('"')?;
            (abi, self.rest) = (name, rest.trim_start());
        }
        if !self.eat("fn(") {
            return None;
        }
        let (mut parameters, mut variadic) = (Vec::new(), false);
        while !self.eat(")") {
            if self.eat("...") {
                variadic = true;
            } else {
                parameters.push(self.ty()?);
            }
            self.eat(",");
        }
        self.rest = self.rest.trim_start();
        let result = if self.eat("->") { self.ty()? } else { RustTy::Unit };
        Some(RustTy::Function(Box::new(RustFunction { abi: abi.into(), parameters, variadic, result })))
    }

    fn path(&mut self) -> Option<RustTy> {
        let start = self.rest;
        let mut arguments = Vec::new();
        loop {
            self.eat("{{closure}}");
            self.word()?;
            if self.rest.starts_with('<') {
                arguments = self.arguments()?;
            }
            if !self.eat("::") {
                break;
            }
            if self.rest.starts_with('<') {
                arguments = self.arguments()?;
                break;
            }
        }
        let path = &start[..start.len() - self.rest.len()];
        self.rest = self.rest.trim_start();
        Some(known(path.trim_end(), arguments))
    }

    /// Reads `<A, B>`. Arguments that are no types are left out.
    fn arguments(&mut self) -> Option<Vec<RustTy>> {
        self.eat("<");
        let mut arguments = Vec::new();
        while !self.eat(">") {
            if self.rest.starts_with('\'') {
                self.lifetime();
            } else if let Some(number) = self.rest.find(|c: char| !c.is_ascii_digit()).filter(|&end| end > 0) {
                self.rest = &self.rest[number..];
            } else {
                arguments.push(self.ty()?);
            }
            self.eat(",");
            self.rest = self.rest.trim_start();
        }
        Some(arguments)
    }
}

/// Maps the types of the standard library and of this crate that have another type in C.
fn known(path: &str, mut arguments: Vec<RustTy>) -> RustTy {
    if let Some(number) = primitive(path) {
        return number;
    }
    let bare = path.split('<').next().unwrap_or(path);
    let (krate, last) = (bare.split("::").next().unwrap_or(""), bare.rsplit("::").next().unwrap_or(""));
    if matches!(krate, "core" | "std" | "alloc") {
        if arguments.len() == 1 {
            match last {
                "Option" | "MaybeUninit" | "ManuallyDrop" | "Cell" | "UnsafeCell" | "Pin" | "NonZero" | "Wrapping" => {
                    return arguments.remove(0);
                }
                "NonNull" | "Box" | "AtomicPtr" => {
                    return RustTy::Pointer { constant: false, to: Box::new(arguments.remove(0)) };
                }
                _ => {}
            }
        }
        match last {
            "c_void" => return RustTy::Void,
            "CStr" => return char_type(),
            _ => {}
        }
        if let Some(number) = last.strip_prefix("Atomic").map(str::to_ascii_lowercase).as_deref().and_then(primitive) {
            return number;
        }
    }
    if krate == env!("CARGO_CRATE_NAME") {
        match (last, arguments.len()) {
            ("CStrPtr", _) => return RustTy::Pointer { constant: true, to: Box::new(char_type()) },
            ("ByValue", 1) => return arguments.remove(0),
            // C passes the struct that the object begins with.
            ("Embed", 2) => return RustTy::Pointer { constant: false, to: Box::new(arguments.remove(0)) },
            ("CPtr", 1) => return RustTy::Pointer { constant: true, to: Box::new(arguments.remove(0)) },
            _ => {}
        }
    }
    RustTy::Path(path.into())
}

/// Returns the type of the C `char`.
fn char_type() -> RustTy {
    RustTy::Int { bits: 8, signed: core::ffi::c_char::MIN != 0 }
}

fn primitive(name: &str) -> Option<RustTy> {
    let int = |bits, signed| Some(RustTy::Int { bits, signed });
    match name {
        "bool" => Some(RustTy::Bool),
        "str" => Some(char_type()),
        "i8" => int(8, true),
        "u8" => int(8, false),
        "i16" => int(16, true),
        "u16" => int(16, false),
        "i32" => int(32, true),
        "u32" | "char" => int(32, false),
        "i64" => int(64, true),
        "u64" => int(64, false),
        "i128" => int(128, true),
        "u128" => int(128, false),
        "isize" => int(usize::BITS, true),
        "usize" => int(usize::BITS, false),
        "f32" => Some(RustTy::Float { bits: 32 }),
        "f64" => Some(RustTy::Float { bits: 64 }),
        _ => None,
    }
}

/// Returns the last segment of a path, without its generic arguments.
pub(super) fn last_segment(path: &str) -> &str {
    let bare = path.split('<').next().unwrap_or(path);
    bare.rsplit("::").next().unwrap_or(bare)
}

impl RustTy {
    /// Returns the type as a C declaration, for messages.
    pub(super) fn in_c(&self, name: &dyn Fn(&str) -> String) -> CTy {
        match self {
            RustTy::Unit | RustTy::Void => Kind::Void.into(),
            RustTy::Bool => Kind::Number(Number::Bool).into(),
            RustTy::Int { bits, signed } => match (bits, signed) {
                (8, signed) if RustTy::Int { bits: 8, signed: *signed } == char_type() => {
                    Kind::Number(Number::Char).into()
                }
                (8, true) => Kind::Number(Number::SignedChar).into(),
                (8, false) => Kind::Number(Number::UnsignedChar).into(),
                (32, true) => Kind::Number(Number::Int).into(),
                (32, false) => Kind::Number(Number::UnsignedInt).into(),
                (bits, signed) => CTy::named(&std::format!("{}int{bits}_t", if *signed { "" } else { "u" })),
            },
            RustTy::Float { bits: 32 } => Kind::Number(Number::Float).into(),
            RustTy::Float { .. } => Kind::Number(Number::Double).into(),
            RustTy::Pointer { constant, to } => {
                let to = to.in_c(name);
                CTy::pointer(if *constant { to.constant() } else { to })
            }
            RustTy::Array { of, len } => Kind::Array(Box::new(of.in_c(name)), len.clone()).into(),
            RustTy::Function(function) => CTy::pointer(Kind::Function(Box::new(function.in_c(name))).into()),
            RustTy::Path(path) => CTy::named(&name(path)),
        }
    }
}

impl RustFunction {
    pub(super) fn in_c(&self, name: &dyn Fn(&str) -> String) -> Function {
        let parameters = self.parameters.iter().map(|ty| Parameter { name: None, ty: ty.in_c(name) });
        Function {
            result: self.result.in_c(name),
            parameters: parameters.collect(),
            variadic: self.variadic,
            unprototyped: false,
            convention: convention(&self.abi).map(Into::into),
            noreturn: false,
        }
    }
}

/// Returns the C name of the convention of an ABI string on this target; `None` for the default one.
pub(super) fn convention(abi: &str) -> Option<&'static str> {
    let attribute = crate::value::c_name::convention(abi);
    attribute.strip_prefix("__attribute__((")?.strip_suffix(")) ")
}

#[cfg(test)]
mod tests {
    use core::any::type_name;
    use core::ffi::{CStr, c_char, c_int, c_void};
    use core::mem::MaybeUninit;
    use std::string::{String, ToString};

    use super::{last_segment, read};
    use crate::value::ffi::{ByValue, CStrPtr};

    struct Person<'a>(#[expect(dead_code)] &'a str);
    mod sys {
        #[expect(non_camel_case_types, reason = "named as C has it")]
        pub(super) struct r#struct<T>(T);
    }

    type Nested =
        unsafe extern "C" fn(Option<extern "C" fn(*mut c_void)>, ...) -> Option<unsafe extern "C" fn() -> c_int>;

    fn in_c<T: ?Sized>() -> String {
        let name = type_name::<T>();
        read(name).unwrap_or_else(|| panic!("not read: {name}")).in_c(&|path| last_segment(path).into()).to_string()
    }

    #[test]
    fn names_of_the_compiler() {
        assert_eq!(in_c::<*const Person<'_>>(), "const Person *");
        assert_eq!(in_c::<*mut *const c_char>(), "const char **");
        assert_eq!(in_c::<*const CStrPtr>(), "const char *const *");
        assert_eq!(in_c::<MaybeUninit<bool>>(), "_Bool");
        assert_eq!(in_c::<MaybeUninit<ByValue<sys::r#struct<i32>>>>(), "struct");
        assert_eq!(in_c::<*const [u32; 4]>(), "unsigned int (*)[4]");
        assert_eq!(in_c::<&&CStr>(), "const char *const *");
        assert_eq!(in_c::<core::num::NonZeroU64>(), "uint64_t");
        assert_eq!(in_c::<*const (u32, &[(char,); 2])>(), "const (u32, &[(char,); 2]) *");
        assert_eq!(in_c::<core::sync::atomic::AtomicBool>(), "_Bool");
        assert_eq!(in_c::<Nested>(), "int (*(*)(void (*)(void *), ...))(void)");
        assert_eq!(
            in_c::<Option<unsafe extern "C-unwind" fn(&'static str, char)>>(),
            "void (*)(const char *, unsigned int)"
        );
    }

    #[test]
    fn what_is_not_of_c_is_not_read() {
        assert_eq!(read(type_name::<*const (dyn Fn() + Send)>()), None);
        assert_eq!(read(type_name::<*const dyn Fn(u8) -> u8>()), None);
        assert_eq!(read(type_name::<*const [u8]>()), None);
    }
}
