//! A success and the value that goes with it: C never gets `ok` without the value, nor the value beside `err`.

use std::ffi::{c_int, c_void};
use std::ops::ControlFlow;

use callback_runtime::arg::{CType, Out};
use callback_runtime::ret::IntoC;
use callback_runtime::{Callback, Failed, Reason, callback};
use callback_tests::no_reports;

type Acquire = unsafe extern "C" fn(*mut c_int, *mut c_void) -> c_int;

unsafe extern "C" {
    fn places_acquire(acquire: Acquire, data: *mut c_void, status: *mut c_int) -> c_int;
}

/// The status that C gets, and the value that it reads.
fn acquired(acquire: Acquire, data: *mut c_void) -> (c_int, c_int) {
    let mut status = -99;
    let value = no_reports(|| unsafe { places_acquire(acquire, data, &raw mut status) });
    (status, value)
}

/// The use that a callback makes of its place.
#[derive(Clone, Copy)]
enum Does {
    Sets,
    Forgets,
    Leaves,
    Passes,
    Fails,
}

fn act(does: Does, place: Out<'_, c_int>) -> Result<(), &'static str> {
    match does {
        Does::Sets => place.set(7),
        Does::Forgets => {}
        Does::Leaves => place.leave(),
        // SAFETY: the place of this call.
        Does::Passes => unsafe { place.as_ptr().write(8) },
        Does::Fails => return Err("failed"),
    }
    Ok(())
}

type Place<'a> = Out<'a, c_int>;
type Answer = Result<(), &'static str>;

#[callback(ok = 0, err = -1, fail = -2)]
fn plain(place: Out<'_, c_int>, #[context] does: &Does) -> Result<(), &'static str> {
    act(*does, place)
}

#[callback(ok = 0, err = -1, fail = -2)]
fn by_alias(place: Place<'_>, #[context] does: &Does) -> Answer {
    act(*does, place)
}

#[callback(ok = 0, err = -1, fail = -2)]
fn if_asked(place: Option<Out<'_, c_int>>, #[context] does: &Does) -> Result<(), &'static str> {
    place.map_or(Ok(()), |place| act(*does, place))
}

#[callback(err = -1, fail = -2)]
fn with_a_number(place: Out<'_, c_int>, #[context] does: &Does) -> Result<c_int, &'static str> {
    act(*does, place).map(|()| 0)
}

/// A lifetime with a name, and an object.
#[callback(ok = 0, err = -1, fail = -2)]
fn object<'c>(place: Out<'c, *mut c_void>, #[context] does: &Does) -> Result<(), &'static str> {
    if matches!(does, Does::Sets) {
        place.set(std::ptr::null_mut());
    }
    Ok(())
}

#[callback(ok = 0, err = -1, fail = -2, panic = abort)]
fn aborting(place: Out<'_, c_int>, #[context] does: &Does) -> Result<(), &'static str> {
    act(*does, place)
}

#[callback(ok = 0, err = -1, fail = -2)]
type Named = fn(place: Out<'_, c_int>, #[context] _: _) -> Result<(), &'static str>;

mod sys {
    use super::{c_int, c_void};

    #[repr(C)]
    pub struct Ops {
        pub take: Option<unsafe extern "C" fn(*mut c_void, *mut c_int) -> c_int>,
    }
}

struct Server(Does);

#[callback(table = sys::Ops, ok = 0, err = -1, fail = -2)]
impl Server {
    fn take(&self, place: Out<'_, c_int>) -> Result<(), &'static str> {
        act(self.0, place)
    }
}

/// The calls, and what each of them has to give.
fn check(call: impl Fn(Does) -> (Result<(), Failed<&'static str>>, (c_int, c_int))) {
    assert_eq!(call(Does::Sets), (Ok(()), (0, 7)));
    assert_eq!(call(Does::Leaves), (Ok(()), (0, -999)));
    assert_eq!(call(Does::Passes), (Ok(()), (0, 8)));
    assert_eq!(call(Does::Fails), (Err(Failed::Err("failed")), (-1, -999)));
    let (outcome, seen) = call(Does::Forgets);
    let Err(Failed::Refused(refused)) = outcome else { panic!("{outcome:?}") };
    assert_eq!((refused.reason(), seen), (Reason::Unset, (-2, -999)));
    assert!(refused.to_string().contains("was not written"), "{refused}");
}

macro_rules! forms {
    ($($test:ident: $callback:ident;)*) => {$(
        #[test]
        fn $test() {
            check(|does| {
                let mut seen = (0, 0);
                let outcome = $callback::scope(&does, |cb| seen = acquired(cb.shim(), cb.context()));
                (outcome, seen)
            });
        }
    )*};
}

forms! {
    s59_place_of_a_success_is_written: plain;
    s59_place_by_another_name: by_alias;
    s59_place_that_c_may_not_ask_for: if_asked;
    s59_place_beside_a_number: with_a_number;
    s59_place_without_capture: aborting;
}

#[test]
fn s59_place_of_a_closure() {
    check(|does| {
        let mut seen = (0, 0);
        let outcome = Named::scope(&mut |place| act(does, place), |cb| seen = acquired(cb.shim(), cb.context()));
        (outcome, seen)
    });
}

#[test]
fn s59_place_of_a_method() {
    check(|does| {
        let server = Server(does);
        let mut value = -999;
        let outcome = server::Table::scope(&server, |cb| {
            // SAFETY: the table of the scope.
            let take = unsafe { (*cb.table()).take }.unwrap();
            unsafe { take(cb.context(), &raw mut value) }
        });
        let status = match &outcome {
            Ok(status) => *status,
            Err(Failed::Err(_)) => -1,
            Err(Failed::Refused(_)) => -2,
        };
        let (outcome, seen) = (outcome.map(drop), (status, value));
        (outcome, seen)
    });
}

#[test]
fn s59_place_of_an_object() {
    for (does, expected) in [(Does::Sets, 0), (Does::Forgets, -2)] {
        let outcome = object::scope(&does, |cb| {
            let f: unsafe extern "C" fn(*mut *mut c_void, *mut c_void) -> c_int = cb.shim();
            let mut place = std::ptr::dangling_mut();
            assert_eq!(unsafe { f(&raw mut place, cb.context()) }, expected);
            assert_eq!(place.is_null(), expected == 0);
        });
        assert_eq!(outcome.is_ok(), expected == 0);
    }
}

/// The place that is not asked for is not missed.
#[test]
fn s59_null_is_no_place() {
    let outcome = if_asked::scope(&Does::Forgets, |cb| {
        let f: Acquire = cb.shim();
        assert_eq!(unsafe { f(std::ptr::null_mut(), cb.context()) }, 0);
    });
    assert_eq!(outcome, Ok(()));
}

#[callback(ok = 0, err = -1)]
fn given(#[result(value)] _: Out<'_, c_int>, #[context] values: &mut Vec<c_int>) -> Result<c_int, String> {
    values.pop().ok_or_else(|| "none".to_owned())
}

#[callback(ok = 0, err = -1)]
fn given_if_asked(
    #[result(value)] _: Option<Out<'_, c_int>>,
    #[context] values: &mut Vec<c_int>,
) -> Result<c_int, String> {
    values.pop().ok_or_else(|| "none".to_owned())
}

#[callback(continue = 0, break = 1)]
fn given_or_broken(
    #[context] values: &mut Vec<c_int>,
    #[result(value)] value: Out<'_, c_int>,
) -> ControlFlow<u8, c_int> {
    values.pop().map_or(ControlFlow::Break(3), ControlFlow::Continue)
}

#[test]
fn s59_result_goes_into_its_place() {
    let mut seen = vec![];
    let outcome = given::scope(&mut vec![7], |cb| seen = vec![acquired(cb.shim(), cb.context()); 1]);
    assert_eq!((outcome, seen), (Ok(()), vec![(0, 7)]));
    let mut seen = (0, 0);
    let outcome = given::scope(&mut vec![], |cb| seen = acquired(cb.shim(), cb.context()));
    assert_eq!((outcome, seen), (Err(Failed::Err("none".to_owned())), (-1, -999)));

    let mut seen = (0, 0);
    let outcome = given_if_asked::scope(&mut vec![7, 8], |cb| {
        let f: Acquire = cb.shim();
        seen = (unsafe { f(std::ptr::null_mut(), cb.context()) }, acquired(f, cb.context()).1);
    });
    assert_eq!((outcome, seen), (Ok(()), (0, 7)));
}

/// A value of a closure goes there too.
#[callback(ok = 0, err = -1)]
type Given = fn(#[result(value)] _: Out<'_, c_int>, #[context] _: _) -> Result<c_int, String>;

#[test]
fn s59_result_of_a_closure_goes_into_its_place() {
    let mut values = vec![7];
    let mut seen = vec![];
    let outcome = Given::scope(&mut || values.pop().ok_or_else(|| "none".to_owned()), |cb| {
        seen.extend([(); 2].map(|()| acquired(cb.shim(), cb.context())));
    });
    assert_eq!((outcome, seen), (Err(Failed::Err("none".to_owned())), vec![(0, 7), (-1, -999)]));
}

type BrokenAcquire = unsafe extern "C" fn(*mut c_void, *mut c_int) -> c_int;

#[test]
fn s59_flow_goes_into_its_place() {
    let mut place = -999;
    let mut answers = [9; 2];
    let outcome = given_or_broken::scope(&mut vec![7], |cb| {
        let f: BrokenAcquire = cb.shim();
        answers = [(); 2].map(|()| unsafe { f(cb.context(), &raw mut place) });
    });
    assert_eq!((outcome, answers, place), (Ok(ControlFlow::Break(3)), [0, 1], 7));
    assert_eq!(given_or_broken::C_DECLARATION, "int given_or_broken(void *values, int *value);");
}

/// Has no C value if it is odd.
struct Even(c_int);

unsafe impl CType for Even {
    type C = c_int;
}

unsafe impl IntoC for Even {
    fn into_c(self) -> Result<c_int, Reason> {
        if self.0 % 2 == 0 { Ok(self.0) } else { Err(Reason::Invalid("odd")) }
    }
}

#[callback(ok = 0, err = -1, fail = -2)]
fn even(#[result(value)] _: Out<'_, Even>, #[context] value: &c_int) -> Result<Even, ()> {
    Ok(Even(*value))
}

#[test]
fn s59_value_that_is_refused_is_no_success() {
    let mut seen = (0, 0);
    let outcome = even::scope(&4, |cb| seen = acquired(cb.shim(), cb.context()));
    assert_eq!((outcome, seen), (Ok(()), (0, 4)));
    let outcome = even::scope(&5, |cb| seen = acquired(cb.shim(), cb.context()));
    let Err(Failed::Refused(refused)) = outcome else { panic!("{outcome:?}") };
    assert_eq!((refused.reason(), seen), (Reason::Invalid("odd"), (-2, -999)));
}
