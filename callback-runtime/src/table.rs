//! Structs of function pointers, and objects that setters fill: `#[callback(table = …)] impl Type`.
//!
//! | C has | write |
//! | --- | --- |
//! | a struct of function pointers, and user data beside it | `#[callback(table = path::Struct)]`: a [`TableStruct`], whose contexts have `table()` |
//! | the same struct before there is a context | `Table::table()`, of a [`StaticTable`] |
//! | a struct that it writes to (`struct ops *`), or that has the user data as a member | `table_mut()`: a [`TableMut`] |
//! | an object with a function that sets each callback | `setters(METHOD = FUNCTION, …)`: [`TableSetters`], whose error is [`SetterFailed`] |
//! | functions on one user data, without a struct | `#[callback(table)]`: `shim_of()` |
//! | a struct whose members a `-sys` crate declares as safe functions | [`Filled`], without an `impl` block |
//!
//! Each such block has a type `Table` in the module of its callbacks, which implements [`Table`]. The arguments are in the documentation of
//! [`#[callback]`](macro@crate::callback).

pub use crate::abi::pointers::TableMember;
#[cfg(feature = "std")]
pub use crate::context::filled::{Filled, Points};
pub use crate::context::table::{SetterFailed, StaticTable, Table, TableSetters, TableStruct};
#[cfg(feature = "std")]
pub use crate::context::table_mut::TableMut;
