//! An argument from C ends with the call, whatever wraps it and however the lifetime gets there.
use std::ffi::c_int;

use callback_runtime::arg::{Array, ByValue, CPtr, CStrPtr, InOut, Matrix};
use callback_runtime::callback;

#[repr(C)]
#[derive(Clone, Copy)]
struct Item<'a> {
    value: &'a u64,
}

type Alias<'a> = Item<'a>;

trait Family<'a> {
    type Member;
}

struct Items;

impl<'a> Family<'a> for Items {
    type Member = Item<'a>;
}

macro_rules! item {
    ($lifetime:lifetime) => {
        Item<$lifetime>
    };
}

#[callback]
fn reference<'a>(item: &Item<'a>, #[context] items: &mut Vec<Item<'a>>) {
    items.push(*item);
}

#[callback]
fn exclusive<'a>(item: Option<&mut Item<'a>>, #[context] items: &mut Vec<Item<'a>>) {
    items.extend(item.copied());
}

#[callback]
fn slice<'a>(n: c_int, #[len(n)] item: &[Item<'a>], #[context] items: &mut Vec<Item<'a>>) {
    items.extend(item);
}

#[callback]
fn value<'a>(item: ByValue<Item<'a>>, #[context] items: &mut Vec<Item<'a>>) {
    items.push(item.0);
}

#[callback]
fn place<'a>(item: InOut<'_, ByValue<Item<'a>>>, #[context] items: &mut Vec<Item<'a>>) {
    items.push(item.get().0);
}

#[callback]
fn array<'a>(n: c_int, #[len(n)] item: Array<'_, &Item<'a>>, #[context] items: &mut Vec<Item<'a>>) {
    items.extend(item.get(0));
}

#[callback]
fn matrix<'a>(n: c_int, #[len(n, n)] item: Matrix<'_, Item<'a>>, #[context] items: &mut Vec<Item<'a>>) {
    items.extend(item.rows().flatten());
}

#[callback]
fn alias<'a>(item: &Alias<'a>, #[context] items: &mut Vec<Item<'a>>) {
    items.push(*item);
}

#[callback]
fn member<'a>(item: &<Items as Family<'a>>::Member, #[context] items: &mut Vec<Item<'a>>) {
    items.push(*item);
}

#[callback]
fn of_macro<'a>(item: &item!('a), #[context] items: &mut Vec<Item<'a>>) {
    items.push(*item);
}

#[callback]
fn forever(item: &Item<'static>, #[context] items: &mut Vec<Item<'static>>) {
    items.push(*item);
}

#[callback]
fn bounded<'x: 'a, 'a>(item: ByValue<Item<'x>>, #[context] items: &mut Vec<Item<'a>>) {
    items.push(item.0);
}

#[callback]
fn strings<'a>(n: c_int, #[len(n)] texts: &[CStrPtr<'a>], #[context] kept: &mut Vec<CStrPtr<'a>>) {
    kept.extend(texts);
}

#[callback]
fn pointers<'a>(n: c_int, #[len(n)] numbers: &[CPtr<'a, u8>], #[context] kept: &mut Vec<CPtr<'a, u8>>) {
    kept.extend(numbers);
}

struct Seen<'a>(Vec<Item<'a>>);

#[callback]
impl<'a> Seen<'a> {
    #[callback]
    fn see(&mut self, item: &Item<'a>) {
        self.0.push(*item);
    }
}

#[callback]
type OnItem = fn(item: &Item<'static>, #[context] _: _);

fn main() {}
