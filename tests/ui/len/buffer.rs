use callback_runtime::arg::{CStrBuf, Out, WriteBuf};
use callback_runtime::callback;

#[callback(fail = 0)]
fn read(mut buffer: WriteBuf<'_>, size: usize) -> usize {
    buffer.write(&[0; 4]).min(size)
}

#[callback(fail = 0)]
fn name(buffer: CStrBuf<'_>, _size: usize) -> usize {
    buffer.len()
}

#[callback]
fn place(#[len(size)] place: Out<'_, i32>, size: usize) {
    place.set(1);
}

fn main() {}
