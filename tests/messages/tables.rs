//! Methods and tables.
use callback_runtime::{Callback, callback};
use std::ffi::{CStr, c_char, c_int, c_void};

pub mod sys {
    use std::ffi::{c_char, c_int, c_void};
    #[repr(C)]
    pub struct ops {
        pub version: c_int,
        pub read: Option<unsafe extern "C" fn(*mut c_void, *mut c_char, usize) -> isize>,
        pub seek: Option<unsafe extern "C" fn(*mut c_void, i64) -> c_int>,
        pub close: Option<unsafe extern "C" fn(*mut c_void)>,
    }
    #[repr(C)]
    pub struct required {
        pub read: unsafe extern "C" fn(*mut c_void) -> c_int,
        pub close: unsafe extern "C" fn(*mut c_void),
    }
    #[repr(C)]
    pub struct carrying {
        pub data: *mut c_void,
        pub seek: Option<unsafe extern "C" fn(*mut c_void, i64) -> c_int>,
    }
    #[repr(C)]
    pub struct private {
        version: c_int,
        read: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
        pub seek: Option<unsafe extern "C" fn(*mut c_void, i64) -> c_int>,
    }
    pub struct unordered {
        pub read: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    }
}
pub struct File { at: i64 }

//# unknown_member
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn write(&mut self, offset: i64) -> c_int { 0 }
}

//# mistyped_member
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn seeks(&mut self, offset: i64) -> c_int { 0 }
}

//# wrong_parameter
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn seek(&mut self, offset: c_int) -> c_int { 0 }
}

//# wrong_result
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> i64 { 0 }
}

//# missing_parameter
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn seek(&mut self) -> c_int { 0 }
}

//# method_for_number
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn version(&self) -> c_int { 0 }
}

//# unknown_field
#[callback(table = sys::ops, fields(versoin = 1), fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# field_of_wrong_type
#[callback(table = sys::ops, fields(version = "1"), fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# field_twice
#[callback(table = sys::ops, fields(version = 1, version = 2), fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# member_twice
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
    #[callback(field = "seek")]
    fn tell(&mut self, offset: i64) -> c_int { 0 }
}

//# member_and_field
#[callback(table = sys::ops, fields(seek = None), fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# size_and_field
#[callback(table = sys::ops, size = version, fields(version = 1), fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# context_field_and_member
#[callback(table = sys::ops, context_field = seek, fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# member_left_out
#[callback(table = sys::required, fail = -1)]
impl File {
    fn read(&mut self) -> c_int { 0 }
}

//# not_repr_c (compiles: the representation is no type, and the declaration in the `-sys` crate is linted)
#[callback(table = sys::unordered, fail = -1)]
impl File {
    fn read(&mut self) -> c_int { 0 }
}

//# member_twice_under_cfg
#[callback(table = sys::ops, fail = -1)]
impl File {
    #[cfg(all())]
    fn seek(&mut self, offset: i64) -> c_int { 0 }
    #[callback(field = "seek")]
    fn tell(&mut self, offset: i64) -> c_int { 0 }
}

//# member_under_cfg_and_field
#[callback(table = sys::ops, fields(seek = None), fail = -1)]
impl File {
    #[cfg(all())]
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# context_field_and_field
#[callback(table = sys::carrying, context_field = data, fields(data = std::ptr::null_mut()), fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# two_setters_of_a_method
pub unsafe fn set_seek(o: *mut sys::ops, f: Option<unsafe extern "C" fn(*mut c_void, i64) -> c_int>) {}
#[callback(table = sys::ops, setters(seek = set_seek, seek = set_seek), fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# unknown_table
#[callback(table = sys::opts, fail = -1)]
impl File {
    fn read(&mut self) -> c_int { 0 }
}

//# table_is_string
#[callback(table = "ops", fail = -1)]
impl File {
    fn read(&mut self) -> c_int { 0 }
}

//# without_fail
#[callback(table = sys::ops)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# two_blocks
#[callback(fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}
#[callback(fail = -1)]
impl File {
    fn tell(&mut self) -> c_int { 0 }
}

//# two_blocks_with_the_same_method
pub trait Seek { fn seek(&mut self) -> c_int; }
#[callback(fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}
#[callback(fail = -1)]
impl Seek for File {
    fn seek(&mut self) -> c_int { 0 }
}

//# two_tables
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}
#[callback(table = sys::required, fail = -1)]
impl File {
    fn read(&mut self) -> c_int { 0 }
    fn close(&mut self) {}
}

