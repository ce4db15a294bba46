//! Slices that borrow from the context: C has the pointer and the length where the parameters say.

use callback_runtime::arg::Out;
use callback_runtime::{Callback, Failed, callback};
use callback_tests::panic_of;
use std::convert::Infallible;
use std::ffi::{CStr, c_char, c_int, c_uchar, c_void};
use std::ptr::null;

type Read = unsafe extern "C" fn(*mut c_void, *mut c_void, *mut *const c_void) -> isize;

unsafe extern "C" {
    fn told_blocks(read: Option<Read>, client: *mut c_void, to: *mut u8, room: usize) -> isize;
    fn told_no_place(read: Option<Read>, client: *mut c_void) -> c_int;
    fn told_chunks(
        reader: Option<unsafe extern "C" fn(*mut c_void, *mut c_void, *mut usize) -> *const c_char>,
        data: *mut c_void,
        to: *mut c_char,
        room: usize,
    ) -> usize;
    fn told_sum(
        get: Option<unsafe extern "C" fn(*mut c_void, c_int, *mut *const c_int, *mut c_int) -> c_int>,
        user: *mut c_void,
        which: c_int,
        ask: c_int,
    ) -> c_int;
    fn told_fill(
        room: Option<unsafe extern "C" fn(*mut c_void, *mut *mut c_uchar, *mut c_uchar)>,
        user: *mut c_void,
        fill: c_int,
    );
    fn told_name(
        f: Option<unsafe extern "C" fn(*mut c_void, c_int) -> *const c_char>,
        user: *mut c_void,
        index: c_int,
        to: *mut c_char,
        size: usize,
    ) -> c_int;
}

/// Blocks of a text, each in memory that the next one replaces.
struct Blocks<'t> {
    rest: &'t [u8],
    block: Vec<u8>,
    fails: bool,
}

impl<'t> Blocks<'t> {
    fn new(rest: &'t [u8]) -> Self {
        Blocks { rest, block: vec![], fails: false }
    }

    fn next(&mut self) -> &[u8] {
        let (block, rest) = self.rest.split_at(self.rest.len().min(5));
        self.rest = rest;
        self.block = block.to_vec();
        &self.block
    }
}

/// `la_ssize_t (*read)(struct archive *archive, void *client, const void **buffer)`
#[callback(returns = isize, err = -30)]
fn read<'b>(
    _: *mut c_void,
    #[context] blocks: &'b mut Blocks<'_>,
    #[result(pointer)] _: Out<'_, *const c_void>,
) -> Result<&'b [u8], String> {
    if blocks.fails && blocks.rest.is_empty() {
        return Err("no more".to_owned());
    }
    Ok(blocks.next())
}

const TEXT: &[u8] = b"a text of three blocks";

#[test]
fn the_length_is_the_result() {
    let mut to = [0; 64];
    let mut blocks = Blocks::new(TEXT);
    let total =
        read::scope(&mut blocks, |cb| unsafe { told_blocks(cb.shim(), cb.context(), to.as_mut_ptr(), to.len()) });
    assert_eq!(total, Ok(22));
    assert_eq!(&to[..22], TEXT);
    let mut blocks = Blocks { fails: true, ..Blocks::new(TEXT) };
    let failed = read::scope(&mut blocks, |cb| unsafe {
        assert_eq!(told_blocks(cb.shim(), cb.context(), to.as_mut_ptr(), to.len()), -30);
    });
    assert_eq!(failed, Err(Failed::Err("no more".to_owned())));
    // The function has no such parameter itself.
    assert_eq!(read(std::ptr::null_mut(), &mut Blocks::new(b"abc")), Ok(&b"abc"[..]));
    assert_eq!(read::C_DECLARATION, "intptr_t read(void *, void *blocks, const void **);");
}

#[test]
fn a_place_that_is_null_is_refused() {
    let mut blocks = Blocks::new(TEXT);
    let refused = read::scope(&mut blocks, |cb| unsafe {
        assert_eq!(told_no_place(cb.shim(), cb.context()), -30);
    });
    let refused = refused.unwrap_err().to_string();
    assert!(refused.ends_with("read`: parameter `#3` is NULL"), "{refused}");
    assert_eq!(blocks.rest, TEXT);
}

/// `const char *(*lua_Reader)(lua_State *L, void *data, size_t *size)`
#[callback(fail = null())]
fn chunk(_: *mut c_void, #[context] chunks: &mut Vec<String>, #[result(len)] size: Out<'_, usize>) -> Option<&str> {
    chunks.rotate_left(1);
    chunks.last().map(String::as_str).filter(|chunk| !chunk.is_empty())
}

#[test]
fn the_pointer_is_the_result() {
    let mut chunks = vec!["return ".to_owned(), "1 + 2".to_owned(), String::new()];
    let mut to = [0; 32];
    let total =
        chunk::scope(&mut chunks, |cb| unsafe { told_chunks(cb.shim(), cb.context(), to.as_mut_ptr(), to.len()) });
    assert_eq!(total, Ok(12));
    // SAFETY: it is all zero behind what C wrote.
    assert_eq!(unsafe { CStr::from_ptr(to.as_ptr()) }, c"return 1 + 2");
    assert_eq!(chunk::C_DECLARATION, "const char *chunk(void *, void *chunks, size_t *size);");
}

