//! FUSE: a low-level file system, and its connection with the kernel in callbacks: here a socket, and the test is the kernel.

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_void};
use std::io::{Read, Write};
use std::os::fd::IntoRawFd;
use std::os::unix::net::UnixStream;
use std::ptr::null_mut;
use std::rc::Rc;

use callback_runtime::arg::WriteBuf;
use callback_runtime::table::StaticTable;
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Outcome, callback, fields};
use callback_system::{Counted, Drops, live_contexts, panic_text, reports};

mod sys {
    use super::*;

    #[repr(C)]
    pub struct Session {
        _opaque: [u8; 0],
    }

    #[repr(C)]
    pub struct Request {
        _opaque: [u8; 0],
    }

    #[repr(C)]
    pub struct Connection {
        _opaque: [u8; 0],
    }

    /// `struct fuse_file_info`
    #[repr(C)]
    pub struct FileInfo {
        _opaque: [u8; 0],
    }

    #[repr(C)]
    pub struct Args {
        pub argc: c_int,
        pub argv: *mut *mut c_char,
        pub allocated: c_int,
    }

    /// `struct fuse_buf`
    #[repr(C)]
    pub struct Buf {
        pub size: usize,
        pub flags: c_int,
        pub mem: *mut c_void,
        pub fd: c_int,
        pub pos: libc::off_t,
    }

    /// The first members of `struct fuse_lowlevel_ops`; libfuse is told how many there are.
    #[repr(C)]
    pub struct Ops {
        pub init: Option<unsafe extern "C" fn(*mut c_void, *mut Connection)>,
        pub destroy: Option<unsafe extern "C" fn(*mut c_void)>,
        pub lookup: Option<unsafe extern "C" fn(*mut Request, u64, *const c_char)>,
        pub forget: Option<unsafe extern "C" fn(*mut Request, u64, u64)>,
        pub getattr: Option<unsafe extern "C" fn(*mut Request, u64, *mut FileInfo)>,
        pub setattr: Option<unsafe extern "C" fn(*mut Request, u64, *mut libc::stat, c_int, *mut FileInfo)>,
        pub readlink: Option<unsafe extern "C" fn(*mut Request, u64)>,
    }

    type Splice =
        unsafe extern "C" fn(c_int, *mut libc::off_t, c_int, *mut libc::off_t, usize, c_uint, *mut c_void) -> isize;

    /// `struct fuse_custom_io`
    #[repr(C)]
    pub struct CustomIo {
        pub writev: Option<unsafe extern "C" fn(c_int, *mut libc::iovec, c_int, *mut c_void) -> isize>,
        pub read: Option<unsafe extern "C" fn(c_int, *mut c_void, usize, *mut c_void) -> isize>,
        pub splice_receive: Option<Splice>,
        pub splice_send: Option<Splice>,
    }

    #[callback]
    unsafe extern "C" {
        pub unsafe fn fuse_session_new(
            args: *mut Args,
            ops: *const Ops,
            size: usize,
            data: *mut c_void,
        ) -> *mut Session;
        pub unsafe fn fuse_session_custom_io(session: *mut Session, io: *const CustomIo, fd: c_int) -> c_int;
        pub unsafe fn fuse_session_receive_buf(session: *mut Session, buf: *mut Buf) -> c_int;
        pub unsafe fn fuse_session_process_buf(session: *mut Session, buf: *const Buf);
        pub unsafe fn fuse_session_destroy(session: *mut Session);
        pub unsafe fn fuse_opt_free_args(args: *mut Args);
        pub unsafe fn fuse_req_userdata(request: *mut Request) -> *mut c_void;
        pub unsafe fn fuse_reply_err(request: *mut Request, code: c_int) -> c_int;
        pub unsafe fn fuse_reply_readlink(request: *mut Request, link: *const c_char) -> c_int;
    }
}

/// Events, seen from outside.
#[derive(Default)]
struct Seen {
    inits: Cell<u32>,
    destroyed: Cell<u32>,
    names: RefCell<Vec<String>>,
}

/// A file system of links. Replies come in while a method is inside, so that all methods take it shared.
struct Links {
    seen: Rc<Seen>,
    target: CString,
    kernel: RefCell<UnixStream>,
    _drops: Counted,
}

#[callback(table = sys::Ops)]
impl Links {
    #[callback]
    fn init(&self, _connection: *mut sys::Connection) {
        self.seen.inits.set(self.seen.inits.get() + 1);
    }

