#[callback]
fn on_event(#[cfg(windows)] flags: u32, #[context] calls: &mut u8) {
    *calls += 1;
}
