//! The functions that the attribute may stand on.

use std::ffi::{c_int, c_void};

use callback_runtime::{Callback, callback};
use callback_tests::{no_reports, sys};

mod generics {
    use super::*;
    use std::fmt::Debug;
    use std::ops::AddAssign;

    #[callback(fail = -1)]
    fn push<T: From<c_int> + Debug>(value: c_int, #[context] all: &mut Vec<T>) -> c_int {
        all.push(T::from(value));
        value
    }

    #[test]
    fn over_a_type() {
        let mut numbers: Vec<i64> = vec![];
        let mut floats: Vec<f64> = vec![];
        push::<i64>::scope(&mut numbers, |a| {
            push::<f64>::scope(&mut floats, |b| unsafe {
                sys::peer_until(3, a.shim(), a.context(), -1);
                sys::peer_call(a.shim(), 7, a.context());
                sys::peer_call(b.shim(), 8, b.context());
            })
        })
        .unwrap()
        .unwrap();
        assert_eq!((numbers, floats), (vec![0, 7], vec![8.0]));
    }

    #[callback(fail = -1)]
    fn fill<const N: usize>(value: c_int, #[context] room: &mut [c_int; N]) -> c_int {
        *room = [value; N];
        N.try_into().unwrap()
    }

    #[test]
    fn over_a_constant() {
        let mut room = [0; 3];
        let answer = fill::<3>::scope(&mut room, |cb| unsafe { sys::peer_call(cb.shim(), 6, cb.context()) });
        assert_eq!((answer, room), (Ok(3), [6; 3]));
    }

    #[callback(fail = core::ptr::null())]
    fn longest<'a, 'b: 'a, T, const N: usize>(
        value: c_int,
        #[context] state: &mut (&'a str, [&'b str; N], T),
    ) -> *const c_void
    where
        T: AddAssign<c_int> + Copy + 'static,
    {
        state.2 += value;
        state.0 = state.1.iter().copied().max_by_key(|text| text.len()).unwrap_or(state.0);
        state.0.as_ptr().cast()
    }

    #[test]
    fn over_lifetimes_types_and_constants() {
        let text = String::from("a bcd ef");
        let mut parts = text.split(' ');
        let mut state = ("", [(); 3].map(|()| parts.next().unwrap()), 1_i32);
        let longest = longest::<i32, 3>::scope(&mut state, |cb| unsafe { sys::peer_get(cb.shim(), 4, cb.context()) });
        assert_eq!((state.0, state.2), ("bcd", 5));
        assert_eq!(longest, Ok(state.0.as_ptr().cast()));
    }

    /// A lifetime of the call, with a name.
    #[callback(fail = -1)]
    fn named<'call>(text: &'call str, #[context] lengths: &mut Vec<usize>) -> c_int {
        let first: Option<&'call str> = text.split(' ').next();
        lengths.push(first.map_or(0, str::len));
        0
    }

    #[test]
    fn over_a_lifetime_of_the_call() {
        let mut lengths = vec![];
        named::scope(&mut lengths, |cb| unsafe {
            sys::peer_text(cb.shim(), c"three words here".as_ptr(), cb.context())
        })
        .unwrap();
        assert_eq!(lengths, [5]);
    }

    /// Without a context: the type parameter chooses the shim.
    #[callback(fail = -1)]
    fn typed<T: Default + Into<c_int>>(value: c_int) -> c_int {
        value + T::default().into() + c_int::try_from(size_of::<T>()).unwrap()
    }

    #[test]
    fn without_a_context() {
        let answers = unsafe { [sys::peer_plain(typed::<u8>::shim(), 10), sys::peer_plain(typed::<i16>::shim(), 10)] };
        assert_eq!(answers, [11, 12]);
    }

    trait Rejects {
        const FAIL: c_int;
    }

    impl Rejects for u8 {
        const FAIL: c_int = -8;
    }

    #[callback(fail = T::FAIL)]
    fn rejecting<T: Rejects>(value: c_int) -> c_int {
        panic!("rejected {value}")
    }

    #[test]
    fn fail_of_a_type_parameter() {
        let (answer, reports) = callback_tests::reports(|| unsafe { sys::peer_plain(rejecting::<u8>::shim(), 1) });
        assert_eq!(answer, -8);
        assert_eq!(reports, ["callback `items::generics::rejecting` panicked: rejected 1"]);
    }

    trait Visitor {
        const NAME: &'static str;
        fn visit(&mut self, value: c_int) -> c_int;
    }

    struct Sum(c_int);

    impl Visitor for Sum {
        const NAME: &'static str = "sum";
        fn visit(&mut self, value: c_int) -> c_int {
            self.0 += value;
            self.0
        }
    }

    // Both places of a bound are copied.
    #[expect(clippy::multiple_bound_locations, reason = "both are tested")]
    #[callback(fail = -1)]
    fn visit<V: ?Sized>(value: c_int, #[context] visitor: &mut V) -> c_int
    where
        V: Visitor,
    {
        visitor.visit(value) + c_int::try_from(V::NAME.len()).unwrap()
    }

    #[test]
    fn over_a_trait_of_the_user() {
        let answer = visit::<Sum>::scope(&mut Sum(1), |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) });
        assert_eq!(answer, Ok(6));
    }

    /// Inside a generic function, for its own parameter.
    fn drive<V: Visitor>(visitor: &mut V, values: &[c_int]) -> Vec<c_int> {
        visit::<V>::scope(visitor, |cb| {
            values.iter().map(|&value| unsafe { sys::peer_call(cb.shim(), value, cb.context()) }).collect()
        })
        .unwrap()
    }

    #[test]
    fn inside_a_generic_function() {
        assert_eq!(drive(&mut Sum(0), &[1, 2, 3]), [4, 6, 9]);
    }
}

