//! `#[result(pointer)]`: the callback lends C a slice of its context. Here zlib inflates what a Rust `Read` has.

use callback_runtime::arg::Out;
use callback_runtime::{Callback, Failed, callback};
use libz_sys as z;
use std::{
    ffi::{c_int, c_uint},
    io::{self, Read},
    mem::MaybeUninit,
};

/// The input of zlib, a block at a time.
struct Source<R> {
    from: R,
    block: [u8; 8],
}

/// `unsigned (*in_func)(void *, unsigned char **)`: the bytes are good until the next call, and none are the end.
///
/// The place for the pointer is C's alone; what the function returns goes there, and its length is C's result.
#[callback(err = 0, returns = c_uint)]
fn next_block<R: Read>(
    #[context] source: &mut Source<R>,
    #[result(pointer)] _: Out<'_, *const u8>,
) -> io::Result<&[u8]> {
    let n = source.from.read(&mut source.block)?;
    Ok(&source.block[..n])
}

/// `int (*out_func)(void *, unsigned char *, unsigned)`
#[callback(fail = 1)]
fn write(#[context] text: &mut Vec<u8>, #[len(n)] bytes: &[u8], n: c_uint) -> c_int {
    text.extend_from_slice(bytes);
    0
}

fn inflate<R: Read>(from: R) -> Result<Vec<u8>, Failed<io::Error>> {
    let mut window = vec![0; 1 << 15];
    let mut stream = MaybeUninit::<z::z_stream>::zeroed();
    let stream = stream.as_mut_ptr();
    let size = c_int::try_from(size_of::<z::z_stream>()).expect("a small struct");
    // SAFETY: it takes nothing and returns a string of its own.
    let version = unsafe { z::zlibVersion() };
    // SAFETY: the stream is zeroed as zlib asks, and the window is as large as the bits say.
    let status = unsafe { z::inflateBackInit_(stream, 15, window.as_mut_ptr(), version, size) };
    assert_eq!(status, z::Z_OK);
    let (mut source, mut text) = (Source { from, block: [0; 8] }, vec![]);
    let ended = next_block::scope(&mut source, |input| {
        write::scope(&mut text, |output| {
            // SAFETY: the stream is initialised, and each function is beside its own context.
            unsafe { z::inflateBack(stream, input.shim(), input.context(), output.shim(), output.context()) }
        })
    });
    // SAFETY: the stream is initialised, and ends here.
    unsafe { z::inflateBackEnd(stream) };
    assert_eq!(ended?, Ok(z::Z_STREAM_END));
    Ok(text)
}

/// Fails where there is no more.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

fn main() {
    // A raw deflate stream.
    let data = [0x4b, 0x4e, 0xcc, 0xc9, 0x49, 0x4a, 0x4c, 0xce, 0x56, 0x48, 0x46, 0x67, 0x00, 0x00];
    let text = inflate(&data[..]).expect("nothing fails");
    assert_eq!(text, b"callback callback callback");
    let failed = inflate(data[..9].chain(Broken));
    assert!(matches!(failed, Err(Failed::Err(error)) if error.kind() == io::ErrorKind::BrokenPipe));
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("ZLIB_CONST")
        .include(env!("ZLIB_INCLUDE"))
        .header("zlib.h")
        .callback::<next_block<std::io::Empty>>()
        .is_typedef("in_func")
        // It reads alone what C lets it change.
        .callback::<write>()
        .allow_const()
        .is_typedef("out_func")
        .check();
}
