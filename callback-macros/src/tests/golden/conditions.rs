#[callback]
unsafe extern "C" {
    #[cfg_attr(windows, cfg_attr(new, link_name = "size64"), doc(alias = "size"))]
    safe fn size() -> c_int;
}

#[callback(crate = crate::rt)]
#[repr(C)]
enum Level {
    #[cfg_attr(windows, name = "LEVEL_LOW", other, allow(dead_code))]
    #[cfg_attr(unix, allow(dead_code))]
    Low,
}

#[callback(fail = 0)]
impl Reader {
    #[cfg_attr(windows, callback(skip))]
    fn read(&self) -> c_int {
        #[cfg_attr(windows, allow(unused))]
        let n = 0;
        n
    }
}