/// # Safety
///
/// `value` is not negative.
#[callback(fail = -1)]
pub unsafe fn dangerous(value: c_int, #[context] table: &[c_int; 3]) -> c_int {
    // SAFETY: C's promise is that of the caller.
    unsafe { *table.as_ptr().add(value as usize) }
}

#[test]
fn unsafe_function() {
    let answer = dangerous::scope(&[5, 6, 7], |cb| unsafe { sys::peer_call(cb.shim(), 2, cb.context()) });
    assert_eq!(answer, Ok(7));
    let function: unsafe fn(c_int, &[c_int; 3]) -> c_int = dangerous;
    assert_eq!(unsafe { function(0, &[5, 6, 7]) }, 5);
}

#[callback(fail = -1)]
fn r#match(r#type: c_int, #[context] r#fn: &c_int) -> c_int {
    r#type + r#fn
}

#[callback(fail = -1)]
fn r#loop(#[len(r#in)] r#struct: &[u8], r#in: c_int, #[context] _state: &()) -> c_int {
    c_int::from(r#struct[0])
}

#[test]
fn raw_identifiers() {
    let answer = r#match::scope(&2, |cb| unsafe { sys::peer_call(cb.shim(), 40, cb.context()) });
    assert_eq!(answer, Ok(42));
    assert_eq!(r#match::NAME, "items::match");
    let refused =
        r#loop::scope(&(), |cb| unsafe { sys::peer_bytes(cb.shim(), [1].as_ptr(), -2, cb.context()) }).unwrap_err();
    assert_eq!(refused.to_string(), "callback `items::loop`: parameter `struct` has a negative length");
}

/// Parameters that some targets do not have.
#[callback(fail = -1)]
fn configured(
    #[cfg(not(target_pointer_width = "16"))] a: c_int,
    #[cfg(target_pointer_width = "16")] a: c_long_long_gone,
    #[cfg(any())] b: Gone,
    #[cfg_attr(all(), context)] state: &c_int,
    #[cfg_attr(any(), context)] c: c_int,
) -> c_int {
    100 * a + 10 * state + c
}

#[test]
fn configured_parameters() {
    let answer = configured::scope(&2, |cb| unsafe { sys::peer_middle(cb.shim(), 1, cb.context(), 3) });
    assert_eq!((answer, configured(1, &2, 3)), (Ok(123), 123));
}

#[test]
fn in_a_function_body() {
    const OFFSET: c_int = 30;

    #[callback(fail = -1)]
    fn inner(value: c_int, #[context] calls: &mut usize) -> c_int {
        *calls += 1;
        value + OFFSET
    }

    let mut calls = 0;
    let answer = inner::scope(&mut calls, |cb| unsafe { sys::peer_call(cb.shim(), 1, cb.context()) });
    assert_eq!((answer, calls), (Ok(31), 1));

    {
        #[callback(fail = -1)]
        fn inner(value: c_int, #[context] _calls: &mut usize) -> c_int {
            -value
        }

        let answer = inner::scope(&mut calls, |cb| unsafe { sys::peer_call(cb.shim(), 1, cb.context()) });
        assert_eq!(answer, Ok(-1));
    }

    let closure = || {
        #[callback(fail = -1)]
        fn inner(value: c_int) -> c_int {
            value * 2
        }
        unsafe { sys::peer_plain(inner::shim(), 4) }
    };
    assert_eq!(closure(), 8);
}

macro_rules! callbacks {
    ($($vis:vis $name:ident($($parameter:ident: $ty:ty),*; $context:ident: $state:ty) -> $output:ty = $value:expr, $fail:expr;)*) => {$(
        #[callback(fail = $fail)]
        $vis fn $name($($parameter: $ty,)* #[context] $context: $state) -> $output {
            $value
        }
    )*};
}

callbacks! {
    from_macro(value: c_int; state: &c_int) -> c_int = value + state, -1;
    pub(crate) from_macro_too(value: c_int; state: &mut Vec<c_int>) -> c_int = { state.push(value); 0 }, if true { -2 } else { 0 } - 1;
}

/// Every name and the length come through the macro.
macro_rules! counted {
    ($name:ident, $data:ident, $n:ident, $len:expr, $slice:ty) => {
        #[callback(fail = -1)]
        fn $name(#[len($len)] $data: $slice, $n: c_int, #[context] _state: &()) -> c_int {
            $data.iter().copied().map(c_int::from).sum()
        }
    };
}

counted!(half, data, n, n / 2, &[u8]);

/// Parts of types.
macro_rules! typed {
    ($name:ident, $state:ty, $error:ty, $ok:expr, $err:expr) => {
        #[$crate::callback(ok = $ok, err = $err, fail = -2)]
        fn $name(value: c_int, #[context] state: &mut $state) -> Result<(), $error> {
            *state += value;
            if *state > 9 { Err(<$error>::default()) } else { Ok(()) }
        }
    };
}

typed!(adding, c_int, String, 7, code_of);

fn code_of<E: AsRef<str>>(error: &E) -> c_int {
    if error.as_ref().is_empty() { -1 } else { -3 }
}

/// The whole body comes through the macro.
macro_rules! with_body {
    ($name:ident($n:ident) $body:block) => {
        #[callback(fail = -1)]
        fn $name($n: c_int) -> c_int $body

        struct OfBody;

        #[callback(fail = -1)]
        impl OfBody {
            fn call(&self, $n: c_int) -> c_int $body
        }

        #[callback]
        unsafe extern "C" {
            safe fn body($n: c_int) -> c_int $body
        }
    };
}

with_body! { twice(n) { n * 2 } }

#[test]
fn a_body_comes_through_a_macro() {
    assert_eq!(unsafe { sys::peer_plain(twice::shim(), 4) }, 8);
    assert_eq!((OfBody.call(5), body(6)), (10, 12));
    assert!(of_body::call::NAME.ends_with("::call"));
}

/// A name that only the macro knows.
macro_rules! hidden {
    ($value:expr) => {{
        #[callback(fail = -1)]
        fn hidden(value: c_int) -> c_int {
            value + $value
        }
        unsafe { sys::peer_plain(hidden::shim(), 1) }
    }};
}

#[test]
fn from_macro_rules() {
    let answer = from_macro::scope(&2, |cb| unsafe { sys::peer_call(cb.shim(), 40, cb.context()) });
    assert_eq!(answer, Ok(42));
    let mut state = vec![];
    from_macro_too::scope(&mut state, |cb| unsafe { sys::peer_until(3, cb.shim(), cb.context(), 0) }).unwrap();
    assert_eq!(state, [0, 1, 2]);
    let answer = half::scope(&(), |cb| unsafe { sys::peer_bytes(cb.shim(), [1, 2, 4, 8].as_ptr(), 5, cb.context()) });
    assert_eq!(answer, Ok(3));
    assert_eq!((hidden!(10), hidden!(20)), (11, 21));
    let mut answers = [0; 5];
    let outcome =
        adding::scope(&mut 0, |cb| unsafe { sys::peer_each(5, cb.shim(), cb.context(), answers.as_mut_ptr()) });
    assert_eq!((outcome, answers), (Err(callback_runtime::Failed::Err(String::new())), [7, 7, 7, 7, -1]));
}

/// The same name for a callback, its module, its parameters and its callers' variables.
mod visit {
    use super::*;

    #[callback(fail = -1)]
    pub(super) fn visit(value: c_int, #[context] visit: &mut dyn FnMut(c_int) -> c_int) -> c_int {
        visit(value)
    }

    pub(super) mod other {
        use super::super::*;

        #[callback(fail = -1)]
        pub(in super::super) fn visit(visit: c_int) -> c_int {
            -visit
        }
    }
}

#[test]
fn same_names() {
    let mut visit = |visit| visit + 1;
    let answer = visit::visit::scope(&mut visit, |visit| unsafe { sys::peer_call(visit.shim(), 1, visit.context()) });
    assert_eq!(answer, Ok(2));
    assert_eq!(unsafe { sys::peer_plain(visit::other::visit::shim(), 1) }, -1);
    assert_eq!(visit::other::visit::NAME, "items::visit::other::visit");
}

#[test]
fn at_most_sixteen_parameters() {
    #[callback(fail = -1)]
    #[allow(clippy::too_many_arguments)]
    fn sixteen(
        a: c_int,
        b: c_int,
        c: c_int,
        d: c_int,
        e: c_int,
        f: c_int,
        g: c_int,
        h: c_int,
        i: c_int,
        j: c_int,
        k: c_int,
        l: c_int,
        m: c_int,
        n: c_int,
        o: c_int,
        #[context] seen: &mut Vec<c_int>,
    ) -> c_int {
        *seen = vec![a, b, c, d, e, f, g, h, i, j, k, l, m, n, o];
        seen.iter().sum()
    }

    let mut seen = vec![];
    let answer = sixteen::scope(&mut seen, |cb| unsafe { sys::peer_sixteen(cb.shim(), cb.context()) });
    assert_eq!(answer, Ok(120));
    assert!(seen.into_iter().eq(1..=15));
}

#[test]
fn without_parameters() {
    #[callback(fail = -1)]
    fn nothing() -> c_int {
        11
    }

    assert_eq!(unsafe { sys::peer_nothing(nothing::shim()) }, 11);
}

#[callback(fail = -1)]
fn patterns(_: c_int, #[context] (a, b): &mut (c_int, c_int)) -> c_int {
    std::mem::swap(a, b);
    *a
}

#[callback(fail = -1)]
fn mutable(mut value: c_int, #[context] mut words: Vec<c_int>) -> c_int {
    value += 1;
    words.push(value);
    words.iter().sum()
}

#[test]
fn parameters_with_patterns() {
    let answer =
        no_reports(|| patterns::scope(&mut (1, 2), |cb| unsafe { sys::peer_call(cb.shim(), 0, cb.context()) }));
    assert_eq!(answer, Ok(2));
    let answer = no_reports(|| mutable::scope(vec![10], |cb| unsafe { sys::peer_call(cb.shim(), 0, cb.context()) }));
    assert_eq!(answer, Ok(11));
}

#[callback(fail = -1, crate = callback_runtime)]
const fn constant(value: c_int) -> c_int {
    value + 2
}

#[test]
fn constant_function() {
    const THREE: c_int = constant(1);
    assert_eq!(unsafe { sys::peer_plain(constant::shim(), THREE) }, 5);
}

/// The function stays what it was.
#[test]
fn function_is_an_ordinary_one() {
    assert_eq!(from_macro(1, &2), 3);
    let functions: [fn(c_int, &c_int) -> c_int; 2] = [from_macro, r#match];
    assert_eq!(functions.map(|f| f(4, &5)), [9, 9]);
}

/// A parameter of the function's name, which one of the two writes raw.
#[callback(fail = -1)]
fn r#same(same: c_int, #[context] by: &c_int) -> c_int {
    same * by
}

#[test]
fn parameter_hides_a_raw_function() {
    let answer = r#same::scope(&3, |cb| unsafe { sys::peer_call(cb.shim(), 14, cb.context()) });
    assert_eq!(answer.unwrap(), 42);
}
