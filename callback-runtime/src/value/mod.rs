//! Values that C passes or receives, and the Rust types that they convert to.

pub(crate) mod allocated;
pub(crate) mod argument;
pub(crate) mod array;
pub(crate) mod buffer;
pub(crate) mod by_name;
pub(crate) mod c_array_box;
pub(crate) mod c_box;
pub(crate) mod c_name;
#[cfg(feature = "std")]
pub(crate) mod c_str_array;
pub(crate) mod callee;
#[cfg(feature = "std")]
pub(crate) mod carrier;
pub(crate) mod complex;
pub(crate) mod consumed;
pub(crate) mod convert;
pub(crate) mod enums;
pub(crate) mod ffi;
pub(crate) mod for_call;
pub(crate) mod formatted;
pub(crate) mod from_context;
pub(crate) mod functions;
pub(crate) mod give;
#[cfg(feature = "std")]
pub(crate) mod heap;
pub(crate) mod lent_slice;
#[cfg(all(
    unix,
    any(target_arch = "x86_64", target_arch = "riscv64", all(target_arch = "aarch64", not(target_vendor = "apple")))
))]
pub(crate) mod long_double;
pub(crate) mod matrix;
pub(crate) mod nullable;
pub(crate) mod of_rust;
pub(crate) mod out;
pub(crate) mod overlap;
#[cfg(all(unix, feature = "std"))]
pub(crate) mod paths;
pub(crate) mod prototype;
pub(crate) mod returns;
pub(crate) mod shown;
pub(crate) mod signal;
pub(crate) mod slice;
pub(crate) mod text_buffer;
pub(crate) mod to_c;
pub(crate) mod truth;
pub(crate) mod va_list;
pub(crate) mod validity;
pub(crate) mod variadic;
pub(crate) mod vectors;
pub(crate) mod wide;
