#[callback]
fn all(
    a: *const (u8, u8),
    b: unsafe extern "system" fn(_: c_int, name: [u8; 4], ...) -> *mut c_char,
    c: &CPtr<Node>,
    d: CArray<'_, c_int>,
    e: CStrBuf<'_>,
    f: WriteBuf<'_>,
    g: *mut Formatted<u8>,
    h: Option<&mut [*const Node; 3]>,
    i: <T as Trait>::bool,
) {
}
