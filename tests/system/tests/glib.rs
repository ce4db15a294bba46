//! GLib, GObject and GIO: sources with a destroy notify, iteration, signals behind an erased type, tasks on a thread.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::ffi::{CStr, c_char, c_int, c_uint, c_ulong, c_void};
use std::ops::ControlFlow;
use std::ptr::null_mut;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};

use callback_runtime::foreign::Signal;
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Failed, Outcome, callback};
use callback_system::{Counted, Drops, live_contexts, panic_of, panic_text, reports};

type Destroy = Option<unsafe extern "C" fn(*mut c_void)>;
/// `GCallback`
type Erased = Option<unsafe extern "C" fn()>;

// Plain ones, because they are given to C: a declared function is Rust's.
unsafe extern "C" {
    fn g_free(memory: *mut c_void);
    fn g_str_hash(text: *const c_void) -> c_uint;
    fn g_str_equal(a: *const c_void, b: *const c_void) -> c_int;
}

#[callback]
unsafe extern "C" {
    type MainLoop;
    type Object;
    type Closure;
    type Variant;
    type Task;
    type AsyncResult;
    type Cancellable;
    /// A `GHashTable` of strings.
    type StringTable;
    /// A `GTree` of strings.
    type StringTree;
    /// A `GList` of strings.
    type StringList;

    unsafe fn g_main_loop_new(context: *mut c_void, running: c_int) -> *mut MainLoop;
    unsafe fn g_main_loop_run(main_loop: *mut MainLoop);
    unsafe fn g_main_loop_quit(main_loop: *mut MainLoop);
    unsafe fn g_main_loop_unref(main_loop: *mut MainLoop);
    unsafe fn g_timeout_add_full(
        priority: c_int,
        interval: c_uint,
        function: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
        data: *mut c_void,
        notify: Destroy,
    ) -> c_uint;
    #[link_name = "g_timeout_add_full"]
    #[callback(fails = never)]
    safe fn timeout_add(
        priority: c_int,
        interval: c_uint,
        #[callback(retained, continue = 1, break = 0)] f: fn(#[context] _: _) -> ControlFlow<()>,
        #[context(f)] _: *mut c_void,
        #[destroy(f)] _: Option<unsafe extern "C" fn(*mut c_void)>,
    ) -> c_uint;
    unsafe fn g_source_remove(tag: c_uint) -> c_int;

    unsafe fn g_strdup(text: *const c_char) -> *mut c_char;

    unsafe fn g_hash_table_new_full(
        hash: Option<unsafe extern "C" fn(*const c_void) -> c_uint>,
        equal: Option<unsafe extern "C" fn(*const c_void, *const c_void) -> c_int>,
        key: Destroy,
        value: Destroy,
    ) -> *mut StringTable;
    unsafe fn g_hash_table_insert(table: *mut StringTable, key: *mut c_void, value: *mut c_void) -> c_int;
    unsafe fn g_hash_table_destroy(table: *mut StringTable);
    safe fn g_hash_table_foreach<E>(
        table: &StringTable,
        #[callback(ok = (), err = (), returns = ())] f: fn(key: &CStr, value: &CStr, #[context] _: _) -> Result<(), E>,
        #[context(f)] _: *mut c_void,
    );
    /// As `g_hash_table_foreach`, until the answer is true.
    safe fn g_hash_table_find(
        table: &StringTable,
        #[callback(continue = 0, break = 1)] f: fn(key: &CStr, value: &CStr, #[context] _: _) -> ControlFlow<String>,
        #[context(f)] _: *mut c_void,
    ) -> *mut c_void;

    unsafe fn g_tree_new_full(
        compare: Option<unsafe extern "C" fn(*const c_void, *const c_void, *mut c_void) -> c_int>,
        data: *mut c_void,
        key: Destroy,
        value: Destroy,
    ) -> *mut StringTree;
    unsafe fn g_tree_insert(tree: *mut StringTree, key: *mut c_void, value: *mut c_void);
    unsafe fn g_tree_destroy(tree: *mut StringTree);
    safe fn g_tree_foreach(
        tree: &StringTree,
        #[callback(continue = 0, break = 1)] f: fn(
            key: &CStr,
            value: Option<&CStr>,
            #[context] _: _,
        ) -> ControlFlow<()>,
        #[context(f)] _: *mut c_void,
    );

    unsafe fn g_list_prepend(list: *mut StringList, data: *mut c_void) -> *mut StringList;
    unsafe fn g_list_free(list: *mut StringList);
    unsafe fn g_list_sort_with_data(
        list: *mut StringList,
        f: fn(a: &CStr, b: &CStr, #[context] _: _) -> Ordering,
        #[context(f)] _: *mut c_void,
    ) -> *mut StringList;
    unsafe fn g_list_foreach(list: *mut StringList, f: fn(text: &CStr, #[context] _: _), #[context(f)] _: *mut c_void);

    unsafe fn g_variant_type_new(text: *const c_char) -> *mut c_void;
    unsafe fn g_variant_type_free(variant_type: *mut c_void);
    unsafe fn g_variant_new_int32(value: i32) -> *mut Variant;
    safe fn g_variant_get_int32(variant: &Variant) -> i32;
    unsafe fn g_simple_action_new(name: *const c_char, parameter: *const c_void) -> *mut Object;
    unsafe fn g_action_activate(action: *mut Object, parameter: *mut Variant);
    unsafe fn g_signal_connect_data(
        instance: *mut Object,
        signal: *const c_char,
        handler: Erased,
        data: *mut c_void,
        destroy: Option<unsafe extern "C" fn(*mut c_void, *mut Closure)>,
        flags: c_int,
    ) -> c_ulong;
    /// The same for a closure on `GSimpleAction::activate`.
    #[link_name = "g_signal_connect_data"]
    #[callback(fails = never)]
    unsafe fn connect_activate(
        instance: *mut Object,
        signal: &CStr,
        #[callback(retained)] handler: fn(action: *mut Object, parameter: &Variant, #[context] _: _),
        #[context(handler)] _: *mut c_void,
        #[destroy(handler)] _: Option<unsafe extern "C" fn(#[context] data: *mut c_void, closure: *mut Closure)>,
        flags: c_int,
    ) -> c_ulong;
    unsafe fn g_signal_handler_disconnect(instance: *mut Object, handler: c_ulong);
    unsafe fn g_object_weak_ref(
        object: *mut Object,
        notify: Option<unsafe extern "C" fn(*mut c_void, *mut Object)>,
        data: *mut c_void,
    );
    unsafe fn g_object_unref(object: *mut c_void);

    unsafe fn g_task_new(
        source: *mut Object,
        cancellable: *mut Cancellable,
        ready: Option<unsafe extern "C" fn(*mut Object, *mut AsyncResult, *mut c_void)>,
        data: *mut c_void,
    ) -> *mut Task;
    unsafe fn g_task_set_task_data(task: *mut Task, data: *mut c_void, destroy: Destroy);
    unsafe fn g_task_run_in_thread(
        task: *mut Task,
        work: Option<unsafe extern "C" fn(*mut Task, *mut Object, *mut c_void, *mut Cancellable)>,
    );
    unsafe fn g_task_return_int(task: *mut Task, value: isize);
    unsafe fn g_task_propagate_int(task: *mut Task, error: *mut *mut c_void) -> isize;
}

fn verify() -> Verify {
    Verify::new()
        .pkg_config("gio-2.0")
        .header("gio/gio.h")
        .name::<MainLoop>("GMainLoop")
        .name::<Object>("GObject")
        .name::<Closure>("GClosure")
        .name::<Variant>("GVariant")
        .name::<Task>("GTask")
        .name::<AsyncResult>("GAsyncResult")
        .name::<Cancellable>("GCancellable")
        .name::<StringTable>("GHashTable")
        .name::<StringTree>("GTree")
        .name::<StringList>("GList")
}

#[test]
fn functions_are_as_the_header_says() {
    verify()
        .declared::<(g_main_loop_run, g_main_loop_quit, g_main_loop_unref)>()
        .declared::<(g_timeout_add_full, timeout_add, g_source_remove, g_strdup)>()
        .declared::<(g_hash_table_new_full, g_hash_table_insert, g_hash_table_destroy)>()
        .declared::<(g_tree_new_full, g_tree_insert, g_tree_destroy, g_list_prepend, g_list_free)>()
        .declared::<(g_variant_new_int32, g_variant_get_int32)>()
        .declared::<(g_signal_connect_data, g_signal_handler_disconnect, g_object_weak_ref, g_object_unref)>()
        .declared::<(g_task_set_task_data, g_task_run_in_thread, g_task_return_int)>()
        .declared::<g_list_sort_with_data>()
        // What `gpointer` stands for is read.
        .declared::<(g_hash_table_foreach, g_hash_table_find, g_tree_foreach, g_list_foreach)>()
        .allow_const()
        // What Rust has no types for.
        .declared::<(g_main_loop_new, g_variant_type_new, g_variant_type_free, g_task_new, g_task_propagate_int)>()
        .allow_untyped()
        .function::<unsafe extern "C" fn(*mut c_void)>("g_free")
        .function::<unsafe extern "C" fn(*const c_void) -> c_uint>("g_str_hash")
        .function::<unsafe extern "C" fn(*const c_void, *const c_void) -> c_int>("g_str_equal")
        .check();
    // An action is an object, a task a result.
    verify().name::<Object>("GSimpleAction").declared::<g_simple_action_new>().allow_untyped().check();
    verify().name::<Object>("GAction").declared::<g_action_activate>().check();
}

/// A loop on the main context of the process: for tests that have a `Drops`, one at a time.
struct Loop {
    raw: *mut MainLoop,
}

impl Loop {
    fn new() -> Self {
        Loop { raw: unsafe { g_main_loop_new(null_mut(), 0) } }
    }

    fn run(&self) {
        unsafe { g_main_loop_run(self.raw) };
    }
}

impl Drop for Loop {
    fn drop(&mut self) {
        unsafe { g_main_loop_unref(self.raw) };
    }
}

mod timeouts {
    use super::*;

    struct Clock {
        ticks: Rc<RefCell<Vec<u32>>>,
        stop: Box<dyn Fn(u32) -> ControlFlow<&'static str>>,
        main_loop: *mut MainLoop,
        _drops: Counted,
    }

    /// `GSourceFunc`: false removes the source.
    #[callback(continue = 1, break = 0)]
    fn tick(#[context] clock: &mut Clock) -> ControlFlow<&'static str> {
        let n = clock.ticks.borrow().len() as u32;
        if n >= 2 {
            // SAFETY: the loop runs.
            unsafe { g_main_loop_quit(clock.main_loop) };
        }
        clock.ticks.borrow_mut().push(n);
        (clock.stop)(n)
    }

    fn clock(main_loop: &Loop, drops: &Drops, stop: impl Fn(u32) -> ControlFlow<&'static str> + 'static) -> Clock {
        Clock { ticks: Rc::default(), stop: Box::new(stop), main_loop: main_loop.raw, _drops: drops.value() }
    }

    #[test]
    fn a_source_frees_its_context_when_it_breaks() {
        let (drops, main_loop) = (Drops::new(), Loop::new());
        let clock =
            clock(&main_loop, &drops, |n| if n == 2 { ControlFlow::Break("done") } else { ControlFlow::Continue(()) });
        let ticks = clock.ticks.clone();
        let registration = tick::own(clock);
        unsafe { g_timeout_add_full(0, 1, registration.shim(), registration.context(), registration.destroy()) };
        main_loop.run();
        assert_eq!((&ticks.borrow()[..], drops.count()), (&[0, 1, 2][..], 1));
        assert!(matches!(registration.outcome(), Some(Outcome::Stopped("done"))));
        drop(registration);
        assert_eq!((drops.count(), live_contexts(tick::NAME)), (1, 0));
    }

    #[test]
    fn a_panic_removes_the_source() {
        let (drops, main_loop) = (Drops::new(), Loop::new());
        let clock = clock(&main_loop, &drops, |n| if n == 2 { panic!("at two") } else { ControlFlow::Continue(()) });
        let registration = tick::own(clock);
        unsafe { g_timeout_add_full(0, 1, registration.shim(), registration.context(), registration.destroy()) };
        main_loop.run();
        match registration.outcome() {
            Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "at two"),
            other => panic!("{other:?}"),
        }
        assert_eq!(drops.count(), 1);
    }

    #[test]
    fn a_source_that_is_removed_frees_its_context() {
        let (drops, main_loop) = (Drops::new(), Loop::new());
        let registration = tick::own(clock(&main_loop, &drops, |_| ControlFlow::Continue(())));
        let tag =
            unsafe { g_timeout_add_full(0, 1, registration.shim(), registration.context(), registration.destroy()) };
        registration.into_context();
        assert_eq!((drops.count(), live_contexts(tick::NAME)), (0, 1));
        assert_eq!(unsafe { g_source_remove(tag) }, 1);
        assert_eq!((drops.count(), live_contexts(tick::NAME)), (1, 0));
    }

    /// The registration goes first, and GLib calls once more before it destroys.
    #[test]
    fn a_source_that_outlives_the_registration() {
        let (drops, main_loop) = (Drops::new(), Loop::new());
        let registration = tick::own(clock(&main_loop, &drops, |_| ControlFlow::Continue(())));
        let quit = quit::own(main_loop.raw);
        unsafe {
            g_timeout_add_full(0, 1, registration.shim(), registration.context(), registration.destroy());
            drop(registration);
            assert_eq!(drops.count(), 1);
            g_timeout_add_full(200, 20, quit.shim(), quit.context(), None);
        }
        let ((), reports) = reports(|| main_loop.run());
        // One, because the refusal is answered with `break`, which removes the source.
        assert_eq!((reports.len(), drops.count()), (1, 1), "{reports:?}");
    }

    #[callback(fail = 0)]
    fn quit(#[context] main_loop: &*mut MainLoop) -> c_int {
        // SAFETY: the loop runs.
        unsafe { g_main_loop_quit(*main_loop) };
        0
    }

    #[test]
    fn callbacks_are_as_the_header_says() {
        verify().callback::<tick>().is_typedef("GSourceFunc").callback::<quit>().is_typedef("GSourceFunc").check();
    }
}

mod closures {
    use super::*;

    #[test]
    fn a_retained_closure_is_dropped_when_it_breaks() {
        let (drops, main_loop) = (Drops::new(), Loop::new());
        let (counted, raw, ticks) = (drops.value(), main_loop.raw, Rc::new(RefCell::new(0)));
        let ours = ticks.clone();
        let tag = timeout_add(0, 1, move || {
            let _counted = &counted;
            *ours.borrow_mut() += 1;
            if *ours.borrow() < 3 {
                return ControlFlow::Continue(());
            }
            // SAFETY: the loop runs.
            unsafe { g_main_loop_quit(raw) };
            ControlFlow::Break(())
        });
        assert!(tag > 0);
        main_loop.run();
        assert_eq!((*ticks.borrow(), drops.count()), (3, 1));
    }

    #[test]
    fn a_panic_of_a_retained_closure_is_reported() {
        let (drops, main_loop) = (Drops::new(), Loop::new());
        let (counted, raw) = (drops.value(), main_loop.raw);
        timeout_add(0, 1, move || {
            let _counted = &counted;
            // SAFETY: the loop runs.
            unsafe { g_main_loop_quit(raw) };
            panic!("nobody asks")
        });
        let ((), reports) = reports(|| main_loop.run());
        assert!(reports.iter().any(|report| report.contains("nobody asks")), "{reports:?}");
        assert_eq!(drops.count(), 1);
    }

    #[test]
    fn a_retained_closure_is_dropped_when_it_is_removed() {
        let (drops, _main_loop) = (Drops::new(), Loop::new());
        let counted = drops.value();
        let tag = timeout_add(0, 1000, move || {
            let _counted = &counted;
            ControlFlow::Continue(())
        });
        assert_eq!(drops.count(), 0);
        assert_eq!(unsafe { g_source_remove(tag) }, 1);
        assert_eq!(drops.count(), 1);
    }
}

mod iteration {
    use super::*;

    fn copy(text: &CStr) -> *mut c_void {
        // SAFETY: a string.
        unsafe { g_strdup(text.as_ptr()) }.cast()
    }

    #[test]
    fn foreach_lends_strings_to_a_closure() {
        let table = unsafe { g_hash_table_new_full(Some(g_str_hash), Some(g_str_equal), Some(g_free), Some(g_free)) };
        for (key, value) in [(c"one", c"1"), (c"two", c"2"), (c"three", c"3")] {
            unsafe { g_hash_table_insert(table, copy(key), copy(value)) };
        }
        let strings = unsafe { &*table };
        let mut seen = vec![];
        let all: Result<(), Failed<String>> = g_hash_table_foreach(strings, |key, value| {
            seen.push(format!("{}={}", key.to_str().unwrap(), value.to_str().unwrap()));
            Ok(())
        });
        seen.sort();
        assert_eq!((all, seen), (Ok(()), ["one=1", "three=3", "two=2"].map(str::to_owned).to_vec()));

        let mut calls = 0;
        let failed = g_hash_table_foreach(strings, |_, _| {
            calls += 1;
            Err("first")
        });
        assert_eq!((failed, calls), (Err(Failed::Err("first")), 1));
        assert_eq!(panic_of(|| g_hash_table_foreach(strings, |_, _| -> Result<(), ()> { panic!("each") })), "each");

        let found = g_hash_table_find(strings, |key, value| match value {
            value if value == c"2" => ControlFlow::Break(key.to_str().unwrap().to_owned()),
            _ => ControlFlow::Continue(()),
        });
        assert_eq!(found, Ok(ControlFlow::Break("two".to_owned())));
        unsafe { g_hash_table_destroy(table) };
    }

    #[test]
    fn a_list_is_sorted_by_a_closure() {
        let words = [c"pear", c"fig", c"banana"];
        let mut list = null_mut();
        for word in words {
            list = unsafe { g_list_prepend(list, word.as_ptr().cast_mut().cast()) };
        }
        let mut calls = 0;
        list = unsafe {
            g_list_sort_with_data(list, |a, b| {
                calls += 1;
                a.count_bytes().cmp(&b.count_bytes())
            })
        }
        .unwrap();
        let mut sorted = vec![];
        unsafe { g_list_foreach(list, |text| sorted.push(text.to_owned())) }.unwrap();
        assert_eq!(sorted, [c"fig".to_owned(), c"pear".to_owned(), c"banana".to_owned()]);
        assert!(calls >= 2);
        unsafe { g_list_free(list) };
    }

    /// `GCompareDataFunc`
    #[callback]
    fn compare(a: &CStr, b: &CStr, #[context] state: &mut (usize, Counted)) -> Ordering {
        state.0 += 1;
        b.cmp(a)
    }

    #[test]
    fn a_tree_keeps_its_comparison() {
        let drops = Drops::new();
        let comparison = compare::own((0, drops.value()));
        let tree = unsafe { g_tree_new_full(comparison.shim(), comparison.context(), Some(g_free), None) };
        let comparison = comparison.on_close(|| unsafe { g_tree_destroy(tree) });
        for key in [c"a", c"c", c"b"] {
            unsafe { g_tree_insert(tree, copy(key), null_mut()) };
        }
        let mut keys = vec![];
        let rest = g_tree_foreach(unsafe { &*tree }, |key, value| {
            assert!(value.is_none());
            keys.push(key.to_str().unwrap().to_owned());
            if key == c"b" { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((rest, keys), (Ok(ControlFlow::Break(())), vec!["c".to_owned(), "b".to_owned()]));
        assert!(comparison.outcome().is_none());
        drop(comparison);
        assert_eq!(drops.count(), 1);
    }

    #[test]
    fn callbacks_are_as_the_header_says() {
        verify().callback::<compare>().is_typedef("GCompareDataFunc").check();
    }
}

mod signals {
    use super::*;

    struct Listener {
        sum: Rc<RefCell<i32>>,
        _drops: Counted,
    }

    /// `void activate(GSimpleAction *, GVariant *parameter, gpointer)`
    #[callback]
    fn on_activate(_action: *mut Object, parameter: &Variant, #[context] listener: &mut Listener) {
        let value = g_variant_get_int32(parameter);
        assert!(value >= 0, "negative");
        *listener.sum.borrow_mut() += value;
    }

    /// `GClosureNotify`
    #[callback]
    fn closed(#[context] listener: Listener, _closure: *mut Closure) {
        drop(listener);
    }

    /// `GWeakNotify`
    #[callback]
    fn gone(#[context] counted: Counted, _object: *mut Object) {
        drop(counted);
    }

    /// The signature of the signal from the manual, beside its name: `GCallback` has none.
    // SAFETY: `GSimpleAction::activate`.
    static ACTIVATE: Signal<unsafe extern "C" fn(*mut Object, *const Variant, *mut c_void)> =
        unsafe { Signal::new(c"activate") };

    fn action() -> *mut Object {
        unsafe {
            let of = g_variant_type_new(c"i".as_ptr());
            let action = g_simple_action_new(c"add".as_ptr(), of);
            g_variant_type_free(of);
            action
        }
    }

    #[test]
    fn the_closure_of_a_signal_ends_its_context() {
        let (drops, sum) = (Drops::new(), Rc::new(RefCell::new(0)));
        let action = action();
        let registration = on_activate::own(Listener { sum: sum.clone(), _drops: drops.value() });
        let end = registration.also::<closed>();
        let handler = ACTIVATE.erase(registration.shim());
        unsafe {
            g_signal_connect_data(action, ACTIVATE.key().as_ptr(), handler, registration.context(), end.shim(), 0)
        };
        let weak = gone::once(drops.value());
        unsafe { g_object_weak_ref(action, weak.shim(), weak.context()) };
        weak.into_context();
        unsafe {
            g_action_activate(action, g_variant_new_int32(7));
            g_action_activate(action, g_variant_new_int32(35));
        }
        assert_eq!((*sum.borrow(), drops.count()), (42, 0));
        unsafe { g_action_activate(action, g_variant_new_int32(-1)) };
        match registration.outcome() {
            Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "negative"),
            other => panic!("{other:?}"),
        }
        unsafe { g_object_unref(action.cast()) };
        assert_eq!(drops.count(), 2);
        drop(registration);
        assert_eq!((drops.count(), live_contexts(on_activate::NAME), live_contexts(gone::NAME)), (2, 0, 0));
    }

    #[test]
    fn disconnecting_ends_the_context() {
        let (drops, sum) = (Drops::new(), Rc::new(RefCell::new(0)));
        let action = action();
        let registration = on_activate::own(Listener { sum: sum.clone(), _drops: drops.value() });
        let end = registration.also::<closed>().shim();
        let handler = ACTIVATE.erase(registration.shim());
        let context = registration.into_context();
        unsafe {
            let id = g_signal_connect_data(action, ACTIVATE.key().as_ptr(), handler, context, end, 0);
            g_action_activate(action, g_variant_new_int32(1));
            g_signal_handler_disconnect(action, id);
            g_action_activate(action, g_variant_new_int32(1));
            g_object_unref(action.cast());
        }
        assert_eq!((*sum.borrow(), drops.count()), (1, 1));
    }

    #[test]
    fn a_closure_is_connected_until_its_object_goes() {
        let (drops, sum) = (Drops::new(), Rc::new(RefCell::new(0)));
        let (action, seen, counted) = (action(), sum.clone(), drops.value());
        unsafe {
            let handler = move |_, parameter: &Variant| {
                let _ = &counted;
                *seen.borrow_mut() += g_variant_get_int32(parameter);
            };
            assert_ne!(connect_activate(action, c"activate", handler, 0), 0);
            g_action_activate(action, g_variant_new_int32(40));
            g_action_activate(action, g_variant_new_int32(2));
            assert_eq!((*sum.borrow(), drops.count()), (42, 0));
            g_object_unref(action.cast());
        }
        assert_eq!(drops.count(), 1);
    }

    #[test]
    fn callbacks_are_as_the_header_says() {
        // No header says what the function of a signal is.
        verify().callback::<closed>().is_typedef("GClosureNotify").callback::<gone>().is_typedef("GWeakNotify").check();
    }
}

mod tasks {
    use super::*;

    struct Job {
        number: isize,
        ran_on: Arc<Mutex<Option<ThreadId>>>,
        _drops: Counted,
    }

    /// `GTaskThreadFunc`
    #[callback(threads)]
    fn work(task: *mut Task, _source: *mut Object, #[context] job: &mut Job, _cancellable: *mut Cancellable) {
        *job.ran_on.lock().unwrap() = Some(thread::current().id());
        assert!(job.number != 13, "unlucky");
        // SAFETY: the task has not returned yet.
        unsafe { g_task_return_int(task, job.number + 1) };
    }

    /// The outcome of `ready`, and the loop that it ends.
    struct Ready {
        answers: Rc<RefCell<Vec<isize>>>,
        main_loop: *mut MainLoop,
        _drops: Counted,
    }

    /// `GAsyncReadyCallback`
    #[callback]
    fn ready(_source: *mut Object, task: *mut Task, #[context] ready: Ready) {
        // SAFETY: the task has returned; the loop runs.
        unsafe {
            ready.answers.borrow_mut().push(g_task_propagate_int(task, null_mut()));
            g_main_loop_quit(ready.main_loop);
        }
    }

    /// A task whose function returned nothing has nothing to propagate.
    #[callback]
    fn over(_source: *mut Object, _task: *mut Task, #[context] ready: Ready) {
        // SAFETY: the loop runs.
        unsafe { g_main_loop_quit(ready.main_loop) };
    }

    #[test]
    fn a_task_runs_on_a_thread_and_comes_back() {
        let (drops, main_loop) = (Drops::new(), Loop::new());
        let (answers, ran_on) = (Rc::default(), Arc::default());
        let ready =
            ready::once(Ready { answers: Rc::clone(&answers), main_loop: main_loop.raw, _drops: drops.value() });
        let job = work::share(Job { number: 41, ran_on: Arc::clone(&ran_on), _drops: drops.value() });
        unsafe {
            let task = g_task_new(null_mut(), null_mut(), ready.shim(), ready.context());
            ready.into_context();
            g_task_set_task_data(task, job.context(), job.destroy());
            g_task_run_in_thread(task, job.shim());
            g_object_unref(task.cast());
        }
        main_loop.run();
        assert_eq!(answers.borrow()[..], [42]);
        assert!(ran_on.lock().unwrap().is_some_and(|thread| thread != thread::current().id()));
        assert!(job.outcome().is_none());
        // The last reference to the task may be the worker's, so that it is the one that destroys.
        job.close_and_wait().unwrap();
        assert_eq!(drops.count(), 2);
    }

    #[test]
    fn a_panic_on_the_thread_is_told() {
        let (drops, main_loop) = (Drops::new(), Loop::new());
        let (answers, ran_on) = (Rc::<RefCell<Vec<isize>>>::default(), Arc::default());
        let over = over::once(Ready { answers: Rc::clone(&answers), main_loop: main_loop.raw, _drops: drops.value() });
        let job = work::share(Job { number: 13, ran_on, _drops: drops.value() });
        unsafe {
            let task = g_task_new(null_mut(), null_mut(), over.shim(), over.context());
            over.into_context();
            g_task_set_task_data(task, job.context(), job.destroy());
            g_task_run_in_thread(task, job.shim());
            g_object_unref(task.cast());
        }
        main_loop.run();
        assert!(answers.borrow().is_empty());
        match job.outcome() {
            Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "unlucky"),
            other => panic!("{other:?}"),
        }
        job.close_and_wait().unwrap();
        assert_eq!(drops.count(), 2);
    }

    #[test]
    fn callbacks_are_as_the_header_says() {
        verify().callback::<work>().is_typedef("GTaskThreadFunc").check();
        // The result of a task is the task.
        let verify = verify().name::<Task>("GAsyncResult");
        let verify = verify.callback::<ready>().is_typedef("GAsyncReadyCallback");
        verify.callback::<over>().is_typedef("GAsyncReadyCallback").check();
    }
}
