//! OpenSSL: a BIO method that setters fill, its context in C's object, and a password callback.

#![allow(non_snake_case)]

use std::cell::RefCell;
use std::ffi::{c_char, c_int, c_long, c_void};
use std::io;
use std::ptr::null_mut;
use std::rc::Rc;

use callback_runtime::arg::WriteBuf;
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Failed, Outcome, callback};
use callback_system::{Counted, Drops, live_contexts, panic_of, panic_text};

mod sys {
    use super::*;

    #[repr(C)]
    pub struct Bio {
        _opaque: [u8; 0],
    }

    #[repr(C)]
    pub struct Method {
        _opaque: [u8; 0],
    }

    #[repr(C)]
    pub struct Key {
        _opaque: [u8; 0],
    }

    type Write = Option<unsafe extern "C" fn(*mut Bio, *const c_char, c_int) -> c_int>;
    type Read = Option<unsafe extern "C" fn(*mut Bio, *mut c_char, c_int) -> c_int>;
    type Ctrl = Option<unsafe extern "C" fn(*mut Bio, c_int, c_long, *mut c_void) -> c_long>;
    type Unary = Option<unsafe extern "C" fn(*mut Bio) -> c_int>;

    #[callback]
    unsafe extern "C" {
        pub unsafe fn BIO_get_new_index() -> c_int;
        pub unsafe fn BIO_meth_new(of: c_int, name: *const c_char) -> *mut Method;
        pub unsafe fn BIO_meth_free(method: *mut Method);
        pub unsafe fn BIO_meth_set_write(method: *mut Method, f: Write) -> c_int;
        pub unsafe fn BIO_meth_set_read(method: *mut Method, f: Read) -> c_int;
        pub unsafe fn BIO_meth_set_ctrl(method: *mut Method, f: Ctrl) -> c_int;
        pub unsafe fn BIO_meth_set_create(method: *mut Method, f: Unary) -> c_int;
        pub unsafe fn BIO_meth_set_destroy(method: *mut Method, f: Unary) -> c_int;
        pub unsafe fn BIO_new(method: *const Method) -> *mut Bio;
        pub unsafe fn BIO_new_mem_buf(data: *const c_void, len: c_int) -> *mut Bio;
        pub unsafe fn BIO_free(bio: *mut Bio) -> c_int;
        pub unsafe fn BIO_set_init(bio: *mut Bio, init: c_int);
        pub unsafe fn BIO_set_data(bio: *mut Bio, data: *mut c_void);
        pub unsafe fn BIO_get_data(bio: *mut Bio) -> *mut c_void;
        pub unsafe fn BIO_write(bio: *mut Bio, data: *const c_void, len: c_int) -> c_int;
        pub unsafe fn BIO_read(bio: *mut Bio, data: *mut c_void, len: c_int) -> c_int;
        pub unsafe fn BIO_ctrl(bio: *mut Bio, command: c_int, number: c_long, pointer: *mut c_void) -> c_long;
        pub unsafe fn EVP_PKEY_new_raw_private_key(
            of: c_int,
            engine: *mut c_void,
            key: *const u8,
            len: usize,
        ) -> *mut Key;
        pub unsafe fn EVP_PKEY_eq(a: *const Key, b: *const Key) -> c_int;
        pub unsafe fn EVP_PKEY_free(key: *mut Key);
        pub unsafe fn EVP_aes_128_cbc() -> *const c_void;
        pub unsafe fn ERR_clear_error();
    }

    pub const SOURCE_SINK: c_int = 0x0400;
    pub const FLUSH: c_int = 11;
    pub const ED25519: c_int = 1087;
}

#[callback]
unsafe extern "C" {
    unsafe fn PEM_write_bio_PrivateKey<E>(
        bio: *mut sys::Bio,
        key: *const sys::Key,
        cipher: *const c_void,
        phrase: *const u8,
        len: c_int,
        #[callback(err = -1)] password: fn(
            #[len(size)] buffer: WriteBuf<'_>,
            size: c_int,
            rw: c_int,
            #[context] _: _,
        ) -> Result<c_int, E>,
        #[context(password)] _: *mut c_void,
    ) -> c_int;

    unsafe fn PEM_read_bio_PrivateKey<E>(
        bio: *mut sys::Bio,
        key: *mut *mut sys::Key,
        #[callback(err = -1)] password: fn(
            #[len(size)] buffer: WriteBuf<'_>,
            size: c_int,
            rw: c_int,
            #[context] _: _,
        ) -> Result<c_int, E>,
        #[context(password)] _: *mut c_void,
    ) -> *mut sys::Key;

    safe fn ERR_print_errors_cb(
        #[callback(fail = 0)] f: fn(#[len(len)] text: &[u8], len: usize, #[context] _: _) -> c_int,
        #[context(f)] _: *mut c_void,
    );
}

/// A pipe in Rust's memory.
struct Pipe {
    bytes: Rc<RefCell<Vec<u8>>>,
    flushes: usize,
    _drops: Counted,
}

