// Every form, in a module that has other meanings for what generated code names: see `soundness_hygiene.rs`. Users write
// paths here, as their own method calls would be taken over too.

use ::callback_runtime::callback;

type Int = ::core::ffi::c_int;
type Void = ::core::ffi::c_void;
type Size = ::core::primitive::usize;

#[callback]
pub fn order(a: &Int, b: &Int, #[context] calls: &mut Size) -> ::core::cmp::Ordering {
    *calls += 1;
    ::core::cmp::Ord::cmp(a, b)
}

#[callback(fail = -1)]
pub fn plain(n: Int) -> Int {
    n + 1
}

#[callback(fail = LIMIT)]
pub fn shared(n: Int, #[context] add: &Int) -> Int {
    n + *add
}

const LIMIT: Int = -7;

#[callback(fail = 0)]
pub fn once(n: Int, #[context] add: ::std::boxed::Box<Int>) -> Int {
    n + *add
}

#[callback(fail = 0)]
pub fn copied(n: Int, #[context] state: *mut Int) -> Int {
    n + unsafe { *state }
}

#[callback(ok = 0, err = code, fail = LIMIT)]
pub fn total(
    #[len(n * 2 + 0)] data: &[::core::primitive::u8],
    n: Int,
    #[context] sum: &mut Size,
) -> ::core::result::Result<(), Int> {
    *sum += data.len();
    if n == 0 { ::core::result::Result::Err(5) } else { ::core::result::Result::Ok(()) }
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn code(error: &Int) -> Int {
    *error
}

#[callback(fail = -1, panic = abort)]
pub fn cells(#[len(rows, columns - 1)] matrix: ::callback_runtime::arg::Matrix<'_, f32>, rows: Int, columns: Int) -> Int {
    let _ = &matrix;
    rows * columns
}

#[callback(err = errno(-1))]
pub fn errno(n: Int, #[context(from = handle)] state: &Int, handle: *mut Void) -> ::core::result::Result<Int, Int> {
    if n == 0 { ::core::result::Result::Err(*state) } else { ::core::result::Result::Ok(n) }
}

#[callback(break = -1)]
pub fn flow(n: Int, #[context] last: &mut Int) -> ::core::ops::ControlFlow<Int, Int> {
    *last = n;
    if n > 2 { ::core::ops::ControlFlow::Break(n) } else { ::core::ops::ControlFlow::Continue(0) }
}

#[callback(err = -1, on_fail = |error| told(state, error))]
pub fn on_fail(n: Int, state: *mut Int, #[context(from = state)] add: &Int) -> ::core::result::Result<Int, Int> {
    if n == 0 { ::core::result::Result::Err(*add) } else { ::core::result::Result::Ok(n) }
}

fn told(_: *mut Int, _: ::core::option::Option<&Int>) {}

#[callback(ok = 0, leave = |error| left(n, error))]
pub fn leave(n: Int, #[context] add: &Int) -> ::core::result::Result<(), Int> {
    if n == 0 { ::core::result::Result::Err(*add) } else { ::core::result::Result::Ok(()) }
}

fn left(n: Int, _: ::core::option::Option<Int>) -> Int {
    n
}

#[callback(ok = 0, err = -1)]
pub fn lent(
    #[context] text: &::std::vec::Vec<::core::primitive::u8>,
    #[result(pointer)] _: ::callback_runtime::arg::Out<'_, *const ::core::primitive::u8>,
    #[result(len)] _: ::callback_runtime::arg::Out<'_, Size>,
) -> ::core::result::Result<&[::core::primitive::u8], Int> {
    ::core::result::Result::Ok(text)
}

#[callback]
pub fn in_slot(n: Int, #[context(pool = 2)] sum: &::core::cell::Cell<Int>) {
    ::core::cell::Cell::set(sum, n);
}

#[callback(fail = -1)]
pub fn on_stack(n: Int, #[context(thread_local)] sum: &mut Int) -> Int {
    *sum += n;
    *sum
}

#[callback(fail = -1)]
pub fn generic<T: 'static + ::core::marker::Copy + ::core::convert::Into<::core::primitive::i64>>(a: &T, #[context] add: &T) -> Int {
    let sum: ::core::primitive::i64 = ::core::convert::Into::into(*a);
    let add: ::core::primitive::i64 = ::core::convert::Into::into(*add);
    (sum + add) as Int
}

#[cfg(all(naked_functions, target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
#[callback(fail = -1)]
pub fn variadic(n: Int, #[context] count: &mut Int, rest: ...) -> Int {
    let _ = &rest;
    *count += n;
    n
}

/// Methods, which share their context.
pub struct Sink {
    pub sum: ::core::cell::Cell<Int>,
}

