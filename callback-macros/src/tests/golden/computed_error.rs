#[callback(err = code_of, fail = -1)]
fn on_read(#[context] file: &File, offset: i64) -> Result<c_int, ReadError> {
    file.read(offset)
}
