//! A plugin in Rust, a `cdylib` with a copy of the runtime of its own: loaded, used, stopped and closed.
//!
//! A library that has registered a context stays in memory after `dlclose`, on Linux and the systems of `guide::limits`: a host that calls
//! late all the same is refused, and a thread that ends later finds the runtime that it has used. Host and plugin are Rust: there is no
//! header.

use libloading::{Library, Symbol};
use std::{
    ffi::{c_int, c_void},
    path::PathBuf,
    process::Command,
    sync::Mutex,
};

type OnEvent = unsafe extern "C" fn(c_int, *mut c_void) -> c_int;
type Start = unsafe extern "C" fn(unsafe extern "C" fn(OnEvent, *mut c_void)) -> *mut c_void;
type Stop = unsafe extern "C" fn(*mut c_void) -> c_int;

/// The function and the user data that the plugin has subscribed.
static SUBSCRIBED: Mutex<Option<(OnEvent, usize)>> = Mutex::new(None);

unsafe extern "C" fn subscribe(on_event: OnEvent, data: *mut c_void) {
    *SUBSCRIBED.lock().expect("nothing panics with it") = Some((on_event, data.expose_provenance()));
}

/// An event of the host, on a thread of its own.
fn event(n: c_int) -> c_int {
    let (on_event, data) = SUBSCRIBED.lock().expect("nothing panics with it").expect("the plugin has started");
    // SAFETY: the user data of this function, from any thread.
    let call = move || unsafe { on_event(n, std::ptr::with_exposed_provenance_mut(data)) };
    std::thread::spawn(call).join().expect("a shim does not unwind")
}

/// Returns the path of the library, beside this program. It is built if it is not there: `cargo test` builds both.
fn library() -> PathBuf {
    let this = std::env::current_exe().expect("the path of this program");
    let folder = this.parent().expect("a program is in a folder");
    let path = folder.join(libloading::library_filename("plugin_library"));
    if path.exists() {
        return path;
    }
    let release = folder.ends_with("release/examples").then_some("--release");
    let build = ["build", "-q", "-p", "callback-examples", "--example", "plugin_library"];
    let status = Command::new(env!("CARGO")).args(build).args(release).status().expect("cargo runs");
    assert!(status.success());
    path
}

fn main() -> Result<(), libloading::Error> {
    let path = library();
    for _ in 0..2 {
        // SAFETY: the constructors of this library may run.
        let library = unsafe { Library::new(&path) }?;
        // SAFETY: the symbol has this type.
        let start: Symbol<'_, Start> = unsafe { library.get(b"plugin_start\0") }?;
        // SAFETY: the symbol has this type.
        let stop: Symbol<'_, Stop> = unsafe { library.get(b"plugin_stop\0") }?;
        // SAFETY: the host keeps and calls what it is given.
        let plugin = unsafe { start(subscribe) };
        assert_eq!((event(1), event(2)), (1, 3));
        // SAFETY: started above.
        assert_eq!(unsafe { stop(plugin) }, 3);
        library.close()?;
    }
    // The host has not forgotten the function.
    assert_eq!(event(4), -1);
    Ok(())
}
