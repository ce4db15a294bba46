#[callback(panic = abort)]
fn plain(code: Code, name: Option<&CStr>, raw: *const u8) {}

#[callback(panic = abort, fail = -1)]
fn counted(#[len(n)] bytes: &[u8], n: usize) -> c_int {
    0
}

#[callback(panic = abort, fail = null())]
fn optional() -> Option<NonNull<u8>> {
    None
}

#[callback(panic = abort, returns = c_long, fail = 0)]
fn returned(code: c_int) -> c_int {
    code
}
