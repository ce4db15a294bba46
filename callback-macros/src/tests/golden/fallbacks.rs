#[callback]
fn method(&self, n: c_int) {}

#[callback]
fn anonymous(n: impl Copy) {}

#[callback]
fn unsized_context(#[context] bytes: [u8]) {}

#[callback]
fn bounded<'a, F: Fn(&'a u8)>(#[context] call: &F, n: &'a u8) {}

#[callback(returns = c_int)]
fn of_two<'a, T>(#[len] bytes: &'a [u8], #[context] state: &mut State<'a, T>) -> ControlFlow<T> {
    todo!()
}

#[callback]
fn no_body(n: c_int);

#[callback]
impl Filter {
    #[callback]
    fn counted(self: &Arc<Self>) {}

    #[callback]
    fn exclusive(&mut self) {}

    #[callback]
    fn pinned(self: Pin<&mut Self>) {}
}

#[callback]
#[repr(C)]
enum Fields {
    A(u8) = 1,
    B = 2,
}

#[callback]
#[repr(C)]
enum Plain {
    A = 1,
    #[other]
    B,
}

#[callback]
#[repr(C)]
enum Generic<T> {
    A(T),
}

#[callback]
unsafe extern "C" {
    safe fn unread(#[len(4)] a: &mut [u8], #[callback] b: c_int) -> Option<&CStr>;

    safe fn no_fail(f: fn() -> c_int);
}
