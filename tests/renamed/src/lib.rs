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

/// A path from the root.
///
/// # Errors
///
/// Always: the greater one.
#[facade::reexport::callback(ok = 0, err = -1, crate = crate::facade::reexport)]
pub fn absolute<T: Ord + Copy>(a: &T, b: &T, #[context] limit: &mut T) -> Result<(), T> {
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
}
