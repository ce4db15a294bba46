#[callback(fial = 0, ok = 1)]
fn generic<T>(#[context] x: &mut T, y: &[u8]) -> Result<(), T> {
    Ok(())
}
