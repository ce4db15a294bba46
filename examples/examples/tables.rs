//! `table = STRUCT`: the methods of a type fill the table of function pointers that C asks for. Here any Rust reader and
//! writer becomes a `FILE *`.

use callback_runtime::{Callback, callback};
use std::{
    ffi::{c_char, c_int, c_void},
    io::{self, Cursor, Read, Seek, SeekFrom, Write},
};

/// `cookie_io_functions_t` of `stdio.h` (Linux), which the `libc` crate does not declare.
#[repr(C)]
struct Functions {
    read: Option<unsafe extern "C" fn(*mut c_void, *mut c_char, usize) -> isize>,
    write: Option<unsafe extern "C" fn(*mut c_void, *const c_char, usize) -> isize>,
    seek: Option<unsafe extern "C" fn(*mut c_void, *mut i64, c_int) -> c_int>,
    close: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
}

unsafe extern "C" {
    fn fopencookie(cookie: *mut c_void, mode: *const c_char, functions: Functions) -> *mut libc::FILE;
}

struct Stream<T>(T);

/// Each method is the member of its name. A method that were left out would be NULL.
#[callback(table = Functions)]
impl<T: Read + Write + Seek> Stream<T> {
    #[callback(err = errno(-1), returns = isize)]
    fn read(&mut self, #[len(n)] data: &mut [u8], n: usize) -> io::Result<usize> {
        self.0.read(data)
    }

    #[callback(err = errno(0), returns = isize)]
    fn write(&mut self, #[len(n)] data: &[u8], n: usize) -> io::Result<usize> {
        self.0.write(data)
    }

    #[callback(ok = 0, err = errno(-1))]
    fn seek(&mut self, offset: &mut i64, whence: c_int) -> io::Result<()> {
        let to = match whence {
            libc::SEEK_CUR => SeekFrom::Current(*offset),
            libc::SEEK_END => SeekFrom::End(*offset),
            _ => SeekFrom::Start((*offset).try_into().map_err(|_| io::ErrorKind::InvalidInput)?),
        };
        *offset = self.0.seek(to)?.try_into().map_err(|_| io::ErrorKind::InvalidData)?;
        Ok(())
    }
}

fn main() -> Result<(), callback_runtime::Failed<io::Error>> {
    let mut stream = Stream(Cursor::new(Vec::new()));
    let mut line = [0_u8; 16];
    stream::Table::scope(&mut stream, |cb| {
        // SAFETY: `close` is left out, and NULL there says that there is nothing to close.
        let functions = unsafe { cb.value() };
        // SAFETY: the file is gone before the scope ends.
        let file = unsafe { fopencookie(cb.context(), c"w+".as_ptr(), functions) };
        assert!(!file.is_null());
        // SAFETY: an open stream, and a format with its argument.
        assert_eq!(unsafe { libc::fprintf(file, c"answer: %d\n".as_ptr(), 42 as c_int) }, 11);
        // SAFETY: an open stream.
        assert_eq!(unsafe { libc::fseek(file, 8, libc::SEEK_SET) }, 0);
        // SAFETY: the buffer is as large as it is said to be.
        assert!(!unsafe { libc::fgets(line.as_mut_ptr().cast(), 16, file) }.is_null());
        // SAFETY: closed once.
        assert_eq!(unsafe { libc::fclose(file) }, 0);
    })?;
    assert_eq!(line.split(|byte| *byte == b'\n').next(), Some(&b"42"[..]));
    assert_eq!(stream.0.into_inner(), b"answer: 42\n");
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new()
        .define("_GNU_SOURCE")
        .header("stdio.h")
        .name::<Functions>("cookie_io_functions_t")
        .function::<unsafe extern "C" fn(*mut c_void, *const c_char, Functions) -> *mut libc::FILE>("fopencookie")
        .layout::<Functions>(
            "cookie_io_functions_t",
            &callback_runtime::fields!(Functions { read, write, seek, close }),
        )
        .check();
}
