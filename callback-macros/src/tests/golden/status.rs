#[callback(ok = 0, err = 1)]
fn on_row(
    #[context] rows: &mut Vec<String>,
    n: c_int,
    #[len(n)] values: &[CStrPtr],
    #[len(n)] _: &[CStrPtr],
) -> Result<(), Utf8Error> {
    rows.push(values[0].to_str()?.unwrap_or("NULL").to_owned());
    Ok(())
}
