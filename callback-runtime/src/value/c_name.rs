//! C names of types, and the C declarations composed of them.

use core::ffi::{c_char, c_int, c_void};
use core::marker::PhantomData;

use crate::value::convert::CType;

/// The C name of a type, in declarations that mention it.
///
/// Without this trait the C name of a type is its Rust name, which suits the types of `-sys` crates: `sqlite3` is
/// `sqlite3`. The trait does not affect how the type is passed, and the name is not checked by itself: the `verify`
/// feature compares it with the header.
///
/// ```
/// use callback_runtime::arg::{ByValue, CName};
/// use callback_runtime::{Callback, callback};
///
/// #[repr(C)]
/// #[derive(Clone, Copy)]
/// struct Point { x: f64, y: f64 }
///
/// impl CName for Point {
///     const C_NAME: &'static str = "struct point";
/// }
///
/// #[callback]
/// fn on_move(from: &Point, to: ByValue<Point>) {}
///
/// assert_eq!(on_move::C_DECLARATION, "void on_move(const struct point *from, struct point to);");
/// ```
pub trait CName {
    /// A C type specifier: `struct point`, `sqlite3`, `enum level`, `unsigned char`.
    const C_NAME: &'static str;
}

macro_rules! scalars {
    ($($t:ty = $name:expr;)*) => {$(
        impl CName for $t {
            const C_NAME: &'static str = $name;
        }

        impl Scalar for $t {}
    )*};
}

/// Types with a known C name, for [`Valued`].
#[doc(hidden)]
pub trait Scalar: CName {}

/// Returns `char` if `char` has this sign.
const fn byte(signed: bool, otherwise: &'static str) -> &'static str {
    if signed == (c_char::MIN != 0) { "char" } else { otherwise }
}

scalars! {
    i8 = byte(true, "signed char");
    u8 = byte(false, "unsigned char");
    i16 = "int16_t";
    u16 = "uint16_t";
    i32 = if size_of::<c_int>() == 4 { "int" } else { "int32_t" };
    u32 = if size_of::<c_int>() == 4 { "unsigned int" } else { "uint32_t" };
    i64 = "int64_t";
    u64 = "uint64_t";
    isize = "intptr_t";
    usize = "size_t";
    f32 = "float";
    f64 = "double";
    bool = "bool";
    core::mem::MaybeUninit<bool> = "bool";
    c_void = "void";
    () = "void";
}

/// `Named::<T>::NAME` is the C name of a type that declares one, for any `T`.
///
/// The associated constant of the type itself is found before that of the trait [`Unnamed`], if its bound holds.
#[doc(hidden)]
#[derive(Debug)]
pub struct Named<T: ?Sized>(PhantomData<T>);

impl<T: CName + ?Sized> Named<T> {
    /// The C name.
    pub const NAME: &'static str = T::C_NAME;
}

/// `Valued::<T>::NAME` is the C name of the number type that a `T` is converted to.
#[doc(hidden)]
#[derive(Debug)]
pub struct Valued<T: ?Sized>(PhantomData<T>);

impl<T: CType<C: Scalar> + ?Sized> Valued<T> {
    /// The C name.
    pub const NAME: &'static str = <T::C as CName>::C_NAME;
}

/// Types that declare no name and have no number for one.
#[doc(hidden)]
pub trait Unnamed {
    /// No name.
    const NAME: &'static str = "";
}

impl<T: ?Sized> Unnamed for Named<T> {}

impl<T: ?Sized> Unnamed for Valued<T> {}

/// Returns the first name that is not empty: declared, of the number, as written.
#[doc(hidden)]
pub const fn c_name(declared: &'static str, value: &'static str, written: &'static str) -> &'static str {
    if !declared.is_empty() {
        declared
    } else if !value.is_empty() {
        value
    } else {
        written
    }
}

/// Returns the C keyword of a calling convention, followed by a space; an empty string if there is only one convention.
#[doc(hidden)]
pub const fn convention(abi: &str) -> &'static str {
    let abi = abi.as_bytes();
    let x86 = cfg!(target_arch = "x86");
    let system = x86 && cfg!(windows);
    match abi {
        b"system" | b"system-unwind" if system => "__attribute__((stdcall)) ",
        b"stdcall" | b"stdcall-unwind" if x86 => "__attribute__((stdcall)) ",
        b"fastcall" | b"fastcall-unwind" if x86 => "__attribute__((fastcall)) ",
        b"thiscall" | b"thiscall-unwind" if x86 => "__attribute__((thiscall)) ",
        b"win64" | b"win64-unwind" | b"efiapi" if cfg!(all(target_arch = "x86_64", not(windows))) => {
            "__attribute__((ms_abi)) "
        }
        b"sysv64" | b"sysv64-unwind" if cfg!(all(target_arch = "x86_64", windows)) => "__attribute__((sysv_abi)) ",
        _ => "",
    }
}

/// The maximal length of a declaration in bytes.
const MOST: usize = 4096;

/// The pieces of a declaration.
pub(crate) trait Pieces {
    const PIECES: &'static [&'static str];
}

/// The joined text of a declaration.
pub(crate) struct Text<P>(PhantomData<P>);

impl<P: Pieces> Text<P> {
    const JOINED: ([u8; MOST], usize) = join(P::PIECES);

    /// The declaration.
    pub(crate) const TEXT: &'static str = if let [whole] = P::PIECES {
        whole
    } else {
        let (bytes, len) = &Self::JOINED;
        match core::str::from_utf8(bytes.split_at(*len).0) {
            Ok(text) => text,
            Err(_) => panic!("the pieces of a declaration are UTF-8"),
        }
    };
}

const fn join(pieces: &[&str]) -> ([u8; MOST], usize) {
    let mut joined = [0; MOST];
    let (mut len, mut index) = (0, 0);
    while index < pieces.len() {
        let (piece, mut byte) = (pieces[index].as_bytes(), 0);
        assert!(len + piece.len() <= MOST, "a C declaration is longer than 4096 bytes");
        while byte < piece.len() {
            joined[len] = piece[byte];
            len += 1;
            byte += 1;
        }
        index += 1;
    }
    (joined, len)
}
