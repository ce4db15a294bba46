//! SOUNDNESS.md, lines 54, 55, 67 and 70: bits of C that are no value of the Rust type.

use std::ffi::{c_char, c_int, c_uchar, c_void};
use std::mem::MaybeUninit;
use std::ptr::NonNull;

use callback_runtime::arg::{ByValue, CPtr, Matrix, Out};
use callback_runtime::{Callback, Refused, callback};
use callback_tests::{no_reports, sys};

type Hook = unsafe extern "C" fn();
type Alias = Hook;

#[repr(C)]
struct Named {
    name: *const c_char,
    hook: Hook,
}

type EachHook = unsafe extern "C" fn(*const Option<Hook>, usize, *mut c_void) -> c_int;
type OnNamed = unsafe extern "C" fn(*const Named, usize, *mut c_void) -> c_int;
type OnHook = unsafe extern "C" fn(Option<Hook>, *mut c_void) -> c_int;

unsafe extern "C" {
    fn peer_hooks(f: EachHook, n: usize, unset: usize, user: *mut c_void) -> c_int;
    fn peer_named_hook(f: OnNamed, name: *const c_char, user: *mut c_void) -> c_int;
    fn peer_hook(f: OnHook, set: c_int, user: *mut c_void) -> c_int;
}

/// The value that C gets, and the reason of the refusal.
fn refused<T>(call: impl FnOnce(&mut c_int) -> Result<T, Refused>) -> (c_int, String) {
    let mut answer = 0;
    let refused = no_reports(|| call(&mut answer)).err().unwrap().to_string();
    (answer, refused.split_once("is invalid: ").unwrap().1.to_owned())
}

fn null() -> (c_int, String) {
    (-1, "NULL where the type has none; `Option` has it".to_owned())
}

/// Callbacks that take the same hooks as other types; the last is refused none of them.
macro_rules! hooks {
    ($($name:ident $(<$T:ident>)?: $ty:ty => $len:expr;)*) => {$(
        #[callback(fail = -1)]
        fn $name$(<$T: 'static>)?(#[len(n)] hooks: $ty, n: usize, #[context] calls: &mut usize) -> c_int {
            *calls += 1;
            let len: fn($ty) -> usize = $len;
            len(hooks).try_into().unwrap()
        }
    )*};
}

hooks! {
    direct: &[Hook] => |hooks| hooks.len();
    alias: &[Alias] => |hooks| hooks.len();
    exclusive: &mut [Hook] => |hooks| hooks.len();
    non_null: &[NonNull<c_void>] => |hooks| hooks.len();
    optional: Option<&[Hook]> => |hooks| hooks.map_or(0, <[_]>::len);
    generic<T>: &[T] => |hooks| hooks.len();
    options: &[Option<Hook>] => |hooks| hooks.iter().flatten().count();
}

#[test]
fn s67_null_inside_of_a_slice() {
    macro_rules! refuses {
        ($($callback:ty),*) => {$(
            for unset in [0, 2] {
                let mut calls = 0;
                let answer = refused(|answer| {
                    <$callback>::scope(&mut calls, |cb| *answer = unsafe { peer_hooks(cb.shim(), 3, unset, cb.context()) })
                });
                assert_eq!((answer, calls), (null(), 0), "{}", stringify!($callback));
            }
            let mut calls = 0;
            let all = <$callback>::scope(&mut calls, |cb| unsafe { peer_hooks(cb.shim(), 3, 3, cb.context()) });
            assert_eq!((all, calls), (Ok(3), 1));
        )*};
    }
    refuses!(direct, alias, exclusive, non_null, optional, generic<Hook>, generic<Alias>, generic<NonNull<u8>>);
    let some = options::scope(&mut 0, |cb| unsafe { peer_hooks(cb.shim(), 3, 1, cb.context()) });
    assert_eq!(some, Ok(2));
}

#[callback(fail = -1)]
fn on_named(#[len(n)] named: &[Named], n: usize, #[context] calls: &mut usize) -> c_int {
    *calls += named.len();
    c_int::from(!named[0].name.is_null())
}

#[callback(fail = -1)]
fn on_first(named: &Named, _n: usize, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    c_int::from(!named.name.is_null())
}

