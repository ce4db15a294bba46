#[callback(returns = (), on_fail = |error| result_error(cx, error))]
fn function(cx: *mut Cx, n: c_int, #[context(from = user(cx))] calls: &mut u32) -> Result<(), Failed> {
    *calls += 1;
    Err(Failed)
}
