#[callback(table = sys::ops, rest = OPS, context = 2, err = -1, fail = -2, panic = abort)]
impl IOHttp2ServerDb {
    fn read(self: Arc<Self>, n: c_int) -> c_int {
        n
    }

    #[callback(err = -3)]
    fn each(&self, n: c_int) -> Result<c_int, Error> {
        Ok(n)
    }

    #[callback(fail = null())]
    fn seek<'a>(self: &'a Arc<Self>, n: c_int) -> &'a c_int {
        &self.at
    }

    fn log(n: c_int) -> c_int {
        n
    }

    #[callback(skip)]
    fn new() -> Self {
        IOHttp2ServerDb
    }
}

#[callback(table = sys::closing, mod = pub(super) closing, report = crate::log)]
impl Closing {
    fn close(self: Box<Self>) {}

    #[callback(threads)]
    fn wake(&mut self) {}
}

#[callback(table = sys::object, context(embedded = sys::base), fail = true, report = none)]
impl Object {
    fn close(self) {}

    fn is_open(&self, n: c_int) -> bool {
        true
    }
}