#[callback(fail = -1)]
fn on_pointer(named: &CPtr<Hook>, _n: usize, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    c_int::from(named.to_ref().is_some())
}

#[test]
fn s67_null_inside_of_a_struct() {
    macro_rules! refuses {
        ($($callback:ident),*) => {$(
            let mut calls = 0;
            let answer = refused(|answer| {
                $callback::scope(&mut calls, |cb| {
                    *answer = unsafe { peer_named_hook(cb.shim(), std::ptr::null(), cb.context()) };
                })
            });
            assert_eq!((answer, calls), (null(), 0));
            let set = $callback::scope(&mut calls, |cb| unsafe { peer_named_hook(cb.shim(), c"a".as_ptr(), cb.context()) });
            assert_eq!((set, calls), (Ok(1), 1));
        )*};
    }
    refuses!(on_named, on_first);
    // What the pointer in C's memory points at is looked at when it is read.
    let (mut calls, no_hook): (usize, Option<Hook>) = (0, None);
    let pointer: *const Option<Hook> = &no_hook;
    let some = on_pointer::scope(&mut calls, |cb| {
        let shim: unsafe extern "C" fn(*const *const Option<Hook>, usize, *mut c_void) -> c_int = cb.shim();
        unsafe { shim(&pointer, 1, cb.context()) }
    });
    assert_eq!((some, calls), (Ok(0), 1));
}

#[callback(fail = -1)]
fn on_hook(_hook: ByValue<Hook>, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    1
}

#[test]
fn s67_null_by_value() {
    let mut calls = 0;
    let mut run = |set| {
        let mut answer = 0;
        let scope = no_reports(|| {
            on_hook::scope(&mut calls, |cb| {
                let shim: unsafe extern "C" fn(Hook, *mut c_void) -> c_int = cb.shim();
                // SAFETY: a function pointer that C may pass as NULL has the same ABI.
                let shim =
                    unsafe { std::mem::transmute::<unsafe extern "C" fn(Hook, *mut c_void) -> c_int, OnHook>(shim) };
                answer = unsafe { peer_hook(shim, set, cb.context()) };
            })
        });
        (answer, scope.is_ok())
    };
    assert_eq!([run(0), run(1)], [(-1, false), (1, true)]);
    assert_eq!(calls, 1);
}

#[callback(fail = -1)]
fn on_rows(#[len(n, 2)] rows: Matrix<'_, NonNull<u8>>, n: usize, #[context] calls: &mut usize) -> c_int {
    *calls += rows.len();
    1
}

#[test]
fn s67_null_inside_of_a_row() {
    let mut calls = 0;
    let mut rows = [[Some(NonNull::<u8>::dangling()); 2]; 2];
    let mut run = |rows: &[[Option<NonNull<u8>>; 2]; 2]| {
        let pointers = rows.each_ref().map(|row| row.as_ptr());
        let mut answer = 0;
        let scope = no_reports(|| {
            on_rows::scope(&mut calls, |cb| {
                let shim: unsafe extern "C" fn(*const *const Option<NonNull<u8>>, usize, *mut c_void) -> c_int =
                    cb.shim();
                answer = unsafe { shim(pointers.as_ptr(), 2, cb.context()) };
            })
        });
        (answer, scope.is_ok())
    };
    assert_eq!(run(&rows), (1, true));
    rows[1][1] = None;
    assert_eq!(run(&rows), (-1, false));
}

#[callback(fail = -1)]
fn on_flag(flag: &bool, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    c_int::from(*flag)
}

#[callback(fail = -1)]
fn on_flag_mut(flag: &mut bool, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    c_int::from(core::mem::take(flag))
}

#[callback(fail = -1)]
fn on_any<T: Copy + 'static>(value: &T, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    c_int::try_from(size_of_val(value)).unwrap()
}

#[callback(fail = -1)]
fn on_letter(letter: Option<&char>, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    letter.map_or(0, |letter| u32::from(*letter).try_into().unwrap())
}

#[callback(fail = -1)]
fn on_flags(#[len(n)] flags: &[bool], n: c_int, #[context] calls: &mut usize) -> c_int {
    *calls += 1;
    flags.iter().map(|flag| c_int::from(*flag)).sum()
}

