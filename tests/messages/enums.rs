//! Enums and flags.
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char, c_int, c_uint, c_void};

//# without_repr
#[callback]
pub enum Level { Low, High }

//# with_data
#[callback]
#[repr(C)]
pub enum Level { Low, High(c_int) }

//# other_without_number
#[callback]
#[repr(i32)]
pub enum Level { Low, #[other] Other }

//# other_of_other_width
#[callback]
#[repr(i32)]
pub enum Level { Low, #[other] Other(u8) }

//# other_of_c_width
#[callback]
#[repr(C)]
pub enum Level { Low, #[other] Other(u8) }

//# other_of_sign
#[callback]
#[repr(u8)]
pub enum Level { Low, #[other] Other(i8) }

//# other_of_long
#[callback]
#[repr(C)]
pub enum Level { Low, #[other] Other(i64) }

//# two_others
#[callback]
#[repr(i32)]
pub enum Level { Low, #[other] Other(i32), #[other] More(i32) }

//# other_without_attribute
#[callback]
#[repr(i32)]
pub enum Level { Low, Other(i32) }

//# othr
#[callback]
#[repr(i32)]
pub enum Level { Low, #[othr] Other(i32) }

//# flags_with_other
#[callback(flags)]
#[repr(C)]
pub enum Mode { READ = 1, #[other] Other(c_uint) }

//# flags_without_values
#[callback(flags)]
#[repr(C)]
pub enum Mode { READ, WRITE, EXECUTE }

//# flags_cast
#[callback(flags)]
#[repr(C)]
pub enum Mode { READ = 1, WRITE = 2 }
pub fn f() -> u32 { Mode::READ as u32 }

//# cast_with_other
#[callback]
#[repr(i32)]
pub enum Level { Low, #[other] Other(i32) }
pub fn f() -> i32 { Level::Low as i32 }

//# from_number
#[callback]
#[repr(i32)]
pub enum Level { Low, High }
pub fn f() -> Level { Level::from(1) }

//# fail_number (compiles: the C type of the enum is an integer)
#[callback]
#[repr(C)]
pub enum Level { Low, High }
#[callback(fail = 0)]
pub fn level(n: c_int) -> Level { Level::Low }

//# empty
#[callback]
#[repr(C)]
pub enum Level {}

//# repr_rust
#[callback]
#[repr(Rust)]
pub enum Level { Low }

//# repr_of_two
#[callback]
#[repr(C, u8)]
pub enum Level { Low }

//# repr_i128
#[callback]
#[repr(i128)]
pub enum Level { Low }

//# duplicate_value
#[callback]
#[repr(i32)]
pub enum Level { Low = 1, High = 1 }

//# value_too_large
#[callback]
#[repr(u8)]
pub enum Level { Low = 1, High = 300 }

//# generic
#[callback]
#[repr(C)]
pub enum Level<const N: u8> { Low, High }

//# derive_clash
#[callback]
#[repr(C)]
#[derive(Clone, Copy)]
pub enum Level { Low, High }
impl From<Level> for c_uint { fn from(l: Level) -> c_uint { 0 } }

//# fail_argument
#[callback(fail = 0)]
#[repr(C)]
pub enum Level { Low, High }

//# prefix_without_text
#[callback(prefix = LEVEL_)]
#[repr(C)]
pub enum Level { Low, High }

//# name_on_variant
#[callback]
#[repr(C)]
pub enum Level { Low, #[name(LEVEL_HIGH)] High }

//# reference_to_enum
#[callback]
#[repr(C)]
pub enum Level { Low, High }
#[callback]
pub fn on_level(level: &mut Level) {}

//# slice_of_rust_enum
#[repr(C)]
pub enum Level { Low, High }
#[callback]
pub fn on_levels(#[len(n)] levels: &[Level], n: usize) {}

//# context_enum_by_number
#[callback]
#[repr(C)]
pub enum Level { Low, High }
unsafe extern "C" { fn set(f: unsafe extern "C" fn(i64)); }
#[callback]
pub fn on_level(level: Level) {}
pub fn f() { unsafe { set(on_level::shim()) } }

//# other_of_alias
type Byte = u8;
#[callback]
#[repr(C)]
pub enum Kind { A = 1, #[other] Other(Byte) }

//# other_of_char
#[callback]
#[repr(C)]
pub enum Kind { A = 1, #[other] Other(std::ffi::c_uchar) }

//# other_of_wider
#[callback]
#[repr(i16)]
pub enum Kind { A = 1, #[other] Other(c_int) }

//# other_of_string
#[callback]
#[repr(C)]
pub enum Kind { A = 1, #[other] Other(String) }

//# other_of_reference
#[callback]
#[repr(C)]
pub enum Kind { A = 1, #[other] Other(&'static str) }
