//! `va_list` arguments and variadic callbacks, driven by C.

#![cfg(any(
    all(
        target_os = "linux",
        any(
            target_arch = "x86_64",
            target_arch = "aarch64",
            target_arch = "arm",
            target_arch = "x86",
            target_arch = "riscv64",
            target_arch = "powerpc64",
            target_arch = "s390x",
        )
    ),
    all(windows, any(target_arch = "x86_64", target_arch = "x86")),
))]

use callback_runtime::arg::{FormatError, Formatted, VaList};
use callback_runtime::{Callback, Reason, callback};
use callback_tests::no_reports;
use std::ffi::{CStr, c_char, c_double, c_int, c_void};
use std::ptr::null_mut;

type LogFn = Option<unsafe extern "C" fn(*mut c_void, c_int, *const c_char, *mut c_void) -> c_int>;
type SumFn = Option<unsafe extern "C" fn(c_int, *mut c_void) -> c_int>;

unsafe extern "C" {
    fn frames_vlog(f: LogFn, user: *mut c_void, level: c_int, format: *const c_char, ...) -> c_int;
    fn frames_vlog_then(
        f: LogFn,
        user: *mut c_void,
        text: *mut c_char,
        size: usize,
        format: *const c_char,
        ...
    ) -> c_int;
    fn frames_vlog_null(f: LogFn, user: *mut c_void) -> c_int;
    fn frames_sum(f: SumFn, n: c_int, ...) -> c_int;
    fn frames_sum_rest(f: SumFn, n: c_int, ...) -> c_int;
}

/// A line of the log.
type Lines = Vec<(c_int, Result<String, FormatError>)>;

/// `int (*log)(void *user, int level, const char *format, va_list list)`
#[callback(fail = -1)]
fn log(#[context] lines: &mut Lines, level: c_int, format: &CStr, #[format(format)] text: Formatted<'_>) -> c_int {
    assert_eq!(text.format(), format);
    // As often as wanted.
    assert_eq!(text.to_string_lossy(), text.to_string_lossy());
    lines.push((level, text.to_string_lossy()));
    7
}

fn one(call: impl FnOnce(LogFn, *mut c_void) -> c_int) -> (c_int, Result<String, FormatError>) {
    let mut lines = Vec::new();
    let answer = no_reports(|| log::scope(&mut lines, |cb| call(cb.shim(), cb.context()))).unwrap();
    assert_eq!(lines.len(), 1);
    (answer, lines.remove(0).1)
}

#[test]
fn a_list_is_formatted() {
    let (answer, text) = one(|f, user| unsafe {
        frames_vlog(
            f,
            user,
            3,
            c"%s=%d %5.1f|%-4s|%x %c".as_ptr(),
            c"n".as_ptr(),
            -5,
            2.5,
            c"ab".as_ptr(),
            255,
            'z' as c_int,
        )
    });
    assert_eq!((answer, text.as_deref()), (7, Ok("n=-5   2.5|ab  |ff z")));
}

#[test]
fn more_than_the_registers_hold() {
    let format = c"%d %d %d %d %d %d %d %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %s";
    let (_, text) = one(|f, user| unsafe {
        frames_vlog(
            f,
            user,
            3,
            format.as_ptr(),
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            0.1,
            0.2,
            0.3,
            0.4,
            0.5,
            0.6,
            0.7,
            0.8,
            0.9,
            c"end".as_ptr(),
        )
    });
    assert_eq!(text.as_deref(), Ok("1 2 3 4 5 6 7 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 end"));
}

/// `n` integers and as many numbers, by turns.
#[callback(fail = -1)]
fn by_turns(#[context] sums: &mut (i64, f64), n: c_int, _format: &CStr, list: VaList<'_>) -> c_int {
    let mut list = list;
    for index in 1..=n {
        sums.0 += i64::from(index) * i64::from(unsafe { list.next::<c_int>() });
        sums.1 += f64::from(index) * unsafe { list.next::<c_double>() };
    }
    n
}

#[test]
fn more_of_both_than_the_registers_hold() {
    let mut sums = (0, 0.0);
    let n = by_turns::scope(&mut sums, |cb| unsafe {
        let (empty, user) = (c"".as_ptr(), cb.context());
        frames_vlog(
            cb.shim(),
            user,
            11,
            empty,
            3,
            0.5,
            1,
            1.5,
            4,
            2.5,
            1,
            3.5,
            5,
            4.5,
            9,
            5.5,
            2,
            6.5,
            6,
            7.5,
            5,
            8.5,
            3,
            9.5,
            5,
            10.5,
        )
    });
    // The sums of `index * value`.
    assert_eq!((n, sums), (Ok(11), (292, 473.0)));
}

