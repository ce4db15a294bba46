//! `inflateBack`, as `libz-sys` declares it: one callback gives the input, another takes the output.

use crate::report::Report;
use callback_runtime::arg::Out;
use callback_runtime::{Callback, Failed, callback};
use libz_sys as z;
use std::{
    ffi::{c_int, c_uint},
    mem::MaybeUninit,
    time::Instant,
};

/// Bytes of input that one call gives.
const CHUNK: usize = 64;

/// The largest window of deflate, for which zlib wants a buffer of the size.
const WINDOW_BITS: c_int = 15;

struct Source<'a> {
    rest: &'a [u8],
    calls: usize,
}

/// `unsigned (*in_func)(void *, unsigned char **)`; the chunk has to stay until the next call
#[callback(fail = 0, returns = c_uint)]
fn next_chunk<'s>(#[context] source: &'s mut Source<'_>, #[result(pointer)] _: Out<'_, *const u8>) -> &'s [u8] {
    source.calls += 1;
    let (next, rest) = source.rest.split_at(CHUNK.min(source.rest.len()));
    source.rest = rest;
    next
}

#[derive(Default)]
struct Sink {
    bytes: Vec<u8>,
    limit: usize,
    calls: usize,
}

/// The output would be longer than the sink's limit.
#[derive(Debug, PartialEq)]
struct TooLong(usize);

/// `int (*out_func)(void *, unsigned char *, unsigned)`
#[callback(ok = 0, err = 1)]
fn write(#[context] sink: &mut Sink, #[len(n)] bytes: &[u8], n: c_uint) -> Result<(), TooLong> {
    sink.calls += 1;
    sink.bytes.extend_from_slice(bytes);
    if sink.bytes.len() > sink.limit { Err(TooLong(sink.bytes.len())) } else { Ok(()) }
}

pub(crate) fn tour(report: &mut Report) {
    Report::library("zlib, through libz-sys");
    let text: Vec<_> = (0..100_000_u32).flat_map(|i| format!("{i}: {}\n", i.wrapping_mul(i)).into_bytes()).collect();
    let deflated = deflate(&text);

    report.call("inflateBack(&stream, next_chunk, &source, write, &sink)");
    let mut source = Source { rest: &deflated, calls: 0 };
    let mut sink = Sink { limit: text.len(), ..Sink::default() };
    let start = Instant::now();
    let status = inflate(&mut source, &mut sink);
    let time = start.elapsed();
    report.back("zlib returned", status, Ok(z::Z_STREAM_END));
    report.back("the output is the text that was deflated", sink.bytes == text, true);
    report.back("calls for input", source.calls, deflated.len().div_ceil(CHUNK));
    report.back("calls with output", sink.calls, text.len().div_ceil(1 << WINDOW_BITS));
    report.cost("#[callback]", source.calls + sink.calls, time);

    report.call("inflateBack again, into a sink for 50000 bytes");
    let mut source = Source { rest: &deflated, calls: 0 };
    let mut sink = Sink { limit: 50_000, ..Sink::default() };
    report.back("the scope returned", inflate(&mut source, &mut sink), Err(TooLong(2 << WINDOW_BITS)));
    report.back("calls with output", sink.calls, 2_usize);
}

/// Returns the result of `inflateBack`, or that of `write`.
fn inflate(source: &mut Source<'_>, sink: &mut Sink) -> Result<c_int, TooLong> {
    let mut window = vec![0; 1 << WINDOW_BITS];
    let mut zeroed = MaybeUninit::<z::z_stream>::zeroed();
    // Never as a `z_stream`: its function pointers are null, which tells zlib to use its own allocator.
    let stream = zeroed.as_mut_ptr();
    let size = c_int::try_from(size_of::<z::z_stream>()).expect("a small struct");
    // SAFETY: it takes nothing and returns a string of its own.
    let version = unsafe { z::zlibVersion() };
    // SAFETY: the stream is zeroed as zlib asks, and the window is as large as the bits say.
    let status = unsafe { z::inflateBackInit_(stream, WINDOW_BITS, window.as_mut_ptr(), version, size) };
    assert_eq!(status, z::Z_OK, "inflateBackInit");
    let outcome = next_chunk::scope(source, |input| {
        write::scope(sink, |output| {
            // SAFETY: the stream is initialised, and each function is beside its own context.
            unsafe { z::inflateBack(stream, input.shim(), input.context(), output.shim(), output.context()) }
        })
    });
    // SAFETY: the stream is initialised.
    let status = unsafe { z::inflateBackEnd(stream) };
    assert_eq!(status, z::Z_OK, "inflateBackEnd");
    match outcome.expect("zlib passes a place for the chunk") {
        Ok(status) => Ok(status),
        Err(Failed::Err(error)) => Err(error),
        Err(Failed::Refused(refused)) => panic!("{refused}"),
    }
}

/// `text` as raw deflate data, which is what `inflateBack` reads.
fn deflate(text: &[u8]) -> Vec<u8> {
    let length = text.len().try_into().expect("a short text");
    // SAFETY: it only computes.
    let mut size = unsafe { z::compressBound(length) };
    let mut deflated = vec![0; size.try_into().expect("a short text")];
    // SAFETY: both buffers are as long as they say.
    let status = unsafe { z::compress(deflated.as_mut_ptr(), &raw mut size, text.as_ptr(), length) };
    assert_eq!(status, z::Z_OK, "compress");
    deflated.truncate(size.try_into().expect("a short text"));
    // Without the two bytes of zlib's header and the four of its checksum.
    deflated[2..deflated.len() - 4].to_vec()
}

#[test]
fn callbacks_are_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("ZLIB_CONST")
        .include(env!("ZLIB_INCLUDE"))
        .header("zlib.h")
        .callback::<next_chunk>()
        .is_typedef("in_func")
        // It reads alone what C lets it change.
        .callback::<write>()
        .allow_const()
        .is_typedef("out_func")
        .check();
}
