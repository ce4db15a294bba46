//! A type that stays in its place is not for `&mut`, unless it has a type parameter of the callback: then it is of Rust.
use std::marker::PhantomPinned;

use callback_runtime::callback;

#[repr(C)]
struct Node {
    next: *mut Node,
    pinned: PhantomPinned,
}

#[callback]
fn one(node: &mut Node) {
    node.next = node;
}

#[callback]
fn maybe_one(node: Option<&mut Node>) {
    drop(node);
}

#[callback]
fn elements(n: usize, #[len(n)] nodes: &mut [Node]) {
    nodes.swap(0, 1);
}

type Ref<'a> = &'a mut Node;

#[callback]
fn by_alias(node: Ref<'_>) {
    node.next = node;
}

struct Inner<H> {
    handler: H,
}

#[callback]
fn of_rust<H: Fn()>(inner: &mut Inner<H>) {
    (inner.handler)();
}

fn main() {}
