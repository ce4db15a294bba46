/// What C calls for each row.
#[callback(continue = 0, break = 1)]
pub type OnRow = fn(#[context] _: _, n: c_int, #[len(n)] values: &[CStrPtr]) -> ControlFlow<()>;
