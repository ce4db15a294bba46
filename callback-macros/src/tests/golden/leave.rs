#[callback(leave = |error| raise(state, error))]
fn function(state: *mut State, #[context(from = user(state))] calls: &mut u32) -> Result<c_int, Raised> {
    *calls += 1;
    Err(Raised)
}
