#[callback]
#[link(name = "sqlite3")]
unsafe extern "C" {
    /// Runs statements.
    #[callback(fails = nonzero, error = SqliteError)]
    pub safe fn sqlite3_exec(
        db: &Db,
        sql: &CStr,
        #[callback(continue = 0, break = 1)] on_row: fn(
            #[context] _: _,
            n: c_int,
            #[len(n)] values: &[CStrPtr],
        ) -> ControlFlow<()>,
        #[context(on_row)] _: *mut c_void,
    ) -> c_int;
}
