#[callback(fail = -1)]
fn on_image(
    #[len(rows / 2 + 1, cols - 1)] image: Matrix<'_, f32>,
    #[len((rows * cols))] mask: Option<&[bool]>,
    #[len(rows % 4)] rest: &mut [u16],
    rows: c_int,
    cols: c_int,
) -> c_int {
    0
}
