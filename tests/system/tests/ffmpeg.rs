//! FFmpeg: a log with a `va_list`, and a container that is read from Rust's memory.

use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ptr::null_mut;
use std::sync::Mutex;

use callback_runtime::arg::{Formatted, WriteBuf};
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Outcome, callback, fields};
use callback_system::{Counted, Drops, live_contexts, panic_text};

/// The first members of `AVIOContext`, of which the last is freed by who allocated it.
#[repr(C)]
struct Io {
    class: *const c_void,
    buffer: *mut u8,
}

/// The first members of `AVFormatContext`.
#[repr(C)]
struct Format {
    class: *const c_void,
    input: *const c_void,
    output: *const c_void,
    private: *mut c_void,
    io: *mut Io,
    flags: c_int,
    streams: c_uint,
}

type Log = Option<unsafe extern "C" fn(*mut c_void, c_int, *const c_char, *mut c_void)>;
type Packet = Option<unsafe extern "C" fn(*mut c_void, *mut u8, c_int) -> c_int>;
type SeekTo = Option<unsafe extern "C" fn(*mut c_void, i64, c_int) -> i64>;

const ERROR: c_int = 16;
/// The C result for a panic: `AVERROR(EIO)`.
const FATAL: c_int = -libc::EIO;
const SIZE: c_int = 0x10000;
const FORCE: c_int = 0x20000;
/// `FFERRTAG('E', 'O', 'F', ' ')`
const EOF: c_int = -0x2046_4F45;

unsafe extern "C" {
    fn av_log_default_callback(class: *mut c_void, level: c_int, format: *const c_char, arguments: *mut c_void);
    fn av_log(class: *mut c_void, level: c_int, format: *const c_char, ...);
}

#[callback]
unsafe extern "C" {
    unsafe fn av_log_set_callback(f: Log);
    unsafe fn av_malloc(size: usize) -> *mut c_void;
    unsafe fn av_freep(place: *mut *mut u8);
    unsafe fn avio_alloc_context(
        buffer: *mut u8,
        size: c_int,
        writes: c_int,
        data: *mut c_void,
        read: Packet,
        write: Packet,
        seek: SeekTo,
    ) -> *mut Io;
    unsafe fn avio_context_free(io: *mut *mut Io);
    unsafe fn avformat_alloc_context() -> *mut Format;
    unsafe fn avformat_open_input(
        format: *mut *mut Format,
        url: *const c_char,
        input: *const c_void,
        options: *mut *mut c_void,
    ) -> c_int;
    unsafe fn avformat_close_input(format: *mut *mut Format);
}

/// `void (*)(void *, int, const char *, va_list)`, on whichever thread logs.
#[callback(threads)]
fn log(
    _class: *mut c_void,
    level: c_int,
    format: &CStr,
    #[format(format)] text: Formatted<'_>,
    #[context(static)] lines: &(Mutex<Vec<String>>, Counted),
) {
    if level <= ERROR {
        let text = text.to_string();
        assert!(!text.contains("panic"), "asked for");
        lines.0.lock().unwrap().push(format!("{}: {text}", format.to_str().unwrap().trim()));
    }
}

#[test]
fn the_log_is_formatted() {
    let drops = Drops::new();
    let registration = log::acquire((Mutex::default(), drops.value())).unwrap();
    // The context is C's no more, but a log at another time.
    let registration = registration.on_close(|| unsafe { av_log_set_callback(Some(av_log_default_callback)) });
    unsafe {
        av_log_set_callback(registration.shim());
        av_log(null_mut(), ERROR, c"%s has %d of %.1f\n".as_ptr(), c"it".as_ptr(), 3 as c_int, 4.5_f64);
        av_log(null_mut(), ERROR + 1, c"quiet".as_ptr());
        av_log(null_mut(), ERROR, c"%s".as_ptr(), c"panic".as_ptr());
    }
    match registration.outcome() {
        Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "asked for"),
        other => panic!("{other:?}"),
    }
    drop(registration);
    assert_eq!((drops.count(), live_contexts(log::NAME)), (1, 0));
}

struct Input {
    bytes: Cursor<Vec<u8>>,
    fails: bool,
    seeks: u32,
    _drops: Counted,
}

#[callback]
impl Input {
    /// `int (*read_packet)(void *opaque, uint8_t *buf, int buf_size)`
    #[callback(err = -errno, fail = FATAL)]
    fn read(&mut self, #[len(size)] mut buffer: WriteBuf<'_>, size: c_int) -> io::Result<c_int> {
        assert!(size > 0 && buffer.is_empty());
        if self.fails {
            return Err(io::Error::from_raw_os_error(libc::EIO));
        }
        let mut data = vec![0; buffer.capacity().min(16)];
        let n = self.bytes.read(&mut data)?;
        assert!(!data.starts_with(b"panic"), "asked for");
        Ok(if n == 0 { EOF } else { buffer.write(&data[..n]).try_into().unwrap() })
    }

