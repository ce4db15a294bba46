#![allow(non_camel_case_types, dead_code, clippy::upper_case_acronyms)]

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::MaybeUninit;
use std::sync::atomic::AtomicBool;

use callback_runtime::arg::{Array, ByValue, InOut, Out};
use callback_runtime::callback;

#[repr(u32)]
#[derive(Clone, Copy)]
enum level {
    LOW,
    HIGH = 9,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Event {
    level: level,
    at: u64,
}

#[callback]
#[repr(C)]
#[derive(Clone, Copy)]
enum Level {
    Low,
    High,
}

#[callback]
#[repr(C)]
enum Open {
    Low,
    #[other]
    Other(u32),
}

type Alias = ByValue<level>;
type Lent<'a> = Option<&'a mut level>;

#[callback]
fn by_value(_level: ByValue<level>) {}

#[callback]
fn by_alias(_level: Alias) {}

#[callback]
fn in_struct(_event: ByValue<Event>) {}

#[callback]
fn behind(_level: &level) {}

#[callback]
fn behind_mut(_level: Option<&mut level>) {}

#[callback]
fn behind_alias(_level: Lent<'_>) {}

#[callback]
fn in_cells(#[len(n)] _levels: &[Cell<level>], n: c_int, _flag: &AtomicBool) {}

#[callback]
fn in_wrappers(#[len(n)] _levels: Array<'_, &level>, n: c_int, _changed: InOut<'_, ByValue<level>>) {}

#[callback]
fn elements(#[len(n)] _levels: &[level], n: c_int) {}

#[callback]
fn array(_levels: &[level; 2]) {}

#[callback]
fn checked_behind(_level: &Level) {}

#[callback]
fn open_behind(_level: &mut Open) {}

struct Reader;

#[callback]
impl Reader {
    fn on_level(&mut self, _level: ByValue<level>) {}
}

#[callback]
type OnLevel = fn(level: ByValue<level>);

#[callback]
unsafe extern "C" {
    safe fn each(f: fn(level: &level));
    safe fn current() -> ByValue<level>;
    safe fn read(#[out] level: ByValue<level>);
}

#[callback]
fn remedies(
    _level: Level,
    _changed: InOut<'_, Level>,
    #[len(n)] _all: Array<'_, Level>,
    n: c_int,
    _raw: &u32,
    _any: ByValue<MaybeUninit<Event>>,
    _flags: &Cell<u8>,
    _out: Out<'_, Level>,
) {}

#[callback]
unsafe fn vouched(_event: &Event) {}

fn main() {}
