//! One type for the registrations of all callbacks.

use std::ffi::{c_int, c_void};

use callback_runtime::context::{Embedded, Owned, Shared, Slotted};
use callback_runtime::table::StaticTable;
use callback_runtime::{Callback, Outcome, Reason, Registration};

use crate::callbacks::*;
use crate::peer::{Base, Destroy, Function, OBJECT, Object, PASSED, PLAIN, Passed, Plain};

/// The pending outcome of a context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    Nothing,
    Panic(u32),
    Stop(u32),
    Refused(Reason),
}

fn left<S: Note>(outcome: Option<Outcome<S>>) -> Left {
    match outcome {
        None => Left::Nothing,
        Some(Outcome::Panicked(payload)) => Left::Panic(panic_number(&*payload)),
        Some(Outcome::Stopped(stop)) => Left::Stop(stop.number()),
        Some(Outcome::Refused(refused)) => Left::Refused(refused.reason()),
    }
}

/// The pointers that C is given for a context.
#[derive(Clone, Copy)]
pub struct Given {
    pub shape: c_int,
    pub f: Function,
    pub user: *mut c_void,
}

/// The Rust side of a registered context.
pub trait Side {
    fn given(&self) -> Given;
    fn destroy(&self) -> Option<Destroy>;
    fn closing(&self) -> Option<Function>;
    fn left(&self) -> Left;
    fn give(self: Box<Self>);
    fn close(self: Box<Self>);
    fn wait(self: Box<Self>) -> bool;
    fn reclaim(self: Box<Self>);
    fn on_close(self: Box<Self>, f: OnClose) -> Box<dyn Side>;
}

type OnClose = Box<dyn FnOnce() -> Result<(), u8>>;

pub fn passed(f: Passed) -> Function {
    // SAFETY: called with its own type alone.
    unsafe { std::mem::transmute(f) }
}

pub fn plain_shape(f: Plain) -> Function {
    // SAFETY: called with its own type alone.
    unsafe { std::mem::transmute(f) }
}

fn object(f: Object) -> Function {
    // SAFETY: called with its own type alone.
    unsafe { std::mem::transmute(f) }
}

macro_rules! side {
    ($side:ty, $shape:ident $convert:ident $destroy:ident $($closing:ident)?, $give:expr, $on_close:expr) => {
        impl Side for $side {
            fn given(&self) -> Given {
                Given { shape: $shape, f: $convert(self.shim()), user: self.context() }
            }
            fn destroy(&self) -> Option<Destroy> {
                side!(@ $destroy self)
            }
            fn closing(&self) -> Option<Function> {
                None$(.or_else(|| Some($convert(self.also::<$closing>().shim()))))?
            }
            fn left(&self) -> Left {
                left(self.outcome())
            }
            fn give(self: Box<Self>) {
                ($give)(*self);
            }
            fn close(self: Box<Self>) {
                Registration::close(*self);
            }
            fn wait(self: Box<Self>) -> bool {
                self.close_and_wait().is_ok()
            }
            fn reclaim(self: Box<Self>) {
                Registration::reclaim(*self);
            }
            fn on_close(self: Box<Self>, f: OnClose) -> Box<dyn Side> {
                ($on_close)(*self, f)
            }
        }
    };
    (@ destroy $this:ident) => { Some(Registration::destroy($this)) };
    (@ none $this:ident) => { None };
}

macro_rules! sides {
    ($($callback:ident $owner:ident: $($rest:ident)*;)*) => {$(
        side!(
            Registration<$callback, $owner>,
            $($rest)*,
            |this: Self| { this.into_context(); },
            |this: Self, f| Box::new(this.on_close(f)) as Box<dyn Side>
        );
        side!(
            Registration<$callback, $owner, OnClose>,
            $($rest)*,
            |_: Self| unreachable!("a registration with `on_close` is not given away"),
            |this: Self, _: OnClose| Box::new(this) as Box<dyn Side>
        );
    )*};
}

sides! {
    see Owned: PASSED passed destroy end;
    see_or_stop Owned: PASSED passed destroy end;
    alter Owned: PASSED passed destroy end;
    alter_or_fault Owned: PASSED passed destroy end;
    see_other Owned: PASSED passed destroy;
    threads_see Owned: PASSED passed destroy threads_end;
    threads_see Shared: PASSED passed destroy threads_end;
    threads_alter Shared: PASSED passed destroy threads_end;
    end Owned: PASSED passed destroy;
    threads_end Owned: PASSED passed destroy;
    slot_see Slotted: PLAIN plain_shape destroy;
    slot_alter Slotted: PLAIN plain_shape destroy;
    slot_threads Slotted: PLAIN plain_shape destroy;
    slot_end Slotted: PLAIN plain_shape destroy;
}

macro_rules! embedded {
    (@ $side:ty, $shim:expr, $end:expr, $give:expr, $on_close:expr) => {
        impl Side for $side {
            fn given(&self) -> Given {
                Given { shape: OBJECT, f: object($shim), user: self.as_ptr().cast() }
            }
            fn destroy(&self) -> Option<Destroy> {
                None
            }
            fn closing(&self) -> Option<Function> {
                $end.map(object)
            }
            fn left(&self) -> Left {
                left(self.outcome())
            }
            fn give(self: Box<Self>) {
                ($give)(*self);
            }
            fn close(self: Box<Self>) {
                Embedded::close(*self);
            }
            fn wait(self: Box<Self>) -> bool {
                self.close_and_wait().is_ok()
            }
            fn reclaim(self: Box<Self>) {
                Embedded::close(*self);
            }
            fn on_close(self: Box<Self>, f: OnClose) -> Box<dyn Side> {
                ($on_close)(*self, f)
            }
        }
    };
    ($($callback:ty: $shim:expr, $end:expr;)*) => {$(
        embedded!(@ Embedded<Base, $callback>, $shim, $end,
            |this: Self| { let _ = this.into_raw(); },
            |this: Self, f| Box::new(this.on_close(f)) as Box<dyn Side>);
        embedded!(@ Embedded<Base, $callback, Owned, OnClose>, $shim, $end,
            |_: Self| unreachable!("an object with `on_close` is not given away"),
            |this: Self, _: OnClose| Box::new(this) as Box<dyn Side>);
    )*};
}

fn methods() -> &'static Methods {
    // SAFETY: a table lives for ever.
    unsafe { &*widget::Table::table() }
}

embedded! {
    widget::Table: methods().see.unwrap(), methods().end;
    base_alter: base_alter::shim(), None::<Object>;
    base_fault: base_fault::shim(), None::<Object>;
    base_stop: base_stop::shim(), None::<Object>;
}
