//! A callback, and the C type that it is compared with.

use super::Verify;
use super::compare::Exception;
use super::item::{Against, Allowed, Subject};

/// A callback that is to be compared with a C type, which one of the methods `is_…` names.
///
/// The methods that begin with `allow` make exceptions for this callback.
#[derive(Clone, Debug)]
#[must_use = "say what the callback is in the header: `is_typedef`, `is_field`, `is_parameter`, `is_type`"]
pub struct Claim {
    pub(super) verify: Verify,
    pub(super) subject: Subject,
    pub(super) allowed: Allowed,
}

impl Claim {
    /// Allows a difference in the `const` behind pointers.
    ///
    /// It is for a callback that only reads memory that C lets it change, `&CStr` for `char *`, and for headers without
    /// `const`.
    pub fn allow_const(mut self) -> Self {
        self.allowed.anywhere.insert(Exception::Const);
        self
    }

    /// Allows a difference in `const` for one parameter, the first of which is 1, or for the result, which is 0.
    ///
    /// Unlike [`allow_const`](Claim::allow_const), it hides no difference in another place.
    pub fn allow_const_of(mut self, parameter: usize) -> Self {
        self.allowed.at.insert((parameter, Exception::Const));
        self
    }

    /// Allows a difference in the sign of `char`: `&[u8]` for `const char *`.
    pub fn allow_char_sign(mut self) -> Self {
        self.allowed.anywhere.insert(Exception::CharSign);
        self
    }

    /// Allows `*mut c_void`, or the context, for a pointer that is typed in C.
    pub fn allow_untyped(mut self) -> Self {
        self.allowed.anywhere.insert(Exception::Untyped);
        self
    }

    /// Allows a C type without a list of parameters: `int (*f)()`.
    pub fn allow_unprototyped(mut self) -> Self {
        self.allowed.anywhere.insert(Exception::Unprototyped);
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
        self.against(Against::Inner(function.into(), [Some(number)].into()))
    }

    /// Compares it with the function that a function returns: `is_result("signal")`.
    pub fn is_result(self, function: &str) -> Verify {
        self.is_inner(function, &[0])
    }

    /// Compares it with a function that stands in the type of another one: each step of the way is a parameter, the
    /// first of which is 1, or the result, which is 0.
    ///
    /// With `typedef void (*each_fn)(void *user, int (*step)(int))`, `step` is `is_inner("each_fn", &[2])`. The function
    /// may be any expression or type: `"((struct sqlite3_vfs *)0)->xDlSym"`, whose result is `&[0]`.
    pub fn is_inner(self, function: &str, way: &[usize]) -> Verify {
        let step = |step: &usize| if *step == 0 { None } else { Some(*step) };
        self.against(Against::Inner(function.into(), way.iter().map(step).collect()))
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
