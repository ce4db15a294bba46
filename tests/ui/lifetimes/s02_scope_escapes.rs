use callback_runtime::{Callback, callback};

#[callback]
fn on_event(#[context] count: &mut usize) {
    *count += 1;
}

// What lends the context ends with the closure: it can be neither returned nor put elsewhere.
fn main() {
    let mut count = 0;
    let returned = on_event::scope(&mut count, |cb| cb).unwrap();
    let mut kept = None;
    let _ = on_event::scope(&mut count, |cb| kept = Some(cb));
    let mut other = None;
    let _ = on_event::scope(&mut count, |cb| other = Some(cb.also::<on_event>()));
    let _ = (returned, kept, other);
}