//# module_of_user
mod file {}
#[callback(fail = -1)]
impl File {
    fn seek(&mut self, offset: i64) -> c_int { 0 }
}

//# wrong_self
#[callback(fail = -1)]
impl File {
    fn seek(self: &std::rc::Rc<std::cell::RefCell<Self>>, offset: i64) -> c_int { 0 }
}

//# self_pinned
#[callback(fail = -1)]
impl File {
    fn seek(self: std::pin::Pin<&mut Self>, offset: i64) -> c_int { 0 }
}

//# method_type
#[callback(fail = -1)]
impl File {
    fn seek(&mut self, offset: std::time::Duration) -> c_int { 0 }
}

//# method_of_own_type
#[callback(fail = -1)]
impl File {
    fn seek(&mut self, other: File) -> c_int { 0 }
}

//# context_twice
#[callback(fail = -1)]
impl File {
    fn seek(&mut self, #[context] other: &mut File) -> c_int { 0 }
}

//# context_too_far
#[callback(context = 3, fail = -1)]
impl File {
    fn seek(&mut self, a: c_int) -> c_int { 0 }
}

//# context_middle
#[callback(context = middle, fail = -1)]
impl File {
    fn seek(&mut self, a: c_int) -> c_int { 0 }
}

//# skip_with_value
#[callback(fail = -1)]
impl File {
    #[callback(skip = true)]
    fn seek(&mut self, a: c_int) -> c_int { 0 }
}

//# field_without_table
#[callback(fail = -1)]
impl File {
    #[callback(field = "xSeek")]
    fn seek(&mut self, a: c_int) -> c_int { 0 }
}

//# table_without_methods
#[callback(table = sys::ops, fail = -1)]
impl File {}

//# block_without_methods
#[callback]
impl File { const N: c_int = 1; }

//# generic_method
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn seek<T>(&mut self, a: i64) -> c_int { 0 }
}

//# table_of_plain_block
#[callback(fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}
pub fn f(file: File) { let _r = file::Table::own(file); }

//# table_of_scope_with_close
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn close(self) {}
}
pub fn f(mut file: File) { let _ = file::Table::scope(&mut file, |cb| ()); }

//# two_stops
#[callback(table = sys::ops, fail = -1)]
impl File {
    #[callback(ok = 0, err = -1)]
    fn seek(&mut self, a: i64) -> Result<(), String> { Ok(()) }
    #[callback(err = -1)]
    fn read(&mut self, #[len(n)] a: &mut [u8], n: usize) -> Result<isize, u8> { Ok(1) }
}

//# table_moved
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}
pub fn f(file: File) { let r = file::Table::own(file); let _: sys::ops = r.table(); }

//# own_type_in_table
pub struct Other;
#[callback(table = sys::ops, fail = -1)]
impl File {
    fn seek(&mut self, other: Other) -> c_int { 0 }
}

//# table_of_functions_alone
#[callback(table, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}
pub fn f(mut file: File) { let _ = file::Table::scope(&mut file, |cb| { cb.table(); }); }

//# table_of_functions_alone_kept
#[callback(table, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}
pub fn f(file: File) { let r = file::Table::own(file); let _ = r.table(); }

//# value_of_functions_alone
#[callback(table, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}
pub fn f(file: File) { let r = file::Table::own(file); let _ = unsafe { r.value() }; }

