#[callback(fail = -1)]
fn literal(#[context] state: &mut State) -> c_int {}

#[callback(fail = 1.0)]
fn real(#[context] state: &mut State) -> c_double {}

#[callback(fail = 1u8)]
fn suffixed(#[context] state: &mut State) -> u8 {}

#[callback(fail = LIMIT)]
fn named(#[context] state: &mut State) -> c_int {}

#[callback(fail = !0)]
fn computed(#[context] state: &mut State) -> c_int {}

#[callback(fail = 0)]
fn pointer(#[context] state: &mut State) -> *mut c_void {}

#[callback(err = 0)]
fn size(#[context] state: &mut State) -> Result<usize, Error> {}

#[callback(break = 0)]
fn flow(#[context] state: &mut State) -> ControlFlow<usize, Token> {}

#[callback(break = 0, continue = 1, fail = -1)]
fn goes_on(#[context] state: &mut State) -> ControlFlow<()> {}

#[callback(ok = 0, err = errno(-1), returns = ssize_t)]
fn other(#[context] state: &mut State) -> Result<(), Error> {}

#[callback(err = FAILED)]
fn constant(#[context] state: &mut State) -> Result<c_int, Error> {}

#[callback]
fn ordering(#[context] state: &mut State) -> Ordering {}

#[callback(returns = Order)]
fn another_ordering(#[context] state: &mut State) -> Ordering {}
