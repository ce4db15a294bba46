//! A typed declaration of `inflateBack`: a struct is set up, a closure gets what was inflated, its error comes back.
//!
//! The C functions that it calls are those of `libz-sys`: there is nothing of its own to compare with a header.

use std::ffi::{c_int, c_uint, c_void};
use std::mem::{MaybeUninit, size_of};
use std::ptr::null_mut;

use callback_runtime::{Failed, callback};
use libz_sys as z;

unsafe extern "C" fn nothing_more(_: *mut c_void, _: *mut *const u8) -> c_uint {
    0
}

#[callback]
unsafe extern "C" {
    /// `int inflateBack(z_streamp strm, in_func in, void *in_desc, out_func out, void *out_desc)`
    safe fn inflate<E>(
        data: &[u8],
        #[len(data)] size: c_uint,
        #[callback(ok = 0, err = 1)] out: fn(#[context] _: _, #[len(n)] bytes: &[u8], n: c_uint) -> Result<(), E>,
    ) -> c_int {
        let mut window = vec![0_u8; 1 << 15];
        let mut stream = MaybeUninit::<z::z_stream>::zeroed();
        let strm = stream.as_mut_ptr();
        let known_size = c_int::try_from(size_of::<z::z_stream>()).expect("it is small");
        let code = z::inflateBackInit_(strm, 15, window.as_mut_ptr(), z::zlibVersion(), known_size);
        if code != z::Z_OK {
            return code;
        }
        (*strm).next_in = data.cast_mut();
        (*strm).avail_in = size;
        let code = z::inflateBack(strm, nothing_more, null_mut(), out.shim(), out.context());
        z::inflateBackEnd(strm);
        code
    }
}

fn main() {
    // A raw deflate stream.
    let data = [0x4b, 0x4e, 0xcc, 0xc9, 0x49, 0x4a, 0x4c, 0xce, 0x56, 0x48, 0x46, 0x67, 0x00, 0x00];
    let mut text = vec![];
    let code = inflate(&data, |bytes, _| {
        text.extend_from_slice(bytes);
        Ok::<(), String>(())
    });
    assert_eq!((code, text.as_slice()), (Ok(z::Z_STREAM_END), b"callback callback callback".as_slice()));
    let failed = inflate(&data, |_, _| Err("no room"));
    assert!(matches!(failed, Err(Failed::Err("no room"))), "{failed:?}");
}
