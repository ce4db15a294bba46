//! A `GSource` of one's own: GLib hands its `dispatch` the function and the data that it is to call.

use std::ffi::{c_int, c_uint, c_void};
use std::mem::size_of;

use callback_runtime::arg::{Callee, Data, Out};
use callback_runtime::ret::CBool;
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, callback, fields};
use callback_system::reports;

/// `GSource`, of which GLib keeps 96 bytes.
#[repr(C, align(8))]
struct Source([u8; 96]);

type Function = unsafe extern "C" fn(*mut c_void) -> c_int;

/// `GSourceFuncs`
#[repr(C)]
struct Functions {
    prepare: Option<unsafe extern "C" fn(*mut Source, *mut c_int) -> c_int>,
    check: Option<unsafe extern "C" fn(*mut Source) -> c_int>,
    dispatch: Option<unsafe extern "C" fn(*mut Source, Option<Function>, *mut c_void) -> c_int>,
    finalize: Option<unsafe extern "C" fn(*mut Source)>,
    closure_callback: Option<Function>,
    closure_marshal: Option<unsafe extern "C" fn()>,
}

#[callback]
unsafe extern "C" {
    unsafe fn g_main_context_new() -> *mut c_void;
    unsafe fn g_main_context_iteration(context: *mut c_void, may_block: c_int) -> c_int;
    unsafe fn g_main_context_unref(context: *mut c_void);
    unsafe fn g_source_new(functions: *mut Functions, size: c_uint) -> *mut Source;
    unsafe fn g_source_set_callback(
        source: *mut Source,
        f: Option<Function>,
        data: *mut c_void,
        notify: Option<unsafe extern "C" fn(*mut c_void)>,
    );
    unsafe fn g_source_attach(source: *mut Source, context: *mut c_void) -> c_uint;
    unsafe fn g_source_unref(source: *mut Source);
}

/// `gboolean (*prepare)(GSource *source, gint *timeout)`
#[callback(fail = 0)]
fn prepare(_source: *mut Source, timeout: Out<'_, c_int>) -> CBool {
    timeout.set(0);
    CBool(true)
}

/// `gboolean (*dispatch)(GSource *source, GSourceFunc callback, gpointer user_data)`
#[callback(fail = 0)]
fn dispatch(
    _source: *mut Source,
    #[data(user_data)] callback: Option<Callee<'_, Function>>,
    user_data: *mut c_void,
) -> CBool {
    CBool(callback.is_some_and(|callback| unsafe { callback.call((Data,)) } != 0))
}

/// `GSourceFunc`: goes on until there are three.
#[callback(fail = 0)]
fn count(#[context] calls: &mut u32) -> CBool {
    *calls += 1;
    CBool(*calls < 3)
}

#[test]
fn a_source_calls_what_it_was_given() {
    let mut functions = Functions {
        prepare: Some(prepare::shim()),
        check: None,
        dispatch: Some(dispatch::shim()),
        finalize: None,
        closure_callback: None,
        closure_marshal: None,
    };
    let mut calls = 0;
    let (iterations, reported) = reports(|| {
        count::scope(&mut calls, |cb| unsafe {
            let context = g_main_context_new();
            let source = g_source_new(&mut functions, size_of::<Source>().try_into().unwrap());
            g_source_set_callback(source, Some(cb.shim()), cb.context(), None);
            g_source_attach(source, context);
            let iterations = (0..5).filter(|_| g_main_context_iteration(context, 0) != 0).count();
            g_source_unref(source);
            g_main_context_unref(context);
            iterations
        })
    });
    assert_eq!((iterations, calls), (Ok(3), 3));
    assert_eq!(reported, [""; 0]);
}

#[test]
fn all_is_as_the_header_says() {
    Verify::new()
        .pkg_config("glib-2.0")
        .header("glib.h")
        .name::<Source>("GSource")
        .name::<Functions>("GSourceFuncs")
        .declared::<(g_source_new, g_source_set_callback, g_source_unref)>()
        // The main context has no type in Rust.
        .declared::<(g_main_context_new, g_main_context_iteration, g_main_context_unref, g_source_attach)>()
        .allow_untyped()
        .layout::<Source>("GSource", &[])
        .layout::<Functions>(
            "GSourceFuncs",
            &fields!(Functions { prepare, check, dispatch, finalize, closure_callback, closure_marshal }),
        )
        .callback::<prepare>()
        .is_field("GSourceFuncs", "prepare")
        .callback::<dispatch>()
        .is_field("GSourceFuncs", "dispatch")
        .callback::<count>()
        .is_typedef("GSourceFunc")
        .check();
}
