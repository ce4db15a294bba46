#[callback]
unsafe extern "C" {
    #[callback(fails = nonzero)]
    safe fn buffer_add(
        buffer: &mut Buffer,
        data: Release<Vec<u8>>,
        #[len(data)] n: usize,
        #[destroy(data)] _: Option<unsafe extern "C" fn(*const c_void, usize, #[context] *mut c_void)>,
        #[context(data)] _: *mut c_void,
    ) -> c_int;

    safe fn set_data<T: Send + 'static>(
        value: Option<Box<T>>,
        #[destroy(value)] destroy: Option<unsafe extern "C" fn(*mut c_void)>,
    ) {
        c::set_data(value.cast(), destroy)
    }
}
