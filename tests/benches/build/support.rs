//! Contexts and conversions, shared by all callbacks that are written by hand.

use core::any::Any;
use core::cell::Cell;
use core::ffi::{CStr, c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

pub enum Never {}

/// The reason for a missing answer.
pub enum Halt<E> {
    Stopped(E),
    Refused(&'static str),
}

/// The outcome that is handed back.
#[derive(Debug)]
pub enum Failed<E> {
    Stopped(E),
    Refused(Refused),
}

#[derive(Debug)]
pub struct Refused {
    pub callback: &'static str,
    pub parameter: &'static str,
}

/// The context behind the user data.
struct Context<T, E> {
    value: *mut T,
    callback: &'static str,
    inside: Cell<bool>,
    failed: Cell<bool>,
    panic: Cell<Option<Box<dyn Any + Send>>>,
    stopped: Cell<Option<E>>,
    refused: Cell<Option<Refused>>,
}

impl<T, E> Context<T, E> {
    fn keep(&self, result: Result<Halt<E>, Box<dyn Any + Send>>) {
        self.failed.set(true);
        match result {
            Ok(Halt::Stopped(stop)) => self.stopped.set(Some(stop)),
            Ok(Halt::Refused(parameter)) => self.refused.set(Some(Refused { callback: self.callback, parameter })),
            Err(payload) => self.panic.set(Some(payload)),
        }
    }
}

unsafe fn context<'a, T, E>(data: *mut c_void) -> Option<&'a Context<T, E>> {
    let context = unsafe { data.cast::<Context<T, E>>().as_ref() }?;
    if context.failed.get() { None } else { Some(context) }
}

/// Runs a callback that takes its state mutably.
pub unsafe fn exclusive<T, E, R>(data: *mut c_void, fail: R, body: impl FnOnce(&mut T) -> Result<R, Halt<E>>) -> R {
    let Some(context) = (unsafe { context::<T, E>(data) }) else { return fail };
    if context.inside.replace(true) {
        context.keep(Ok(Halt::Refused("re-entered")));
        return fail;
    }
    let result = catch_unwind(AssertUnwindSafe(|| body(unsafe { &mut *context.value })));
    context.inside.set(false);
    match result {
        Ok(Ok(answer)) => answer,
        Ok(Err(halt)) => {
            context.keep(Ok(halt));
            fail
        }
        Err(payload) => {
            context.keep(Err(payload));
            fail
        }
    }
}

/// Runs a callback that shares its state.
pub unsafe fn shared<T, E, R>(data: *mut c_void, fail: R, body: impl FnOnce(&T) -> Result<R, Halt<E>>) -> R {
    let Some(context) = (unsafe { context::<T, E>(data) }) else { return fail };
    match catch_unwind(AssertUnwindSafe(|| body(unsafe { &*context.value }))) {
        Ok(Ok(answer)) => answer,
        Ok(Err(halt)) => {
            context.keep(Ok(halt));
            fail
        }
        Err(payload) => {
            context.keep(Err(payload));
            fail
        }
    }
}

/// Runs a callback that has no state.
pub unsafe fn alone<E, R>(callback: &'static str, fail: R, body: impl FnOnce() -> Result<R, Halt<E>>) -> R {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) => {
            eprintln!("{callback}: a call was refused");
            fail
        }
        Err(_) => {
            eprintln!("{callback}: panicked");
            fail
        }
    }
}

/// Lends state for a call.
pub fn lend<T, E, R>(callback: &'static str, value: &mut T, body: impl FnOnce(*mut c_void) -> R) -> Result<R, Failed<E>> {
    let context = Context {
        value,
        callback,
        inside: Cell::new(false),
        failed: Cell::new(false),
        panic: Cell::new(None),
        stopped: Cell::new(None),
        refused: Cell::new(None),
    };
    let returned = body((&raw const context).cast_mut().cast());
    finish(context, returned)
}

pub fn lend_shared<T, E, R>(callback: &'static str, value: &T, body: impl FnOnce(*mut c_void) -> R) -> Result<R, Failed<E>> {
    let context = Context {
        value: core::ptr::from_ref(value).cast_mut(),
        callback,
        inside: Cell::new(false),
        failed: Cell::new(false),
        panic: Cell::new(None),
        stopped: Cell::new(None),
        refused: Cell::new(None),
    };
    let returned = body((&raw const context).cast_mut().cast());
    finish(context, returned)
}

fn finish<T, E, R>(context: Context<T, E>, returned: R) -> Result<R, Failed<E>> {
    if let Some(payload) = context.panic.take() {
        resume_unwind(payload);
    }
    if let Some(stop) = context.stopped.take() {
        return Err(Failed::Stopped(stop));
    }
    if let Some(refused) = context.refused.take() {
        return Err(Failed::Refused(refused));
    }
    Ok(returned)
}

pub unsafe fn reference<'a, T, E>(pointer: *const T, parameter: &'static str) -> Result<&'a T, Halt<E>> {
    if pointer.is_null() || !pointer.is_aligned() {
        return Err(Halt::Refused(parameter));
    }
    Ok(unsafe { &*pointer })
}

pub unsafe fn optional<'a, T, E>(pointer: *const T, parameter: &'static str) -> Result<Option<&'a T>, Halt<E>> {
    if pointer.is_null() {
        return Ok(None);
    }
    unsafe { reference(pointer, parameter) }.map(Some)
}

pub fn length<E>(length: c_int, parameter: &'static str) -> Result<usize, Halt<E>> {
    usize::try_from(length).map_err(|_| Halt::Refused(parameter))
}

pub unsafe fn slice<'a, T, E>(pointer: *const T, len: usize, parameter: &'static str) -> Result<&'a [T], Halt<E>> {
    if pointer.is_null() {
        return if len == 0 { Ok(&[]) } else { Err(Halt::Refused(parameter)) };
    }
    if !pointer.is_aligned() || len.checked_mul(size_of::<T>()).is_none_or(|bytes| bytes > isize::MAX as usize) {
        return Err(Halt::Refused(parameter));
    }
    Ok(unsafe { core::slice::from_raw_parts(pointer, len) })
}

pub unsafe fn c_str<'a, E>(pointer: *const c_char, parameter: &'static str) -> Result<&'a CStr, Halt<E>> {
    if pointer.is_null() {
        return Err(Halt::Refused(parameter));
    }
    Ok(unsafe { CStr::from_ptr(pointer) })
}

pub unsafe fn string<'a, E>(pointer: *const c_char, parameter: &'static str) -> Result<&'a str, Halt<E>> {
    unsafe { c_str(pointer, parameter) }?.to_str().map_err(|_| Halt::Refused(parameter))
}
