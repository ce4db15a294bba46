#[callback]
unsafe extern "C" {
    #[callback(fails = nonzero)]
    safe fn each<E>(
        #[callback(shared, fail = 0)] enter: Option<for<'a> fn(text: &'a CStr, #[context] _: _) -> c_int>,
        #[callback(ok = 0, err = 1, shared)] leave: fn(#[context] _: _, n: c_int) -> Result<(), E>,
        #[context(enter, leave)] user: *mut c_void,
    ) -> c_int;

    /// Several calls.
    #[callback(fails = never)]
    safe fn run(
        first: Option<fn(#[context] _: _)>,
        #[callback(continue = 0, break = 1)] second: fn(#[context] _: _) -> ControlFlow<c_int>,
        #[context(first, second)] user: *mut c_void,
        #[callback(retained)] kept: Option<fn(#[context] _: _)>,
        #[context(kept)] data: *mut c_void,
        #[destroy(kept)] notify: Option<unsafe extern "C" fn(*mut c_void)>,
        #[out] result: c_int,
    ) -> c_int {
        start(first.shim(), second.shim(), user);
        keep(kept.shim(), data, notify, result)
    }

    safe fn never(
        #[callback(panic = abort)] failed: fn(code: c_int, #[context] _: _) -> !,
        #[context(failed)] _: *mut c_void,
    );
}
