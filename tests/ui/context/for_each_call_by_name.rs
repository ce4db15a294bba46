//! Contexts by value that a function is meant to have in each call, behind a name of the user's.

use std::pin::Pin;
use std::ptr::NonNull;
use std::rc::Weak;

use callback_runtime::callback;

trait Has {
    type It;
}

impl Has for () {
    type It = u64;
}

type Id = u32;
type Maybe<'a> = Option<&'a str>;
type State<'a> = &'a mut Vec<u8>;
type Pinned<'a> = Pin<&'a mut Vec<u8>>;
type Object = NonNull<u8>;
type Raw = *mut u8;
type Parent = Weak<String>;
type Shared = std::sync::Weak<String>;
type Pair = (u32, u8);
type Key = [u8; 4];

#[callback]
fn number(#[context] _id: Id) {}

#[callback]
fn projected(#[context] _id: <() as Has>::It) {}

#[callback]
fn optional(#[context] _text: Maybe<'_>) {}

#[callback]
fn referred(#[context] _state: State<'_>) {}

#[callback]
fn pinned(#[context] _state: Pinned<'_>) {}

#[callback]
fn object(#[context] _object: Object) {}

#[callback]
fn raw(#[context] _object: Raw) {}

#[callback]
fn weak(#[context] _parent: Parent) {}

#[callback]
fn shared(#[context] _parent: Shared) {}

#[callback]
fn optional_weak(#[context] _parent: Option<Parent>) {}

#[callback]
fn pair(#[context] _pair: Pair) {}

#[callback]
fn key(#[context] _key: Key) {}

// One call consumes these.

#[callback]
fn boxed(#[context] _text: Box<str>) {}

#[callback]
fn text(#[context] _text: String) {}

#[callback]
fn pair_of_text(#[context] _pair: (String, u32)) {}

#[derive(Clone, Copy)]
struct Job(u32);

#[callback]
fn job(#[context] _job: Job) {}

fn main() {}
