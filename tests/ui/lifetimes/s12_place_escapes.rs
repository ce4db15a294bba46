use callback_runtime::arg::{Out, WriteBuf};
use callback_runtime::callback;

struct Kept<'a> {
    place: Option<Out<'a, i32>>,
    buffer: Option<WriteBuf<'a>>,
}

#[callback]
fn keeps_place<'a>(place: Out<'a, i32>, #[context] kept: &mut Kept<'a>) {
    kept.place = Some(place);
}

#[callback]
fn keeps_buffer<'a>(#[len(4)] buffer: WriteBuf<'a>, #[context] kept: &mut Kept<'a>) {
    kept.buffer = Some(buffer);
}

fn main() {}
