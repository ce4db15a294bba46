use callback_runtime::arg::ByValue;
use callback_runtime::callback;
use std::ffi::CStr;

/// An argument has the lifetime too.
#[callback(fail = std::ptr::null())]
fn same<'c>(#[context] _: &'c u8, text: &'c CStr) -> &'c CStr {
    text
}

/// An argument outlives the lifetime.
#[callback(fail = std::ptr::null())]
fn outlives<'c, 'a: 'c>(#[context] _: &'c u8, text: &'a CStr) -> &'c CStr {
    text
}

#[callback(fail = std::ptr::null())]
fn in_clause<'c, 'a>(#[context] _: &'c u8, text: &'a CStr) -> &'c CStr
where
    'a: 'c,
{
    text
}

/// A value that is kept until it is handed back.
#[callback(err = std::ptr::null())]
fn in_error<'c>(#[context] x: &'c u8) -> Result<&'c u8, &'c u8> {
    Err(x)
}

/// The one call consumes it.
#[callback(fail = std::ptr::null())]
fn once<'c>(#[context] x: Box<u8>, y: &'c u8) -> &'c u8 {
    y
}

#[callback(fail = std::ptr::null())]
fn unsized_<'c>(#[context] x: &'c String) -> &'c str {
    x
}

/// Two references, and rustc does not know which.
#[callback(fail = std::ptr::null())]
fn either(#[context] _: &u8, text: &CStr) -> &CStr {
    text
}

/// The referent has no written lifetime.
#[callback(fail = std::ptr::null())]
fn behind<'c>(#[context] _: &'c u8) -> &'c Text<'_> {
    todo!()
}

/// Nothing has the lifetime.
#[callback(fail = std::ptr::null())]
fn nowhere<'c>(#[context] _: &u8) -> &'c CStr {
    todo!()
}

/// Another outlives it.
#[callback(fail = std::ptr::null())]
fn bounded<'b, 'c: 'b>(#[context] _: &'c u8, _: &'b CStr) -> &'c CStr {
    todo!()
}

#[callback(err = std::ptr::null())]
fn in_clause_of_type<'c, T: Into<&'c u8>>(#[context] x: &'c u8, _value: ByValue<T>) -> Result<&'c u8, ()> {
    Ok(x)
}

struct Text<'a>(&'a CStr);

fn main() {}