    #[callback]
    fn destroy(self) {
        self.seen.destroyed.set(self.seen.destroyed.get() + 1);
    }

    #[callback(context(from = unsafe { sys::fuse_req_userdata(request) }))]
    fn lookup(&self, request: *mut sys::Request, parent: u64, name: &CStr) {
        assert_eq!(parent, 1);
        self.seen.names.borrow_mut().push(name.to_str().unwrap().to_owned());
        // SAFETY: it is replied to once.
        unsafe { sys::fuse_reply_err(request, libc::ENOENT) };
    }

    #[callback(context(from = unsafe { sys::fuse_req_userdata(request) }))]
    fn readlink(&self, request: *mut sys::Request, node: u64) {
        if node == 13 {
            // SAFETY: it is replied to once.
            unsafe { sys::fuse_reply_err(request, libc::EIO) };
            panic!("unlucky");
        }
        // SAFETY: as above.
        unsafe { sys::fuse_reply_readlink(request, self.target.as_ptr()) };
    }
}

/// `ssize_t (*writev)(int fd, struct iovec *iov, int count, void *userdata)`
#[callback(fail = -1)]
fn send(_fd: c_int, parts: *mut libc::iovec, count: c_int, #[context] links: &Links) -> isize {
    let mut message = vec![];
    for part in 0..usize::try_from(count).unwrap() {
        // SAFETY: libfuse passes so many.
        let part = unsafe { &*parts.add(part) };
        // SAFETY: and each has so many bytes.
        message.extend_from_slice(unsafe { std::slice::from_raw_parts(part.iov_base.cast(), part.iov_len) });
    }
    links.kernel.borrow_mut().write_all(&message).unwrap();
    message.len().try_into().unwrap()
}

/// `ssize_t (*read)(int fd, void *buf, size_t buf_len, void *userdata)`
#[callback(fail = -1)]
fn receive(_fd: c_int, #[len(size)] mut message: WriteBuf<'_>, size: usize, #[context] links: &Links) -> isize {
    let mut data = vec![0; size.min(4096)];
    let n = links.kernel.borrow_mut().read(&mut data).unwrap();
    message.write(&data[..n]).try_into().unwrap()
}

const LOOKUP: u32 = 1;
const READLINK: u32 = 5;
const INIT: u32 = 26;

/// The kernel's side.
struct Kernel {
    stream: UnixStream,
    session: *mut sys::Session,
    unique: u64,
}

impl Kernel {
    /// Sends a request and lets libfuse work on it: the error of the reply, and what is behind its header.
    fn ask(&mut self, what: u32, node: u64, body: &[u8]) -> (i32, Vec<u8>) {
        self.unique += 1;
        let len = u32::try_from(40 + body.len()).unwrap();
        let mut message = [len, what].map(u32::to_ne_bytes).concat();
        message.extend([self.unique, node].map(u64::to_ne_bytes).concat());
        message.extend([0; 16]);
        message.extend(body);
        self.stream.write_all(&message).unwrap();
        let mut buf = sys::Buf { size: 0, flags: 0, mem: null_mut(), fd: 0, pos: 0 };
        unsafe {
            assert_eq!(sys::fuse_session_receive_buf(self.session, &mut buf), c_int::try_from(len).unwrap());
            sys::fuse_session_process_buf(self.session, &buf);
            libc::free(buf.mem);
        }
        let mut reply = vec![0; 4096];
        let n = self.stream.read(&mut reply).unwrap();
        assert_eq!(u32::from_ne_bytes(reply[..4].try_into().unwrap()) as usize, n);
        assert_eq!(reply[8..16], self.unique.to_ne_bytes());
        (i32::from_ne_bytes(reply[4..8].try_into().unwrap()), reply[16..n].to_vec())
    }
}