#[callback(
    table = sys::Method,
    setters(
        write = sys::BIO_meth_set_write,
        read = sys::BIO_meth_set_read,
        control = sys::BIO_meth_set_ctrl,
        destroy = sys::BIO_meth_set_destroy,
    ),
    setters_ok = 1,
    context(from = unsafe { sys::BIO_get_data(bio) }),
    fail = -1
)]
impl Pipe {
    #[callback(err = -1)]
    fn write(&mut self, bio: *mut sys::Bio, #[len(n)] data: &[u8], n: c_int) -> Result<c_int, io::Error> {
        assert!(!bio.is_null());
        assert!(data != b"panic", "asked for");
        if data == b"full" {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.borrow_mut().extend_from_slice(data);
        Ok(n)
    }

    #[callback(fail = -1)]
    fn read(&mut self, bio: *mut sys::Bio, #[len(n)] mut data: WriteBuf<'_>, n: c_int) -> c_int {
        assert!(!bio.is_null() && n >= 0);
        let mut bytes = self.bytes.borrow_mut();
        let n = data.write(&bytes);
        bytes.drain(..n);
        n.try_into().unwrap()
    }

    #[callback(fail = 0)]
    fn control(&mut self, bio: *mut sys::Bio, command: c_int, _number: c_long, _pointer: *mut c_void) -> c_long {
        assert!(!bio.is_null());
        if command != sys::FLUSH {
            return 0;
        }
        self.flushes += 1;
        self.flushes.try_into().unwrap()
    }

    #[callback(fail = 0)]
    fn destroy(self, bio: *mut sys::Bio) -> c_int {
        assert!(!bio.is_null());
        1
    }
}

/// There is no context yet.
#[callback(fail = 0)]
fn create(bio: *mut sys::Bio) -> c_int {
    // SAFETY: the BIO that is made.
    unsafe { sys::BIO_set_init(bio, 1) };
    1
}

/// A method, and a BIO of it on a pipe.
struct Opened {
    method: *mut sys::Method,
    bio: *mut sys::Bio,
    registration: callback_runtime::Registration<pipe::Table>,
}

fn open(drops: &Drops, bytes: &Rc<RefCell<Vec<u8>>>) -> Opened {
    let registration = pipe::Table::own(Pipe { bytes: Rc::clone(bytes), flushes: 0, _drops: drops.value() });
    unsafe {
        let method = sys::BIO_meth_new(sys::BIO_get_new_index() | sys::SOURCE_SINK, c"pipe".as_ptr());
        assert_eq!(sys::BIO_meth_set_create(method, Some(create::shim())), 1);
        registration.set(method).unwrap();
        let bio = sys::BIO_new(method);
        assert!(!bio.is_null());
        sys::BIO_set_data(bio, registration.context());
        Opened { method, bio, registration }
    }
}

/// A BIO to read from.
struct Source(*mut sys::Bio);

impl Drop for Source {
    fn drop(&mut self) {
        unsafe { sys::BIO_free(self.0) };
    }
}

fn key() -> *mut sys::Key {
    unsafe { sys::EVP_PKEY_new_raw_private_key(sys::ED25519, null_mut(), [7; 32].as_ptr(), 32) }
}

#[test]
fn a_method_of_rusts() {
    let (drops, bytes) = (Drops::new(), Rc::default());
    let Opened { method, bio, registration } = open(&drops, &bytes);
    unsafe {
        assert_eq!(sys::BIO_write(bio, c"hello".as_ptr().cast(), 5), 5);
        assert_eq!(bytes.borrow()[..], *b"hello");
        let mut data = [0_u8; 3];
        assert_eq!(sys::BIO_read(bio, data.as_mut_ptr().cast(), 3), 3);
        assert_eq!((&data, &bytes.borrow()[..]), (b"hel", &b"lo"[..]));
        assert_eq!(sys::BIO_ctrl(bio, sys::FLUSH, 0, null_mut()), 1);
        assert_eq!(sys::BIO_ctrl(bio, sys::FLUSH, 0, null_mut()), 2);

        assert_eq!(sys::BIO_write(bio, c"full".as_ptr().cast(), 4), -1);
        match registration.outcome() {
            Some(Outcome::Stopped(error)) => assert_eq!(error.kind(), io::ErrorKind::StorageFull),
            other => panic!("{other:?}"),
        }
        assert_eq!(sys::BIO_write(bio, c"panic".as_ptr().cast(), 5), -1);
        match registration.outcome() {
            Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "asked for"),
            other => panic!("{other:?}"),
        }
        assert_eq!((bytes.borrow().len(), drops.count()), (2, 0));
        assert_eq!(sys::BIO_free(bio), 1);
        sys::BIO_meth_free(method);
    }
    assert_eq!(drops.count(), 1);
    drop(registration);
    assert_eq!((drops.count(), live_contexts(pipe::Table::NAME)), (1, 0));
}

