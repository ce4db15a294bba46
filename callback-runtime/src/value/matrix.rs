//! Arrays of rows: `float **channels, int rows, int columns`.

use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use core::ptr::NonNull;

use crate::outcome::refused::Reason;
use crate::value::convert::CType;
use crate::value::of_rust::Moves;
use crate::value::overlap::{Place, Rows};
use crate::value::slice::{valid_elements, valid_slice};

/// A parameter with two lengths, given by `#[len(ROWS, COLUMNS)]`.
///
/// Implemented for [`Matrix`] and [`MatrixMut`].
///
/// # Safety
///
/// See [`FromC`](crate::arg::FromC): invalid values must be refused, and a borrow ends with `'call` at the latest.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not take two lengths",
    label = "not a matrix",
    note = "`#[len(ROWS, COLUMNS)]` goes with `Matrix` and `MatrixMut`; one block of memory is `&[T]` with `#[len(ROWS * COLUMNS)]`"
)]
pub unsafe trait FromCLens<'call>: CType + Sized {
    /// Checks and converts one argument.
    ///
    /// # Errors
    ///
    /// The reason why the value cannot be a `Self`.
    ///
    /// # Safety
    ///
    /// See [`FromC::from_c`](crate::arg::FromC::from_c), for `lens[0]` rows of `lens[1]` elements each.
    unsafe fn from_c_lens(c: Self::C, lens: [usize; 2]) -> Result<Self, Reason>;

    /// Returns the place of the memory that the argument will refer to: the pointers to the rows.
    ///
    /// # Safety
    ///
    /// See [`from_c_lens`](FromCLens::from_c_lens).
    #[doc(hidden)]
    #[inline]
    unsafe fn __place(_c: &Self::C, _lens: [usize; 2]) -> Place {
        Place::NONE
    }

    /// Returns the places of the rows; `None` if they are not checked for overlaps.
    ///
    /// # Safety
    ///
    /// See [`from_c_lens`](FromCLens::from_c_lens); the rows are valid until the call returns.
    #[doc(hidden)]
    #[inline]
    unsafe fn __rows(_c: &Self::C, _lens: [usize; 2]) -> Option<Rows> {
        None
    }
}

/// Rows of equal length, each behind a pointer of its own: `const float *const *channels`, with `#[len(ROWS, COLUMNS)]`.
///
/// ```
/// use callback_runtime::arg::Matrix;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::{c_int, c_void};
///
/// /// `int (*process)(const float *const *channels, int n, int frames, void *data)`
/// #[callback(fail = -1)]
/// fn process(#[len(n, frames)] channels: Matrix<'_, f32>, n: c_int, frames: c_int, #[context] peak: &mut f32) -> c_int {
///     *peak = channels.rows().flatten().fold(0.0, |peak, sample| peak.max(sample.abs()));
///     n
/// }
/// # let (mut peak, rows) = (0.0, [[0.5_f32, -0.75], [0.0, 0.25]]);
/// # let rows = [rows[0].as_ptr(), rows[1].as_ptr()];
/// # process::scope(&mut peak, |cb| {
/// #     let shim: unsafe extern "C" fn(*const *const f32, c_int, c_int, *mut c_void) -> c_int = cb.shim();
/// #     unsafe { assert_eq!(shim(rows.as_ptr(), 2, 2, cb.context()), 2) };
/// # }).unwrap();
/// # assert_eq!(peak, 0.75);
/// ```
///
/// Rows are checked at each call: NULL rows of no elements are empty, other NULL rows and misaligned ones are refused.
pub struct Matrix<'call, T> {
    start: NonNull<*const T>,
    lens: [usize; 2],
    call: PhantomData<&'call [&'call [T]]>,
}

