//! A lifetime that is elided, or is of the call by its name, is that of any call.
use callback_runtime::arg::ByValue;
use callback_runtime::callback;

#[repr(C)]
#[derive(Clone, Copy)]
struct Item<'a> {
    value: &'a u64,
}

#[callback]
fn elided(item: &Item<'_>, #[context] items: &mut Vec<Item<'_>>) {
    items.push(*item);
}

#[callback]
fn named<'call>(item: ByValue<Item<'call>>, #[context] items: &mut Vec<Item<'_>>) {
    items.push(item.0);
}

#[callback]
type OnItem = fn(item: &Item<'_>, #[context] _: _);

fn closure(items: &mut Vec<Item<'_>>) {
    OnItem::scope(&mut |item: &Item<'_>| items.push(*item), |_| ()).unwrap();
}

use callback_runtime::Callback;

fn main() {}