#[test]
fn a_key_goes_through_with_a_password() {
    let (drops, bytes) = (Drops::new(), Rc::default());
    let Opened { method, bio, registration } = open(&drops, &bytes);
    registration.into_context();
    let key = key();
    let secret = "open sesame".to_owned();
    let give = |mut buffer: WriteBuf<'_>, _size: c_int, _rw: c_int| -> Result<c_int, String> {
        buffer.write_all(secret.as_bytes()).map_err(|error| error.to_string())?;
        Ok(buffer.len().try_into().unwrap())
    };
    let mut asked = vec![];
    let written = unsafe {
        PEM_write_bio_PrivateKey(bio, key, sys::EVP_aes_128_cbc(), std::ptr::null(), 0, |buffer, size, rw| {
            asked.push(rw);
            give(buffer, size, rw)
        })
    };
    assert_eq!((written, asked), (Ok(1), vec![1]));
    assert!(bytes.borrow().starts_with(b"-----BEGIN ENCRYPTED PRIVATE KEY-----"));

    let pem = bytes.borrow().clone();
    let read = |password: &mut dyn FnMut(WriteBuf<'_>, c_int, c_int) -> Result<c_int, String>| {
        // Freed when a panic passes, too.
        let source = Source(unsafe { sys::BIO_new_mem_buf(pem.as_ptr().cast(), pem.len().try_into().unwrap()) });
        unsafe { PEM_read_bio_PrivateKey(source.0, null_mut(), &mut *password) }
    };
    let again = read(&mut |buffer, size, rw| {
        assert_eq!(rw, 0);
        give(buffer, size, rw)
    })
    .unwrap();
    assert_eq!(unsafe { sys::EVP_PKEY_eq(key, again) }, 1);
    unsafe { sys::EVP_PKEY_free(again) };

    let failed = read(&mut |_, _, _| Err("the user gave up".to_owned()));
    assert_eq!(failed, Err(Failed::Err("the user gave up".to_owned())));
    assert_eq!(panic_of(|| read(&mut |_, _, _| panic!("no terminal"))), "no terminal");

    let mut said = String::new();
    ERR_print_errors_cb(|text, _| {
        said.push_str(std::str::from_utf8(text).unwrap());
        1
    })
    .unwrap();
    assert!(said.contains("password"), "{said}");

    unsafe {
        sys::ERR_clear_error();
        sys::EVP_PKEY_free(key);
        sys::BIO_free(bio);
        sys::BIO_meth_free(method);
    }
    assert_eq!(drops.count(), 1);
}

#[test]
fn all_is_as_the_header_says() {
    Verify::new()
        .pkg_config("libcrypto")
        .header("openssl/bio.h")
        .header("openssl/err.h")
        .header("openssl/evp.h")
        .header("openssl/pem.h")
        .name::<sys::Bio>("BIO")
        .name::<sys::Method>("BIO_METHOD")
        .name::<sys::Key>("EVP_PKEY")
        .declared::<(sys::BIO_get_new_index, sys::BIO_meth_new, sys::BIO_meth_free, sys::BIO_meth_set_write)>()
        .declared::<(sys::BIO_meth_set_read, sys::BIO_meth_set_ctrl, sys::BIO_meth_set_create)>()
        .declared::<(sys::BIO_meth_set_destroy, sys::BIO_new, sys::BIO_new_mem_buf, sys::BIO_free)>()
        .declared::<(sys::BIO_set_init, sys::BIO_set_data, sys::BIO_get_data, sys::BIO_write, sys::BIO_read)>()
        .declared::<(sys::BIO_ctrl, sys::EVP_PKEY_eq, sys::EVP_PKEY_free, sys::ERR_clear_error)>()
        // Text is bytes.
        .declared::<(ERR_print_errors_cb, PEM_read_bio_PrivateKey)>()
        .allow_char_sign()
        // Engines and ciphers have no types in Rust.
        .declared::<(sys::EVP_PKEY_new_raw_private_key, sys::EVP_aes_128_cbc, PEM_write_bio_PrivateKey)>()
        .allow_untyped()
        .allow_char_sign()
        .callback::<pipe::write>()
        .allow_char_sign()
        .is_parameter("BIO_meth_set_write", 2)
        .callback::<pipe::read>()
        .allow_char_sign()
        .is_parameter("BIO_meth_set_read", 2)
        .callback::<pipe::control>()
        .is_parameter("BIO_meth_set_ctrl", 2)
        .callback::<pipe::destroy>()
        .is_parameter("BIO_meth_set_destroy", 2)
        .callback::<create>()
        .is_parameter("BIO_meth_set_create", 2)
        .value("BIO_TYPE_SOURCE_SINK", sys::SOURCE_SINK)
        .value("BIO_CTRL_FLUSH", sys::FLUSH)
        .value("EVP_PKEY_ED25519", sys::ED25519)
        .check();
}
