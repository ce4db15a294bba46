//! libcurl: options of variadic functions, on `file://`.

use std::{
    ffi::{CString, c_char, c_double, c_int, c_long, c_void},
    fs,
    path::PathBuf,
    process,
    sync::Once,
};

use callback_real::{Actor, Mood, Script, TROUBLES, Told, assert_outcome, assert_scope};
use callback_runtime::{Callback, callback, verify::Verify};
use curl_sys as curl;

/// A file of `SIZE` bytes that goes with the test.
struct File(PathBuf);

const SIZE: usize = 100_000;

impl File {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("callback-real-curl-{name}-{}", process::id()));
        fs::write(&path, vec![b'x'; SIZE]).unwrap();
        File(path)
    }

    fn url(&self) -> CString {
        CString::new(format!("file://{}", self.0.display())).unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// A transfer.
struct Easy(*mut curl::CURL);

impl Easy {
    fn new(file: &File) -> Self {
        static INIT: Once = Once::new();
        // SAFETY: once, before anything else.
        INIT.call_once(|| assert_eq!(unsafe { curl::curl_global_init(curl::CURL_GLOBAL_ALL) }, curl::CURLE_OK));
        // SAFETY: initialised above.
        let easy = Easy(unsafe { curl::curl_easy_init() });
        assert!(!easy.0.is_null());
        let url = file.url();
        // SAFETY: libcurl copies the string.
        assert_eq!(unsafe { curl::curl_easy_setopt(easy.0, curl::CURLOPT_URL, url.as_ptr()) }, curl::CURLE_OK);
        easy
    }

    /// An option that is a pointer, a function's too: `curl_easy_setopt` takes anything.
    ///
    /// # Safety
    ///
    /// It is of the type that the option has.
    unsafe fn set<T: Copy>(&self, option: curl::CURLoption, value: T) {
        const { assert!(size_of::<T>() == size_of::<*const c_void>()) };
        // SAFETY: the caller's promise.
        assert_eq!(unsafe { curl::curl_easy_setopt(self.0, option, value) }, curl::CURLE_OK);
    }

    fn perform(&self) -> curl::CURLcode {
        // SAFETY: a live handle whose options are what they should be.
        unsafe { curl::curl_easy_perform(self.0) }
    }
}

impl Drop for Easy {
    fn drop(&mut self) {
        // SAFETY: made once, and not used any more.
        unsafe { curl::curl_easy_cleanup(self.0) };
    }
}

/// The received bytes, and the number of progress reports.
struct Download {
    actor: Actor,
    data: Vec<u8>,
    told: Vec<c_double>,
    watch: Option<Actor>,
}

impl Download {
    fn new(actor: Actor) -> Self {
        Download { actor, data: vec![], told: vec![], watch: None }
    }
}

/// `size_t write_callback(char *ptr, size_t size, size_t nmemb, void *userdata)`: anything but the number of
/// bytes ends the transfer.
#[callback(err = 0)]
fn on_data(
    #[len(size * nmemb)] data: &[u8],
    size: usize,
    nmemb: usize,
    #[context] download: &mut Download,
) -> Result<usize, Told> {
    download.actor.act()?;
    download.data.extend_from_slice(data);
    Ok(data.len())
}

/// `int progress_callback(void *clientp, double dltotal, double dlnow, double ultotal, double ulnow)`: anything
/// but 0 ends the transfer.
#[callback(ok = 0, err = 1)]
fn on_progress(
    #[context] download: &mut Download,
    _total: c_double,
    now: c_double,
    _upload_total: c_double,
    _upload_now: c_double,
) -> Result<(), Told> {
    download.told.push(now);
    match &download.watch {
        Some(actor) => actor.act(),
        None => Ok(()),
    }
}

#[test]
fn a_transfer_writes_into_its_scope() {
    let file = File::new("scope");
    for mood in [Mood::Answer, Mood::Err, Mood::Panic] {
        let script = Script::of(mood);
        let mut download = Download::new(script.actor());
        let mut code = None;
        assert_scope(mood, || {
            on_data::scope(&mut download, |cb| {
                let easy = Easy::new(&file);
                // SAFETY: libcurl alone calls it.
                let function: curl::curl_write_callback = unsafe { cb.shim_safe() };
                // SAFETY: a write callback.
                unsafe { easy.set(curl::CURLOPT_WRITEFUNCTION, function) };
                // SAFETY: its context.
                unsafe { easy.set(curl::CURLOPT_WRITEDATA, cb.context()) };
                code = Some(easy.perform());
            })
        });
        if mood == Mood::Answer {
            assert_eq!((code, download.data.len()), (Some(curl::CURLE_OK), SIZE));
        } else {
            assert_eq!((code, script.calls()), (Some(curl::CURLE_WRITE_ERROR), 1));
        }
        drop(download);
        assert_eq!(script.drops(), 1);
    }
}

/// A transfer that keeps its callbacks: two options, one context.
fn keep(easy: &Easy, registration: &callback_runtime::Registration<on_data>) {
    // SAFETY: libcurl alone calls it.
    let write: curl::curl_write_callback = unsafe { registration.shim_safe() };
    // SAFETY: libcurl alone calls it.
    let progress: curl::curl_progress_callback = unsafe { registration.also::<on_progress>().shim_safe() };
    // SAFETY: a write callback.
    unsafe { easy.set(curl::CURLOPT_WRITEFUNCTION, write) };
    // SAFETY: its context.
    unsafe { easy.set(curl::CURLOPT_WRITEDATA, registration.context()) };
    // SAFETY: a progress callback.
    unsafe { easy.set(curl::CURLOPT_PROGRESSFUNCTION, progress) };
    // SAFETY: its context.
    unsafe { easy.set(curl::CURLOPT_PROGRESSDATA, registration.context()) };
    // SAFETY: a number.
    unsafe { easy.set(curl::CURLOPT_NOPROGRESS, 0 as c_long) };
}

#[test]
fn write_and_progress_share_a_context() {
    let file = File::new("shared");
    let (script, watch) = (Script::new(), Script::new());
    let registration = on_data::own(Download { watch: Some(watch.actor()), ..Download::new(script.actor()) });
    let easy = Easy::new(&file);
    keep(&easy, &registration);
    // Kept by the handle: two transfers.
    assert_eq!((easy.perform(), easy.perform()), (curl::CURLE_OK, curl::CURLE_OK));
    assert!(registration.outcome().is_none());
    assert!(script.calls() >= 2 && watch.calls() >= 2);
    drop((easy, registration));
    assert_eq!((script.drops(), watch.drops()), (1, 1));
}

#[test]
fn troubles_of_progress_reach_the_owner() {
    let file = File::new("progress");
    for mood in TROUBLES {
        let (script, watch) = (Script::new(), Script::of(mood));
        let registration = on_data::own(Download { watch: Some(watch.actor()), ..Download::new(script.actor()) });
        let easy = Easy::new(&file);
        keep(&easy, &registration);
        assert_eq!(easy.perform(), curl::CURLE_ABORTED_BY_CALLBACK);
        // libcurl asks once more; nothing runs after a panic.
        assert!(watch.calls() == 1 || mood == Mood::Err);
        assert_outcome(registration.outcome(), mood);

        watch.set(Mood::Answer);
        assert_eq!(easy.perform(), curl::CURLE_OK, "taken, and usable again");
        drop((easy, registration));
        assert_eq!((script.drops(), watch.drops()), (1, 1));
    }
}

/// libcurl's `char *` and the shim's `const u8 *` are pointers both.
#[test]
fn the_shim_is_of_libcurls_type() {
    let shim: unsafe extern "C" fn(*mut c_char, usize, usize, *mut c_void) -> usize = on_data::shim();
    let progress: unsafe extern "C" fn(*mut c_void, f64, f64, f64, f64) -> c_int = on_progress::shim();
    assert_ne!(shim as usize, progress as usize);
}

#[test]
fn callbacks_are_as_the_header_says() {
    Verify::new()
        .include(env!("CALLBACK_CURL_INCLUDE"))
        .header("curl/curl.h")
        // The data are bytes, which C calls `char` and does not call constant.
        .callback::<on_data>()
        .allow_const()
        .allow_char_sign()
        .is_typedef("curl_write_callback")
        .callback::<on_progress>()
        .is_typedef("curl_progress_callback")
        .check();
}
