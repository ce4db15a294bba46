#[callback(table = sys::ops, size = size, fields(version = 2), context_field = user, mod = pub(crate) ops)]
impl Sink {
    #[callback(fail = -1, field = "xPut")]
    extern "C" fn put(&self, value: c_int) -> c_int {
        value
    }

    #[cfg(feature = "flush")]
    #[callback]
    fn flush(&self) {}
}
