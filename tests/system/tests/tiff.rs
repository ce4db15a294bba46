//! libtiff: an image written to memory and read from it.

use std::cell::RefCell;
use std::ffi::{c_char, c_int, c_uint, c_void};
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

use std::rc::Rc;

use callback_runtime::arg::{VaList, WriteBuf};
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Outcome, Registration, callback};
use callback_system::{Counted, Drops, live_contexts, panic_text};

#[repr(C)]
struct Tiff {
    _opaque: [u8; 0],
}

type ReadWrite = Option<unsafe extern "C" fn(*mut c_void, *mut c_void, isize) -> isize>;
type SeekTo = Option<unsafe extern "C" fn(*mut c_void, u64, c_int) -> u64>;
type Close = Option<unsafe extern "C" fn(*mut c_void) -> c_int>;
type Size = Option<unsafe extern "C" fn(*mut c_void) -> u64>;
type Map = Option<unsafe extern "C" fn(*mut c_void, *mut *mut c_void, *mut u64) -> c_int>;
type Unmap = Option<unsafe extern "C" fn(*mut c_void, *mut c_void, u64)>;
type Handler = Option<unsafe extern "C" fn(*const c_char, *const c_char, *mut c_void)>;

unsafe extern "C" {
    fn TIFFSetField(tiff: *mut Tiff, tag: u32, ...) -> c_int;
    fn TIFFGetField(tiff: *mut Tiff, tag: u32, ...) -> c_int;
}

#[callback]
unsafe extern "C" {
    unsafe fn TIFFClientOpen(
        name: *const c_char,
        mode: *const c_char,
        data: *mut c_void,
        read: ReadWrite,
        write: ReadWrite,
        seek: SeekTo,
        close: Close,
        size: Size,
        map: Map,
        unmap: Unmap,
    ) -> *mut Tiff;
    unsafe fn TIFFClose(tiff: *mut Tiff);
    unsafe fn TIFFWriteScanline(tiff: *mut Tiff, data: *mut c_void, row: u32, sample: u16) -> c_int;
    unsafe fn TIFFReadScanline(tiff: *mut Tiff, data: *mut c_void, row: u32, sample: u16) -> c_int;
    unsafe fn TIFFSetErrorHandler(f: Handler) -> Handler;
}

const WIDTH: u32 = 256;
const LENGTH: u32 = 257;
const BITS: u32 = 258;
const PHOTOMETRIC: u32 = 262;
const ROWS_PER_STRIP: u32 = 278;

