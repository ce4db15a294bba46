//! libarchive: archives written to memory and read from it, with callbacks that open and close.

use std::cell::RefCell;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::io;
use std::ptr::null_mut;
use std::rc::Rc;

use callback_runtime::arg::Out;
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Outcome, callback};
use callback_system::{Counted, Drops, live_contexts, panic_text, reports};

const OK: c_int = 0;
const FATAL: c_int = -30;
const REGULAR: c_int = 0o100_000;

#[repr(C)]
pub struct Archive {
    _opaque: [u8; 0],
}

#[repr(C)]
pub struct Entry {
    _opaque: [u8; 0],
}

type Opener = Option<unsafe extern "C" fn(*mut Archive, *mut c_void) -> c_int>;
type Reader = Option<unsafe extern "C" fn(*mut Archive, *mut c_void, *mut *const c_void) -> isize>;
type Writer = Option<unsafe extern "C" fn(*mut Archive, *mut c_void, *const c_void, usize) -> isize>;
type Skipper = Option<unsafe extern "C" fn(*mut Archive, *mut c_void, i64) -> i64>;

unsafe extern "C" {
    fn archive_set_error(archive: *mut Archive, code: c_int, format: *const c_char, ...);
}

#[callback]
unsafe extern "C" {
    unsafe fn archive_write_new() -> *mut Archive;
    unsafe fn archive_write_set_format_ustar(archive: *mut Archive) -> c_int;
    unsafe fn archive_write_set_bytes_in_last_block(archive: *mut Archive, n: c_int) -> c_int;
    unsafe fn archive_write_open2(
        archive: *mut Archive,
        data: *mut c_void,
        open: Opener,
        write: Writer,
        close: Opener,
        free: Opener,
    ) -> c_int;
    unsafe fn archive_write_header(archive: *mut Archive, entry: *mut Entry) -> c_int;
    unsafe fn archive_write_data(archive: *mut Archive, data: *const c_void, n: usize) -> isize;
    unsafe fn archive_write_free(archive: *mut Archive) -> c_int;
    unsafe fn archive_read_new() -> *mut Archive;
    unsafe fn archive_read_support_format_tar(archive: *mut Archive) -> c_int;
    unsafe fn archive_read_open2(
        archive: *mut Archive,
        data: *mut c_void,
        open: Opener,
        read: Reader,
        skip: Skipper,
        close: Opener,
    ) -> c_int;
    unsafe fn archive_read_next_header(archive: *mut Archive, entry: *mut *mut Entry) -> c_int;
    unsafe fn archive_read_data(archive: *mut Archive, data: *mut c_void, n: usize) -> isize;
    unsafe fn archive_read_free(archive: *mut Archive) -> c_int;
    unsafe fn archive_error_string(archive: *mut Archive) -> *const c_char;
    unsafe fn archive_entry_new() -> *mut Entry;
    unsafe fn archive_entry_free(entry: *mut Entry);
    unsafe fn archive_entry_set_pathname(entry: *mut Entry, name: *const c_char);
    unsafe fn archive_entry_set_size(entry: *mut Entry, size: i64);
    unsafe fn archive_entry_set_filetype(entry: *mut Entry, of: u32);
    unsafe fn archive_entry_pathname(entry: *mut Entry) -> *const c_char;
}

/// Why the archive failed, as libarchive has it.
fn said(archive: *mut Archive) -> String {
    let text = unsafe { archive_error_string(archive) };
    assert!(!text.is_null());
    unsafe { CStr::from_ptr(text) }.to_str().unwrap().to_owned()
}

/// Where an archive is written to.
struct Sink {
    bytes: Rc<RefCell<Vec<u8>>>,
    room: usize,
    opened: bool,
    _drops: Counted,
}

#[callback(context = 2)]
impl Sink {
    #[callback(fail = FATAL)]
    fn open(&mut self, _archive: *mut Archive) -> c_int {
        assert!(!self.opened);
        self.opened = true;
        OK
    }

