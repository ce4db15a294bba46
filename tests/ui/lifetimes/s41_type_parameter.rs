//! A type parameter may stand for a type with lifetimes, which the function could keep in its context or its result.
use callback_runtime::arg::ByValue;
use callback_runtime::callback;

#[callback]
fn kept<T: Copy>(item: &T, #[context] items: &mut Vec<T>) {
    items.push(*item);
}

#[callback]
fn value<T: Copy>(item: ByValue<T>, #[context] items: &mut Vec<T>) {
    items.push(item.0);
}

#[callback]
fn closure<T, F: FnMut(&T)>(item: &T, #[context] each: &mut F) {
    each(item);
}

#[callback(ok = 0, err = -1)]
fn result<T: Copy>(item: &T) -> Result<(), T> {
    Err(*item)
}

trait Keep<V> {
    fn keep(&self, kept: &mut V);
}

#[callback]
fn bound<T, V>(item: &T, #[context] kept: &mut V)
where
    T: Keep<V>,
{
    item.keep(kept);
}

#[callback]
fn member<I: Iterator<Item: Copy>>(item: &I::Item, #[context] items: &mut Vec<I::Item>) {
    items.push(*item);
}

fn main() {}