impl<'call, T> Matrix<'call, T> {
    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.lens[0]
    }

    /// Returns true if there are no rows.
    pub fn is_empty(&self) -> bool {
        self.lens[0] == 0
    }

    /// Returns the number of elements of each row.
    pub fn columns(&self) -> usize {
        self.lens[1]
    }

    /// Returns one row, or `None` if the index is out of bounds.
    pub fn row(&self, index: usize) -> Option<&'call [T]> {
        if index >= self.lens[0] {
            return None;
        }
        // SAFETY: in the array of rows.
        let place = unsafe { self.start.add(index) };
        // SAFETY: C's for the call.
        let row = unsafe { place.read() };
        if row.is_null() {
            return Some(&[]);
        }
        // SAFETY: checked when C called, and C's for `'call`.
        Some(unsafe { core::slice::from_raw_parts(row, self.lens[1]) })
    }

    /// Returns an iterator over the rows, in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &'call [T]> {
        (0..self.lens[0]).map(|index| self.row(index).unwrap_or(&[]))
    }
}

impl<T: Debug> Debug for Matrix<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.rows()).finish()
    }
}

// SAFETY: a pointer to the pointer to the first row.
unsafe impl<T> CType for Matrix<'_, T> {
    type C = *const *const T;
}

// SAFETY: the rows are checked by `valid_slice`; the borrow is `'call`.
unsafe impl<'call, T> FromCLens<'call> for Matrix<'call, T> {
    unsafe fn from_c_lens(c: *const *const T, lens: [usize; 2]) -> Result<Self, Reason> {
        // SAFETY: `from_c_lens` requires the rows that `rows` does (`PASSED`).
        let start = unsafe { rows(c, lens, shared_row::<T>) }?;
        Ok(Matrix { start, lens, call: PhantomData })
    }

    unsafe fn __place(c: &*const *const T, lens: [usize; 2]) -> Place {
        Place::frozen(*c, lens[0])
    }

    unsafe fn __rows(c: &*const *const T, lens: [usize; 2]) -> Option<Rows> {
        valid_slice(*c, lens[0]).ok()?;
        // SAFETY: not null and aligned, or no rows; so many pointers for the call (`PASSED`).
        Some(unsafe { Rows::new(c.cast(), lens[0], lens[1], shared_row::<T>) })
    }
}

/// Rows of equal length that the callback may change: `float **channels`. See [`Matrix`] for shared ones.
///
/// Rows are borrowed one at a time, because two row pointers in C may be equal.
///
/// ```
/// use callback_runtime::arg::MatrixMut;
/// use callback_runtime::{Callback, callback};
/// # use core::ffi::c_int;
///
/// /// `void (*process)(float **channels, int n, int frames, void *volume)`
/// #[callback]
/// fn process(#[len(n, frames)] mut channels: MatrixMut<'_, f32>, n: c_int, frames: c_int, #[context] volume: &f32) {
///     for index in 0..channels.len() {
///         for sample in channels.row_mut(index).unwrap_or_default() {
///             *sample *= volume;
///         }
///     }
/// }
/// # let mut rows = [[1.0_f32, 2.0], [3.0, 4.0]];
/// # let [left, right] = &mut rows;
/// # let mut channels = [left.as_mut_ptr(), right.as_mut_ptr()];
/// # process::scope(&0.5, |cb| {
/// #     let shim: unsafe extern "C" fn(*mut *mut f32, c_int, c_int, *mut core::ffi::c_void) = cb.shim();
/// #     unsafe { shim(channels.as_mut_ptr(), 2, 2, cb.context()) };
/// # }).unwrap();
/// # assert_eq!(rows, [[0.5, 1.0], [1.5, 2.0]]);
/// ```
pub struct MatrixMut<'call, T> {
    start: NonNull<*const T>,
    lens: [usize; 2],
    call: PhantomData<&'call mut [&'call mut [T]]>,
}

