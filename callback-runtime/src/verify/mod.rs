//! Comparison of declarations in Rust with C headers, by the C compiler of the system.
//!
//! | C has | write |
//! | --- | --- |
//! | a type, parameter or member that is a function pointer | [`Verify::callback`], then a method of [`Claim`] |
//! | functions and variables | [`Verify::declared`] |
//! | a struct or union; an enum; a constant | [`Verify::layout`] with [`fields!`](crate::fields); [`Verify::enumeration`]; [`Verify::value`] |
//! | no header for functions that Rust exports | [`header::Header`] |
//!
//! [`Verify::check`] panics with all differences, and [`Verify::run`] returns a [`Report`]. The page
//! [`verifying`](../guide/verifying/index.html) of the guide has the whole list.

mod c_parse;
mod c_token;
mod c_type;
mod check;
mod claim;
mod compare;
mod compiler;
mod declared;
pub mod header;
mod item;
mod layout;
mod pending;
mod probe;
mod report;
mod rust_type;
mod values;
mod words;

use core::any::type_name;
use std::ffi::OsString;
use std::path::Path;
use std::string::String;
use std::vec::Vec;

pub use self::claim::Claim;
pub use self::declared::Declarations;
pub use self::layout::Field;
pub use self::report::{Checked, Difference, Error, Report};

pub(crate) use self::compare::Names;
use self::item::{Against, Allowed, Item, Subject};

use self::compare::Exception;
use self::compiler::Settings;
use crate::abi::pointers::CFnPointer;
use crate::value::c_name::CName;
use crate::value::enums::CEnum;
use crate::value::prototype::Compared;

/// Returns the C declaration of a field, with the C names of types.
pub(crate) fn declared_field<T>(field: &Field<T>, names: &Names) -> Option<String> {
    let field = field.erased();
    let name = |path: &str| names.get(path).cloned().unwrap_or_else(|| rust_type::last_segment(path).into());
    let ty = rust_type::read(field.ty)?.in_c(&name);
    Some(in_cpp_too(&ty.declare(field.c_name.into())))
}

/// Returns the declaration of a pointer of this name to the function of a declaration.
pub(crate) fn declared_pointer(declaration: &str, name: &str) -> Option<String> {
    let (_, function) = c_parse::declaration(declaration.trim_end_matches(';'))?;
    Some(in_cpp_too(&c_type::CTy::pointer(function).declare(name.into())))
}

/// Replaces `_Bool`, which C++ does not have.
fn in_cpp_too(text: &str) -> String {
    text.replace("_Bool", "bool")
}

/// Compares callbacks, functions, structures and constants with the headers of a library.
///
/// A declaration that differs from the header is undefined behaviour that no Rust compiler detects. List the headers
/// in a test, and name the C type of each callback; the C compiler of the system checks them.
///
/// ```
/// use callback_runtime::verify::Verify;
/// use callback_runtime::{Callback, callback};
/// use core::cmp::Ordering;
/// use core::ffi::c_void;
///
/// struct Person { age: u32 }
///
/// #[callback]
/// fn by_age(a: &Person, b: &Person) -> Ordering {
///     a.age.cmp(&b.age)
/// }
///
/// # #[cfg(target_env = "gnu")]
/// Verify::new()
///     .define("_GNU_SOURCE")
///     .header("stdlib.h")
///     .callback::<by_age>().is_typedef("comparison_fn_t")
///     .callback::<by_age>().is_parameter("qsort", 4)
///     .function::<unsafe extern "C" fn(*mut c_void)>("free")
///     .value("EXIT_SUCCESS", 0)
///     .check();
/// ```
///
/// # What is compared
///
/// The type of the shim, with all Rust aliases resolved, and the type in the header, as reported by the compiler:
/// the number of parameters and their order, the size and sign of numbers, what pointers point at, `const` behind
/// pointers, the calling convention. If Rust has one type for two C types (`long` and `long long` of 64 bits, `int32_t`
/// and `int`), both are accepted. A C enumeration is an integer of its size, with any sign. A C `void *` fits any
/// pointer in the callback, and a pointer to an array is one to its first element.
///
/// Other types are compared by name: that of [`CName`] if a type implements it, that given by [`name`](Verify::name),
/// or the Rust name, as a type of that name or as `struct`, `union` or `enum`.
///
/// Differences in `const`, in the sign of `char` and in `void *` for a more specific C pointer are reported
/// unless [allowed](Claim::allow_const).
///
/// # The compiler
///
/// It is `CC` from the environment, which may have arguments, or `cc`, with `CFLAGS`; GCC or Clang, whose messages are
/// parsed. When the tests are built for another machine, `CC` must be its compiler: `CC=aarch64-linux-gnu-gcc`.
/// Nothing is linked and nothing is run. [`pkg_config`](Verify::pkg_config) runs `PKG_CONFIG` or `pkg-config`.
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is compared before `check` or `run`"]
pub struct Verify {
    settings: Settings,
    names: Names,
    items: Vec<Item>,
    /// The number of items that were added together last.
    named: usize,
}

