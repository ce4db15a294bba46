use callback_runtime::{Callback, callback};

#[callback(threads)]
fn push(#[context] texts: &mut Vec<&str>) {
    texts.clear();
}

#[callback(threads)]
fn once(#[context] texts: Vec<&str>) {
    drop(texts);
}

#[callback]
fn slot(#[context(static)] texts: &mut Vec<&'static str>) {
    texts.clear();
}

type Closure = Box<dyn FnMut() + Send>;

#[callback]
fn closure(#[context] f: &mut Closure) {
    f();
}

// Whoever keeps a context keeps what it borrows.
fn main() {
    let local = String::new();
    push::share(vec![local.as_str()]).close();
    push::own(vec![local.as_str()]).close();
    once::once(vec![local.as_str()]).close();
    drop(slot::acquire(vec![local.as_str()]));
    let mut calls = 0;
    closure::own(Box::new(|| calls += 1)).close();
    drop(local);
}
