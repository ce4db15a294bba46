#[callback]
extern "C-unwind" fn on_error(#[context] state: &mut State, code: c_int) -> ! {
    panic!("{state:?} {code}")
}
