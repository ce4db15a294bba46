use callback_runtime::arg::{Array, CStrPtr, Out};
use callback_runtime::callback;
use callback_runtime::foreign::{CBox, CStrSlice};
use callback_runtime::ret::Allocated;
use std::ffi::{CStr, c_char, c_int, c_void};

type Name = CStrPtr<'static>;

#[callback]
unsafe extern "C" {
    unsafe fn free(memory: *mut c_void);
    unsafe fn names_free(names: *mut *mut c_char);

    safe fn no_length(n: &c_int) -> &[c_int];
    safe fn no_length_of_array(n: &c_int) -> Array<'_, &CStr>;
    #[callback(free = free)]
    safe fn no_length_of_box(n: &c_int) -> CBox<[u8]>;
    #[callback(free = names_free)]
    safe fn no_length_of_strings() -> Option<CBox<CStrSlice>>;
    safe fn no_length_of_out(#[out(free = free)] data: CBox<[u8]>) -> c_int;

    #[callback(free = free, len = 3, ends = zero)]
    safe fn two_lengths() -> CBox<[u8]>;
    #[callback(free = free, len = 3)]
    safe fn a_length_and_a_place(#[len(result)] _: usize) -> CBox<[u8]>;
    #[callback(len = 3)]
    safe fn a_length_of_a_number() -> c_int;
    #[callback(free = free, len = 3)]
    safe fn a_length_of_a_string() -> CBox<CStr>;
    #[callback(len = 3)]
    safe fn a_length_of_nothing();
    safe fn a_place_of_nothing(#[len(result)] n: usize);
    #[callback(free = free)]
    safe fn the_place_itself(#[len(result)] n: *mut usize) -> CBox<[u8]>;

    #[callback(free = free, ends = null)]
    safe fn strings_that_are_copied_out() -> CBox<[CStrPtr<'static>]>;
    #[callback(free = free, len = 2)]
    safe fn lent(of: &CStr) -> CBox<[&CStr]>;

    safe fn lends(f: fn(#[result(pointer)] _: Out<'_, *const u8>, #[result(len)] _: Out<'_, usize>) -> &'static [u8]);
}

#[callback(err = std::ptr::null_mut())]
fn allocates(#[context] _state: &u8) -> Result<Allocated<[u8]>, u8> {
    Err(1)
}

fn main() {
    let _: Option<Out<'_, u8>> = None;
    let _: Option<Name> = None;
}
