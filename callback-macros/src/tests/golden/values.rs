#[callback]
unsafe extern "C" {
    safe fn visit(
        n: c_int,
        enter: fn(depth: c_int, #[context] _: _),
        #[callback(ok = 0, err = -1)] leave: fn(depth: c_int, #[context] _: _) -> Result<(), String>,
        #[context(enter, leave)] visitor: &mut impl Visit,
    ) -> c_int;

    safe fn listen(
        #[callback(retained, threads)] event: fn(#[context] user: *mut Event, value: c_int),
        #[callback(retained, closes)] end: fn(#[context] _: _),
        #[context(event, end)] listener: impl Listen,
    );
}