    /// `int64_t (*seek)(void *opaque, int64_t offset, int whence)`
    #[callback(err = -errno, fail = FATAL as i64)]
    fn seek(&mut self, offset: i64, whence: c_int) -> io::Result<i64> {
        self.seeks += 1;
        let to = match whence & !FORCE {
            SIZE => return Ok(self.bytes.get_ref().len().try_into().unwrap()),
            libc::SEEK_SET => SeekFrom::Start(offset.try_into().unwrap()),
            libc::SEEK_CUR => SeekFrom::Current(offset),
            libc::SEEK_END => SeekFrom::End(offset),
            _ => return Err(io::Error::from_raw_os_error(libc::EINVAL)),
        };
        self.bytes.seek(to).map(|at| at.try_into().unwrap())
    }
}

/// A second of one sample, of 8 bits.
fn wave() -> Vec<u8> {
    let mut wave =
        b"RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x08\0\0\0".to_vec();
    wave.extend_from_slice(&[0x80; 8]);
    wave
}

/// Returns the result of `avformat_open_input`, the number of streams, and the outcomes of the callbacks.
fn open(bytes: Vec<u8>, fails: bool, drops: &Drops) -> (c_int, Option<c_uint>, Option<Outcome<io::Error>>) {
    let input = input::read::own(Input { bytes: Cursor::new(bytes), fails, seeks: 0, _drops: drops.value() });
    unsafe {
        let buffer = av_malloc(4096).cast();
        let seek = input.also::<input::seek>().shim();
        let mut io = avio_alloc_context(buffer, 4096, 0, input.context(), input.shim(), None, seek);
        let mut format = avformat_alloc_context();
        (*format).io = io;
        let code = avformat_open_input(&mut format, null_mut(), null_mut(), null_mut());
        // It frees the format where it fails.
        let streams = (!format.is_null()).then(|| (*format).streams);
        avformat_close_input(&mut format);
        av_freep(&raw mut (*io).buffer);
        avio_context_free(&mut io);
        (code, streams, input.outcome())
    }
}

#[test]
fn a_container_is_read_from_memory() {
    let drops = Drops::new();
    let (code, streams, outcome) = open(wave(), false, &drops);
    assert!((code, streams) == (0, Some(1)) && outcome.is_none(), "{code} {outcome:?}");
    assert_eq!((drops.count(), live_contexts(input::read::NAME)), (1, 0));
}

#[test]
fn an_error_of_reading_is_ffmpegs_error() {
    let drops = Drops::new();
    let (code, streams, outcome) = open(wave(), true, &drops);
    assert_eq!((code, streams), (-libc::EIO, None));
    assert!(matches!(outcome, Some(Outcome::Stopped(error)) if error.raw_os_error() == Some(libc::EIO)));
    assert_eq!(drops.count(), 1);
}

#[test]
fn a_panic_while_reading() {
    let drops = Drops::new();
    let (code, streams, outcome) = open(b"panic".to_vec(), false, &drops);
    assert!(code < 0 && streams.is_none());
    match outcome {
        Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "asked for"),
        other => panic!("{other:?}"),
    }
    assert_eq!(drops.count(), 1);
}

#[test]
fn all_is_as_the_header_says() {
    Verify::new()
        .pkg_config("libavformat")
        .header("libavformat/avformat.h")
        .header("libavutil/log.h")
        .name::<Io>("AVIOContext")
        .name::<Format>("AVFormatContext")
        .declared::<(av_malloc, av_freep, avio_alloc_context, avio_context_free)>()
        .declared::<(avformat_alloc_context, avformat_close_input)>()
        // What Rust has no types for, and a `va_list`, which is a pointer.
        .declared::<(avformat_open_input, av_log_set_callback)>()
        .allow_untyped()
        .function::<unsafe extern "C" fn(*mut c_void, c_int, *const c_char, ...)>("av_log")
        .layout::<Io>("AVIOContext", &fields!(Io { class = "av_class", buffer }))
        .allow_more()
        .allow_untyped()
        .layout::<Format>(
            "AVFormatContext",
            &fields!(Format {
                class = "av_class",
                input = "iformat",
                output = "oformat",
                private = "priv_data",
                io = "pb",
                flags = "ctx_flags",
                streams = "nb_streams"
            }),
        )
        .allow_more()
        .allow_untyped()
        .callback::<log>()
        .is_parameter("av_log_set_callback", 1)
        .callback::<input::read>()
        .is_parameter("avio_alloc_context", 5)
        .callback::<input::seek>()
        .is_parameter("avio_alloc_context", 7)
        .value("AV_LOG_ERROR", ERROR)
        .value("AVERROR(EIO)", FATAL)
        .value("AVSEEK_SIZE", SIZE)
        .value("AVSEEK_FORCE", FORCE)
        .value("AVERROR_EOF", EOF)
        .check();
}
