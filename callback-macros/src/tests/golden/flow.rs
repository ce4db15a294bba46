#[callback(continue = 1, break = 0)]
fn on_window<T: Copy + PartialEq, const N: usize>(window: &T, #[context(as = isize)] known: &[T; N]) -> ControlFlow<T>
where
    T: Debug,
{
    if known.contains(window) { ControlFlow::Break(*window) } else { ControlFlow::Continue(()) }
}
