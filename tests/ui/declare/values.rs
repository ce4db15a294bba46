//! A value whose methods are callbacks.

use std::ffi::{c_int, c_void};

use callback_runtime::callback;

trait Visit {
    fn enter(&mut self, depth: c_int);
    fn leave(&mut self, depth: c_int);
}

trait During<'a> {
    fn enter(&mut self, depth: &'a c_int);
}

#[callback]
unsafe extern "C" {
    safe fn absent(
        enter: fn(#[context] _: _, depth: c_int),
        leave: Option<fn(#[context] _: _, depth: c_int)>,
        #[context(enter, leave)] visitor: &mut impl Visit,
    );

    safe fn kept_by_reference(
        #[callback(retained)] enter: fn(#[context] _: _, depth: c_int),
        #[context(enter)] visitor: &mut impl Visit,
    );

    safe fn given_away(enter: fn(#[context] _: _, depth: c_int), #[context(enter)] visitor: impl Visit);

    safe fn exclusive(
        #[callback(shared)] enter: fn(#[context] _: _, depth: c_int),
        #[context(enter)] visitor: &mut impl Visit,
    );

    safe fn once(
        #[callback(once)] enter: fn(#[context] _: _, depth: c_int),
        #[context(enter)] visitor: &mut impl Visit,
    );

    safe fn of_any_size(enter: fn(#[context] _: _, depth: c_int), #[context(enter)] visitor: &mut (impl Visit + ?Sized));

    safe fn with_lifetime<'a>(
        enter: fn(#[context] _: _, depth: &c_int),
        #[context(enter)] visitor: &mut impl During<'a>,
    );

    safe fn with_binder(
        enter: fn(#[context] _: _, depth: &c_int),
        #[context(enter)] visitor: &mut impl for<'a> During<'a>,
    );

    safe fn object(enter: fn(#[context] _: _, depth: c_int), #[context(enter)] visitor: &mut dyn Visit);

    safe fn optional(enter: fn(#[context] _: _, depth: c_int), #[context(enter)] visitor: Option<&mut impl Visit>);

    safe fn without_name(enter: fn(#[context] _: _, depth: c_int), #[context(enter)] _: &mut impl Visit);

    safe fn of_nothing(enter: fn(#[context] _: _, depth: c_int), #[context(entre)] visitor: &mut impl Visit);

    safe fn a_pointer(enter: fn(#[context] _: _, depth: c_int), #[context(enter)] _: *mut c_void);
}

fn main() {}
