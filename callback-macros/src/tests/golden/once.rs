#[callback(fail = 0)]
#[deprecated]
pub(crate) fn run(#[context] work: Box<dyn FnOnce() -> c_int + Send>) -> c_int {
    work()
}
