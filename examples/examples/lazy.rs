//! A C function that is looked up when it is called first: the program runs without the library.

use std::cmp::Ordering;
use std::error::Error;

use callback_runtime::callback;

// Several names are tried; the first is that of Linux with the GNU C library.
#[callback(lazy = ["libc.so.6", "libSystem.B.dylib", "msvcrt.dll"])]
unsafe extern "C" {
    /// Sorts (ISO C 7.22.5.2).
    safe fn qsort<T>(base: &mut [T], #[len(base)] n: usize, #[size_of(T)] size: usize, compar: fn(&T, &T) -> Ordering);
}

#[callback(lazy = ["libfaster.so.2", "libfaster.so.1"])]
unsafe extern "C" {
    safe fn faster_sort(numbers: &mut [i32], #[len(numbers)] n: usize, compar: fn(&i32, &i32) -> Ordering);
}

fn sort(numbers: &mut [i32]) -> Result<(), Box<dyn Error>> {
    if faster_sort::is_available() {
        faster_sort(numbers, Ord::cmp)??;
    } else {
        // One `?` for a missing function, one for what the callback left.
        qsort(numbers, Ord::cmp)??;
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut numbers = [3, 1, 2];
    sort(&mut numbers)?;
    assert_eq!(numbers, [1, 2, 3]);
    if let Err(missing) = faster_sort(&mut numbers, Ord::cmp) {
        println!("{missing}");
        assert_eq!((missing.library(), missing.symbol()), ("libfaster.so.2", "faster_sort"));
    }
    Ok(())
}

#[test]
fn it_is_as_the_header_says() {
    callback_runtime::verify::Verify::new().header("stdlib.h").declared::<qsort>().check();
}