#[test]
fn long_and_empty_texts() {
    let long = c"x".to_bytes().repeat(100_000);
    let long = std::ffi::CString::new(long).unwrap();
    let (_, text) = one(|f, user| unsafe { frames_vlog(f, user, 0, c"<%s>".as_ptr(), long.as_ptr()) });
    assert_eq!(text.map(|text| text.len()), Ok(100_002));
    let (_, text) = one(|f, user| unsafe { frames_vlog(f, user, 0, c"%s".as_ptr(), c"".as_ptr()) });
    assert_eq!(text.as_deref(), Ok(""));
    // Around the first buffer.
    for length in 120_usize..140 {
        let width = c_int::try_from(length).unwrap();
        let (_, text) = one(|f, user| unsafe { frames_vlog(f, user, 0, c"%*d".as_ptr(), width, 1) });
        assert_eq!(text.map(|text| text.len()), Ok(length));
    }
}

#[test]
fn what_is_no_text_is_replaced_or_ends() {
    let (_, text) = one(|f, user| unsafe { frames_vlog(f, user, 0, c"%s".as_ptr(), c"caf\xe9".as_ptr()) });
    assert_eq!(text.as_deref(), Ok("caf\u{fffd}"));
    let (_, text) = one(|f, user| unsafe { frames_vlog(f, user, 0, c"a%cb".as_ptr(), 0) });
    assert_eq!(text.as_deref(), Ok("a"));
}

#[test]
fn writing_through_the_list_is_refused() {
    let mut target: c_int = 1234;
    for format in [c"abc%n", c"%s%n", c"%%%n", c"%hhn", c"%1$n", c"%-08.3lln", c"%wf8n", c"%'*n"] {
        let (_, text) =
            one(|f, user| unsafe { frames_vlog(f, user, 0, format.as_ptr(), &raw mut target, &raw mut target) });
        assert_eq!(text, Err(FormatError::Writes), "{format:?}");
    }
    assert_eq!(target, 1234);
    for (format, expected) in [(c"%%n", "%n"), (c"n %d n", "n 5 n"), (c"%%%dn", "%5n"), (c"100%% n", "100% n")] {
        let (_, text) = one(|f, user| unsafe { frames_vlog(f, user, 0, format.as_ptr(), 5) });
        assert_eq!(text.as_deref(), Ok(expected));
    }
    // An `f` alone is a conversion, and no length.
    let (_, text) = one(|f, user| unsafe { frames_vlog(f, user, 0, c"%.1fn".as_ptr(), 0.5) });
    assert_eq!(text.as_deref(), Ok("0.5n"));
}

/// A format that no known C library reads is refused, and nothing is written.
#[test]
fn s68_conversions_that_are_not_known_are_refused() {
    let mut target: c_int = 1234;
    let writes =
        [c"abc%Zn", c"abc%1$Zn", c"abc%-5.3Zn", c"%zn", c"%qn", c"%In", c"%I64n", c"%wn", c"%w32n", c"%Hn", c"%DDn"];
    let unknown =
        [c"%Z", c"%k", c"%", c"%5", c"%hk", c"%Qn", c"%\tn", c"%r", c"%\xe9n", c"%hhhn", c"%l%", c"%v", c"%y", c"%N"];
    let expected = writes.map(|format| (format, FormatError::Writes));
    for (format, error) in expected.into_iter().chain(unknown.map(|format| (format, FormatError::Unknown))) {
        let (_, text) =
            one(|f, user| unsafe { frames_vlog(f, user, 0, format.as_ptr(), &raw mut target, &raw mut target) });
        assert_eq!(text, Err(error), "{format:?}");
    }
    assert_eq!(target, 1234);
}

#[test]
fn s68_known_conversions_are_printed() {
    let known =
        [(c"%5d|", "    7|"), (c"%-3i|", "7  |"), (c"%+.2ld", "+07"), (c"%#x", "0x7"), (c"%hhu", "7"), (c"%zd", "7")];
    for (format, expected) in known {
        let (_, text) = one(|f, user| unsafe { frames_vlog(f, user, 0, format.as_ptr(), 7_i64) });
        assert_eq!(text.as_deref(), Ok(expected), "{format:?}");
    }
    // Numbered arguments are POSIX's.
    #[cfg(unix)]
    {
        let (_, text) =
            one(|f, user| unsafe { frames_vlog(f, user, 0, c"%2$s%1$s %%".as_ptr(), c"b".as_ptr(), c"a".as_ptr()) });
        assert_eq!(text.as_deref(), Ok("ab %"));
    }
    let (_, text) =
        one(|f, user| unsafe { frames_vlog(f, user, 0, c"%*.*f %c".as_ptr(), 6, 2, 1.5, c_int::from(b'x')) });
    assert_eq!(text.as_deref(), Ok("  1.50 x"));
}

