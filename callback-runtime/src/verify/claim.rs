//! A callback, and what it is in the header.

use std::collections::BTreeSet;

use super::Verify;
use super::compare::Exception;
use super::item::{Against, Subject};

/// A callback of which is to be said what it is in the header.
///
/// The methods that begin with `allow` make exceptions for this callback.
#[derive(Clone, Debug)]
#[must_use = "say what the callback is in the header: `is_typedef`, `is_field`, `is_parameter`, `is_type`"]
pub struct Claim {
    pub(super) verify: Verify,
    pub(super) subject: Subject,
    pub(super) allowed: BTreeSet<Exception>,
}

impl Claim {
    /// Lets Rust and C differ in the `const` behind pointers.
    ///
    /// It is for a callback that only reads what C lets it change, `&CStr` for `char *`, and for headers without
    /// `const`.
    pub fn allow_const(mut self) -> Self {
        self.allowed.insert(Exception::Const);
        self
    }

    /// Lets Rust and C differ in the sign of `char`: `&[u8]` for `const char *`.
    pub fn allow_char_sign(mut self) -> Self {
        self.allowed.insert(Exception::CharSign);
        self
    }

    /// Lets Rust say `*mut c_void`, or have its context, where C has a pointer to something.
    pub fn allow_untyped(mut self) -> Self {
        self.allowed.insert(Exception::Untyped);
        self
    }

    /// Lets C say nothing of the parameters: `int (*f)()`.
    pub fn allow_unprototyped(mut self) -> Self {
        self.allowed.insert(Exception::Unprototyped);
        self
    }

    /// It is a type of this name: of a function, or of a pointer to one.
    pub fn is_typedef(self, name: &str) -> Verify {
        self.against(Against::Typedef(name.into()))
    }

    /// It is a field: `is_field("struct sqlite3_module", "xOpen")`, and `"outer.inner"` inside of another.
    pub fn is_field(self, record: &str, field: &str) -> Verify {
        self.against(Against::Field(record.into(), field.into()))
    }

    /// It is a parameter of a function, the first of which is 1.
    pub fn is_parameter(self, function: &str, number: usize) -> Verify {
        self.against(Against::Parameter(function.into(), number))
    }

    /// It is what C's `__typeof__` says of an expression or type: `is_type("signal(0, 0)")`.
    pub fn is_type(self, expression: &str) -> Verify {
        self.against(Against::Typedef(expression.into()))
    }

    /// It is this function, as a header declares it that the callback is exported for.
    pub fn is_function(self, name: &str) -> Verify {
        self.against(Against::Function(name.into()))
    }

    fn against(self, against: Against) -> Verify {
        self.verify.item(self.subject, against, self.allowed)
    }
}
