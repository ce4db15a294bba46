#[callback(threads = moves)]
fn on_commit(n: c_int, #[context] commits: &Cell<u32>) {
    commits.set(n)
}

#[callback]
unsafe extern "C" {
    safe fn each(
        #[callback(shared, threads = moves)] f: fn(#[context] _: _),
        #[context(f)] _: *mut c_void,
    );
}
