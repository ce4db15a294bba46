#[callback(ok = 0, err = -1)]
fn read(
    #[context] file: &mut File,
    #[result(pointer)] bytes: Out<'_, *const u8>,
    #[result(len)] len: Out<'_, usize>,
) -> Result<&[u8], Error> {
    file.read()
}

#[callback(break = 0)]
fn name(#[context] file: &File, #[result(pointer)] _: Out<'_, *const u8>) -> ControlFlow<(), &str> {
    ControlFlow::Continue(file.name())
}

#[callback]
fn all(
    #[context] file: &File,
    #[result(pointer)] _: Out<'_, *const u8>,
    #[result(len)] _: Out<'_, c_int>,
) -> Option<&[u8]> {
    None
}

#[callback(fail = 0)]
fn some(#[context] file: &File, #[result(pointer)] _: Out<'_, *const u8>) -> Option<&[u8]> {
    None
}

#[callback(err = <File as Codes>::FAILED)]
fn inside<'c>(#[context] text: &Text<'c>, #[result(len)] _: Out<'_, usize>) -> Result<&'c str, Error> {
    text.get()
}