    #[callback(err = -1)]
    fn write(&mut self, archive: *mut Archive, #[len(n)] data: &[u8], n: usize) -> Result<isize, io::Error> {
        if data.len() > self.room {
            // SAFETY: the archive that is written; the format takes nothing.
            unsafe { archive_set_error(archive, libc::ENOSPC, c"no room in the sink".as_ptr()) };
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.room -= data.len();
        self.bytes.borrow_mut().extend_from_slice(data);
        Ok(data.len().try_into().unwrap())
    }

    #[callback(fail = FATAL)]
    fn close(self, _archive: *mut Archive) -> c_int {
        if self.opened { OK } else { FATAL }
    }
}

/// Where an archive is read from, in blocks of so many bytes.
struct Source {
    bytes: Vec<u8>,
    at: usize,
    block: usize,
    skipped: Rc<RefCell<i64>>,
    _drops: Counted,
}

#[callback(context = 2)]
impl Source {
    #[callback(err = -30, returns = isize)]
    fn read(
        &mut self,
        archive: *mut Archive,
        #[result(pointer)] _: Out<'_, *const c_void>,
    ) -> Result<&[u8], &'static str> {
        if self.block == 0 {
            // SAFETY: the archive that is read; the format takes nothing.
            unsafe { archive_set_error(archive, libc::EIO, c"boom".as_ptr()) };
            return Err("a block of nothing");
        }
        assert!(self.block != 13, "unlucky");
        let rest = &self.bytes[self.at..];
        let n = rest.len().min(self.block);
        self.at += n;
        Ok(&rest[..n])
    }

    #[callback(fail = -30)]
    fn skip(&mut self, _archive: *mut Archive, n: i64) -> i64 {
        let n = n.min((self.bytes.len() - self.at).try_into().unwrap());
        self.at += usize::try_from(n).unwrap();
        *self.skipped.borrow_mut() += n;
        n
    }

    #[callback(fail = FATAL)]
    fn close(self, _archive: *mut Archive) -> c_int {
        drop(self);
        OK
    }
}

/// Writes a file; what libarchive answers to the header, the data and the end of the archive.
fn add(archive: *mut Archive, name: &CStr, data: &[u8]) -> (c_int, isize) {
    unsafe {
        let entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.as_ptr());
        archive_entry_set_size(entry, data.len().try_into().unwrap());
        archive_entry_set_filetype(entry, REGULAR as u32);
        let header = archive_write_header(archive, entry);
        archive_entry_free(entry);
        (header, archive_write_data(archive, data.as_ptr().cast(), data.len()))
    }
}

fn new_writer() -> *mut Archive {
    unsafe {
        let archive = archive_write_new();
        assert_eq!(archive_write_set_format_ustar(archive), OK);
        assert_eq!(archive_write_set_bytes_in_last_block(archive, 1), OK);
        archive
    }
}

fn archive_of(files: &[(&CStr, &[u8])], drops: &Drops) -> Vec<u8> {
    let bytes = Rc::default();
    let sink =
        sink::write::own(Sink { bytes: Rc::clone(&bytes), room: usize::MAX, opened: false, _drops: drops.value() });
    let archive = new_writer();
    let (open, close) = (sink.also::<sink::open>().shim(), sink.also::<sink::close>().shim());
    assert_eq!(unsafe { archive_write_open2(archive, sink.context(), open, sink.shim(), close, None) }, OK);
    sink.into_context();
    for (name, data) in files {
        assert_eq!(add(archive, name, data), (OK, data.len().try_into().unwrap()));
    }
    assert_eq!(unsafe { archive_write_free(archive) }, OK);
    assert_eq!(live_contexts(sink::write::NAME), 0);
    bytes.take()
}

fn source(bytes: Vec<u8>, block: usize, drops: &Drops) -> Source {
    Source { bytes, at: 0, block, skipped: Rc::default(), _drops: drops.value() }
}

#[test]
fn to_memory_and_back() {
    let drops = Drops::new();
    let long = vec![b'x'; 70_000];
    let bytes = archive_of(&[(c"short", b"abc"), (c"long", &long), (c"last", b"z")], &drops);
    assert_eq!(drops.count(), 1);
    assert!(bytes.len() > 70_000);

    let source = source(bytes, 512, &drops);
    let skipped = source.skipped.clone();
    let read = source::read::own(source);
    let (skip, close) = (read.also::<source::skip>().shim(), read.also::<source::close>().shim());
    let mut files = vec![];
    unsafe {
        let archive = archive_read_new();
        archive_read_support_format_tar(archive);
        assert_eq!(archive_read_open2(archive, read.context(), None, read.shim(), skip, close), OK);
        let mut entry = null_mut();
        while archive_read_next_header(archive, &mut entry) == OK {
            let name = CStr::from_ptr(archive_entry_pathname(entry)).to_str().unwrap().to_owned();
            let mut data = [0; 8];
            // The long one is skipped.
            let n = if name == "long" { 0 } else { archive_read_data(archive, data.as_mut_ptr().cast(), 8) };
            files.push((name, data[..n.try_into().unwrap()].to_vec()));
        }
        assert!(read.outcome().is_none());
        assert_eq!(archive_read_free(archive), OK);
    }
    let expected = [("short", b"abc".to_vec()), ("long", vec![]), ("last", b"z".to_vec())];
    assert_eq!(files, expected.map(|(name, data)| (name.to_owned(), data)));
    assert!(*skipped.borrow() > 60_000);
    assert_eq!(drops.count(), 2);
    drop(read);
    assert_eq!((drops.count(), live_contexts(source::read::NAME)), (2, 0));
}

