//! Types with the names of others: a name decides with which arguments one is compared.

#![allow(non_camel_case_types)]

mod mutable0 {
    use callback_runtime::callback;

    type Out<'a, T> = &'a mut T;

    #[callback(fail = -1)]
    fn f(a: Out<'_, u32>, b: Out<'_, u32>, #[context] n: &mut u32) -> i32 {
        *n += *a + *b;
        0
    }
}

mod mutable1 {
    use callback_runtime::callback;

    type InOut<'a, T> = &'a mut T;

    #[callback(fail = -1)]
    fn f(a: InOut<'_, u32>, b: InOut<'_, u32>, #[context] n: &mut u32) -> i32 {
        *n += *a + *b;
        0
    }
}

mod mutable2 {
    use callback_runtime::callback;

    type CArrayMut<'a, T> = &'a mut T;

    #[callback(fail = -1)]
    fn f(a: CArrayMut<'_, u32>, b: CArrayMut<'_, u32>, #[context] n: &mut u32) -> i32 {
        *n += *a + *b;
        0
    }
}

mod mutable3 {
    use callback_runtime::callback;

    type CArray<'a, T> = &'a mut T;

    #[callback(fail = -1)]
    fn f(a: CArray<'_, u32>, b: CArray<'_, u32>, #[context] n: &mut u32) -> i32 {
        *n += *a + *b;
        0
    }
}

mod mutable4 {
    use callback_runtime::callback;

    type ByValue<'a, T> = &'a mut T;

    #[callback(fail = -1)]
    fn f(a: ByValue<'_, u32>, b: ByValue<'_, u32>, #[context] n: &mut u32) -> i32 {
        *n += *a + *b;
        0
    }
}

mod mutable5 {
    use callback_runtime::callback;

    type NonNull<'a, T> = &'a mut T;

    #[callback(fail = -1)]
    fn f(a: NonNull<'_, u32>, b: NonNull<'_, u32>, #[context] n: &mut u32) -> i32 {
        *n += *a + *b;
        0
    }
}

mod mutable6 {
    use callback_runtime::callback;

    type NullTerminated<'a, T> = &'a mut T;

    #[callback(fail = -1)]
    fn f(a: NullTerminated<'_, u32>, b: NullTerminated<'_, u32>, #[context] n: &mut u32) -> i32 {
        *n += *a + *b;
        0
    }
}

mod mutable7 {
    use callback_runtime::callback;

    type Option<'a, T> = &'a mut T;

    #[callback(fail = -1)]
    fn f(a: Option<'_, u32>, b: Option<'_, u32>, #[context] n: &mut u32) -> i32 {
        *n += *a + *b;
        0
    }
}

mod cell_c_void {
    use callback_runtime::callback;
    use std::cell::Cell;

    struct c_void(Cell<u32>);

    #[callback(fail = -1)]
    fn f(a: &c_void, b: &u32, #[context] n: &mut u32) -> i32 {
        a.0.set(77);
        *n += *b;
        0
    }
}

mod cell_u16 {
    use callback_runtime::callback;
    use std::cell::Cell;

    struct u16(Cell<u32>);

    #[callback(fail = -1)]
    fn f(a: &u16, b: &u32, #[context] n: &mut u32) -> i32 {
        a.0.set(77);
        *n += *b;
        0
    }
}

/// The library types with these names.
mod valid {
    use callback_runtime::arg::{Array, ByValue, Matrix, NullTerminated, Out};
    use callback_runtime::callback;
    use std::ffi::{CStr, c_int, c_void};
    use std::ptr::NonNull;

    #[callback(fail = -1)]
    fn f(
        a: Option<Out<'_, u32>>,
        b: Option<NonNull<u8>>,
        c: &CStr,
        d: Option<&c_int>,
        e: &c_void,
        g: ByValue<u32>,
        h: bool,
        i: NullTerminated<'_, &CStr>,
        #[len(1)] j: Array<'_, u16>,
        #[len(1, 1)] k: Matrix<'_, f64>,
        #[context] n: &mut u32,
    ) -> i32 {
        let _ = (a, b, c, d, e, g, h, i, j, k);
        *n += 1;
        0
    }
}

fn main() {}
