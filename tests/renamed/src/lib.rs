//! A user's crate that knows the runtime by another name, and one that knows it through a facade.
//!
//! Nothing here is called `callback_runtime`, so that what compiles has found it through `crate = …`.

/// Hands the runtime on, as a `-sys` crate might.
pub mod facade {
    pub use rt as reexport;
}

/// The name of the dependency.
#[rt::callback(crate = rt)]
pub fn renamed(a: &i32, b: &i32, #[context] calls: &mut usize) -> std::cmp::Ordering {
    *calls += 1;
    a.cmp(b)
}

/// Found by the name in Cargo.toml.
#[rt::callback]
pub fn found(a: &i32, b: &i32, #[context] calls: &mut usize) -> std::cmp::Ordering {
    *calls += 1;
    a.cmp(b)
}

/// Other items whose runtime is found.
pub mod found_items {
    /// A table.
    #[repr(C)]
    #[derive(Debug)]
    pub struct Ops {
        /// `int (*compare)(const int *, const int *, void *)`
        pub compare: Option<unsafe extern "C" fn(*const i32, *const i32, *mut std::ffi::c_void) -> i32>,
    }

    /// The context of the table.
    #[derive(Debug)]
    pub struct Counter(pub usize);

    #[rt::callback(table = Ops, context(last), mod = pub counter)]
    impl Counter {
        fn compare(&mut self, a: &i32, b: &i32) -> std::cmp::Ordering {
            self.0 += 1;
            a.cmp(b)
        }
    }

    /// An enum.
    #[rt::callback]
    #[repr(C)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Level {
        /// 0
        Low,
        /// 1
        High,
    }

    #[rt::callback]
    unsafe extern "C" {
        /// `int abs(int)`
        pub safe fn abs(n: i32) -> i32;
    }
}

/// A path from the root.
///
/// # Errors
///
/// Always: the greater one.
#[facade::reexport::callback(ok = 0, err = -1, crate = crate::facade::reexport)]
pub fn absolute<T: Ord + Copy + 'static>(a: &T, b: &T, #[context] limit: &mut T) -> Result<(), T> {
    *limit = *a.max(b);
    Err(*limit)
}

/// Paths from here, with a parameter that is or is not there.
pub mod inner {
    use crate::facade;

    /// Relative.
    #[facade::reexport::callback(crate = facade::reexport)]
    pub fn relative(a: &i32, b: &i32, #[cfg(not(unix))] _more: u8, #[context] calls: &mut usize) -> std::cmp::Ordering {
        *calls += 1;
        b.cmp(a)
    }

    /// Of the parent.
    #[super::facade::reexport::callback(fail = 0, crate = super::facade::reexport)]
    pub fn of_parent(a: &i32, b: &i32) -> i32 {
        a.cmp(b) as i32
    }
}

/// Every other item that the attribute stands on.
pub mod items {
    use std::cmp::Ordering;

    /// A signature.
    #[rt::callback(crate = rt)]
    pub type Compare<T> = fn(a: &T, b: &T) -> Ordering;

    /// A signature whose closures are boxed.
    #[rt::callback(crate = rt)]
    pub type AtExit = fn(#[context(pool = 2)] _: _);

    /// Declarations.
    #[rt::callback(crate = rt)]
    unsafe extern "C" {
        /// Compared by a closure.
        pub unsafe fn qsort<T>(
            base: &mut [T],
            #[len(base)] n: usize,
            #[size_of(T)] size: usize,
            #[callback] compare: Compare<T>,
        );
    }

    /// The same, found when it is called.
    pub mod late {
        use std::cmp::Ordering;

        #[rt::callback(crate = rt, lazy = "libc.so.6")]
        unsafe extern "C" {
            /// Compared by a closure.
            pub unsafe fn qsort<T>(
                base: &mut [T],
                #[len(base)] n: usize,
                #[size_of(T)] size: usize,
                compare: fn(&T, &T) -> Ordering,
            );
        }
    }

    /// An enum of C's.
    #[rt::callback(crate = rt)]
    #[repr(i32)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Order {
        /// Up.
        Ascending = 0,
        /// Down.
        Descending = 1,
    }

