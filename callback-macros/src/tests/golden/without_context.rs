#[callback(fail = libc::ENOSYS, panic = abort)]
unsafe extern "system" fn filter(code: u32, pointers: *mut Pointers) -> c_int {
    i32::from(code == 0)
}