#[test]
fn requests_reach_the_file_system() {
    let drops = Drops::new();
    let (stream, ours) = UnixStream::pair().unwrap();
    let seen = Rc::<Seen>::default();
    let links =
        Links { seen: Rc::clone(&seen), target: c"a/b".into(), kernel: RefCell::new(ours), _drops: drops.value() };
    // Not of the table, which ends its context: nothing else could share that.
    let registration = send::own(links);
    let io = sys::CustomIo {
        writev: Some(registration.shim()),
        read: Some(registration.also::<receive>().shim()),
        splice_receive: None,
        splice_send: None,
    };
    let mut argv = [c"links".as_ptr().cast_mut(), null_mut()];
    let mut args = sys::Args { argc: 1, argv: argv.as_mut_ptr(), allocated: 0 };
    // libfuse closes it.
    let fd = UnixStream::pair().unwrap().0.into_raw_fd();
    let session = unsafe {
        let size = size_of::<sys::Ops>();
        let destroy = registration.also::<links::destroy>();
        let session = sys::fuse_session_new(&mut args, links::Table::table(), size, destroy.context());
        assert!(!session.is_null());
        sys::fuse_opt_free_args(&mut args);
        assert_eq!(sys::fuse_session_custom_io(session, &io, fd), 0);
        session
    };
    let mut kernel = Kernel { stream, session, unique: 0 };

    let version = [7_u32, 31, 0, 0].map(u32::to_ne_bytes).concat();
    let (error, body) = kernel.ask(INIT, 0, &version);
    assert_eq!((error, &body[..4], seen.inits.get()), (0, &7_u32.to_ne_bytes()[..], 1));
    assert_eq!(kernel.ask(LOOKUP, 1, b"file\0"), (-libc::ENOENT, vec![]));
    assert_eq!(kernel.ask(READLINK, 2, b""), (0, b"a/b".to_vec()));
    assert_eq!(seen.names.borrow()[..], ["file"]);
    assert!(registration.outcome().is_none());

    assert_eq!(kernel.ask(READLINK, 13, b""), (-libc::EIO, vec![]));
    match registration.outcome() {
        Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "unlucky"),
        other => panic!("{other:?}"),
    }
    assert_eq!(kernel.ask(READLINK, 2, b""), (0, b"a/b".to_vec()));

    assert_eq!((drops.count(), seen.destroyed.get()), (0, 0));
    let ((), reports) = reports(|| unsafe { sys::fuse_session_destroy(session) });
    assert_eq!((drops.count(), seen.destroyed.get(), reports.len()), (1, 1, 0), "{reports:?}");
    drop(registration);
    assert_eq!((drops.count(), live_contexts(send::NAME)), (1, 0));
}

#[test]
fn all_is_as_the_header_says() {
    Verify::new()
        .define("FUSE_USE_VERSION=35")
        .pkg_config("fuse3")
        .header("fuse_lowlevel.h")
        .name::<sys::Session>("struct fuse_session")
        .name::<sys::Request>("struct fuse_req")
        .name::<sys::Connection>("struct fuse_conn_info")
        .name::<sys::FileInfo>("struct fuse_file_info")
        .name::<sys::Args>("struct fuse_args")
        .name::<sys::Buf>("struct fuse_buf")
        .name::<sys::Ops>("struct fuse_lowlevel_ops")
        .name::<sys::CustomIo>("struct fuse_custom_io")
        .name::<libc::stat>("struct stat")
        .name::<libc::iovec>("struct iovec")
        .declared::<(sys::fuse_session_new, sys::fuse_session_custom_io, sys::fuse_session_receive_buf)>()
        .declared::<(sys::fuse_session_process_buf, sys::fuse_session_destroy, sys::fuse_opt_free_args)>()
        .declared::<(sys::fuse_req_userdata, sys::fuse_reply_err, sys::fuse_reply_readlink)>()
        .layout::<sys::Args>("struct fuse_args", &fields!(sys::Args { argc, argv, allocated }))
        .layout::<sys::Buf>("struct fuse_buf", &fields!(sys::Buf { size, flags, mem, fd, pos }))
        .layout::<sys::Ops>(
            "struct fuse_lowlevel_ops",
            &fields!(sys::Ops { init, destroy, lookup, forget, getattr, setattr, readlink }),
        )
        .allow_more()
        .layout::<sys::CustomIo>(
            "struct fuse_custom_io",
            &fields!(sys::CustomIo { writev, read, splice_receive, splice_send }),
        )
        .callback::<links::init>()
        .is_field("struct fuse_lowlevel_ops", "init")
        .callback::<links::destroy>()
        .is_field("struct fuse_lowlevel_ops", "destroy")
        .callback::<links::lookup>()
        .is_field("struct fuse_lowlevel_ops", "lookup")
        .callback::<links::readlink>()
        .is_field("struct fuse_lowlevel_ops", "readlink")
        .callback::<send>()
        .is_field("struct fuse_custom_io", "writev")
        .callback::<receive>()
        .is_field("struct fuse_custom_io", "read")
        .check();
}
