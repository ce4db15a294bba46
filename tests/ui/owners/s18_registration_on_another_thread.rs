use callback_runtime::{Callback, callback};

#[callback]
fn on_event(#[context] calls: &mut u8) {
    *calls += 1;
}

fn main() {
    let registration = on_event::own(0);
    std::thread::spawn(move || registration.close());
}