#[repr(C)]
pub struct Ops {
    pub size: Int,
    pub put: ::core::option::Option<unsafe extern "C" fn(*mut Void, Int) -> Int>,
    pub flush: ::core::option::Option<unsafe extern "C" fn(*mut Void)>,
    pub close: ::core::option::Option<unsafe extern "C" fn(*mut Void)>,
}

#[callback(table = Ops, fields(size = 3), fail = -1, mod = pub sink)]
impl Sink {
    fn put(&self, n: Int) -> Int {
        ::core::cell::Cell::set(&self.sum, n);
        n
    }

    fn flush(self: &::std::sync::Arc<Self>) {}

    fn close(self: ::std::sync::Arc<Self>) {}
}

/// A context that the last call consumes.
pub struct Boxed(pub Int);

#[callback(mod = pub boxed, fail = -1)]
impl Boxed {
    fn get(&mut self, n: Int) -> Int {
        self.0 + n
    }

    /// The name of the macro in the module.
    fn callbacks(&mut self) -> Int {
        self.0
    }

    fn close(self: ::std::boxed::Box<Self>) {}
}

#[repr(C)]
pub struct Filters(Int);

unsafe extern "C" fn set_map(_: *mut Filters, _: ::core::option::Option<unsafe extern "C" fn(*mut Void, Int) -> Int>) -> Int {
    1
}

pub struct Filter;

#[callback(table = Filters, setters(map = set_map), setters_ok = 1, fail = 0, mod = pub filter)]
impl Filter {
    fn map(&self, n: Int) -> Int {
        n
    }
}

/// Bits.
#[callback(flags)]
#[repr(u32)]
pub enum Mode {
    READ = 1,
    WRITE = 2,
}

#[callback(flags, other)]
#[repr(C)]
enum Kept {
    ONE = 1,
}

/// Values.
#[callback]
#[repr(C)]
#[allow(dead_code)]
pub enum Level {
    Low,
    High = 5,
}

#[callback]
#[repr(C)]
#[allow(dead_code)]
enum Open {
    Low = 1,
    #[other]
    Unknown(Int),
}

#[callback(fail = Level::Low)]
pub fn level(level: Level, mode: Mode) -> Level {
    let _ = mode;
    level
}