/// `TIFFErrorHandler`: says nothing.
#[callback]
fn quiet(_module: *const c_char, _format: *const c_char, _arguments: VaList<'_>) {}

struct File {
    bytes: Rc<RefCell<Cursor<Vec<u8>>>>,
    /// The number of bytes that may be written before it fails, or panics.
    room: usize,
    panics: bool,
    closes: Rc<RefCell<u32>>,
    _drops: Counted,
}

#[callback]
impl File {
    #[callback(err = -1)]
    fn read(&mut self, #[len(size)] mut buffer: WriteBuf<'_>, size: isize) -> io::Result<isize> {
        assert!(size >= 0);
        let mut data = vec![0; buffer.capacity()];
        let n = self.bytes.borrow_mut().read(&mut data)?;
        Ok(buffer.write(&data[..n]).try_into().unwrap())
    }

    #[callback(err = -1)]
    fn write(&mut self, #[len(size)] data: &mut [u8], size: isize) -> io::Result<isize> {
        if data.len() > self.room {
            assert!(!self.panics, "no room");
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.room -= data.len();
        self.bytes.borrow_mut().write_all(data)?;
        Ok(size)
    }

    #[callback(err = u64::MAX)]
    fn seek(&mut self, offset: u64, whence: c_int) -> io::Result<u64> {
        self.bytes.borrow_mut().seek(match whence {
            libc::SEEK_SET => SeekFrom::Start(offset),
            libc::SEEK_CUR => SeekFrom::Current(offset as i64),
            _ => SeekFrom::End(offset as i64),
        })
    }

    #[callback(fail = 0)]
    fn size(&mut self) -> u64 {
        self.bytes.borrow().get_ref().len().try_into().unwrap()
    }

    #[callback(fail = -1)]
    fn close(self) -> c_int {
        *self.closes.borrow_mut() += 1;
        0
    }
}

struct Opened {
    tiff: *mut Tiff,
    file: Registration<file::read>,
    closes: Rc<RefCell<u32>>,
}

fn open(bytes: &Rc<RefCell<Cursor<Vec<u8>>>>, mode: &str, room: usize, panics: bool, drops: &Drops) -> Opened {
    let closes = Rc::<RefCell<u32>>::default();
    let file = File { bytes: Rc::clone(bytes), room, panics, closes: Rc::clone(&closes), _drops: drops.value() };
    let file = file::read::own(file);
    let mode = std::ffi::CString::new(mode).unwrap();
    let tiff = unsafe {
        TIFFSetErrorHandler(Some(quiet::shim()));
        TIFFClientOpen(
            c"memory".as_ptr(),
            mode.as_ptr(),
            file.context(),
            file.shim(),
            file.also::<file::write>().shim(),
            file.also::<file::seek>().shim(),
            file.also::<file::close>().shim(),
            file.also::<file::size>().shim(),
            None,
            None,
        )
    };
    Opened { tiff, file, closes }
}

/// Writes two rows of four; what libtiff answers to each.
fn draw(tiff: *mut Tiff) -> [c_int; 2] {
    unsafe {
        TIFFSetField(tiff, WIDTH, 4 as c_uint);
        TIFFSetField(tiff, LENGTH, 2 as c_uint);
        TIFFSetField(tiff, BITS, 8 as c_uint);
        TIFFSetField(tiff, PHOTOMETRIC, 1 as c_uint);
        TIFFSetField(tiff, ROWS_PER_STRIP, 1 as c_uint);
        [0, 1].map(|row| {
            let mut data = [1, 2, 3, 4].map(|pixel: u8| pixel + 10 * row);
            TIFFWriteScanline(tiff, data.as_mut_ptr().cast(), row.into(), 0)
        })
    }
}

#[test]
fn to_memory_and_back() {
    let (drops, bytes) = (Drops::new(), Rc::default());
    let Opened { tiff, file, closes } = open(&bytes, "w", usize::MAX, false, &drops);
    assert_eq!(draw(tiff), [1, 1]);
    assert!(file.outcome().is_none());
    file.into_context();
    unsafe { TIFFClose(tiff) };
    assert_eq!((*closes.borrow(), drops.count()), (1, 1));

    bytes.borrow_mut().set_position(0);
    let Opened { tiff, file, closes } = open(&bytes, "rm", 0, false, &drops);
    let mut width: c_uint = 0;
    let mut data = [0_u8; 4];
    unsafe {
        assert_eq!(TIFFGetField(tiff, WIDTH, &raw mut width), 1);
        assert_eq!(TIFFReadScanline(tiff, data.as_mut_ptr().cast(), 1, 0), 1);
        TIFFClose(tiff);
    }
    assert_eq!((width, data, *closes.borrow(), drops.count()), (4, [11, 12, 13, 14], 1, 2));
    drop(file);
    assert_eq!((drops.count(), live_contexts(file::read::NAME)), (2, 0));
}

#[test]
fn an_error_and_a_panic_while_writing() {
    let drops = Drops::new();
    for panics in [false, true] {
        let bytes = Rc::default();
        // Enough for the header alone.
        let Opened { tiff, file, closes } = open(&bytes, "w", 8, panics, &drops);
        assert!(!tiff.is_null());
        let rows = draw(tiff);
        assert!(rows.contains(&-1), "{rows:?}");
        match file.outcome() {
            Some(Outcome::Panicked(payload)) if panics => assert_eq!(panic_text(&*payload), "no room"),
            Some(Outcome::Stopped(error)) if !panics => assert_eq!(error.kind(), io::ErrorKind::StorageFull),
            other => panic!("{other:?}"),
        }
        unsafe { TIFFClose(tiff) };
        // It writes once more before it closes: behind a panic `close` does not run, and behind an `Err` it does.
        assert_eq!((*closes.borrow(), bytes.borrow().get_ref().len()), (u32::from(!panics), 8));
        drop(file);
    }
    assert_eq!((drops.count(), live_contexts(file::read::NAME)), (2, 0));
}

/// The stream is closed by libtiff where it is no image, and not by us.
#[test]
fn what_is_no_image() {
    let drops = Drops::new();
    let bytes = Rc::new(RefCell::new(Cursor::new(b"no image at all".to_vec())));
    let Opened { tiff, file, closes } = open(&bytes, "r", 0, false, &drops);
    assert!(tiff.is_null());
    // A stream that could not be opened is still the caller's.
    assert_eq!((*closes.borrow(), drops.count()), (0, 0));
    file.reclaim();
    assert_eq!((drops.count(), live_contexts(file::read::NAME)), (1, 0));
}

#[test]
fn all_is_as_the_header_says() {
    type Field = unsafe extern "C" fn(*mut Tiff, u32, ...) -> c_int;
    Verify::new()
        .pkg_config("libtiff-4")
        .header("tiffio.h")
        .name::<Tiff>("TIFF")
        .declared::<(TIFFClientOpen, TIFFClose, TIFFWriteScanline, TIFFReadScanline)>()
        // A `va_list` in Rust is a pointer.
        .declared::<TIFFSetErrorHandler>()
        .allow_untyped()
        .function::<Field>("TIFFSetField")
        .function::<Field>("TIFFGetField")
        .callback::<quiet>()
        .is_typedef("TIFFErrorHandler")
        .callback::<file::read>()
        .is_typedef("TIFFReadWriteProc")
        .callback::<file::write>()
        .is_typedef("TIFFReadWriteProc")
        .callback::<file::seek>()
        .is_typedef("TIFFSeekProc")
        .callback::<file::size>()
        .is_typedef("TIFFSizeProc")
        .callback::<file::close>()
        .is_typedef("TIFFCloseProc")
        .value("TIFFTAG_IMAGEWIDTH", WIDTH)
        .value("TIFFTAG_IMAGELENGTH", LENGTH)
        .value("TIFFTAG_BITSPERSAMPLE", BITS)
        .value("TIFFTAG_PHOTOMETRIC", PHOTOMETRIC)
        .value("TIFFTAG_ROWSPERSTRIP", ROWS_PER_STRIP)
        .check();
}

/// The closures of a declared function, which the image carries until it is freed: `until = result`.
mod declared {
    use std::ffi::CStr;

    use callback_runtime::foreign::CBox;

    use super::*;

    #[callback]
    unsafe extern "C" {
        type Image;

        #[link_name = "TIFFClose"]
        unsafe fn close_image(image: *mut Image);
        #[link_name = "TIFFWriteScanline"]
        safe fn write_row(image: &Image, data: &mut [u8; 4], row: u32, sample: u16) -> c_int;
        #[link_name = "TIFFReadScanline"]
        safe fn read_row(image: &Image, data: &mut [u8; 4], row: u32, sample: u16) -> c_int;

        /// Maps are functions of C.
        #[link_name = "TIFFClientOpen"]
        #[callback(free = close_image)]
        unsafe fn client_open(
            name: &CStr,
            mode: &CStr,
            #[context(read, write, seek, close, size)] _: *mut c_void,
            #[callback(retained, until = result, err = -1)] read: fn(
                #[context] _: _,
                #[len(size)] buffer: WriteBuf<'_>,
                size: isize,
            ) -> io::Result<isize>,
            #[callback(retained, until = result, err = -1)] write: fn(
                #[context] _: _,
                #[len(size)] data: &mut [u8],
                size: isize,
            ) -> io::Result<isize>,
            #[callback(retained, until = result, err = u64::MAX)] seek: fn(
                #[context] _: _,
                offset: u64,
                whence: c_int,
            ) -> io::Result<u64>,
            #[callback(retained, until = result, fail = -1)] close: fn(#[context] _: _) -> c_int,
            #[callback(retained, until = result, fail = 0)] size: fn(#[context] _: _) -> u64,
            map: Map,
            unmap: Unmap,
        ) -> Option<CBox<Image>>;
    }

    /// Notes its drop.
    struct Notes(Rc<RefCell<Vec<&'static str>>>);

    impl Drop for Notes {
        fn drop(&mut self) {
            self.0.borrow_mut().push("dropped");
        }
    }

    fn open(
        file: &Rc<RefCell<Cursor<Vec<u8>>>>,
        mode: &CStr,
        notes: &Rc<RefCell<Vec<&'static str>>>,
    ) -> Option<CBox<Image>> {
        let [reader, writer, seeker, sizer] = [(); 4].map(|()| Rc::clone(file));
        let (closed, kept) = (Rc::clone(notes), Notes(Rc::clone(notes)));
        // SAFETY: without maps.
        unsafe {
            client_open(
                c"memory",
                mode,
                move |mut buffer, _| {
                    let mut data = vec![0; buffer.capacity()];
                    let n = reader.borrow_mut().read(&mut data)?;
                    Ok(buffer.write(&data[..n]).try_into().unwrap())
                },
                move |data, size| writer.borrow_mut().write_all(data).map(|()| size),
                move |offset, whence| {
                    let _kept = &kept;
                    seeker.borrow_mut().seek(match whence {
                        libc::SEEK_SET => SeekFrom::Start(offset),
                        libc::SEEK_CUR => SeekFrom::Current(offset as i64),
                        _ => SeekFrom::End(offset as i64),
                    })
                },
                move || {
                    closed.borrow_mut().push("closed");
                    0
                },
                move || sizer.borrow().get_ref().len().try_into().unwrap(),
                None,
                None,
            )
        }
    }

    fn set(image: &Image, tag: u32, value: c_uint) {
        // SAFETY: a tag with an integer.
        assert_eq!(unsafe { TIFFSetField((&raw const *image).cast_mut().cast(), tag, value) }, 1);
    }

    #[test]
    fn s60_the_image_carries_its_closures_until_it_is_closed() {
        let (file, notes) = (Rc::default(), Rc::default());
        let image = open(&file, c"w", &notes).unwrap();
        for (tag, value) in [(WIDTH, 4), (LENGTH, 2), (BITS, 8), (PHOTOMETRIC, 1), (ROWS_PER_STRIP, 1)] {
            set(&image, tag, value);
        }
        for row in [0_u8, 1] {
            assert_eq!(write_row(&image, &mut [1, 2, 3, row], row.into(), 0), 1);
        }
        assert!(notes.borrow().is_empty());
        // The last bytes are written, and the file is closed, by freeing the image.
        drop(image);
        assert_eq!(notes.take(), ["closed", "dropped"]);

        file.borrow_mut().set_position(0);
        let image = open(&file, c"r", &notes).unwrap();
        let mut row = [0; 4];
        assert_eq!((read_row(&image, &mut row, 1, 0), row), (1, [1, 2, 3, 1]));
        drop(image);
        assert_eq!(notes.take(), ["closed", "dropped"]);
    }

    #[test]
    fn s60_what_is_no_image_drops_its_closures() {
        let (file, notes) = (Rc::new(RefCell::new(Cursor::new(b"no image".to_vec()))), Rc::default());
        // SAFETY: a handler that is `quiet`.
        unsafe { TIFFSetErrorHandler(Some(quiet::shim())) };
        assert!(open(&file, c"r", &notes).is_none());
        assert_eq!(notes.take().last(), Some(&"dropped"));
    }
}
