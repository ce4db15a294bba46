#[callback]
fn raw(#[context] state: *mut State) {}

#[callback]
fn embedded<'a>(#[context(embedded = Base)] state: &mut State, name: &'a CStr) {}

#[callback]
fn found(base: &Base, code: c_int, #[context(from = user(base, code))] state: &State) {}

#[callback]
#[keep(no_mangle)]
fn object(#[context] call: &mut (dyn FnMut(c_int) +)) {}

#[callback]
#[unsafe(export_name = "db_hook")]
fn exported(#[context] state: &mut State, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8) {}

#[callback]
#[cfg_attr(unix, deprecated)]
fn conditional(#[cfg_attr(unix, len(2), cfg(any()))] pair: &[u8]) {}
