#[callback(err = errno(-1), returns = isize)]
fn on_write(#[len(size * count)] data: &[u8], size: usize, count: usize, #[context] out: &mut dyn Write) -> io::Result<usize> {
    out.write(data)
}
