//! Public names at the crate root, from before they had modules: programs that import them from there compile as before.

pub use crate::abi::{CFnPointer, ContextPointer, SafeFnPointer};
#[cfg(all(
    unix,
    any(target_arch = "x86_64", target_arch = "riscv64", all(target_arch = "aarch64", not(target_vendor = "apple")))
))]
pub use crate::arg::LongDouble;
pub use crate::arg::{
    Array, ArrayIter, ByValue, CArray, CArrayMut, CEnum, CName, CPtr, CStrBuf, CStrPtr, CStrVec, CType, Callee,
    Complex, ContainsNul, Data, ErrorOut, FormatError, Formatted, FromC, FromCLen, FromCLens, InOut, Length, Matrix,
    MatrixMut, NoRoom, NotUnicode, NullTerminated, Out, U16CStr, U16Str, VaArg, VaList, WideChars, WriteBuf,
};
#[cfg(any(unix, windows))]
pub use crate::arg::{WideCStr, WideStr};
#[cfg(feature = "std")]
pub use crate::context::{Also, Borrowing, Bound, Embed, Embedded, LetGo, Owned, Shared, Slotted, StateMut, Trusted};
pub use crate::context::{AnyThread, OneThread, ScopeOrNull};
pub use crate::foreign::{
    CBox, CFn, CStrSlice, CStrSliceIter, Compared, Declaration, ErasedPointer, InPlace, Signal, ToC, ToCLen,
};
#[cfg(feature = "std")]
pub use crate::foreign::{CStrArray, Heap};
#[cfg(feature = "std")]
pub use crate::release::{DestroyNotify, Destructor, Element, Release};
#[cfg(all(feature = "std", any(unix, windows)))]
pub use crate::report::set_report_limit;
pub use crate::report::{Report, set_answer_hook};
pub use crate::ret::{Allocated, Allocator, CBool, CBool8, CBool32, CMalloc, Errno, IntoC, OutOfMemory, VariantBool};
#[cfg(feature = "std")]
pub use crate::table::{Filled, Points, TableMut};
pub use crate::table::{StaticTable, Table, TableSetters, TableStruct};
#[cfg(feature = "verify")]
pub use crate::verify::header;
