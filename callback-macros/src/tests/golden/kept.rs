#[callback]
unsafe extern "C" {
    safe fn attach(
        #[callback(retained, fail = -1)] f: fn(value: c_int, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<(unsafe extern "C" fn(*const c_char, #[context] *mut c_void))>,
    );

    safe fn subscribe(
        db: &Db,
        name: &CStr,
        #[callback(retained, threads, unregister = unsubscribe(db, f, user))] f: Option<fn(#[context] _: _)>,
        #[context(f)] user: *mut c_void,
    ) -> c_int;

    safe fn number(
        #[callback(retained, shared, threads)] f: fn(#[context(as = *const c_void)] _: _),
        #[context(f)] _: *const c_void,
    );

    safe fn on_signal(
        #[callback(retained, threads)] f: fn(#[context(static)] _: _, signal: c_int),
        #[callback(retained)] g: Option<fn(signal: c_int)>,
    );

    safe fn submit(
        #[callback(retained, once)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
        #[callback(once)] g: Option<fn(#[context(from = user(db))] _: _, db: *mut Db)>,
    );
}
