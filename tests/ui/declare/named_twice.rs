use callback_runtime::callback;
use std::ffi::c_int;

trait Walks {
    fn down(&mut self);
}

#[callback]
unsafe extern "C" {
    safe fn walk(down: fn(#[context] _: _), #[context(down, down)] walks: &mut impl Walks);

    safe fn visit(f: fn(#[context] _: _), g: fn(#[context] _: _), #[context(f, g, f)] data: *mut std::ffi::c_void);

    safe fn sum(a: &[c_int], #[len(a, a)] n: usize) -> c_int;
}

fn main() {}
