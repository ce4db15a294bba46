//! A method of a shared value takes it as the callback has it.

use std::ffi::{CStr, c_int};

use callback_runtime::callback;

trait Ends {
    fn start(&mut self, name: &CStr);
    fn end(self, name: &CStr);
}

trait Boxed {
    fn visit(self: Box<Self>);
}

trait Changes {
    fn change(&mut self) -> c_int;
}

// `&self` is lent from `&mut self`.
trait Looks {
    fn look(&self) -> c_int;
}

#[callback]
unsafe extern "C" {
    safe fn without_closes(
        #[callback(retained)] start: fn(#[context] _: _, name: &CStr),
        #[callback(retained)] end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: impl Ends,
    );
    safe fn for_a_call(
        start: fn(#[context] _: _, name: &CStr),
        end: fn(#[context] _: _, name: &CStr),
        #[context(start, end)] v: &mut impl Ends,
    );
    safe fn boxed(visit: fn(#[context] _: _), #[context(visit)] v: &mut impl Boxed);
    safe fn closes(
        #[callback(retained, closes, fail = 0)] change: fn(#[context] _: _) -> c_int,
        #[context(change)] v: impl Changes,
    );
    safe fn shared(
        #[callback(shared, fail = 0)] change: fn(#[context] _: _) -> c_int,
        #[context(change)] v: &impl Changes,
    );
    safe fn looks(#[callback(fail = 0)] look: fn(#[context] _: _) -> c_int, #[context(look)] v: &mut impl Looks);
}

fn main() {}
