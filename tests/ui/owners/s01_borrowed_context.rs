use callback_runtime::{Callback, callback};

#[callback]
fn push(#[context] texts: &mut Vec<&str>) {
    texts.clear();
}

// What C keeps cannot borrow a local.
fn main() {
    let local = String::new();
    let registration = push::own(vec![local.as_str()]);
    drop(local);
    registration.close();
}
