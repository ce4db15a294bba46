//! Forms of `self`.

use callback_runtime::callback;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

struct Pinned;

#[callback]
impl Pinned {
    fn poll(self: Pin<&mut Self>) {}
    fn put(self: &mut Box<Self>) {}
}

struct Both;

#[callback]
impl Both {
    fn shared(self: Arc<Self>) {}
    fn exclusive(&mut self) {}
    fn consumed(self) {}
}

struct TwoCounts;

#[callback]
impl TwoCounts {
    fn arc(self: Arc<Self>) {}
    fn rc(self: &Rc<Self>) {}
}

fn main() {}
