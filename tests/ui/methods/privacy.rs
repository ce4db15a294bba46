//! The callbacks of a block are as visible as its module, and that is private where nothing is said.

mod inner {
    use callback_runtime::callback;

    pub struct Reader;

    #[callback]
    impl Reader {
        pub fn read(&self) {}
    }
}

fn main() {
    let _ = <inner::reader::read as callback_runtime::Callback>::NAME;
}
