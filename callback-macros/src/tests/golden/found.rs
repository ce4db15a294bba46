#[callback(crate = crate::rt)]
fn on_data(handle: *mut Handle, #[context(from = (*handle).data)] calls: &Cell<u8>) {
    calls.set(1);
}