/// `%Zd` is glibc's old name of `%zd`.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn s68_old_names_of_glibc_are_printed() {
    let (_, text) = one(|f, user| unsafe { frames_vlog(f, user, 0, c"%Zd %qd".as_ptr(), 7_isize, 8_i64) });
    assert_eq!(text.as_deref(), Ok("7 8"));
}

/// `%m` is glibc's.
#[cfg(target_os = "linux")]
#[test]
fn errno_is_there_and_stays() {
    let (_, text) = one(|f, user| unsafe {
        *libc::__errno_location() = libc::ENOENT;
        let answer = frames_vlog(f, user, 0, c"%s: %m".as_ptr(), c"open".as_ptr());
        assert_eq!(*libc::__errno_location(), libc::ENOENT);
        answer
    });
    assert_eq!(text.as_deref(), Ok("open: No such file or directory"));
}

#[test]
fn the_list_is_a_copy() {
    let mut text = [0_u8; 64];
    let mut lines = Vec::new();
    let length = log::scope(&mut lines, |cb| unsafe {
        let (f, user) = (cb.shim(), cb.context());
        frames_vlog_then(f, user, text.as_mut_ptr().cast(), 64, c"%d-%d-%.1f".as_ptr(), 1, 2, 3.5)
    });
    assert_eq!(length, Ok(7));
    assert_eq!(&text[..8], b"1-2-3.5\0");
    assert_eq!(lines[0].1.as_deref(), Ok("1-2-3.5"));
}

#[test]
fn null_is_refused() {
    let mut lines = Vec::new();
    let refused = log::scope(&mut lines, |cb| unsafe {
        assert_eq!(frames_vlog_null(cb.shim(), cb.context()), -1);
    })
    .unwrap_err();
    assert_eq!((refused.parameter(), refused.reason()), (Some("text"), Reason::Null));
    let refused = log::scope(&mut lines, |cb| unsafe {
        assert_eq!(frames_vlog(cb.shim(), cb.context(), 0, std::ptr::null()), -1);
    })
    .unwrap_err();
    assert_eq!((refused.parameter(), refused.reason()), (Some("format"), Reason::Null));
    assert_eq!(lines, []);
}

/// `int (*sum)(int n, va_list list)`
#[callback(fail = -1)]
fn sum(n: c_int, mut list: VaList<'_>) -> c_int {
    let mut copy = list.clone();
    let mut read = || (0..n).map(|_| unsafe { list.next::<c_int>() }).sum::<c_int>();
    let sum = read();
    assert_eq!((0..n).map(|_| unsafe { copy.next::<c_int>() }).sum::<c_int>(), sum);
    sum
}

#[test]
fn arguments_are_taken() {
    let f: SumFn = sum::shim();
    no_reports(|| unsafe {
        assert_eq!(frames_sum(f, 0), 0);
        assert_eq!(frames_sum(f, 3, 10, 20, 30), 60);
        assert_eq!(frames_sum(f, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9), 45);
        assert_eq!(frames_sum_rest(f, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9), 1044);
    });
}

/// `void (*take)(void *, const char *, va_list)`
#[callback]
fn take(#[context] seen: &mut Vec<String>, _tag: c_int, _format: *const c_char, mut list: VaList<'_>) {
    unsafe {
        seen.push(list.next::<c_double>().to_string());
        seen.push(list.next::<i64>().to_string());
        seen.push(CStr::from_ptr(list.next::<*const c_char>()).to_str().unwrap().to_owned());
        seen.push(list.next::<u32>().to_string());
    }
}

#[test]
fn arguments_of_each_kind_are_taken() {
    type TakeFn = Option<unsafe extern "C" fn(*mut c_void, c_int, *const c_char, *mut c_void)>;
    unsafe extern "C" {
        #[link_name = "frames_vlog"]
        #[allow(clashing_extern_declarations)]
        fn frames_take(f: TakeFn, user: *mut c_void, level: c_int, format: *const c_char, ...);
    }
    let mut seen = Vec::new();
    take::scope(&mut seen, |cb| unsafe {
        frames_take(cb.shim(), cb.context(), 0, null_mut(), 0.5, -(1_i64 << 40), c"text".as_ptr(), u32::MAX);
    })
    .unwrap();
    assert_eq!(seen, ["0.5", "-1099511627776", "text", "4294967295"]);
}
