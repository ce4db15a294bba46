//! Complex numbers and `long double`.
#![cfg(not(windows))]

use callback_runtime::arg::Complex;
use callback_runtime::{Callback, callback};
use callback_tests as _;
use std::ffi::c_void;

unsafe extern "C" {
    fn complex_in_memory(
        f: Option<unsafe extern "C" fn(*mut Complex<f64>, usize, *const Complex<f32>, *mut c_void)>,
        user: *mut c_void,
    ) -> f64;
}

/// `void (*f)(double _Complex *values, size_t n, const float _Complex *by, void *user)`
#[callback]
fn turn(#[len(n)] values: &mut [Complex<f64>], n: usize, by: &Complex<f32>, #[context] calls: &mut usize) {
    *calls += n;
    let (re, im) = (f64::from(by.re), f64::from(by.im));
    for z in values {
        *z = Complex { re: z.re * re - z.im * im, im: z.re * im + z.im * re };
    }
}

#[test]
fn in_memory() {
    let mut calls = 0;
    let sum = turn::scope(&mut calls, |cb| unsafe { complex_in_memory(cb.shim(), cb.context()) });
    // -2 + i, and 3i
    assert_eq!((sum, calls), (Ok(-2.0 + 10.0 + 3000.0), 2));
    assert_eq!(
        turn::C_DECLARATION,
        "void turn(double _Complex *values, size_t n, const float _Complex *by, void *calls);"
    );
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod by_value {
    use super::{Callback, Complex, c_void, callback};
    use callback_tests::panic_of;
    use std::ffi::c_int;

    unsafe extern "C" {
        fn complex_float(
            f: Option<unsafe extern "C" fn(c_int, Complex<f32>, f32, *mut c_void) -> Complex<f32>>,
            re: f32,
            im: f32,
            user: *mut c_void,
        ) -> Complex<f32>;
        fn complex_double(
            f: Option<unsafe extern "C" fn(f64, Complex<f64>, *mut c_void, Complex<f64>) -> Complex<f64>>,
            re: f64,
            im: f64,
            user: *mut c_void,
        ) -> Complex<f64>;
    }

    const NONE: Complex<f32> = Complex { re: f32::INFINITY, im: -1.0 };

    #[callback(fail = NONE)]
    fn small(n: c_int, z: Complex<f32>, scale: f32, #[context] most: &f32) -> Complex<f32> {
        assert!(z.re <= *most, "too much");
        assert_eq!((n, scale), (3, 0.5));
        Complex { re: z.re * scale, im: z.im * 2.0 }
    }

    #[callback(fail = Complex { re: 0.0, im: 0.0 })]
    fn large(first: f64, z: Complex<f64>, #[context] by: &f64, w: Complex<f64>) -> Complex<f64> {
        assert_eq!((first, w), (0.25, Complex { re: -z.re, im: -z.im }));
        Complex { re: z.re + by, im: z.im - by }
    }

    #[test]
    fn float() {
        let call = |re| small::scope(&10.0, |cb| unsafe { complex_float(cb.shim(), re, 3.0, cb.context()) });
        assert_eq!(call(8.0), Ok(Complex { re: 5.0, im: 6.0 }));
        let text = panic_of(|| {
            small::scope(&10.0, |cb| unsafe {
                assert_eq!(complex_float(cb.shim(), 11.0, 3.0, cb.context()), NONE);
            })
        });
        assert_eq!(text, "too much");
        assert_eq!(small::C_DECLARATION, "float _Complex small(int n, float _Complex z, float scale, void *most);");
    }

    #[test]
    fn double() {
        let z = large::scope(&100.0, |cb| unsafe { complex_double(cb.shim(), 1.0, 7.0, cb.context()) });
        assert_eq!(z, Ok(Complex { re: 103.0, im: -93.0 }));
    }
}

#[cfg(target_arch = "x86_64")]
mod long_double {
    use super::{Callback, c_void, callback};
    use callback_runtime::arg::LongDouble;
    use std::ffi::c_int;

    unsafe extern "C" {
        fn complex_long_size() -> usize;
        fn complex_long(
            f: Option<unsafe extern "C" fn(*const LongDouble, *mut LongDouble, *mut c_void)>,
            user: *mut c_void,
        ) -> c_int;
    }

    #[callback]
    fn twice(x: &LongDouble, y: &mut LongDouble, #[context] calls: &mut u32) {
        *calls += 1;
        assert_eq!(y.to_f64(), 0.0);
        *y = LongDouble::from(x.to_f64() * 2.0 - 1.0);
    }

    #[test]
    fn in_memory() {
        assert_eq!(size_of::<LongDouble>() * 100 + align_of::<LongDouble>(), unsafe { complex_long_size() });
        let mut calls = 0;
        let exact = twice::scope(&mut calls, |cb| unsafe { complex_long(cb.shim(), cb.context()) });
        assert_eq!((exact, calls), (Ok(1), 1));
        assert_eq!(twice::C_DECLARATION, "void twice(const long double *x, long double *y, void *calls);");
        for value in [0.0, -0.0, 1.5, -2.25, f64::MAX, f64::MIN_POSITIVE, f64::INFINITY] {
            assert_eq!(LongDouble::from(value).to_f64().to_bits(), value.to_bits());
        }
    }
}
