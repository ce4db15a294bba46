//! libjpeg: an `error_exit` that must not return, and unwinds C's frames to its scope.

use std::convert::Infallible;
use std::ffi::{CStr, c_char, c_int, c_ulong, c_void};
use std::ptr::null_mut;

use callback_runtime::foreign::LeftC;
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Failed, Outcome, callback, fields};
use callback_system::{Counted, Drops, live_contexts, panic_of};

/// `struct jpeg_error_mgr`
#[repr(C)]
struct Errors {
    exit: Option<unsafe extern "C-unwind" fn(*mut Decompress)>,
    emit: Option<unsafe extern "C-unwind" fn(*mut Decompress, c_int)>,
    output: Option<unsafe extern "C-unwind" fn(*mut Decompress)>,
    format: Option<unsafe extern "C-unwind" fn(*mut Decompress, *mut c_char)>,
    reset: Option<unsafe extern "C-unwind" fn(*mut Decompress)>,
    rest: [u64; 16],
}

/// `struct jpeg_decompress_struct`
#[repr(C)]
struct Decompress {
    errors: *mut Errors,
    memory: *mut c_void,
    progress: *mut c_void,
    data: *mut c_void,
    decompresses: c_int,
    state: c_int,
    source: *mut c_void,
    width: u32,
    height: u32,
    rest: [u64; 72],
}

#[callback]
unsafe extern "C-unwind" {
    unsafe fn jpeg_std_error(errors: *mut Errors) -> *mut Errors;
    unsafe fn jpeg_CreateDecompress(image: *mut Decompress, version: c_int, size: usize);
    unsafe fn jpeg_mem_src(image: *mut Decompress, data: *const u8, len: c_ulong);
    unsafe fn jpeg_read_header(image: *mut Decompress, needs_image: c_int) -> c_int;
    unsafe fn jpeg_destroy_decompress(image: *mut Decompress);
}

/// `JPEG_LIB_VERSION`
const VERSION: c_int = 62;

/// `void (*error_exit)(j_common_ptr)`, which does not return.
#[callback(returns = !)]
extern "C-unwind" fn error_exit(
    image: *mut Decompress,
    #[context(from = unsafe { (*image).data })] seen: &mut (u32, Option<Counted>),
) -> Result<Infallible, String> {
    seen.0 += 1;
    let mut text = [0; 200];
    // SAFETY: libjpeg's own, on the image that it passes; there is room for the longest message.
    unsafe { (*(*image).errors).format.unwrap()(image, text.as_mut_ptr()) };
    // SAFETY: it ends with a NUL.
    let text = unsafe { CStr::from_ptr(text.as_ptr()) }.to_str().unwrap().to_owned();
    assert!(!text.contains("0x70 0x61"), "asked for");
    Err(text)
}

/// Both, at one place: libjpeg keeps pointers to them.
struct Image(Box<(Errors, Decompress)>);

impl Image {
    fn new() -> Self {
        // SAFETY: numbers, pointers and optional functions may be zero.
        let mut image: Box<(Errors, Decompress)> = Box::new(unsafe { std::mem::zeroed() });
        unsafe { jpeg_std_error(&raw mut image.0) };
        image.1.errors = &raw mut image.0;
        // The size of the struct is compared with the one that libjpeg was compiled for.
        unsafe { jpeg_CreateDecompress(&raw mut image.1, VERSION, size_of::<Decompress>()) };
        image.1.errors = &raw mut image.0;
        Image(image)
    }

    /// # Safety
    ///
    /// `data` is the context of `exit`.
    unsafe fn header(
        &mut self,
        bytes: &[u8],
        exit: unsafe extern "C-unwind" fn(*mut Decompress),
        data: *mut c_void,
    ) -> (c_int, u32, u32) {
        self.0.0.exit = Some(exit);
        self.0.1.data = data;
        let image = &raw mut self.0.1;
        // SAFETY: the caller's promise, and the bytes outlive the call.
        unsafe {
            jpeg_mem_src(image, bytes.as_ptr(), bytes.len().try_into().unwrap());
            let code = jpeg_read_header(image, 1);
            (code, (*image).width, (*image).height)
        }
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        self.0.1.data = null_mut();
        unsafe { jpeg_destroy_decompress(&raw mut self.0.1) };
    }
}