impl<T> MatrixMut<'_, T> {
    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.lens[0]
    }

    /// Returns true if there are no rows.
    pub fn is_empty(&self) -> bool {
        self.lens[0] == 0
    }

    /// Returns the number of elements of each row.
    pub fn columns(&self) -> usize {
        self.lens[1]
    }

    /// Returns one row, or `None` if the index is out of bounds.
    pub fn row_mut(&mut self, index: usize) -> Option<&mut [T]> {
        if index >= self.lens[0] {
            return None;
        }
        // SAFETY: in the array of rows.
        let place = unsafe { self.start.add(index) };
        // SAFETY: C's for the call.
        let row = unsafe { place.read() };
        if row.is_null() {
            return Some(&mut []);
        }
        // SAFETY: checked when C called; C's pointers are to what may be changed, and one row is out at a time.
        Some(unsafe { core::slice::from_raw_parts_mut(row.cast_mut(), self.lens[1]) })
    }
}

impl<T> Debug for MatrixMut<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("MatrixMut").field("lens", &self.lens).finish_non_exhaustive()
    }
}

// SAFETY: a pointer to the pointer to the first row.
unsafe impl<T> CType for MatrixMut<'_, T> {
    type C = *const *mut T;
}

// `Moves`: as for `&mut T`.
// SAFETY: the rows are checked by `valid_slice`; the borrow is `'call`.
unsafe impl<'call, T: Moves> FromCLens<'call> for MatrixMut<'call, T> {
    unsafe fn from_c_lens(c: *const *mut T, lens: [usize; 2]) -> Result<Self, Reason> {
        // SAFETY: `from_c_lens` requires the rows that `rows` does (`PASSED`).
        let start = unsafe { rows(c.cast::<*const T>(), lens, exclusive_row::<T>) }?;
        Ok(MatrixMut { start, lens, call: PhantomData })
    }

    unsafe fn __place(c: &*const *mut T, lens: [usize; 2]) -> Place {
        Place::frozen(*c, lens[0])
    }

    unsafe fn __rows(c: &*const *mut T, lens: [usize; 2]) -> Option<Rows> {
        valid_slice(*c, lens[0]).ok()?;
        // SAFETY: not null and aligned, or no rows; so many pointers for the call (`PASSED`).
        Some(unsafe { Rows::new(c.cast(), lens[0], lens[1], exclusive_row::<T>) })
    }
}

/// Returns the place of a row for shared access.
///
/// # Safety
///
/// The index is in an array of pointers that is aligned.
unsafe fn shared_row<T>(first: *const (), index: usize, columns: usize) -> Place {
    // SAFETY: `shared_row` requires an index in the array.
    let place = unsafe { first.cast::<*const T>().add(index) };
    // SAFETY: in the array, which is aligned.
    let row = unsafe { place.read() };
    Place::shared(row, columns)
}

/// Returns the place of a row for exclusive access; see [`shared_row`].
///
/// # Safety
///
/// See [`shared_row`].
unsafe fn exclusive_row<T>(first: *const (), index: usize, columns: usize) -> Place {
    // SAFETY: `exclusive_row` requires an index in the array.
    let place = unsafe { first.cast::<*const T>().add(index) };
    // SAFETY: in the array, which is aligned.
    let row = unsafe { place.read() };
    Place::exclusive(row, columns)
}

/// Checks the array of rows and each row: no row overlaps the array, which is read at each access to a row.
///
/// # Safety
///
/// If `c` is not null and is aligned, it is the address of `rows` pointers; `place_of` returns the place of each row.
unsafe fn rows<T>(
    c: *const *const T,
    [rows, columns]: [usize; 2],
    place_of: unsafe fn(*const (), usize, usize) -> Place,
) -> Result<NonNull<*const T>, Reason> {
    let start = valid_slice(c, rows)?;
    let pointers = Place::frozen(c, rows);
    for index in 0..rows {
        // SAFETY: `rows` requires that there are so many pointers, and the index is below.
        let place = unsafe { start.add(index) };
        // SAFETY: in the array, which is aligned (`CHECKED`).
        let row = unsafe { place.read() };
        // SAFETY: each row has so many elements (`PASSED`).
        unsafe { valid_elements(row, columns) }?;
        // SAFETY: the index is in the array, which is aligned (`CHECKED`).
        if unsafe { place_of(c.cast(), index, columns) }.excludes(&pointers) {
            return Err(Reason::Overlapping);
        }
    }
    Ok(start)
}
