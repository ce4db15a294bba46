#[callback(threads)]
#[cfg(unix)]
fn on_signal(#[context(pool = 2)] signals: &AtomicU32, signal: c_int) {
    signals.fetch_or(1 << signal, Relaxed);
}
