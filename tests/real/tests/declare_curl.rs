//! libcurl through typed declarations: an option pair of a variadic function is one safe call.

use std::{
    ffi::{CStr, CString, c_char, c_uint, c_void},
    fs, process,
    sync::Once,
};

use callback_runtime::foreign::CBox;
use callback_runtime::verify::Verify;
use callback_runtime::{CallError, callback};
use curl_sys as curl;

type Write = unsafe extern "C" fn(*mut c_char, usize, usize, *mut c_void) -> usize;

/// A `CURLcode`.
#[derive(Debug, PartialEq)]
struct Code(c_uint);

impl From<c_uint> for Code {
    fn from(code: c_uint) -> Self {
        Code(code)
    }
}

#[callback]
unsafe extern "C" {
    type Easy;

    #[callback(free = curl_easy_cleanup)]
    safe fn curl_easy_init() -> Option<CBox<Easy>>;
    unsafe fn curl_easy_cleanup(easy: *mut Easy);

    /// `CURLOPT_URL`, which libcurl copies.
    #[callback(fails = nonzero, error = Code)]
    safe fn set_url(easy: &Easy, url: &CStr) -> c_uint {
        curl::curl_easy_setopt(easy.cast_mut().cast(), curl::CURLOPT_URL, url)
    }

    /// `CURLOPT_WRITEFUNCTION` and `CURLOPT_WRITEDATA`, for as long as the transfer takes.
    #[callback(fails = nonzero, error = Code)]
    safe fn perform<E>(
        easy: &Easy,
        #[callback(err = 0)] write: fn(
            #[len(size * count)] data: &[u8],
            size: usize,
            count: usize,
            #[context] _: _,
        ) -> Result<usize, E>,
    ) -> c_uint {
        let easy = easy.cast_mut().cast();
        curl::curl_easy_setopt(easy, curl::CURLOPT_WRITEFUNCTION, write.shim::<Write>());
        curl::curl_easy_setopt(easy, curl::CURLOPT_WRITEDATA, write.context());
        let code = curl::curl_easy_perform(easy);
        curl::curl_easy_setopt(easy, curl::CURLOPT_WRITEFUNCTION, None::<Write>);
        code
    }
}

fn easy(url: &str) -> CBox<Easy> {
    static INIT: Once = Once::new();
    // SAFETY: once, before anything else.
    INIT.call_once(|| assert_eq!(unsafe { curl::curl_global_init(curl::CURL_GLOBAL_ALL) }, curl::CURLE_OK));
    let easy = curl_easy_init().expect("there is memory");
    set_url(&easy, &CString::new(url).unwrap()).expect("it is a URL");
    easy
}

fn file(name: &str) -> (std::path::PathBuf, CBox<Easy>) {
    let path = std::env::temp_dir().join(format!("callback-declare-curl-{name}-{}", process::id()));
    fs::write(&path, vec![b'x'; 50_000]).unwrap();
    let easy = easy(&format!("file://{}", path.display()));
    (path, easy)
}

#[test]
fn a_closure_gets_the_data() {
    let (path, easy) = file("data");
    let mut length = 0;
    let done = perform(&easy, |data, _, _| {
        length += data.len();
        Ok::<_, String>(data.len())
    });
    fs::remove_file(path).unwrap();
    assert!(done.is_ok(), "{done:?}");
    assert_eq!(length, 50_000);
}

#[test]
fn an_error_ends_the_transfer_and_comes_back() {
    let (path, easy) = file("error");
    let mut calls = 0;
    let done = perform(&easy, |_, _, _| {
        calls += 1;
        Err("full")
    });
    fs::remove_file(path).unwrap();
    assert!(matches!(done, Err(CallError::Err("full"))), "{done:?}");
    assert_eq!(calls, 1);
}

#[test]
fn what_curl_says_is_an_error() {
    let easy = easy("file:///callback/no/such/file");
    let done = perform(&easy, |data, _, _| Ok::<_, String>(data.len()));
    assert!(matches!(done, Err(CallError::C(Code(curl::CURLE_FILE_COULDNT_READ_FILE)))), "{done:?}");
}

#[test]
fn the_block_is_as_the_header_says() {
    Verify::new()
        .include(env!("CALLBACK_CURL_INCLUDE"))
        .header("curl/curl.h")
        .declared::<curl_easy_init>()
        .declared::<curl_easy_cleanup>()
        .check();
}
