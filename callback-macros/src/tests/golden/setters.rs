#[callback(table = sys::filters, setters(map = sys::filters_set_map), setters_ok = 1)]
impl Filter {
    fn map(&self) {}
}