/// Called by C for each number.
#[callback(continue = 0, break = 7)]
pub type OnNumber = fn(number: Int, #[context] _: _) -> ::core::ops::ControlFlow<Int>;

unsafe extern "C" {
    fn declare_length(text: *const ::core::ffi::c_char) -> Size;
}

// C functions, of which the test calls some.
#[callback]
unsafe extern "C" {
    type Source;

    #[link_name = "declared_counter"]
    static mut hygiene_counter: Int;

    #[link_name = "hygiene_load"]
    pub safe fn load(place: &::core::primitive::u64) -> ::core::primitive::u64;

    pub safe fn declare_each(n: Int, #[callback] each: OnNumber, #[context(each)] _: *mut Void) -> Int;

    pub safe fn declare_two(
        n: Int,
        #[callback(ok = 0, err = 1)] left: fn(#[context] _: _, number: Int) -> ::core::result::Result<(), Int>,
        #[context(left)] _: *mut Void,
        #[callback(ok = 0, err = 1)] right: ::core::option::Option<
            fn(number: Int, #[context] _: _) -> ::core::result::Result<(), Int>,
        >,
        #[context(right)] _: *mut Void,
    ) -> Int;

    pub safe fn declare_pair(
        n: Int,
        #[context(begin, end)] _: *mut Void,
        begin: fn(#[context] _: _, number: Int),
        #[callback(continue = 0, break = 1)] end: ::core::option::Option<
            fn(#[context] _: _, number: Int) -> ::core::ops::ControlFlow<()>,
        >,
    ) -> Int;

    pub safe fn declare_dot(a: &[Int], b: &[Int], #[len(a, b)] n: Size) -> ::core::ffi::c_long;

    #[link_name = "declare_length"]
    pub safe fn length_of(text: &::core::primitive::str) -> Size;

    pub safe fn declare_no_user_data(n: Int, #[callback(fail = -1)] each: fn(number: Int) -> Int) -> Int;

    #[callback(errno = -1)]
    pub safe fn declare_errno(code: Int) -> Int;

    #[callback(free = hygiene_free)]
    safe fn declare_source_new() -> ::callback_runtime::foreign::CBox<Source>;
    #[link_name = "declare_source_free"]
    unsafe fn hygiene_free(source: *mut Source);
    safe fn declare_emit(source: &Source, number: Int) -> Int;

    #[callback(fails = nonzero)]
    safe fn declare_attach(
        source: &Source,
        fail: Int,
        #[callback(retained, fail = -1)] f: fn(number: Int, #[context] _: _) -> Int,
        #[context(f)] _: *mut Void,
        #[destroy(f)] _: ::core::option::Option<unsafe extern "C" fn(*mut Void)>,
    ) -> Int;

    #[callback(fails = nonzero)]
    safe fn declare_divide(
        a: Int,
        b: Int,
        #[out] quotient: Int,
        #[out(free = hygiene_release, always)] message: ::core::option::Option<
            ::callback_runtime::foreign::CBox<::core::ffi::CStr>,
        >,
    ) -> Int;
    #[link_name = "declare_free"]
    fn hygiene_release(p: *mut Void) -> Int;

    // What follows is compiled, and not called.

    safe fn hygiene_subscribe(
        #[callback(retained, fail = -1, unregister = hygiene_stop(f, user))] f: ::core::option::Option<
            fn(number: Int, #[context] _: _) -> Int,
        >,
        #[context(f)] user: *mut Void,
    );
    safe fn hygiene_stop(f: ::callback_runtime::foreign::CFn, user: *mut Void);

    safe fn hygiene_number(#[callback(retained, threads)] f: fn(#[context] _: _), #[context(f)] _: *mut Void);

    safe fn hygiene_signal(
        #[callback(retained, threads)] f: fn(#[context(static)] _: _, signal: Int),
        #[callback(retained)] g: ::core::option::Option<fn(signal: Int)>,
    );

    safe fn hygiene_submit(
        #[callback(retained, once)] f: fn(#[context] _: _),
        #[context(f)] _: *mut Void,
        #[callback(once)] g: ::core::option::Option<fn(#[context(from = db)] _: _, db: *mut Void)>,
        #[callback(shared)] h: ::core::option::Option<fn(#[context] _: _)>,
        #[context(h)] _: *mut Void,
    );

    safe fn hygiene_print(format: &::core::ffi::CStr, #[variadic] n: Int) -> Int;

    unsafe fn hygiene_sort<T>(
        base: &mut [T],
        #[len(base)] n: Size,
        #[size_of(T)] size: Size,
        compar: fn(&T, &T) -> ::core::cmp::Ordering,
    );

    /// Several calls.
    safe fn hygiene_body(
        text: &::core::ffi::CStr,
        #[callback(fail = -1)] first: ::core::option::Option<fn(n: Int, #[context] _: _) -> Int>,
        #[callback(fail = -1)] second: fn(n: Int, #[context] _: _) -> Int,
        #[context(first, second)] user: *mut Void,
        #[callback(retained)] third: ::core::option::Option<fn(#[context] _: _)>,
        #[context(third)] data: *mut Void,
        #[destroy(third)] notify: ::core::option::Option<unsafe extern "C" fn(*mut Void)>,
        #[out] sum: Int,
    ) -> Size {
        let _ = (&first, &second, user, &third, data, notify);
        *sum = 1;
        declare_length(text)
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[callback(lazy = "libc.so.6")]
unsafe extern "C" {
    #[link_name = "strlen"]
    pub safe fn lazy_length(text: &::core::ffi::CStr) -> Size;
}

/// Calls what does not need C of another shape.
pub fn run() {
    ::core::assert_eq!(load(&7), 7);
    ::core::assert_eq!(length_of("four"), ::core::result::Result::Ok(4));
    ::core::assert_eq!(declare_dot(&[1, 2], &[3, 4], ), ::core::result::Result::Ok(11));
    let mut last = 0;
    let each = declare_each(3, |number| {
        last = number;
        ::core::ops::ControlFlow::Continue(())
    });
    ::core::assert!(::core::matches!(each, ::core::result::Result::Ok(_)));
    ::core::assert_eq!(last, 2);
    let mut sum = 0;
    let two = declare_two(
        2,
        |n| {
            sum += n;
            ::core::result::Result::Ok(())
        },
        ::core::option::Option::None,
    );
    ::core::assert!(::core::matches!(two, ::core::result::Result::Ok(_)));
    ::core::assert!(::core::result::Result::is_ok(&declare_pair(2, |n| sum += n, ::core::option::Option::None)));
    ::core::assert!(::core::result::Result::is_ok(&declare_no_user_data(2, |n| n)));
    ::core::assert!(::core::result::Result::is_err(&declare_errno(2)));
    ::core::assert!(::core::result::Result::is_ok(&declare_divide(6, 3)));
    let source = declare_source_new();
    ::core::assert!(::core::result::Result::is_ok(&declare_attach(&source, 0, move |n| n)));
    declare_emit(&source, 4);
    ::core::assert!(Mode::contains(Mode::all(), Mode::READ));
    ::core::assert_eq!(::std::format!("{:?}", Mode::union(Mode::READ, Mode::WRITE)), "Mode(READ | WRITE)");
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    ::core::assert!(::core::matches!(lazy_length(c"four"), ::core::result::Result::Ok(4)));
}