struct Lists {
    lists: [Vec<c_int>; 3],
    room: [u8; 6],
}

#[callback(context = first, err = -1)]
impl Lists {
    /// `int (*get)(void *user, int which, const int **values, int *n)`
    #[callback(ok = 0)]
    fn get(
        &self,
        which: c_int,
        #[result(pointer)] _: Option<Out<'_, *const c_int>>,
        #[result(len)] _: Option<Out<'_, c_int>>,
    ) -> Result<&[c_int], String> {
        assert!(which >= 0, "negative");
        let list = self.lists.get(usize::try_from(which).unwrap());
        list.map(Vec::as_slice).ok_or_else(|| format!("no {which}"))
    }

    /// `void (*room)(void *user, unsigned char **start, unsigned char *n)`
    #[callback]
    fn room(&mut self, #[result(pointer)] _: Out<'_, *mut u8>, #[result(len)] _: Out<'_, u8>) -> &mut [u8] {
        &mut self.room[1..5]
    }
}

#[test]
fn both_go_into_places() {
    let mut lists = Lists { lists: [vec![1, 2, 3], vec![], vec![40, 2]], room: [0; 6] };
    let sums = lists::get::scope(&mut lists, |cb| {
        [(0, 1), (1, 1), (2, 1), (2, 0)].map(|(which, ask)| unsafe { told_sum(cb.shim(), cb.context(), which, ask) })
    });
    assert_eq!(sums, Ok([6, 0, 42, 40]));
    let missing = lists::get::scope(&mut lists, |cb| unsafe {
        assert_eq!(told_sum(cb.shim(), cb.context(), 3, 1), -1);
    });
    assert_eq!(missing, Err(Failed::Err("no 3".to_owned())));
    let text = panic_of(|| {
        lists::get::scope(&mut lists, |cb| unsafe { assert_eq!(told_sum(cb.shim(), cb.context(), -1, 1), -1) })
    });
    assert_eq!(text, "negative");
}

#[test]
fn memory_that_c_fills() {
    let mut lists = Lists { lists: [vec![], vec![], vec![]], room: [0; 6] };
    lists::room::scope(&mut lists, |cb| unsafe { told_fill(cb.shim(), cb.context(), 7) }).unwrap();
    assert_eq!(lists.room, [0, 7, 7, 7, 7, 0]);
    assert_eq!(lists::room::C_DECLARATION, "void room(void *self, uint8_t **, uint8_t *);");
}

/// More elements than C can count.
struct Long([c_int; 300]);

#[callback]
impl Long {
    fn all(&self, #[result(pointer)] _: Out<'_, *const c_int>, #[result(len)] _: Out<'_, u8>) -> &[c_int] {
        &self.0
    }
}

#[test]
fn a_length_that_does_not_fit_is_refused() {
    let (mut start, mut n) = (null(), 9);
    let refused = long::all::scope(&Long([1; 300]), |cb| {
        let shim: unsafe extern "C" fn(*mut c_void, *mut *const c_int, *mut u8) = cb.shim();
        unsafe { shim(cb.context(), &mut start, &mut n) }
    });
    let refused = refused.unwrap_err().to_string();
    assert!(refused.ends_with("its result does not fit the C type"), "{refused}");
    assert_eq!((start, n), (null(), 9));
}

struct Names {
    names: Vec<std::ffi::CString>,
    last: std::ffi::CString,
}

/// Each borrows from `self`.
#[callback(fail = null())]
impl Names {
    #[callback]
    fn made(&mut self, index: c_int) -> &CStr {
        self.last = std::ffi::CString::new(format!("number {index}")).unwrap();
        &self.last
    }

    #[callback]
    fn name(&self, index: c_int) -> Option<&CStr> {
        self.names.get(usize::try_from(index).ok()?).map(|name| &**name)
    }

    #[callback(err = null())]
    #[allow(clippy::needless_lifetimes, reason = "it is the name that is tested")]
    fn named<'n>(&'n self, index: c_int) -> Result<&'n CStr, Infallible> {
        Ok(&self.names[usize::try_from(index).unwrap()])
    }
}

#[test]
fn strings_of_methods() {
    let mut names = Names { names: vec![c"one".into(), c"three".into()], last: c"".into() };
    let mut to = [0; 16];
    let (to, size) = (to.as_mut_ptr(), to.len());
    let answers = names::named::scope(&mut names, |cb| unsafe {
        let made = cb.also::<names::made>();
        let made = told_name(made.shim(), made.context(), 12, to, size);
        let name = cb.also::<names::name>();
        [
            made,
            told_name(name.shim(), name.context(), 1, to, size),
            told_name(name.shim(), name.context(), 2, to, size),
            told_name(cb.shim(), cb.context(), 0, to, size),
        ]
    });
    assert_eq!(answers, Ok([9, 5, -1, 3]));
}
