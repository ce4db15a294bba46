#[callback(table, fail = -1)]
impl Buffer {
    fn read(&mut self) -> c_int {}

    fn close(self) {}
}
