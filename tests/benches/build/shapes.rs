//! The callbacks of the two crates: the usual shapes, ten in turn, with a use of each.

/// Returns the crate with the attribute.
pub(crate) fn ours(callbacks: &[String]) -> String {
    format!(
        "{HEAD}use callback_runtime::arg::CStrPtr;\nuse callback_runtime::{{Callback, callback}};\n{}",
        callbacks.concat()
    )
}

/// Returns the crate by hand.
pub(crate) fn by_hand(callbacks: &[String]) -> String {
    format!("{HEAD}mod support;\nuse support::*;\n{}", callbacks.concat())
}

/// Returns one callback with the attribute, and by hand.
pub(crate) fn shape(number: usize) -> (String, String) {
    let (ours, by_hand) = [COMPARE, ROW, WRITE, EVENT, VISIT, LOG, PROGRESS, NODE, PLAIN, ABORT][number % 10];
    let write = |text: &str| text.replace("NN", &number.to_string());
    (write(ours), write(by_hand))
}

const HEAD: &str = r##"
#![allow(dead_code)]
use core::cmp::Ordering;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ops::ControlFlow;
use std::io;

pub struct Item { key: u32, name: String }
pub struct Log { lines: core::cell::RefCell<Vec<String>>, level: c_int }
#[repr(C)]
pub struct Node { kind: c_int, depth: c_int, next: *const Node }
#[derive(Debug)]
pub enum Error { Kind(c_int), Missing }
"##;

/// The code that a crate of callbacks by hand would have once.
pub(crate) const SUPPORT: &str = include_str!("support.rs");

type Twins = (&'static str, &'static str);

const COMPARE: Twins = (
    r##"
unsafe extern "C" { fn sort_NN(base: *mut c_void, compare: unsafe extern "C" fn(*const c_void, *const c_void, *mut c_void) -> c_int, data: *mut c_void); }
#[callback]
fn compare_NN(a: &Item, b: &Item, #[context] calls: &mut usize) -> Ordering {
    *calls += NN;
    a.key.cmp(&b.key).then_with(|| a.name.cmp(&b.name))
}
pub fn use_NN(items: &mut [Item], calls: &mut usize) -> Option<()> {
    compare_NN::scope(calls, |cb| unsafe { sort_NN(items.as_mut_ptr().cast(), cb.shim(), cb.context()) }).ok()
}
"##,
    r##"
unsafe extern "C" { fn sort_NN(base: *mut c_void, compare: unsafe extern "C" fn(*const c_void, *const c_void, *mut c_void) -> c_int, data: *mut c_void); }
fn compare_NN(a: &Item, b: &Item, calls: &mut usize) -> Ordering {
    *calls += NN;
    a.key.cmp(&b.key).then_with(|| a.name.cmp(&b.name))
}
unsafe extern "C" fn compare_shim_NN(a: *const c_void, b: *const c_void, data: *mut c_void) -> c_int {
    unsafe {
        exclusive::<usize, Never, _>(data, 0, |calls| {
            let a = reference(a.cast(), "a")?;
            let b = reference(b.cast(), "b")?;
            Ok(compare_NN(a, b, calls) as c_int)
        })
    }
}
pub fn use_NN(items: &mut [Item], calls: &mut usize) -> Option<()> {
    lend::<usize, Never, _>("compare_NN", calls, |data| unsafe { sort_NN(items.as_mut_ptr().cast(), compare_shim_NN, data) }).ok()
}
"##,
);