    /// Methods, and a table of them.
    #[derive(Debug)]
    pub struct Sorter(pub Order);

    /// The pointers that C has.
    #[repr(C)]
    pub struct Sorts {
        /// `int (*compare)(const void *, const void *, void *)`
        pub compare: Option<
            unsafe extern "C" fn(
                *const std::ffi::c_void,
                *const std::ffi::c_void,
                *mut std::ffi::c_void,
            ) -> std::ffi::c_int,
        >,
    }

    #[rt::callback(crate = rt, context = last, table = Sorts, mod = pub sorter)]
    impl Sorter {
        fn compare(&self, a: &i32, b: &i32) -> Ordering {
            if self.0 == Order::Ascending {
                a.cmp(b)
            } else {
                b.cmp(a)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facade::reexport::{Callback, Failed};

    macro_rules! sorted {
        ($cb:expr) => {{
            let mut numbers = [3, 1, 2];
            // SAFETY: three `i32`s, which the callback compares.
            unsafe {
                libc::qsort_r(numbers.as_mut_ptr().cast(), 3, 4, $cb.shim(), $cb.context());
            }
            numbers
        }};
    }

    #[test]
    fn s40_the_runtime_is_found_under_another_name() {
        let mut calls = 0;
        assert_eq!(crate::renamed::scope(&mut calls, |cb| sorted!(cb)), Ok([1, 2, 3]));
        assert_eq!(crate::inner::relative::scope(&mut calls, |cb| sorted!(cb)), Ok([3, 2, 1]));
        assert!(calls >= 4);

        let mut limit = 0;
        let stopped = crate::absolute::<i32>::scope(&mut limit, |cb| sorted!(cb));
        assert_ne!(limit, 0);
        assert_eq!(stopped, Err(Failed::Err(limit)));

        let mut numbers = [2, 1];
        // SAFETY: two `i32`s, which the callback compares.
        unsafe {
            libc::qsort(numbers.as_mut_ptr().cast(), 2, 4, crate::inner::of_parent::shim());
        };
        assert_eq!(numbers, [1, 2]);
    }

    #[test]
    fn s40_a_renamed_runtime_is_found_without_a_path() {
        let (mut numbers, mut calls) = ([3, 1, 2], 0);
        let sorted = crate::found::scope(&mut calls, |cb| {
            // SAFETY: three `i32`s, which the callback compares.
            unsafe { libc::qsort_r(numbers.as_mut_ptr().cast(), 3, 4, cb.shim(), cb.context()) };
        });
        assert_eq!((sorted, numbers), (Ok(()), [1, 2, 3]));
        assert_ne!(calls, 0);

        let mut counter = crate::found_items::Counter(0);
        let order = crate::found_items::counter::Table::scope(&mut counter, |cb| {
            // SAFETY: the table of the scope.
            let compare = unsafe { (*cb.table()).compare }.expect("the method sets it");
            // SAFETY: two numbers, and the context of the scope.
            unsafe { compare(&1, &2, cb.context()) }
        });
        assert_eq!((order, counter.0), (Ok(-1), 1));
        assert_eq!(crate::found_items::abs(-3), 3);
    }

    #[test]
    fn s40_the_runtime_is_found_for_every_item() {
        use crate::items::{late, qsort, sorter, Order, Sorter};

        let mut numbers = [3, 1, 2];
        // SAFETY: three numbers, and a comparison that is consistent.
        assert_eq!(unsafe { qsort(&mut numbers, Ord::cmp) }, Ok(()));
        assert_eq!(numbers, [1, 2, 3]);
        // SAFETY: three numbers, and a comparison that is consistent.
        assert!(unsafe { late::qsort(&mut numbers, |a, b| b.cmp(a)) }.is_ok());
        assert_eq!(numbers, [3, 2, 1]);

        let table = sorter::Table::own(Sorter(Order::Ascending));
        // SAFETY: the table of a registration that is there.
        let compare = unsafe { (*table.table()).compare };
        // SAFETY: three `i32`s, which the method compares.
        unsafe { libc::qsort_r(numbers.as_mut_ptr().cast(), 3, 4, compare, table.context()) };
        assert_eq!(numbers, [1, 2, 3]);
    }
}
