//! Lua: its allocator, its reader and writer, and functions with an upvalue, which raise errors.

use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr::{null, null_mut};

use callback_runtime::arg::Out;
use callback_runtime::verify::Verify;
use callback_runtime::{Callback, Outcome, callback};
use callback_system::{Counted, Drops, live_contexts, panic_text};

#[repr(C)]
pub struct State {
    _opaque: [u8; 0],
}

type Alloc = Option<unsafe extern "C" fn(*mut c_void, *mut c_void, usize, usize) -> *mut c_void>;
type Reader = Option<unsafe extern "C" fn(*mut State, *mut c_void, *mut usize) -> *const c_char>;
type Writer = Option<unsafe extern "C" fn(*mut State, *const c_void, usize, *mut c_void) -> c_int>;
type Function = Option<unsafe extern "C" fn(*mut State) -> c_int>;

const OK: c_int = 0;
const ERRRUN: c_int = 2;
const ERRMEM: c_int = 4;
const TOP: c_int = -1;
/// `lua_upvalueindex(1)`
const UPVALUE: c_int = -1_000_000 - 1000 - 1;
const LIGHT_USERDATA: c_int = 2;

unsafe extern "C" {
    fn luaL_error(state: *mut State, format: *const c_char, ...) -> c_int;
}

#[callback]
unsafe extern "C" {
    unsafe fn lua_newstate(f: Alloc, data: *mut c_void) -> *mut State;
    unsafe fn lua_close(state: *mut State);
    unsafe fn lua_load(
        state: *mut State,
        f: Reader,
        data: *mut c_void,
        name: *const c_char,
        mode: *const c_char,
    ) -> c_int;
    unsafe fn lua_dump(state: *mut State, f: Writer, data: *mut c_void, strip: c_int) -> c_int;
    unsafe fn lua_pcallk(
        state: *mut State,
        arguments: c_int,
        results: c_int,
        handler: c_int,
        context: isize,
        k: Option<unsafe extern "C" fn(*mut State, c_int, isize) -> c_int>,
    ) -> c_int;
    unsafe fn lua_pushcclosure(state: *mut State, f: Function, upvalues: c_int);
    unsafe fn lua_pushlightuserdata(state: *mut State, data: *mut c_void);
    unsafe fn lua_pushinteger(state: *mut State, value: i64);
    unsafe fn lua_setglobal(state: *mut State, name: *const c_char);
    unsafe fn lua_tointegerx(state: *mut State, index: c_int, is_number: *mut c_int) -> i64;
    unsafe fn lua_tolstring(state: *mut State, index: c_int, len: *mut usize) -> *const c_char;
    unsafe fn lua_touserdata(state: *mut State, index: c_int) -> *mut c_void;
    unsafe fn lua_type(state: *mut State, index: c_int) -> c_int;
    unsafe fn lua_settop(state: *mut State, index: c_int);
}

/// Returns the top of the stack, as text.
fn text(state: *mut State) -> String {
    let text = unsafe { lua_tolstring(state, TOP, null_mut()) };
    assert!(!text.is_null());
    unsafe { CStr::from_ptr(text) }.to_str().unwrap().to_owned()
}

/// An allocator that knows what it gave, and gives no more than a budget.
struct Memory {
    blocks: HashMap<usize, Box<[u128]>>,
    used: usize,
    budget: usize,
    _drops: Counted,
}

impl Drop for Memory {
    fn drop(&mut self) {
        assert_eq!((self.used, self.blocks.len()), (0, 0));
    }
}

/// `lua_Alloc`: allocates, resizes and frees.
#[callback(fail = null_mut())]
fn alloc(#[context] memory: &mut Memory, block: *mut c_void, old: usize, new: usize) -> *mut c_void {
    // What Lua passes with no block is the kind of the object.
    let old = if block.is_null() { 0 } else { old };
    if new > old && memory.used - old + new > memory.budget {
        return null_mut();
    }
    let mut moved = (new > 0).then(|| vec![0_u128; new.div_ceil(16)].into_boxed_slice());
    if let Some(before) = (!block.is_null()).then(|| memory.blocks.remove(&block.addr()).unwrap()) {
        if let Some(moved) = &mut moved {
            let n = before.len().min(moved.len());
            moved[..n].copy_from_slice(&before[..n]);
        }
    }
    memory.used = memory.used - old + new;
    moved.map_or(null_mut(), |mut moved| {
        let start = moved.as_mut_ptr();
        memory.blocks.insert(start.addr(), moved);
        start.cast()
    })
}

struct Chunks {
    left: Vec<&'static str>,
    _drops: Counted,
}

/// `lua_Reader`: a piece of the program, good until the next call.
#[callback(err = null())]
fn read(
    _state: *mut State,
    #[context] chunks: &mut Chunks,
    #[result(len)] _: Out<'_, usize>,
) -> Result<Option<&str>, String> {
    let Some(chunk) = chunks.left.pop() else { return Ok(None) };
    assert!(chunk != "panic", "no such chunk");
    if chunk == "err" { Err("the file is gone".to_owned()) } else { Ok(Some(chunk)) }
}

