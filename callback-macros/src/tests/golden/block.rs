#[callback(crate = crate::rt)]
#[link(name = "db")]
#[cfg(unix)]
unsafe extern "C" {
    /// An object of C's.
    #[cfg(feature = "objects")]
    pub type Db;

    #[cfg(feature = "variables")]
    pub static db_version: c_int;
    static mut db_counters: [[u8; 4]; 2];
    #[link_name = "db_all_names"]
    safe static db_names: *const *const c_char;
    static mut db_user: *mut c_void;

    #[callback(free = db_free)]
    pub safe fn db_new() -> Option<CBox<Db>>;
    unsafe fn db_free(db: *mut Db);

    #[callback(errno = negative)]
    safe fn db_write(db: &Db, first: &[u8], second: &mut [u8], #[len(first, second)] n: usize) -> isize;

    #[link_name = "db_find2"]
    #[callback(fails = null, error = DbError)]
    safe fn find<'a, T: Copy + 'a, const N: usize>(
        items: &'a [T],
        #[len(items)] n: size_t,
        #[size_of(T)] size: usize,
        keys: Option<&[u8; N]>,
        #[out] index: c_int,
        #[out(free = db_free, always)] message: Option<CBox<CStr>>,
    ) -> *mut T;

    #[callback(fails = null)]
    safe fn db_names_of(text: &str, #[len(text)] n: usize) -> Option<&CStr>;

    safe fn db_filled(bytes: &mut [u8], #[len(bytes)] n: c_int, #[out] filled: size_t);

    safe fn db_conditional(#[cfg(windows)] handle: usize, flags: c_uint) -> ();

    safe fn db_named(name: &str, other: &CStrPtr);

    safe fn db_printf(format: &CStr, ...) -> c_int;

    safe fn db_set(
        db: &Db,
        option: c_int,
        #[variadic] value: c_long,
        #[callback(threads)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    ) -> c_int;

    safe fn db_sort<'a, T: Compare + 'a>(
        items: &mut [T],
        #[len(items)] n: usize,
        compare: extern "C" fn(*const c_void, *const c_void) -> c_int,
        #[callback(shared)] f: extern "system" fn(&T) -> Ordering,
    ) where
        T: Debug,
        'a: 'static;
}
