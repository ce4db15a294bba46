//! Attributes on what they are not about.

use callback_runtime::callback;
use std::ffi::c_int;

#[callback]
#[len(n)]
fn on_the_function(_items: &u8, _n: usize) {}

#[callback]
fn variadic(_format: &u8, #[variadic] _value: c_int) {}

#[callback]
fn destroy(#[destroy(variadic)] _notify: *mut u8) {}

#[callback]
fn out(#[out] _place: *mut c_int) {}

#[callback]
fn size(#[size_of(u8)] _size: usize) {}

#[callback]
fn function(#[callback] _f: unsafe extern "C" fn(c_int)) {}

#[callback]
#[callback(threads)]
fn twice(_x: c_int) {}

struct Reader;

#[callback]
impl Reader {
    #[context]
    fn on_the_method(&self) {}
    fn variadic(&self, #[variadic] _value: c_int) {}
    fn on_self(#[len(1)] &self) {}
    #[callback(skip)]
    fn left_out(&self, #[len(1)] _items: &[u8]) {}
}

struct Marked;

#[callback]
impl Marked {
    #[callback]
    fn marked(&self) {}
    fn unmarked(&self, #[len(1)] _items: &[u8]) {}
}

#[callback]
#[context]
type OnTick = fn(#[variadic] value: c_int);

fn main() {}