//# table_mut_of_functions_alone
#[callback(table, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}
pub fn f(file: File) { let r = file::Table::own(file); let _ = r.table_mut(); }

//# set_of_functions_alone
#[callback(table, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}
pub fn f(file: File, o: *mut sys::ops) { let r = file::Table::own(file); let _ = unsafe { r.set(o) }; }

//# shim_of_functions_alone
#[callback(table, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}
pub fn f(file: File) { let r = file::Table::own(file); let _: unsafe extern "C" fn(*mut c_void, i64) -> c_int = r.shim(); }

//# static_table_of_functions_alone
#[callback(table, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}
pub fn f() { let _ = file::Table::table(); }

//# table_is_pointer
#[callback(table = *mut sys::ops, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}

//# table_is_constant_pointer
#[callback(table = *const sys::ops, size = version, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}

//# table_is_reference
#[callback(table = &sys::ops, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}

//# table_is_option
#[callback(table = Option<sys::ops>, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}

//# table_is_alias_of_pointer
type Ops = *mut sys::ops;
#[callback(table = Ops, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}

//# table_is_array
#[callback(table = [sys::ops; 1], fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}

//# table_is_expression
#[callback(table = sys::ops { version: 1 }, fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}

//# setters_of_pointer
pub unsafe fn set_seek(o: *mut sys::ops, f: Option<unsafe extern "C" fn(*mut c_void, i64) -> c_int>) {}
#[callback(table = *mut sys::ops, setters(seek = set_seek), fail = -1)]
impl File {
    fn seek(&mut self, a: i64) -> c_int { 0 }
}

//# private_field
#[callback(table = sys::private, fail = -1)]
impl File {
    fn read(&mut self) -> c_int { 0 }
}

