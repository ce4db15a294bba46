/// A trait's.
#[callback(mod = pub(self) port, ok = 0, context(first, as = *const c_void), crate = crate::rt)]
unsafe impl<'a, T: Trait> Filter<'a> for sys::IOHttp2ServerDb<'a, T> where T: 'a {
    type Item = [T; { 2 }];
    const TABLE: Table = Table { size: 1 };
    callbacks! { a }

    #[callback(err = <Self as Codes>::ERROR)]
    fn filter<'s, U: Into<Self::Item>, const N: usize>(&'s self, item: Self::Item, more: &[U; N]) -> Result<(), Self::Error>
    where
        U: Copy,
    {
        Ok(())
    }

    #[callback(context = last, returns = ())]
    default fn renamed(self: &'s Self, #[cfg_keep] text: &CStr) -> Result<(), T::Error> {
        Ok(())
    }

    #[callback(fail = null())]
    fn lent<'s>(#[context] #[keep] &'s self) -> &'s CStr {
        &self.name
    }

    #[callback(context(from = user(handle)), fail = 0)]
    fn found(&mut self, handle: *mut Handle) -> c_int {
        0
    }
}
