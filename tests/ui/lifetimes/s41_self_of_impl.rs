use callback_runtime::arg::CStrPtr;
use callback_runtime::callback;
use std::cmp::Ordering;

#[repr(C)]
#[derive(Clone, Copy)]
struct Row<'a> {
    name: CStrPtr<'a>,
}

// The lifetime of the context, by another name.
#[callback(mod = row)]
impl Row<'_> {
    fn keep(&mut self, row: &Self) {
        *self = *row;
    }

    fn keep_some(&mut self, _rows: Option<&Self>) {}

    fn compare(&self, _other: &Row<'_>) -> Ordering {
        Ordering::Equal
    }
}

fn main() {}