//# private_two_fields
pub mod other { #[repr(C)] pub struct Ops { tick: Option<unsafe extern "C" fn(*mut std::ffi::c_void)>, tock: Option<unsafe extern "C" fn(*mut std::ffi::c_void)> } }
#[callback(table = other::Ops)]
impl File {
    fn tick(&mut self) {}
    fn tock(&mut self) {}
}

//# member_left_out_of_two
#[callback(table = sys::required, fail = -1)]
impl File {
    fn close(&mut self) {}
}

//# member_left_out_and_used
#[callback(table = sys::required, fail = -1)]
impl File {
    fn read(&mut self) -> c_int { 0 }
}
pub fn f(mut file: File) { let _ = file::Table::scope(&mut file, |cb| { cb.table(); }); }

//# reference_left_out
pub mod other { #[repr(C)] pub struct Ops { pub name: &'static std::ffi::c_char, pub tick: Option<unsafe extern "C" fn(*mut std::ffi::c_void)> } }
#[callback(table = other::Ops)]
impl File {
    fn tick(&mut self) {}
}

//# member_left_out_of_inner
pub mod other {
    #[repr(C)] pub struct Inner { pub tock: unsafe extern "C" fn(*mut std::ffi::c_void) }
    #[repr(C)] pub struct Ops { pub inner: Inner, pub tick: Option<unsafe extern "C" fn(*mut std::ffi::c_void)> }
}
#[callback(table = other::Ops)]
impl File {
    fn tick(&mut self) {}
}

//# member_left_out_with_size
pub mod other { #[repr(C)] pub struct Ops { pub size: usize, pub tock: unsafe extern "C" fn(*mut std::ffi::c_void), pub tick: Option<unsafe extern "C" fn(*mut std::ffi::c_void)> } }
#[callback(table = other::Ops, size = size)]
impl File {
    fn tick(&mut self) {}
}

//# generic_table_member_left_out (compiles: the constant of a generic block is evaluated with the code that uses it)
pub struct Of<T>(T);
#[callback(table = sys::required, fail = -1)]
impl<T: 'static> Of<T> {
    fn read(&mut self) -> c_int { 0 }
}
pub fn f(mut of: Of<u32>) { let _ = of::Table::scope(&mut of, |cb| { cb.table(); }); }

//# table_mut_as_pointer
#[callback(table = sys::ops, fail = -1)]
impl File { fn seek(&mut self, a: i64) -> c_int { 0 } }
pub unsafe fn open(t: *mut sys::ops, data: *mut c_void) {}
pub fn f(mut file: File) { let _ = file::Table::scope(&mut file, |cb| unsafe { open(cb.table_mut(), cb.context()) }); }

//# table_mut_as_reference
#[callback(table = sys::ops, fail = -1)]
impl File { fn seek(&mut self, a: i64) -> c_int { 0 } }
pub unsafe fn open(t: *mut sys::ops, data: *mut c_void) {}
pub fn f(mut file: File) { let _ = file::Table::scope(&mut file, |cb| unsafe { open(&mut cb.table_mut(), cb.context()) }); }

//# table_for_mutable
#[callback(table = sys::ops, fail = -1)]
impl File { fn seek(&mut self, a: i64) -> c_int { 0 } }
pub unsafe fn open(t: *mut sys::ops, data: *mut c_void) {}
pub fn f(mut file: File) { let _ = file::Table::scope(&mut file, |cb| unsafe { open(cb.table(), cb.context()) }); }

//# table_mut_field
#[callback(table = sys::ops, fail = -1)]
impl File { fn seek(&mut self, a: i64) -> c_int { 0 } }
pub fn f(file: File) { let r = file::Table::own(file); let mut t = r.table_mut(); t.version = 2; }

//# table_mut_of_setters
pub unsafe fn set_seek(o: *mut sys::ops, f: Option<unsafe extern "C" fn(*mut c_void, i64) -> c_int>) {}
#[callback(table = sys::ops, setters(seek = set_seek), fail = -1)]
impl File { fn seek(&mut self, a: i64) -> c_int { 0 } }
pub fn f(file: File) { let r = file::Table::own(file); let _ = r.table_mut(); }

//# set_of_struct
#[callback(table = sys::ops, fail = -1)]
impl File { fn seek(&mut self, a: i64) -> c_int { 0 } }
pub fn f(file: File, o: *mut sys::ops) { let r = file::Table::own(file); let _ = unsafe { r.set(o) }; }

//# table_of_context_field
#[callback(table = sys::carrying, context_field = data, fail = -1)]
impl File { fn seek(&mut self, a: i64) -> c_int { 0 } }
pub fn f(file: File) { let r = file::Table::own(file); let _ = r.table(); }

//# table_mut_of_a_plain_callback
#[callback(fail = -1)]
impl File { fn seek(&mut self, a: i64) -> c_int { 0 } }
pub fn f(file: File) { let r = file::seek::own(file); let _ = r.table_mut(); }

//# three_blocks
#[callback(fail = -1)]
impl File { fn seek(&mut self, offset: i64) -> c_int { 0 } }
#[callback(fail = -1)]
impl File { fn tell(&mut self) -> c_int { 0 } }
#[callback(table = sys::ops, fail = -1)]
impl File { fn close(&mut self) {} }

//# two_tables_with_the_same_methods
pub struct Pipe;
pub trait Seek { fn seek(&mut self, a: i64) -> c_int; }
#[callback(table = sys::ops, fail = -1)]
impl File { fn seek(&mut self, offset: i64) -> c_int { 0 } }
#[callback(table = sys::ops, fail = -1)]
impl Seek for File { fn seek(&mut self, offset: i64) -> c_int { 0 } }

//# two_tables_of_functions_alone
#[callback(table, fail = -1)]
impl File { fn seek(&mut self, offset: i64) -> c_int { 0 } }
#[callback(table, fail = -1)]
impl File { fn read(&mut self) -> c_int { 0 } fn close(&mut self) {} }
