#[callback(crate = crate::rt)]
unsafe extern "C" {
    safe fn asks(#[callback] f: signatures::OnRow, #[context(f)] _: *mut c_void);
}

#[callback(__named [OnElement] [fail = 0,] [T N] [fn(#[context] _: _, element: &[T; N]) -> c_int])]
unsafe extern "C" {
    safe fn each(#[callback(threads)] f: Option<OnElement<c_int, 2>>, #[context(f)] _: *mut c_void);
}

#[callback(fail = 0, crate = crate::rt, threads)]
#[cfg(unix)]
pub(crate) type OnElement<T: Copy, const N: usize> = fn(#[context] _: _, element: &[T; N]) -> c_int;

#[callback]
type OnSlot = fn(#[context(pool = 2)] _: _);