#[test]
fn an_error_while_writing() {
    let drops = Drops::new();
    let bytes = Rc::default();
    let sink = sink::write::own(Sink { bytes: Rc::clone(&bytes), room: 600, opened: false, _drops: drops.value() });
    let archive = new_writer();
    let (open, close) = (sink.also::<sink::open>().shim(), sink.also::<sink::close>().shim());
    unsafe {
        assert_eq!(archive_write_open2(archive, sink.context(), open, sink.shim(), close, None), OK);
        assert_eq!(add(archive, c"big", &[b'y'; 20_000]), (OK, FATAL as isize));
        assert_eq!(said(archive), "no room in the sink");
        match sink.outcome() {
            Some(Outcome::Stopped(error)) => assert_eq!(error.kind(), io::ErrorKind::StorageFull),
            other => panic!("{other:?}"),
        }
        assert_eq!(drops.count(), 0);
        archive_write_free(archive);
    }
    assert_eq!((drops.count(), bytes.borrow().len()), (1, 0));
    drop(sink);
    assert_eq!((drops.count(), live_contexts(sink::write::NAME)), (1, 0));
}

#[test]
fn an_error_and_a_panic_while_reading() {
    let drops = Drops::new();
    let bytes = archive_of(&[(c"a", b"abc")], &drops);
    for block in [0, 13] {
        let read = source::read::own(source(bytes.clone(), block, &drops));
        let close = read.also::<source::close>().shim();
        unsafe {
            let archive = archive_read_new();
            archive_read_support_format_tar(archive);
            let opened = archive_read_open2(archive, read.context(), None, read.shim(), None, close);
            let mut entry = null_mut();
            assert!(opened == FATAL || archive_read_next_header(archive, &mut entry) == FATAL);
            match read.outcome() {
                Some(Outcome::Stopped(text)) if block == 0 => {
                    assert_eq!((text, said(archive)), ("a block of nothing", "boom".to_owned()));
                }
                Some(Outcome::Panicked(payload)) if block == 13 => assert_eq!(panic_text(&*payload), "unlucky"),
                other => panic!("{other:?}"),
            }
            drop(read);
            let (_, reports) = reports(|| archive_read_free(archive));
            assert!(reports.len() <= 1, "{reports:?}");
        }
    }
    assert_eq!((drops.count(), live_contexts(source::read::NAME)), (3, 0));
}

#[test]
fn all_is_as_the_header_says() {
    Verify::new()
        .pkg_config("libarchive")
        .header("archive.h")
        .header("archive_entry.h")
        .name::<Archive>("struct archive")
        .name::<Entry>("struct archive_entry")
        .declared::<(archive_write_new, archive_write_set_format_ustar, archive_write_set_bytes_in_last_block)>()
        .declared::<(archive_write_open2, archive_write_header, archive_write_data, archive_write_free)>()
        .declared::<(archive_read_new, archive_read_support_format_tar, archive_read_open2, archive_read_free)>()
        .declared::<(archive_read_next_header, archive_read_data, archive_error_string)>()
        .declared::<(archive_entry_new, archive_entry_free, archive_entry_pathname, archive_entry_set_pathname)>()
        .declared::<(archive_entry_set_size, archive_entry_set_filetype)>()
        .function::<unsafe extern "C" fn(*mut Archive, c_int, *const c_char, ...)>("archive_set_error")
        .callback::<sink::open>()
        .is_typedef("archive_open_callback")
        .callback::<sink::write>()
        .is_typedef("archive_write_callback")
        .callback::<sink::close>()
        .is_typedef("archive_close_callback")
        .callback::<source::read>()
        .is_typedef("archive_read_callback")
        .callback::<source::skip>()
        .is_typedef("archive_skip_callback")
        .callback::<source::close>()
        .is_typedef("archive_close_callback")
        .value("ARCHIVE_OK", OK)
        .value("ARCHIVE_FATAL", FATAL)
        .value("AE_IFREG", REGULAR)
        .check();
}
