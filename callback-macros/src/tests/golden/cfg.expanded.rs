#[cfg(windows)]
#[::callback_runtime::callback()]
fn on_event(flags: u32, #[context] calls: &mut u8) {
    *calls += 1;
}
#[cfg(not(windows))]
#[::callback_runtime::callback()]
fn on_event(#[context] calls: &mut u8) {
    *calls += 1;
}
