//! PCRE2: callouts of a pattern. The match context carries the closure that it calls: `until = context`.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;
use std::rc::Rc;

use callback_runtime::callback;
use callback_runtime::foreign::CBox;
use callback_runtime::verify::Verify;
use callback_system::reports;

/// `PCRE2_ERROR_CALLOUT`
const CALLOUT: c_int = -37;

/// The first members of `pcre2_callout_block_8`.
#[repr(C)]
struct Block {
    version: u32,
    number: u32,
}

#[callback]
unsafe extern "C" {
    type Code;
    type Data;
    type Context;

    unsafe fn pcre2_code_free_8(code: *mut Code);
    unsafe fn pcre2_match_data_free_8(data: *mut Data);
    unsafe fn pcre2_match_context_free_8(context: *mut Context);

    #[callback(free = pcre2_code_free_8)]
    unsafe fn pcre2_compile_8(
        pattern: &[u8],
        #[len(pattern)] length: usize,
        options: u32,
        #[out] error: c_int,
        #[out] offset: usize,
        context: *mut c_void,
    ) -> Option<CBox<Code>>;

    #[callback(free = pcre2_match_data_free_8)]
    unsafe fn pcre2_match_data_create_from_pattern_8(code: &Code, context: *mut c_void) -> CBox<Data>;

    #[callback(free = pcre2_match_context_free_8)]
    unsafe fn pcre2_match_context_create_8(context: *mut c_void) -> CBox<Context>;

    safe fn pcre2_set_callout_8(
        context: &Context,
        #[callback(retained, until = context, fail = CALLOUT)] callout: Option<
            fn(block: &Block, #[context] _: _) -> c_int,
        >,
        #[context(callout)] _: *mut c_void,
    ) -> c_int;

    safe fn pcre2_match_8(
        code: &Code,
        subject: &[u8],
        #[len(subject)] length: usize,
        start: usize,
        options: u32,
        data: &Data,
        context: &Context,
    ) -> c_int;
}

fn compiled(pattern: &[u8]) -> (CBox<Code>, CBox<Data>) {
    // SAFETY: without a context.
    let (code, ..) = unsafe { pcre2_compile_8(pattern, 0, null_mut()) };
    let code = code.unwrap();
    // SAFETY: as above.
    let data = unsafe { pcre2_match_data_create_from_pattern_8(&code, null_mut()) };
    (code, data)
}

#[test]
fn s60_a_match_context_carries_its_callout() {
    let (code, data) = compiled(b"a(?C1)b(?C2)c");
    // SAFETY: without a context.
    let context = unsafe { pcre2_match_context_create_8(null_mut()) };
    let (sum, kept) = (Rc::new(Cell::new(0)), Rc::new(()));
    let (seen, weak) = (Rc::clone(&sum), Rc::downgrade(&kept));
    let callout = move |block: &Block| {
        let _kept = &kept;
        seen.set(seen.get() + block.number);
        0
    };
    assert_eq!(pcre2_set_callout_8(&context, Some(Box::new(callout))), 0);
    assert_eq!(pcre2_match_8(&code, b"xabc", 0, 0, &data, &context), 1);
    assert_eq!((sum.get(), weak.strong_count()), (3, 1));

    // Another one takes its place, which is dropped then.
    let failing = |block: &Block| if block.number == 2 { panic!("second callout") } else { 0 };
    assert_eq!(pcre2_set_callout_8(&context, Some(Box::new(failing))), 0);
    assert_eq!(weak.strong_count(), 0);
    let (matched, reports) = reports(|| pcre2_match_8(&code, b"xabc", 0, 0, &data, &context));
    assert_eq!((matched, reports.len()), (CALLOUT, 1));

    let (last, weak) = (Rc::new(()), Rc::new(Cell::new(0)));
    let (held, count) = (Rc::downgrade(&last), Rc::clone(&weak));
    let counting = move |_: &Block| {
        let _last = &last;
        count.set(count.get() + 1);
        1
    };
    assert_eq!(pcre2_set_callout_8(&context, Some(Box::new(counting))), 0);
    // No match, because of the callout.
    assert_eq!(pcre2_match_8(&code, b"xabc", 0, 0, &data, &context), -1);
    assert_eq!(weak.get(), 1);
    drop(context);
    assert_eq!(held.strong_count(), 0);
}

#[test]
fn all_is_as_the_header_says() {
    Verify::new()
        .pkg_config("libpcre2-8")
        .define("PCRE2_CODE_UNIT_WIDTH=8")
        .header("pcre2.h")
        .name::<Code>("pcre2_code_8")
        .name::<Data>("pcre2_match_data_8")
        .name::<Context>("pcre2_match_context_8")
        .name::<Block>("pcre2_callout_block_8")
        .declared::<(pcre2_code_free_8, pcre2_match_data_free_8, pcre2_match_context_free_8)>()
        .check();
}
