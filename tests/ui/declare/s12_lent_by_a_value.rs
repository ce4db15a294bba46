//! C may pass what one method of a value lends it to another, which is not to change it meanwhile.

use std::ffi::{CStr, c_int};

use callback_runtime::callback;

trait Source {
    fn name(&mut self) -> &CStr;
    fn check(&mut self, text: &CStr) -> c_int;
}

trait Names {
    fn name(&self) -> &CStr;
    fn check(&self, text: &CStr) -> c_int;
}

trait Ends {
    fn name(&self) -> &CStr;
    fn end(self, text: Option<&CStr>);
}

#[callback]
unsafe extern "C" {
    safe fn exclusive(
        #[callback(fail = c"".as_ptr())] name: fn(#[context] _: _) -> &CStr,
        #[callback(fail = -1)] check: fn(text: &CStr, #[context] _: _) -> c_int,
        #[context(name, check)] source: &mut impl Source,
    );

    safe fn shared(
        #[callback(shared, fail = c"".as_ptr())] name: fn(#[context] _: _) -> &CStr,
        #[callback(shared, fail = -1)] check: fn(text: &CStr, #[context] _: _) -> c_int,
        #[context(name, check)] names: &impl Names,
    );

    safe fn ended(
        #[callback(retained, shared, fail = c"".as_ptr())] name: fn(#[context] _: _) -> &CStr,
        #[callback(retained, closes)] end: fn(text: Option<&CStr>, #[context] _: _),
        #[context(name, end)] ends: impl Ends,
    );
}

fn main() {}
