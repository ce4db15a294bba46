//! Several callbacks on one value.
use callback_runtime::arg::CStrPtr;
use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use std::ffi::{CStr, c_char, c_int, c_void};

pub trait Elements {
    fn start(&mut self, name: &CStr);
    fn end(&mut self, name: &CStr);
}
pub trait Counts {
    fn start(&self, name: &CStr) -> c_int;
    fn end(&self, name: &CStr) -> c_int;
}
pub trait Ends {
    fn start(&mut self, name: &CStr);
    fn end(self, name: &CStr);
}
pub struct Depth(u32);
impl Elements for Depth {
    fn start(&mut self, name: &CStr) { self.0 += 1; }
    fn end(&mut self, name: &CStr) { self.0 -= 1; }
}

//# end_by_value_without_closes
#[callback]
unsafe extern "C" {
    safe fn handle(
        #[callback(retained)] start: fn(#[context] _: _, name: &CStr),
        #[callback(retained)] end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: impl Ends,
    );
}

//# end_by_value_for_a_call
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut impl Ends,
    );
}

//# end_by_reference_with_closes
#[callback]
unsafe extern "C" {
    safe fn handle(
        #[callback(retained)] start: fn(#[context] _: _, name: &CStr),
        #[callback(retained, closes)] end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: impl Elements,
    );
}

//# method_missing
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        stop: fn(#[context] _: _, name: &CStr),
        #[context(start, stop)] v: &mut impl Elements,
    ) -> c_int;
}

//# method_with_other_parameters
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: c_int),
        #[context(start, end)] v: &mut impl Elements,
    ) -> c_int;
}

//# method_with_fewer_parameters
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _),
        #[context(start, end)] v: &mut impl Elements,
    ) -> c_int;
}

//# method_with_other_result
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        #[callback(fail = 0)] end: fn(#[context] _: _, name: &CStr) -> c_int,
        #[context(start, end)] v: &mut impl Elements,
    ) -> c_int;
}

//# method_needs_shared
#[callback]
unsafe extern "C" {
    safe fn handle(
        #[callback(shared)] start: fn(#[context] _: _, name: &CStr),
        #[callback(shared)] end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &impl Elements,
    ) -> c_int;
}

//# value_of_unknown_trait
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut impl Element,
    ) -> c_int;
}

//# value_without_mut
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &impl Elements,
    ) -> c_int;
}

//# kept_value_by_reference
#[callback]
unsafe extern "C" {
    safe fn handle(
        #[callback(retained)] start: fn(#[context] _: _, name: &CStr),
        #[callback(retained)] end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut impl Elements,
    );
}

//# value_by_value_for_a_call
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: impl Elements,
    ) -> c_int;
}

//# value_of_dyn
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut dyn Elements,
    ) -> c_int;
}

//# value_of_struct
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut Depth,
    ) -> c_int;
}

//# value_of_two_traits (compiles: the methods are those of the first)
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut (impl Elements + Counts),
    ) -> c_int;
}

//# value_of_closure_trait
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        #[context(start)] v: &mut impl FnMut(&CStr),
    ) -> c_int;
}

//# only_one_is_retained
#[callback]
unsafe extern "C" {
    safe fn handle(
        #[callback(retained)] start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: impl Elements,
    );
}

//# only_one_is_shared
#[callback]
unsafe extern "C" {
    safe fn handle(
        #[callback(shared, fail = 0)] start: fn(#[context] _: _, name: &CStr) -> c_int,
        #[callback(fail = 0)] end: fn(#[context] _: _, name: &CStr) -> c_int,
        #[context(start, end)] v: &impl Counts,
    ) -> c_int;
}

//# callback_without_its_context
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(name: &CStr),
        #[context(start, end)] v: &mut impl Elements,
    ) -> c_int;
}

//# optional_callback
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: Option<fn(#[context] _: _, name: &CStr)>,
        #[context(start, end)] v: &mut impl Elements,
    ) -> c_int;
}

//# given_closures
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut impl Elements,
    ) -> c_int;
}
pub fn f() { let _ = handle(|_| (), |_| ()); }

//# given_other_type
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut impl Elements,
    ) -> c_int;
}
pub fn f() { let mut n = 1; let _ = handle(&mut n); }

//# given_by_value
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut impl Elements,
    ) -> c_int;
}
pub fn f() { let _ = handle(Depth(0)); }

//# given_shared_reference
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut impl Elements,
    ) -> c_int;
}
pub fn f() { let _ = handle(&Depth(0)); }

//# kept_value_not_send
pub struct Counter(std::rc::Rc<u32>);
impl Elements for Counter {
    fn start(&mut self, name: &CStr) {}
    fn end(&mut self, name: &CStr) {}
}
#[callback]
unsafe extern "C" {
    safe fn handle(
        #[callback(retained, threads)] start: fn(#[context] _: _, name: &CStr),
        #[callback(retained, threads)] end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: impl Elements,
    );
}
pub fn f() { let _s = handle(Counter(Default::default())); }

//# result_needs_a_value
pub trait Steps { fn step(&mut self) -> Result<(), String>; }
#[callback]
unsafe extern "C" {
    safe fn run(step: fn(#[context] _: _) -> Result<(), String>, #[context(step)] v: &mut impl Steps);
}

//# trait_with_lifetime
pub trait Visits<'a> { fn visit(&mut self, name: &'a CStr); }
#[callback]
unsafe extern "C" {
    safe fn run(visit: fn(#[context] _: _, name: &CStr), #[context(visit)] v: &mut impl Visits<'_>);
}

//# method_takes_string
pub trait Texts { fn text(&mut self, text: &str); }
#[callback]
unsafe extern "C" {
    safe fn run(text: fn(#[context] _: _, text: &CStr), #[context(text)] v: &mut impl Texts);
}

//# named_twice
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, start)] v: &mut impl Elements,
    ) -> c_int;
}

//# two_values_for_one
#[callback]
unsafe extern "C" {
    safe fn handle(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut impl Elements,
        #[context(end)] w: &mut impl Elements,
    ) -> c_int;
}

//# method_is_static
pub trait Plain { fn start(name: &CStr); }
#[callback]
unsafe extern "C" {
    safe fn handle(start: fn(#[context] _: _, name: &CStr), #[context(start)] v: &mut impl Plain);
}

//# method_is_generic (compiles: the type parameter is that of the argument)
pub trait Generic { fn start<T>(&mut self, name: T); }
#[callback]
unsafe extern "C" {
    safe fn handle(start: fn(#[context] _: _, name: c_int), #[context(start)] v: &mut impl Generic);
}
