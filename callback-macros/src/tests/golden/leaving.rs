#[callback(returns = !)]
extern "C-unwind" fn on_error(#[context] errors: &mut u32, code: c_int) -> Result<Infallible, String> {
    Err(format!("code {code}"))
}

#[callback(ok = 0, leave = raise(state, 3))]
fn checks(state: *mut State, #[context(from = user(state))] limit: &c_int) -> Result<(), String> {
    Ok(())
}

#[callback(leave = |stop| raise(state, stop), returns = c_long)]
fn finds(state: *mut State, #[context(as = *const c_void)] limit: &c_int) -> ControlFlow<Found, c_int> {
    ControlFlow::Break(Found)
}

#[callback(leave = n * 100)]
fn answers(n: c_int) -> c_int {
    n
}

#[callback(panic = abort)]
fn fatal(n: c_int) -> ! {
    panic!("fatal {n}")
}