#[test]
fn s70_bool_and_char_behind_a_pointer() {
    let mut calls = 0;
    for byte in [2_u8, 0xff] {
        let flag: *const c_void = (&raw const byte).cast();
        macro_rules! refuses {
            ($($callback:ty),*) => {$(
                let answer = refused(|answer| {
                    <$callback>::scope(&mut calls, |cb| *answer = unsafe { sys::peer_pointer(cb.shim(), flag, cb.context()) })
                });
                assert_eq!(answer, (-1, "a `_Bool` that is neither 0 nor 1".to_owned()));
            )*};
        }
        refuses!(on_flag, on_flag_mut, on_any<bool>);
        let bytes: [c_uchar; 3] = [1, 0, byte];
        let answer = refused(|answer| {
            on_flags::scope(&mut calls, |cb| {
                *answer = unsafe { sys::peer_bytes(cb.shim(), bytes.as_ptr(), 3, cb.context()) }
            })
        });
        assert_eq!(answer, (-1, "a `_Bool` that is neither 0 nor 1".to_owned()));
    }
    for number in [0xd800_u32, 0x11_0000] {
        let answer = refused(|answer| {
            on_letter::scope(&mut calls, |cb| {
                *answer = unsafe { sys::peer_pointer(cb.shim(), (&raw const number).cast(), cb.context()) };
            })
        });
        assert_eq!(answer, (-1, "not a Unicode scalar value".to_owned()));
    }
    assert_eq!(calls, 0);
    let (set, first) = (true, 'a');
    let flag =
        on_flag::scope(&mut calls, |cb| unsafe { sys::peer_pointer(cb.shim(), (&raw const set).cast(), cb.context()) });
    let letter = on_letter::scope(&mut calls, |cb| unsafe {
        sys::peer_pointer(cb.shim(), (&raw const first).cast(), cb.context())
    });
    let flags =
        on_flags::scope(&mut calls, |cb| unsafe { sys::peer_bytes(cb.shim(), [1, 0, 1].as_ptr(), 3, cb.context()) });
    assert_eq!((flag, letter, flags, calls), (Ok(1), Ok(97), Ok(2), 3));
}

#[callback]
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Level {
    Low,
    High = 4,
}

#[callback]
unsafe extern "C" {
    safe fn level_write(number: c_int, #[out] level: Level) -> c_int {
        // SAFETY: the place of an `int`.
        unsafe { level.write(number as _) };
        0
    }

    safe fn level_place(number: c_int, level: Out<'_, Level>) {
        // SAFETY: as above.
        unsafe { level.write(number as _) };
    }

    safe fn flag_write(number: u8, flag: &mut MaybeUninit<bool>) {
        // SAFETY: a byte.
        unsafe { flag.cast::<u8>().write(number) };
    }
}

#[test]
fn s54_checked_enum_that_c_writes() {
    assert_eq!(level_write(4,).1, Level::High);
    let mut number = 0;
    level_place(7, Out::from(&mut number));
    assert_eq!(number, 7);
    let mut flag = MaybeUninit::new(false);
    flag_write(1, &mut flag);
    // SAFETY: 1 was written.
    assert!(unsafe { flag.assume_init() });
}

#[test]
#[should_panic(expected = "not a value of `Level`")]
fn s54_invented_value_of_an_enum_that_c_writes() {
    let _ = level_write(7);
}

#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(dead_code)]
enum Rustified {
    Low,
    High = 9,
}

#[callback(fail = -1)]
fn on_rustified(level: ByValue<MaybeUninit<Rustified>>, #[context] known: &bool) -> c_int {
    if !*known {
        return 0;
    }
    // SAFETY: the test passes a known value then.
    unsafe { level.0.assume_init() as c_int }
}

#[test]
fn s55_enum_of_another_crate_by_value() {
    type Typed = unsafe extern "C" fn(Rustified, *mut c_void) -> c_int;
    type Passed = unsafe extern "C" fn(u32, *mut c_void) -> c_int;

    for (known, number) in [(true, 9), (false, 7)] {
        let answer = on_rustified::scope(&known, |cb| {
            // SAFETY: an enum of this representation is passed as its integer.
            let shim = unsafe { std::mem::transmute::<Typed, Passed>(cb.shim()) };
            unsafe { shim(number, cb.context()) }
        });
        assert_eq!(answer, Ok(if known { 9 } else { 0 }));
    }
}
