//! Agreements of C and Rust at compile time: function pointers, parameters by position, and types that C passes alike.

pub(crate) mod arities;
pub(crate) mod context_pointer;
pub(crate) mod fn_pointer;
pub(crate) mod pointers;
pub(crate) mod same_abi;
pub(crate) mod type_id;
pub(crate) mod user_data;
