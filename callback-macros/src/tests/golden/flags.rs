/// `int flags`
#[callback(flags)]
#[repr(i32)]
pub enum Mode {
    /// May be read.
    READ = 1,
    WRITE = 1 << 1,
}
