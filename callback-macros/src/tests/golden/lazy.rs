#[callback(lazy = ["libdb.so.2", "libdb.so.1"])]
unsafe extern "C" {
    #[link_name = "db_open2"]
    pub safe fn open(path: &CStr) -> c_int;

    safe fn both(path: &CStr) -> c_int {
        open(path)
    }
}
