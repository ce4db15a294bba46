/// Names that C cannot have, and parameters without one.
#[callback]
pub fn r#match(
    ref a: u8,
    b @ (0 | 1): u8,
    mut class: u8,
    [x, y]: &[u8; 2],
    _: (&CStr),
    r#match: u32,
    unit: Out<'_, LongDouble>,
    #[context] (first, second): (&mut (u8, u8)),
) -> () {
}