impl Verify {
    /// Returns an empty verification.
    pub fn new() -> Self {
        Verify::default()
    }

    /// Adds a header to include, as `#include <NAME>` does.
    pub fn header(self, name: &str) -> Self {
        let line = std::format!("#include <{name}>");
        self.code(&line)
    }

    /// Adds a directory to search for headers.
    pub fn include(mut self, directory: impl AsRef<Path>) -> Self {
        let mut flag = OsString::from("-I");
        flag.push(directory.as_ref());
        self.settings.flags.push(flag);
        self
    }

    /// Adds the include directories and definitions of a package, from `pkg-config --cflags`.
    pub fn pkg_config(mut self, package: &str) -> Self {
        self.settings.packages.push(package.into());
        self
    }

    /// Defines a macro, `NAME` or `NAME=VALUE`, before the headers are read.
    pub fn define(self, definition: &str) -> Self {
        let flag = std::format!("-D{definition}");
        self.flag(&flag)
    }

    /// Adds an argument for the compiler.
    pub fn flag(mut self, flag: &str) -> Self {
        self.settings.flags.push(flag.into());
        self
    }

    /// Adds C code between the headers, such as a type that a header expects.
    pub fn code(mut self, code: &str) -> Self {
        self.settings.prologue.push(code.into());
        self
    }

    /// Sets the C name of a type, if it is foreign and cannot implement [`CName`]. With a `*` in front it is that of a
    /// pointer, for a structure that C has no other name for: `"*handle"` with `typedef struct { … } *handle;`.
    pub fn name<T: ?Sized>(mut self, name: &str) -> Self {
        self.names.insert(type_name::<T>(), name.into());
        self
    }

    /// Adds a callback, whose C type is named by the methods of [`Claim`]. That of a declared function with a body is
    /// `FUNCTION::CALLBACK`.
    pub fn callback<C: Compared>(self) -> Claim {
        self.claim(C::__NAME, C::__DECLARATION, type_name::<C::__Type>())
    }

    fn claim(self, name: &'static str, declaration: &'static str, ty: &'static str) -> Claim {
        Claim { verify: self, subject: Subject::Callback { name, declaration, ty }, allowed: Allowed::default() }
    }

    /// Adds a function or variable that a block declares: its type is compared with that of its C name in the header.
    /// A tuple stands for several: `declared::<(qsort, bsearch)>()`.
    ///
    /// ```
    /// use callback_runtime::{callback, verify::Verify};
    /// use core::cmp::Ordering;
    /// use core::ffi::{c_int, CStr};
    ///
    /// #[callback]
    /// unsafe extern "C" {
    ///     unsafe fn qsort<T>(base: &mut [T], #[len(base)] n: usize, #[size_of(T)] size: usize, compar: fn(&T, &T) -> Ordering);
    ///     #[link_name = "atoi"]
    ///     safe fn to_int(text: &CStr) -> c_int;
    /// }
    ///
    /// Verify::new().header("stdlib.h").declared::<(qsort, to_int)>().check();
    /// ```
    pub fn declared<D: Declarations>(self) -> Self {
        let before = self.items.len();
        let mut verify = D::__declared(self);
        verify.named = verify.items.len() - before;
        verify
    }

    /// Adds a C function and the type by which Rust calls it, as in an `extern` block.
    pub fn function<F: CFnPointer>(self, name: &str) -> Self {
        self.item(
            Subject::Function { ty: type_name::<F::Pointer>() },
            Against::Function(name.into()),
            Allowed::default(),
        )
    }

