//! A table of functions alone has no struct and no setters.

use std::ffi::{c_int, c_void};

use callback_runtime::table::StaticTable;
use callback_runtime::{Callback, callback};

struct File;

#[callback(table, fail = -1)]
impl File {
    fn size(&self) -> c_int {
        0
    }
}

fn main() {
    let _ = file::Table::scope(&File, |cb| {
        let _ = cb.table();
        let _ = cb.table_mut();
        let _ = unsafe { cb.value() };
    });
    let kept = file::Table::own(File);
    let _ = kept.table();
    let _ = kept.table_mut();
    let _ = unsafe { kept.value() };
    let _ = file::Table::table();
    let _: unsafe extern "C" fn(*mut c_void) -> c_int = kept.shim();
}
