//! OpenSSL: a verify callback, which has no user data and is kept until its `SSL_CTX` is freed.

#![allow(non_snake_case)]

use std::cell::RefCell;
use std::ffi::{c_int, c_long, c_void};
use std::ptr::{null, null_mut};
use std::rc::Rc;

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use callback_runtime::verify::Verify;
use callback_system as _; // links it

mod sys {
    use super::*;

    #[callback]
    unsafe extern "C" {
        pub unsafe fn TLS_method() -> *const Method;
        pub unsafe fn EVP_PKEY_new_raw_private_key(
            of: c_int,
            engine: *mut c_void,
            key: *const u8,
            len: usize,
        ) -> *mut c_void;
        pub unsafe fn EVP_PKEY_free(key: *mut c_void);
        pub unsafe fn X509_new() -> *mut c_void;
        pub unsafe fn X509_free(cert: *mut c_void);
        pub unsafe fn X509_set_pubkey(cert: *mut c_void, key: *mut c_void) -> c_int;
        pub unsafe fn X509_getm_notBefore(cert: *const c_void) -> *mut c_void;
        pub unsafe fn X509_getm_notAfter(cert: *const c_void) -> *mut c_void;
        pub unsafe fn X509_gmtime_adj(time: *mut c_void, seconds: c_long) -> *mut c_void;
        pub unsafe fn X509_sign(cert: *mut c_void, key: *mut c_void, digest: *const c_void) -> c_int;
        pub unsafe fn BIO_new_bio_pair(a: *mut *mut c_void, na: usize, b: *mut *mut c_void, nb: usize) -> c_int;
        pub unsafe fn ERR_clear_error();
    }

    pub const ED25519: c_int = 1087;
    pub const VERIFY_PEER: c_int = 1;
    pub const SELF_SIGNED: c_int = 18;
}

#[callback]
unsafe extern "C" {
    #[callback(name = "SSL_CTX")]
    type Context;
    #[callback(name = "SSL")]
    type Ssl;
    #[callback(name = "SSL_METHOD")]
    pub type Method;
    #[callback(name = "X509_STORE_CTX")]
    type Store;

    #[callback(free = SSL_CTX_free)]
    unsafe fn SSL_CTX_new(method: *const Method) -> Option<CBox<Context>>;
    unsafe fn SSL_CTX_free(context: *mut Context);
    unsafe fn SSL_CTX_use_certificate(context: &Context, cert: *mut c_void) -> c_int;
    unsafe fn SSL_CTX_use_PrivateKey(context: &Context, key: *mut c_void) -> c_int;

    /// `verify` has no user data: each context has one of eight shims.
    safe fn SSL_CTX_set_verify(
        context: &Context,
        mode: c_int,
        #[callback(retained, until = context, fail = 0)] verify: Option<
            fn(is_good: c_int, store: &Store, #[context(pool = 8)] _: _) -> c_int,
        >,
    );
    safe fn X509_STORE_CTX_get_error(store: &Store) -> c_int;

    #[callback(free = SSL_free)]
    safe fn SSL_new(context: &Context) -> Option<CBox<Ssl>>;
    unsafe fn SSL_free(ssl: *mut Ssl);
    unsafe fn SSL_set_bio(ssl: &Ssl, from: *mut c_void, to: *mut c_void);
    safe fn SSL_set_connect_state(ssl: &Ssl);
    safe fn SSL_set_accept_state(ssl: &Ssl);
    safe fn SSL_do_handshake(ssl: &Ssl) -> c_int;
}

/// Makes a context with a certificate that it has signed itself.
fn server() -> CBox<Context> {
    // SAFETY: the functions of OpenSSL get what they have made, and the context keeps references to the key and certificate.
    unsafe {
        let context = SSL_CTX_new(sys::TLS_method()).unwrap();
        let key = sys::EVP_PKEY_new_raw_private_key(sys::ED25519, null_mut(), [7; 32].as_ptr(), 32);
        let cert = sys::X509_new();
        assert_eq!(sys::X509_set_pubkey(cert, key), 1);
        assert!(!sys::X509_gmtime_adj(sys::X509_getm_notBefore(cert), 0).is_null());
        assert!(!sys::X509_gmtime_adj(sys::X509_getm_notAfter(cert), 1000).is_null());
        assert!(sys::X509_sign(cert, key, null()) > 0);
        assert_eq!((SSL_CTX_use_certificate(&context, cert), SSL_CTX_use_PrivateKey(&context, key)), (1, 1));
        sys::X509_free(cert);
        sys::EVP_PKEY_free(key);
        context
    }
}

/// Returns true if a client with this context accepts the server.
fn connects(client: &CBox<Context>, server: &CBox<Context>) -> bool {
    let (client, server) = (SSL_new(client).unwrap(), SSL_new(server).unwrap());
    let (mut a, mut b) = (null_mut(), null_mut());
    // SAFETY: a pair of which each side has one.
    unsafe {
        assert_eq!(sys::BIO_new_bio_pair(&raw mut a, 0, &raw mut b, 0), 1);
        SSL_set_bio(&client, a, a);
        SSL_set_bio(&server, b, b);
    }
    SSL_set_connect_state(&client);
    SSL_set_accept_state(&server);
    let done = (0..10).any(|_| {
        let client = SSL_do_handshake(&client);
        SSL_do_handshake(&server) == 1 && client == 1
    });
    // SAFETY: it takes the errors of this thread.
    unsafe { sys::ERR_clear_error() };
    done
}

#[test]
fn a_verify_callback_lives_as_long_as_its_context() {
    let server = server();
    // SAFETY: the method of OpenSSL.
    let new = || unsafe { SSL_CTX_new(sys::TLS_method()) }.unwrap();
    let (strict, lenient) = (new(), new());
    let seen = Rc::new(RefCell::new(vec![]));
    let verify = |name: &'static str, answer: c_int| {
        let seen = Rc::clone(&seen);
        move |is_good: c_int, store: &Store| {
            seen.borrow_mut().push((name, is_good, X509_STORE_CTX_get_error(store)));
            answer
        }
    };
    let set = |context, name, answer| {
        SSL_CTX_set_verify(context, sys::VERIFY_PEER, Some(Box::new(verify(name, answer)))).unwrap()
    };
    set(&strict, "strict", 0);
    assert!(!connects(&strict, &server));
    set(&lenient, "lenient", 1);
    assert!(connects(&lenient, &server));
    assert!(!connects(&strict, &server), "it has its own closure still");
    let refused = seen.take();
    let errors: Vec<_> = refused.iter().filter(|(_, is_good, _)| *is_good == 0).map(|(name, ..)| *name).collect();
    assert_eq!((errors[0], errors.last()), ("strict", Some(&"strict")));
    assert!(refused.contains(&("lenient", 0, sys::SELF_SIGNED)), "{refused:?}");

    // Set again: the first closure is dropped. So is the last one, with the context.
    assert_eq!(Rc::strong_count(&seen), 3);
    set(&strict, "strict", 1);
    assert!(connects(&strict, &server));
    assert_eq!(Rc::strong_count(&seen), 3);
    drop((strict, lenient));
    assert_eq!(Rc::strong_count(&seen), 1);
}

#[test]
fn the_functions_are_as_the_headers_say() {
    Verify::new()
        .pkg_config("libssl")
        .header("openssl/ssl.h")
        .declared::<(SSL_CTX_new, SSL_CTX_set_verify, SSL_new, X509_STORE_CTX_get_error)>()
        .check();
}
