use callback_runtime::callback;
use std::ffi::CStr;
use std::sync::Arc;

struct Names(Vec<&'static CStr>);

#[callback(fail = std::ptr::null())]
impl Names {
    /// Not from `self`.
    fn argument<'a>(&self, text: &'a CStr) -> &'a CStr {
        text
    }

    /// An argument has the lifetime too.
    fn either<'c>(&'c self, text: &'c CStr) -> &'c CStr {
        text
    }

    #[allow(clippy::needless_lifetimes)]
    fn slice<'a>(&self, text: &'a [u8; 4], #[result(len)] _: callback_runtime::arg::Out<'_, usize>) -> &'a [u8] {
        text
    }

    /// One call consumes it.
    fn consumed<'a>(self, text: &'a CStr) -> &'a CStr {
        text
    }
}

struct Counted;

#[callback(fail = std::ptr::null())]
impl Counted {
    /// Rust takes the lifetime of the one reference, which is the argument.
    fn elided(self: Arc<Self>, text: &CStr) -> &CStr {
        text
    }
}

fn main() {}