const ROW: Twins = (
    r##"
unsafe extern "C" { fn exec_NN(row: Option<unsafe extern "C" fn(*mut c_void, c_int, *mut *mut c_char, *mut *mut c_char) -> c_int>, data: *mut c_void) -> c_int; }
#[callback(continue = 0, break = 1)]
fn row_NN(#[context] rows: &mut Vec<usize>, n: c_int, #[len(n)] values: &[CStrPtr], #[len(n)] names: &[CStrPtr]) -> ControlFlow<()> {
    rows.push(values.len() + names.len());
    if rows.len() == NN { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}
pub fn use_NN(rows: &mut Vec<usize>) -> Option<c_int> {
    match row_NN::scope(rows, |cb| unsafe { exec_NN(cb.shim(), cb.context()) }) {
        Ok(ControlFlow::Continue(code)) => Some(code),
        Ok(ControlFlow::Break(())) => Some(-1),
        Err(_) => None,
    }
}
"##,
    r##"
unsafe extern "C" { fn exec_NN(row: Option<unsafe extern "C" fn(*mut c_void, c_int, *mut *mut c_char, *mut *mut c_char) -> c_int>, data: *mut c_void) -> c_int; }
fn row_NN(rows: &mut Vec<usize>, _n: c_int, values: &[*mut c_char], names: &[*mut c_char]) -> ControlFlow<()> {
    rows.push(values.len() + names.len());
    if rows.len() == NN { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}
unsafe extern "C" fn row_shim_NN(data: *mut c_void, n: c_int, values: *mut *mut c_char, names: *mut *mut c_char) -> c_int {
    unsafe {
        exclusive::<Vec<usize>, (), _>(data, 1, |rows| {
            let len = length(n, "n")?;
            let values = slice(values.cast_const(), len, "values")?;
            let names = slice(names.cast_const(), len, "names")?;
            match row_NN(rows, n, values, names) {
                ControlFlow::Continue(()) => Ok(0),
                ControlFlow::Break(stop) => Err(Halt::Stopped(stop)),
            }
        })
    }
}
pub fn use_NN(rows: &mut Vec<usize>) -> Option<c_int> {
    match lend::<Vec<usize>, (), _>("row_NN", rows, |data| unsafe { exec_NN(Some(row_shim_NN), data) }) {
        Ok(code) => Some(code),
        Err(Failed::Stopped(())) => Some(-1),
        Err(Failed::Refused(_)) => None,
    }
}
"##,
);

const WRITE: Twins = (
    r##"
unsafe extern "C" { fn transfer_NN(write: Option<unsafe extern "C" fn(*mut c_char, usize, usize, *mut c_void) -> usize>, data: *mut c_void) -> c_int; }
#[callback(err = 0)]
fn write_NN(#[len(size * count)] bytes: &[u8], size: usize, count: usize, #[context] out: &mut Vec<u8>) -> Result<usize, io::Error> {
    if out.len() > NN { return Err(io::ErrorKind::StorageFull.into()); }
    out.extend_from_slice(bytes);
    Ok(size * count)
}
pub fn use_NN(out: &mut Vec<u8>) -> Option<c_int> {
    write_NN::scope(out, |cb| unsafe { transfer_NN(cb.shim(), cb.context()) }).ok()
}
"##,
    r##"
unsafe extern "C" { fn transfer_NN(write: Option<unsafe extern "C" fn(*mut c_char, usize, usize, *mut c_void) -> usize>, data: *mut c_void) -> c_int; }
fn write_NN(bytes: &[u8], size: usize, count: usize, out: &mut Vec<u8>) -> Result<usize, io::Error> {
    if out.len() > NN { return Err(io::ErrorKind::StorageFull.into()); }
    out.extend_from_slice(bytes);
    Ok(size * count)
}
unsafe extern "C" fn write_shim_NN(bytes: *mut c_char, size: usize, count: usize, data: *mut c_void) -> usize {
    unsafe {
        exclusive::<Vec<u8>, io::Error, _>(data, 0, |out| {
            let len = size.checked_mul(count).ok_or(Halt::Refused("bytes"))?;
            let bytes = slice(bytes.cast(), len, "bytes")?;
            write_NN(bytes, size, count, out).map_err(Halt::Stopped)
        })
    }
}
pub fn use_NN(out: &mut Vec<u8>) -> Option<c_int> {
    lend::<Vec<u8>, io::Error, _>("write_NN", out, |data| unsafe { transfer_NN(Some(write_shim_NN), data) }).ok()
}
"##,
);

const EVENT: Twins = (
    r##"
unsafe extern "C" { fn watch_NN(event: Option<unsafe extern "C" fn(c_int, *const c_char, *mut c_void)>, data: *mut c_void); }
#[callback]
fn event_NN(kind: c_int, message: &CStr, #[context] seen: &mut u64) {
    if kind == NN { *seen += message.count_bytes() as u64; }
}
pub fn use_NN(seen: &mut u64) -> Option<()> {
    event_NN::scope(seen, |cb| unsafe { watch_NN(cb.shim(), cb.context()) }).ok()
}
"##,
    r##"
unsafe extern "C" { fn watch_NN(event: Option<unsafe extern "C" fn(c_int, *const c_char, *mut c_void)>, data: *mut c_void); }
fn event_NN(kind: c_int, message: &CStr, seen: &mut u64) {
    if kind == NN { *seen += message.count_bytes() as u64; }
}
unsafe extern "C" fn event_shim_NN(kind: c_int, message: *const c_char, data: *mut c_void) {
    unsafe {
        exclusive::<u64, Never, _>(data, (), |seen| {
            let message = c_str(message, "message")?;
            Ok(event_NN(kind, message, seen))
        })
    }
}
pub fn use_NN(seen: &mut u64) -> Option<()> {
    lend::<u64, Never, _>("event_NN", seen, |data| unsafe { watch_NN(Some(event_shim_NN), data) }).ok()
}
"##,
);

const VISIT: Twins = (
    r##"
unsafe extern "C" { fn walk_NN(visit: unsafe extern "C" fn(*const Node, c_int, *mut c_void) -> c_int, data: *mut c_void) -> c_int; }
#[callback(fail = -1)]
fn visit_NN(node: &Node, depth: c_int, #[context] wanted: &c_int) -> c_int {
    (node.kind == *wanted && depth < NN).into()
}
pub fn use_NN(wanted: &c_int) -> Option<c_int> {
    visit_NN::scope(wanted, |cb| unsafe { walk_NN(cb.shim(), cb.context()) }).ok()
}
"##,
    r##"
unsafe extern "C" { fn walk_NN(visit: unsafe extern "C" fn(*const Node, c_int, *mut c_void) -> c_int, data: *mut c_void) -> c_int; }
fn visit_NN(node: &Node, depth: c_int, wanted: &c_int) -> c_int {
    (node.kind == *wanted && depth < NN).into()
}
unsafe extern "C" fn visit_shim_NN(node: *const Node, depth: c_int, data: *mut c_void) -> c_int {
    unsafe {
        shared::<c_int, Never, _>(data, -1, |wanted| {
            let node = reference(node, "node")?;
            Ok(visit_NN(node, depth, wanted))
        })
    }
}
pub fn use_NN(wanted: &c_int) -> Option<c_int> {
    lend_shared::<c_int, Never, _>("visit_NN", wanted, |data| unsafe { walk_NN(visit_shim_NN, data) }).ok()
}
"##,
);

const LOG: Twins = (
    r##"
unsafe extern "C" { fn logged_NN(log: Option<unsafe extern "C" fn(*mut c_void, c_int, *const c_char)>, data: *mut c_void); }
#[callback]
fn log_NN(#[context] log: &Log, level: c_int, text: &str) {
    if level >= log.level + NN { log.lines.borrow_mut().push(text.to_owned()); }
}
pub fn use_NN(log: &Log) -> Option<()> {
    log_NN::scope(log, |cb| unsafe { logged_NN(cb.shim(), cb.context()) }).ok()
}
"##,
    r##"
unsafe extern "C" { fn logged_NN(log: Option<unsafe extern "C" fn(*mut c_void, c_int, *const c_char)>, data: *mut c_void); }
fn log_NN(log: &Log, level: c_int, text: &str) {
    if level >= log.level + NN { log.lines.borrow_mut().push(text.to_owned()); }
}
unsafe extern "C" fn log_shim_NN(data: *mut c_void, level: c_int, text: *const c_char) {
    unsafe {
        shared::<Log, Never, _>(data, (), |log| {
            let text = string(text, "text")?;
            Ok(log_NN(log, level, text))
        })
    }
}
pub fn use_NN(log: &Log) -> Option<()> {
    lend_shared::<Log, Never, _>("log_NN", log, |data| unsafe { logged_NN(Some(log_shim_NN), data) }).ok()
}
"##,
);

const PROGRESS: Twins = (
    r##"
unsafe extern "C" { fn load_NN(progress: Option<unsafe extern "C" fn(*mut c_void, f64, f64) -> c_int>, data: *mut c_void) -> c_int; }
#[callback(continue = 0, break = 1)]
fn progress_NN(#[context] last: &mut f64, now: f64, total: f64) -> ControlFlow<f64> {
    *last = now / total;
    if *last > NN.0 { ControlFlow::Break(now) } else { ControlFlow::Continue(()) }
}
pub fn use_NN(last: &mut f64) -> Option<c_int> {
    match progress_NN::scope(last, |cb| unsafe { load_NN(cb.shim(), cb.context()) }) {
        Ok(ControlFlow::Continue(code)) => Some(code),
        Ok(ControlFlow::Break(now)) => Some(now as c_int),
        Err(_) => None,
    }
}
"##,
    r##"
unsafe extern "C" { fn load_NN(progress: Option<unsafe extern "C" fn(*mut c_void, f64, f64) -> c_int>, data: *mut c_void) -> c_int; }
fn progress_NN(last: &mut f64, now: f64, total: f64) -> ControlFlow<f64> {
    *last = now / total;
    if *last > NN.0 { ControlFlow::Break(now) } else { ControlFlow::Continue(()) }
}
unsafe extern "C" fn progress_shim_NN(data: *mut c_void, now: f64, total: f64) -> c_int {
    unsafe {
        exclusive::<f64, f64, _>(data, 1, |last| match progress_NN(last, now, total) {
            ControlFlow::Continue(()) => Ok(0),
            ControlFlow::Break(stop) => Err(Halt::Stopped(stop)),
        })
    }
}
pub fn use_NN(last: &mut f64) -> Option<c_int> {
    match lend::<f64, f64, _>("progress_NN", last, |data| unsafe { load_NN(Some(progress_shim_NN), data) }) {
        Ok(code) => Some(code),
        Err(Failed::Stopped(now)) => Some(now as c_int),
        Err(Failed::Refused(_)) => None,
    }
}
"##,
);

const NODE: Twins = (
    r##"
unsafe extern "C" { fn each_NN(handler: Option<unsafe extern "C" fn(*const Node, u32, *mut c_void) -> c_int>, data: *mut c_void) -> c_int; }
#[callback(ok = 0, err = -1)]
fn node_NN(node: Option<&Node>, flags: u32, #[context] depths: &mut Vec<c_int>) -> Result<(), Error> {
    let node = node.ok_or(Error::Missing)?;
    if flags == NN { return Err(Error::Kind(node.kind)); }
    depths.push(node.depth);
    Ok(())
}
pub fn use_NN(depths: &mut Vec<c_int>) -> Option<c_int> {
    node_NN::scope(depths, |cb| unsafe { each_NN(cb.shim(), cb.context()) }).ok()
}
"##,
    r##"
unsafe extern "C" { fn each_NN(handler: Option<unsafe extern "C" fn(*const Node, u32, *mut c_void) -> c_int>, data: *mut c_void) -> c_int; }
fn node_NN(node: Option<&Node>, flags: u32, depths: &mut Vec<c_int>) -> Result<(), Error> {
    let node = node.ok_or(Error::Missing)?;
    if flags == NN { return Err(Error::Kind(node.kind)); }
    depths.push(node.depth);
    Ok(())
}
unsafe extern "C" fn node_shim_NN(node: *const Node, flags: u32, data: *mut c_void) -> c_int {
    unsafe {
        exclusive::<Vec<c_int>, Error, _>(data, -1, |depths| {
            let node = optional(node, "node")?;
            node_NN(node, flags, depths).map(|()| 0).map_err(Halt::Stopped)
        })
    }
}
pub fn use_NN(depths: &mut Vec<c_int>) -> Option<c_int> {
    lend::<Vec<c_int>, Error, _>("node_NN", depths, |data| unsafe { each_NN(Some(node_shim_NN), data) }).ok()
}
"##,
);

const PLAIN: Twins = (
    r##"
unsafe extern "C" { fn order_NN(base: *mut c_void, compare: unsafe extern "C" fn(*const c_void, *const c_void) -> c_int); }
#[callback]
fn plain_NN(a: &u32, b: &u32) -> Ordering {
    (a + NN).cmp(b)
}
pub fn use_NN(numbers: &mut [u32]) {
    unsafe { order_NN(numbers.as_mut_ptr().cast(), plain_NN::shim()) }
}
"##,
    r##"
unsafe extern "C" { fn order_NN(base: *mut c_void, compare: unsafe extern "C" fn(*const c_void, *const c_void) -> c_int); }
fn plain_NN(a: &u32, b: &u32) -> Ordering {
    (a + NN).cmp(b)
}
unsafe extern "C" fn plain_shim_NN(a: *const c_void, b: *const c_void) -> c_int {
    unsafe {
        alone::<Never, _>("plain_NN", 0, || {
            let a = reference(a.cast(), "a")?;
            let b = reference(b.cast(), "b")?;
            Ok(plain_NN(a, b) as c_int)
        })
    }
}
pub fn use_NN(numbers: &mut [u32]) {
    unsafe { order_NN(numbers.as_mut_ptr().cast(), plain_shim_NN) }
}
"##,
);

const ABORT: Twins = (
    r##"
unsafe extern "C" { fn sum_NN(add: unsafe extern "C" fn(c_int, *mut c_void) -> c_int, data: *mut c_void) -> c_int; }
#[callback(fail = 0, panic = abort)]
fn add_NN(x: c_int, #[context] to: &c_int) -> c_int {
    x + to + NN
}
pub fn use_NN(to: &c_int) -> Option<c_int> {
    add_NN::scope(to, |cb| unsafe { sum_NN(cb.shim(), cb.context()) }).ok()
}
"##,
    r##"
unsafe extern "C" { fn sum_NN(add: unsafe extern "C" fn(c_int, *mut c_void) -> c_int, data: *mut c_void) -> c_int; }
fn add_NN(x: c_int, to: &c_int) -> c_int {
    x + to + NN
}
unsafe extern "C" fn add_shim_NN(x: c_int, data: *mut c_void) -> c_int {
    // A panic ends the process here.
    add_NN(x, unsafe { &*data.cast() })
}
pub fn use_NN(to: &c_int) -> Option<c_int> {
    Some(unsafe { sum_NN(add_shim_NN, core::ptr::from_ref(to).cast_mut().cast()) })
}
"##,
);