/// The header of a grey image of 5 by 3.
const HEADER: &[u8] = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x03\0\x05\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0";

#[test]
fn an_error_unwinds_to_the_scope() {
    let mut seen = (0, None);
    let mut image = Image::new();
    let read = error_exit::scope(&mut seen, |cb| unsafe { image.header(HEADER, cb.shim(), cb.context()) });
    assert_eq!(read, Ok((1, 5, 3)));

    let mut image = Image::new();
    let read = error_exit::scope(&mut seen, |cb| unsafe { image.header(b"no image", cb.shim(), cb.context()) });
    match read {
        Err(Failed::Err(text)) => assert_eq!(text, "Not a JPEG file: starts with 0x6e 0x6f"),
        other => panic!("{other:?}"),
    }
    // What was left is as it was, and can be freed.
    drop(image);
    assert_eq!(seen.0, 1);
}

#[test]
fn a_panic_unwinds_to_the_scope() {
    let mut seen = (0, None);
    let mut image = Image::new();
    let text =
        panic_of(|| error_exit::scope(&mut seen, |cb| unsafe { image.header(b"panic", cb.shim(), cb.context()) }));
    assert_eq!((text.as_str(), seen.0), ("asked for", 1));
}

#[test]
fn an_owned_context_is_left_once() {
    let drops = Drops::new();
    let registration = error_exit::own((0, Some(drops.value())));
    let mut image = Image::new();
    let (shim, context) = (registration.shim(), registration.context());
    let left = LeftC::catch::<error_exit, _>(|| unsafe { image.header(b"no image", shim, context) });
    assert_eq!(left.unwrap_err().callback(), error_exit::NAME);
    assert!(matches!(registration.outcome(), Some(Outcome::Stopped(text)) if text.starts_with("Not a JPEG file")));
    drop(image);
    assert_eq!(drops.count(), 0);
    registration.close_and_wait().unwrap();
    assert_eq!((drops.count(), live_contexts(error_exit::NAME)), (1, 0));
}

#[test]
fn all_is_as_the_header_says() {
    Verify::new()
        .pkg_config("libjpeg")
        .header("stdio.h")
        .header("jpeglib.h")
        .name::<Errors>("struct jpeg_error_mgr")
        .name::<Decompress>("struct jpeg_decompress_struct")
        .declared::<(jpeg_std_error, jpeg_CreateDecompress, jpeg_mem_src, jpeg_read_header, jpeg_destroy_decompress)>()
        .layout::<Errors>("struct jpeg_error_mgr", &[])
        .layout::<Decompress>(
            "struct jpeg_decompress_struct",
            &fields!(Decompress {
                errors = "err",
                memory = "mem",
                progress,
                data = "client_data",
                decompresses = "is_decompressor",
                state = "global_state",
                source = "src",
                width = "image_width",
                height = "image_height",
                ..
            }),
        )
        .allow_untyped()
        .value("JPEG_LIB_VERSION", VERSION)
        .check();
    // What begins an image of either kind.
    Verify::new()
        .pkg_config("libjpeg")
        .header("stdio.h")
        .header("jpeglib.h")
        .name::<Decompress>("struct jpeg_common_struct")
        .layout::<Errors>(
            "struct jpeg_error_mgr",
            &fields!(Errors {
                exit = "error_exit",
                emit = "emit_message",
                output = "output_message",
                format = "format_message",
                reset = "reset_error_mgr",
                ..
            }),
        )
        .callback::<error_exit>()
        .is_field("struct jpeg_error_mgr", "error_exit")
        .check();
}
