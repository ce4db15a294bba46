use callback_runtime::{Callback, callback};

#[callback]
fn on_event(#[context] count: &mut usize) {
    *count += 1;
}

fn main() {
    let mut count = 0;
    let _ = on_event::scope(&mut count, |cb| {
        std::thread::scope(|threads| {
            threads.spawn(|| cb.context());
        });
    });
}
