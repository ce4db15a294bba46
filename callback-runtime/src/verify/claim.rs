//! A callback, and the C type that it is compared with.

use std::collections::BTreeSet;

use super::Verify;
use super::compare::Exception;
use super::item::{Against, Subject};

/// A callback that is to be compared with a C type, which one of the methods `is_…` names.
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
    /// Allows a difference in the `const` behind pointers.
    ///
    /// It is for a callback that only reads memory that C lets it change, `&CStr` for `char *`, and for headers without
    /// `const`.
    pub fn allow_const(mut self) -> Self {
        self.allowed.insert(Exception::Const);
        self
    }

    /// Allows a difference in the sign of `char`: `&[u8]` for `const char *`.
    pub fn allow_char_sign(mut self) -> Self {
        self.allowed.insert(Exception::CharSign);
        self
    }

    /// Allows `*mut c_void`, or the context, for a pointer that is typed in C.
    pub fn allow_untyped(mut self) -> Self {
        self.allowed.insert(Exception::Untyped);
        self
    }

    /// Allows a C type without a list of parameters: `int (*f)()`.
    pub fn allow_unprototyped(mut self) -> Self {
        self.allowed.insert(Exception::Unprototyped);
        self
    }

    /// Compares it with the type of this name: of a function, or of a pointer to one.
    pub fn is_typedef(self, name: &str) -> Verify {
        self.against(Against::Typedef(name.into()))
    }

    /// Compares it with a field: `is_field("struct sqlite3_module", "xOpen")`, and `"outer.inner"` for a nested one.
    pub fn is_field(self, record: &str, field: &str) -> Verify {
        self.against(Against::Field(record.into(), field.into()))
    }

    /// Compares it with a parameter of a function, the first of which is 1.
    pub fn is_parameter(self, function: &str, number: usize) -> Verify {
        self.against(Against::Parameter(function.into(), number))
    }

    /// Compares it with the `__typeof__` of an expression or type: `is_type("signal(0, 0)")`.
    pub fn is_type(self, expression: &str) -> Verify {
        self.against(Against::Typedef(expression.into()))
    }

    /// Compares it with this function, as declared by a header: for a callback that is exported.
    pub fn is_function(self, name: &str) -> Verify {
        self.against(Against::Function(name.into()))
    }

    fn against(self, against: Against) -> Verify {
        self.verify.item(self.subject, against, self.allowed)
    }
}
