//! Compares the examples with the headers of what they call, by the system's C compiler. Each does so in a test of its own,
//! which is run here.

#![allow(dead_code, missing_docs, reason = "only the tests of the examples are run")]

#[path = "../examples/borrowed_result.rs"]
mod borrowed_result;
#[path = "../examples/by_value.rs"]
mod by_value;
#[path = "../examples/c_strings.rs"]
mod c_strings;
#[path = "../examples/closing_callback.rs"]
mod closing_callback;
#[path = "../examples/declare_expat.rs"]
mod declare_expat;
#[path = "../examples/declare_libc.rs"]
mod declare_libc;
#[path = "../examples/declare_sqlite.rs"]
mod declare_sqlite;
#[path = "../examples/destroy_notify.rs"]
mod destroy_notify;
#[path = "../examples/early_stop.rs"]
mod early_stop;
#[path = "../examples/enums.rs"]
mod enums;
#[path = "../examples/errors_travel.rs"]
mod errors_travel;
#[path = "../examples/future.rs"]
mod future;
#[path = "../examples/handed_over.rs"]
mod handed_over;
#[path = "../examples/kept.rs"]
mod kept;
#[path = "../examples/late_calls.rs"]
mod late_calls;
#[path = "../examples/lazy.rs"]
mod lazy;
#[path = "../examples/lent_slices.rs"]
mod lent_slices;
#[path = "../examples/matrix.rs"]
mod matrix;
#[path = "../examples/moves.rs"]
mod moves;
#[path = "../examples/no_context.rs"]
mod no_context;
#[path = "../examples/no_return.rs"]
mod no_return;
#[path = "../examples/on_close.rs"]
mod on_close;
#[path = "../examples/on_fail.rs"]
mod on_fail;
#[path = "../examples/once.rs"]
mod once;
#[path = "../examples/out_parameters.rs"]
mod out_parameters;
#[path = "../examples/overlapping.rs"]
mod overlapping;
#[path = "../examples/own.rs"]
mod own;
#[path = "../examples/owned_arrays.rs"]
mod owned_arrays;
#[path = "../examples/panics_travel.rs"]
mod panics_travel;
#[path = "../examples/pool.rs"]
mod pool;
#[path = "../examples/release.rs"]
mod release;
#[path = "../examples/share.rs"]
mod share;
#[path = "../examples/shared_value.rs"]
mod shared_value;
#[path = "../examples/signal.rs"]
mod signal;
#[path = "../examples/signature.rs"]
mod signature;
#[path = "../examples/slices.rs"]
mod slices;
#[path = "../examples/sort_with_state.rs"]
mod sort_with_state;
#[path = "../examples/static_slot.rs"]
mod static_slot;
#[path = "../examples/stop.rs"]
mod stop;
#[path = "../examples/string_lists.rs"]
mod string_lists;
#[path = "../examples/struct_fields.rs"]
mod struct_fields;
#[path = "../examples/sys_crate.rs"]
mod sys_crate;
#[path = "../examples/tables.rs"]
mod tables;
#[path = "../examples/thread_local.rs"]
mod thread_local;
#[path = "../examples/typed_declaration.rs"]
mod typed_declaration;
#[path = "../examples/until.rs"]
mod until;
#[path = "../examples/va_list.rs"]
mod va_list;
#[path = "../examples/variadic.rs"]
mod variadic;
#[path = "../examples/write_buffer.rs"]
mod write_buffer;