    /// Adds a structure or union: size, alignment, and the offsets and types of all [fields](crate::fields). Elsewhere in
    /// the verification its type has this name, too, unless [`name`](Verify::name) sets another one.
    ///
    /// ```
    /// use callback_runtime::{fields, verify::Verify};
    /// use core::ffi::{c_int, c_long};
    ///
    /// #[repr(C)]
    /// struct LDiv { quotient: c_long, remainder: c_long }
    ///
    /// Verify::new()
    ///     .header("stdlib.h")
    ///     .layout::<LDiv>("ldiv_t", &fields!(LDiv { quotient = "quot", remainder = "rem" }))
    ///     .check();
    /// ```
    pub fn layout<T>(mut self, name: &str, fields: &[Field<T>]) -> Self {
        self.names.entry(type_name::<T>()).or_insert_with(|| name.into());
        let subject = Subject::Layout {
            ty: type_name::<T>(),
            size: size_of::<T>(),
            align: align_of::<T>(),
            fields: fields.iter().map(Field::erased).collect(),
        };
        self.item(subject, Against::Record(name.into()), Allowed::default())
    }

    /// Adds an enum or flags: the size, and each value under its C name.
    ///
    /// A value of the C enum that Rust would refuse is a difference too, unless [`allow_more`](Verify::allow_more)
    /// declares that C does not pass it.
    ///
    /// ```
    /// use callback_runtime::{callback, verify::Verify};
    ///
    /// #[callback(name = "idtype_t", prefix = "P_")]
    /// #[repr(C)]
    /// enum IdType { All, Pid, Pgid }
    ///
    /// # #[cfg(target_env = "gnu")]
    /// Verify::new().header("sys/wait.h").enumeration::<IdType>()
    ///     // `P_PIDFD` is for programs that pass it.
    ///     .allow_more()
    ///     .check();
    /// # let _ = (IdType::All, IdType::Pid, IdType::Pgid);
    /// ```
    pub fn enumeration<E: CEnum + CName>(self) -> Self {
        let subject = Subject::Enumeration {
            ty: type_name::<E>(),
            size: size_of::<E::C>(),
            values: E::VALUES,
            refuses: E::__refuses,
        };
        self.item(subject, Against::Enumeration(E::C_NAME.into()), Allowed::default())
    }

    /// Adds a constant: an enumerator, a macro that is an integer, any integer constant expression.
    pub fn value(self, name: &str, value: impl Into<i128>) -> Self {
        self.item(Subject::Value(value.into()), Against::Constant(name.into()), Allowed::default())
    }

    /// Allows a difference in the `const` behind pointers, for the items added last: see [`Claim::allow_const`].
    pub fn allow_const(self) -> Self {
        self.allow(Exception::Const)
    }

    /// Allows a difference in `const` for one parameter of the items added last: see [`Claim::allow_const_of`].
    pub fn allow_const_of(mut self, parameter: usize) -> Self {
        for item in self.items.iter_mut().rev().take(self.named) {
            item.allowed.at.insert((parameter, Exception::Const));
        }
        self
    }

    /// Allows a difference in the sign of `char`, for the items added last: see [`Claim::allow_char_sign`].
    pub fn allow_char_sign(self) -> Self {
        self.allow(Exception::CharSign)
    }

    /// Allows `void *` for a more specific C pointer, for the items added last: see [`Claim::allow_untyped`].
    pub fn allow_untyped(self) -> Self {
        self.allow(Exception::Untyped)
    }

    /// Allows a missing list of parameters in C, for the items added last: see [`Claim::allow_unprototyped`].
    pub fn allow_unprototyped(self) -> Self {
        self.allow(Exception::Unprototyped)
    }

    /// Allows more in C than in the items added last: values of an enum that Rust refuses, or further members behind
    /// those of a structure in Rust.
    ///
    /// It is for an enum of which C passes some values, and for a structure that C allocates and Rust has by pointer.
    pub fn allow_more(self) -> Self {
        self.allow(Exception::More)
    }

    fn allow(mut self, exception: Exception) -> Self {
        for item in self.items.iter_mut().rev().take(self.named) {
            item.allowed.anywhere.insert(exception);
        }
        self
    }

    fn item(mut self, subject: Subject, against: Against, allowed: Allowed) -> Self {
        self.items.push(Item { subject, against, allowed });
        self.named = 1;
        self
    }

    /// Compares everything.
    ///
    /// # Errors
    ///
    /// Nothing could be compared: no compiler, no header, a header that does not compile, nothing to verify.
    /// Differences are no errors here; they are in the report.
    pub fn run(self) -> Result<Report, Error> {
        check::run(&self.settings, &self.names, &self.items)
    }

    /// Compares everything, for a test.
    ///
    /// # Panics
    ///
    /// There are differences, which the message lists, or nothing could be compared.
    #[track_caller]
    pub fn check(self) {
        match self.run() {
            Ok(report) if report.is_same() => {}
            Ok(report) => panic!("{report}"),
            Err(error) => panic!("{error}"),
        }
    }
}