/// `lua_Writer`
#[callback(fail = 1)]
fn write(_state: *mut State, #[len(n)] code: &[u8], n: usize, #[context] out: &mut Vec<u8>) -> c_int {
    out.extend_from_slice(code);
    0
}

/// The context of a function is its first upvalue.
#[callback(fail = 0)]
fn add(state: *mut State, #[context(from = unsafe { lua_touserdata(state, UPVALUE) })] total: &mut i64) -> c_int {
    // SAFETY: Lua's state; neither raises an error.
    unsafe {
        assert_eq!(lua_type(state, UPVALUE), LIGHT_USERDATA);
        let number = lua_tointegerx(state, 1, null_mut());
        assert!(number != 13, "unlucky");
        *total += number;
        lua_pushinteger(state, *total);
    }
    1
}

/// A state whose memory is Rust's.
struct Lua {
    state: *mut State,
    memory: callback_runtime::Registration<alloc>,
}

impl Lua {
    fn new(drops: &Drops) -> Self {
        let memory = Memory { blocks: HashMap::new(), used: 0, budget: 1 << 20, _drops: drops.value() };
        let memory = alloc::own(memory);
        let state = unsafe { lua_newstate(memory.shim(), memory.context()) };
        assert!(!state.is_null());
        Lua { state, memory }
    }

    /// Loads a program in chunks, last one first.
    fn load(&self, left: &[&'static str], drops: &Drops) -> (c_int, Option<Outcome<String>>) {
        let chunks = read::own(Chunks { left: left.to_vec(), _drops: drops.value() });
        let code = unsafe { lua_load(self.state, chunks.shim(), chunks.context(), c"chunk".as_ptr(), null()) };
        (code, chunks.outcome())
    }

    fn call(&self) -> c_int {
        unsafe { lua_pcallk(self.state, 0, 1, 0, 0, None) }
    }

    fn close(self) {
        unsafe { lua_close(self.state) };
        assert!(self.memory.outcome().is_none());
    }
}

#[test]
fn a_program_is_read_in_chunks() {
    let drops = Drops::new();
    let lua = Lua::new(&drops);
    let (code, outcome) = lua.load(&["+ 2", "40 ", "return "], &drops);
    assert!(code == OK && outcome.is_none());
    assert_eq!((lua.call(), unsafe { lua_tointegerx(lua.state, TOP, null_mut()) }), (OK, 42));
    lua.close();
    assert_eq!((drops.count(), live_contexts(alloc::NAME), live_contexts(read::NAME)), (2, 0, 0));
}

#[test]
fn a_reader_that_fails() {
    let drops = Drops::new();
    let lua = Lua::new(&drops);
    // The program ends where the reader failed, and what is before it is a whole one.
    let (code, outcome) = lua.load(&["err", "return 1"], &drops);
    assert!(code == OK && matches!(outcome, Some(Outcome::Stopped(text)) if text == "the file is gone"));
    let (code, outcome) = lua.load(&["panic", "return ("], &drops);
    assert_ne!(code, OK);
    assert!(text(lua.state).contains("unexpected symbol"), "{}", text(lua.state));
    match outcome {
        Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "no such chunk"),
        other => panic!("{other:?}"),
    }
    lua.close();
    assert_eq!(drops.count(), 3);
}

#[test]
fn memory_has_a_budget() {
    let drops = Drops::new();
    let lua = Lua::new(&drops);
    let (code, _) = lua.load(&["local t = {} for i = 1, 1e6 do t[i] = {} end"], &drops);
    assert_eq!(code, OK);
    assert_eq!(lua.call(), ERRMEM);
    assert_eq!(text(lua.state), "not enough memory");
    lua.close();
    assert_eq!(drops.count(), 2);
}

#[test]
fn a_function_has_its_context_in_an_upvalue() {
    let drops = Drops::new();
    let lua = Lua::new(&drops);
    let total = add::own(100);
    unsafe {
        lua_pushlightuserdata(lua.state, total.context());
        lua_pushcclosure(lua.state, total.shim(), 1);
        lua_setglobal(lua.state, c"add".as_ptr());
    }
    lua.load(&["add(1) return add(2)"], &drops);
    assert_eq!((lua.call(), unsafe { lua_tointegerx(lua.state, TOP, null_mut()) }), (OK, 103));
    unsafe { lua_settop(lua.state, 0) };
    lua.load(&["return add(13)"], &drops);
    // No result: the answer to a panic.
    assert_eq!((lua.call(), unsafe { lua_type(lua.state, TOP) }), (OK, 0));
    match total.outcome() {
        Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "unlucky"),
        other => panic!("{other:?}"),
    }
    lua.close();
}

