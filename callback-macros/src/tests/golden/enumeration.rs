/// `enum level`
#[derive(Clone, Copy, Debug)]
#[callback]
#[repr(C)]
pub enum Level {
    Debug,
    #[cfg(feature = "info")]
    Info = 5,
    #[other]
    Unknown(c_int),
}
