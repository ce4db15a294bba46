//! Owners: scopes, registrations, slots.
use callback_runtime::{Callback, Registration, callback};
use std::ffi::{CStr, c_char, c_int, c_void};

unsafe extern "C" {
    fn each(f: Option<unsafe extern "C" fn(*mut c_void, c_int)>, data: *mut c_void);
    fn subscribe(f: Option<unsafe extern "C" fn(*mut c_void, c_int)>, data: *mut c_void, free: Option<unsafe extern "C" fn(*mut c_void)>);
}

#[callback]
pub fn tick(#[context] n: &mut u32, a: c_int) {}
#[callback]
pub fn look(#[context] n: &u32, a: c_int) {}
#[callback]
pub fn plain(a: c_int) {}
pub struct Job(u32);
#[callback]
pub fn last(#[context] job: Job, a: c_int) {}
#[callback]
pub fn slot(#[context(static)] n: &mut u32, a: c_int) {}
#[callback]
pub fn local(#[context(thread_local)] n: &mut u32, a: c_int) {}
#[callback]
pub fn other(#[context] n: &mut u64, a: c_int) {}
#[callback(ok = 0, err = 1)]
pub fn fallible(#[context] n: &mut u32, a: c_int) -> Result<(), String> { Ok(()) }

//# scope_by_shared_reference
pub fn f() { let n = 0; let _ = tick::scope(&n, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# scope_by_value
pub fn f() { let _ = tick::scope(0, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# scope_of_other_type
pub fn f() { let mut n = 0_i64; let _ = tick::scope(&mut n, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# scope_not_mutable
pub fn f() { let n = 0; let _ = tick::scope(&mut n, |cb| unsafe { each(cb.shim(), cb.context()) }); }

//# scope_without_context
pub fn f() { let _ = plain::scope(&(), |cb| ()); }

//# scope_of_slot
pub fn f() { let _ = slot::scope(&mut 0, |cb| ()); }

//# scope_of_local_context (compiles: a pointer that C does not need)
pub fn f() { let _ = local::scope(&mut 0, |cb| cb.context()); }

//# scope_returns_context
pub fn f() -> *mut c_void { tick::scope(&mut 0, |cb| cb.context()).unwrap() + 1 }

//# scope_keeps_scope
pub fn f() { let mut kept = None; let _ = tick::scope(&mut 0, |cb| kept = Some(cb)); let _ = kept; }

//# scope_uses_context_inside
pub fn f() { let mut n = 0; let _ = tick::scope(&mut n, |cb| { n += 1; unsafe { each(cb.shim(), cb.context()) } }); }

//# scope_safe_call
pub fn f() { let mut n = 0; let _ = tick::scope(&mut n, |cb| each(cb.shim(), cb.context())); }

//# scope_without_closure
pub fn f() { let mut n = 0; let _ = tick::scope(&mut n); }

//# scope_closure_without_parameter
pub fn f() { let mut n = 0; let _ = tick::scope(&mut n, || ()); }

//# function_itself
pub fn f() { let mut n = 0; unsafe { each(Some(tick), (&raw mut n).cast()) } }

//# type_itself
pub fn f() { let mut n = 0; unsafe { each(tick, (&raw mut n).cast()) } }

//# shim_without_scope (compiles: a shim takes any context pointer, and refuses foreign ones)
pub fn f() { let mut n = 0; unsafe { each(Some(tick::shim()), (&raw mut n).cast()) } }

//# shim_in_some
pub fn f() { let mut n = 0; let _ = tick::scope(&mut n, |cb| unsafe { each(Some(Some(cb.shim())), cb.context()) }); }

//# own_by_reference
pub fn f() { let mut n = 0; let _r = tick::own(&mut n); }

//# own_of_borrowed
#[callback]
pub fn names(#[context] n: &mut Vec<&'static str>) {}
pub fn f(text: &str) { let _r = names::own(vec![text]); }

//# own_without_context
pub fn f() { let _r = plain::own(()); }

//# own_of_slot
pub fn f() { let _r = slot::own(0); }

//# own_of_value
pub fn f() { let _r = last::own(Job(0)); }

//# once_of_reference
pub fn f() { let _r = tick::once(0); }

//# share_of_mutable
pub fn f() { let _r = tick::share(std::sync::Arc::new(0_u32)); }

//# share_of_value
pub fn f() { let _r = last::share(Job(0)); }

//# acquire_without_slot
pub fn f() { let _r = tick::acquire(0); }

//# handle_without_context
pub fn f() { let _r = plain::handle(()); }

//# embed_without_object
pub fn f() { let _r = tick::embed(0, 0); }

//# also_of_other_context
pub fn f() { let _ = tick::scope(&mut 0, |cb| { let _o = cb.also::<other>(); }); }

//# also_of_other_access
pub fn f() { let _ = tick::scope(&mut 0, |cb| { let _o = cb.also::<look>(); }); }

//# also_of_plain
pub fn f() { let _ = tick::scope(&mut 0, |cb| { let _o = cb.also::<plain>(); }); }

//# also_that_stops
pub fn f() { let _ = tick::scope(&mut 0, |cb| { let _o = cb.also::<fallible>(); }); }

//# registered_also_of_other
pub fn f() { let r = tick::own(0); let _o = r.also::<other>(); }

//# temporary_registration (compiles: calls of C after the end are refused)
pub fn f() { unsafe { subscribe(tick::own(0).shim(), std::ptr::null_mut(), None) } }

//# temporary_registration_with_context (compiles: calls of C after the end are refused)
pub fn f() { unsafe { subscribe(tick::own(0).shim(), tick::own(0).context(), None) } }

//# destroy_without_into_context (compiles: the destroy notify ends the hold of C, and the drop that of Rust)
pub fn f() { let r = tick::own(0); unsafe { subscribe(r.shim(), r.context(), r.destroy()) } }

//# registration_forgotten (compiles: rustc warns: it must be used)
pub fn f() { tick::own(0); }

//# registration_moved
pub fn f() { let r = tick::own(0); let p = r.into_context(); unsafe { subscribe(r.shim(), p, r.destroy()) } }

//# registration_sent
pub fn f() { let r = tick::own(0); std::thread::spawn(move || drop(r)); }

//# registration_without_type
pub struct Player { tick: Registration }

//# registration_of_function
pub struct Player { tick: Registration<fn(c_int)> }

//# close_twice
pub fn f() { let r = tick::own(0); r.close(); r.close(); }

//# on_close_of_number
pub fn f() { let _r = tick::own(0).on_close(|| 1); }

//# no_trait_imported
mod inner {
    pub fn f() { let mut n = 0; let _ = super::tick::scope(&mut n, |cb| ()); }
}

//# context_method_of_plain
pub fn f() { let _: *mut c_void = plain::context(); }

//# shim_as_pointer
pub fn f() -> *const c_void { plain::shim() }

//# shim_as_usize
pub fn f() -> usize { plain::shim() as usize }

//# shim_in_const
pub static F: unsafe extern "C" fn(c_int) = plain::shim();

//# destroy_of_wrong_type
unsafe extern "C" { fn keep(f: unsafe extern "C" fn(*mut c_void, c_int), data: *mut c_void, free: unsafe extern "C" fn(c_int)); }
pub fn f() { let r = tick::own(0); unsafe { keep(r.shim(), std::ptr::null_mut(), r.destroy()) } }

//# result_not_used (compiles: rustc warns: it must be used)
pub fn f() { let mut n = 0; fallible::scope(&mut n, |cb| ()); }

//# question_mark_in_main
pub fn f() -> Result<(), String> { let mut n = 0; fallible::scope(&mut n, |cb| ())?; Ok(()) }

//# outcome_in_scope_of_plain
pub fn f() { plain::outcome(); }

//# stop_value_of_wrong_type
pub fn f() { let mut n = 0; let r: Result<(), u8> = fallible::scope(&mut n, |cb| ()); }

//# notify_not_send
pub fn f() { let r = tick::own(0); let n = std::rc::Rc::new(0); r.notify(move || drop(n.clone())); }