#[test]
fn compiled_code_goes_through_memory() {
    let drops = Drops::new();
    let lua = Lua::new(&drops);
    lua.load(&["return 'compiled'"], &drops);
    let mut code = vec![];
    let dumped = write::scope(&mut code, |cb| unsafe { lua_dump(lua.state, cb.shim(), cb.context(), 1) });
    assert_eq!(dumped, Ok(0));
    assert!(code.starts_with(b"\x1bLua"));
    let again = bytes::own((code, false));
    unsafe {
        assert_eq!(lua_load(lua.state, again.shim(), again.context(), c"again".as_ptr(), c"b".as_ptr()), OK);
    }
    assert_eq!((lua.call(), text(lua.state)), (OK, "compiled".to_owned()));
    lua.close();
}

/// `lua_Reader`: all at once, and then no more.
#[callback(fail = null())]
fn bytes(
    _state: *mut State,
    #[context] (code, done): &mut (Vec<u8>, bool),
    #[result(len)] _: Out<'_, usize>,
) -> Option<&[u8]> {
    let last = core::mem::replace(done, true);
    (!last).then_some(code)
}

/// Raises an error of Lua's where it fails: `lua_error` does not return, and nothing is left behind.
#[callback(leave = |error| unsafe { luaL_error(state, c"%s".as_ptr(), error.unwrap_or(c"a panic").as_ptr()) })]
fn halve(
    state: *mut State,
    #[context(from = unsafe { lua_touserdata(state, UPVALUE) })] calls: &mut Vec<(i64, Counted)>,
) -> Result<c_int, &'static CStr> {
    // SAFETY: Lua's state; neither raises an error.
    unsafe {
        let number = lua_tointegerx(state, 1, null_mut());
        let last = calls.pop().unwrap();
        calls.insert(0, (number, last.1));
        assert!(number != 13, "unlucky");
        // Values with a destructor live until the function returns, and no longer.
        let text = number.to_string();
        if number % 2 != 0 {
            return Err(c"an odd number");
        }
        lua_pushinteger(state, text.parse::<i64>().unwrap() / 2);
    }
    Ok(1)
}

#[test]
fn an_error_of_rusts_is_an_error_of_luas() {
    let drops = Drops::new();
    let lua = Lua::new(&drops);
    let calls = halve::own(vec![(0, drops.value())]);
    unsafe {
        lua_pushlightuserdata(lua.state, calls.context());
        lua_pushcclosure(lua.state, calls.shim(), 1);
        lua_setglobal(lua.state, c"halve".as_ptr());
    }
    lua.load(&["return halve(84)"], &drops);
    assert_eq!((lua.call(), unsafe { lua_tointegerx(lua.state, TOP, null_mut()) }), (OK, 42));
    lua.load(&["return halve(7)"], &drops);
    assert_eq!((lua.call(), text(lua.state)), (ERRRUN, "[string \"chunk\"]:1: an odd number".to_owned()));
    // The context is free again.
    lua.load(&["return halve(2)"], &drops);
    assert_eq!((lua.call(), unsafe { lua_tointegerx(lua.state, TOP, null_mut()) }), (OK, 1));
    lua.load(&["return halve(13)"], &drops);
    assert_eq!((lua.call(), text(lua.state)), (ERRRUN, "[string \"chunk\"]:1: a panic".to_owned()));
    match calls.outcome() {
        Some(Outcome::Panicked(payload)) => assert_eq!(panic_text(&*payload), "unlucky"),
        other => panic!("{other:?}"),
    }
    lua.close();
    let before = drops.count();
    calls.close_and_wait().unwrap();
    assert_eq!((drops.count() - before, live_contexts(halve::NAME)), (1, 0));
}

#[test]
fn all_is_as_the_header_says() {
    Verify::new()
        .pkg_config("lua5.4")
        .header("lua.h")
        .header("lauxlib.h")
        .name::<State>("lua_State")
        .declared::<(lua_newstate, lua_close, lua_load, lua_dump, lua_pcallk, lua_pushcclosure, lua_pushinteger)>()
        .declared::<(lua_pushlightuserdata, lua_setglobal, lua_tointegerx, lua_tolstring, lua_touserdata)>()
        .declared::<(lua_type, lua_settop)>()
        .function::<unsafe extern "C" fn(*mut State, *const c_char, ...) -> c_int>("luaL_error")
        .callback::<alloc>()
        .is_typedef("lua_Alloc")
        // `str` is bytes.
        .callback::<read>()
        .allow_char_sign()
        .is_typedef("lua_Reader")
        .callback::<bytes>()
        .allow_char_sign()
        .is_typedef("lua_Reader")
        .callback::<write>()
        .is_typedef("lua_Writer")
        .callback::<add>()
        .is_typedef("lua_CFunction")
        .callback::<halve>()
        .is_typedef("lua_CFunction")
        .value("LUA_OK", OK)
        .value("LUA_ERRRUN", ERRRUN)
        .value("LUA_ERRMEM", ERRMEM)
        .value("lua_upvalueindex(1)", UPVALUE)
        .value("LUA_TLIGHTUSERDATA", LIGHT_USERDATA)
        .check();
}
