//! Public names at the crate root, from before they had modules: programs that import them from there compile as before.
//!
//! Each import is hidden by itself: rustdoc lists them on the front page of the crate if only the glob import of this module is hidden.

#[doc(hidden)]
pub use crate::abi::{CFnPointer, ContextPointer, SafeFnPointer};
#[cfg(all(
    unix,
    any(target_arch = "x86_64", target_arch = "riscv64", all(target_arch = "aarch64", not(target_vendor = "apple")))
))]
#[doc(hidden)]
pub use crate::arg::LongDouble;
#[doc(hidden)]
pub use crate::arg::{
    Array, ArrayIter, ByValue, CArray, CArrayMut, CEnum, CName, CPtr, CStrBuf, CStrPtr, CStrVec, CType, Callee,
    Complex, ContainsNul, Data, ErrorOut, FormatError, Formatted, FromC, FromCLen, FromCLens, InOut, Length, Matrix,
    MatrixMut, NoRoom, NotUnicode, NullTerminated, Out, U16CStr, U16Str, VaArg, VaList, WideChars, WriteBuf,
};
#[cfg(any(unix, windows))]
#[doc(hidden)]
pub use crate::arg::{WideCStr, WideStr};
#[cfg(feature = "std")]
#[doc(hidden)]
pub use crate::context::{Also, Borrowing, Bound, Embed, Embedded, LetGo, Owned, Shared, Slotted, StateMut, Trusted};
#[doc(hidden)]
pub use crate::context::{AnyThread, OneThread, ScopeOrNull};
#[doc(hidden)]
pub use crate::foreign::{
    CBox, CFn, CStrSlice, CStrSliceIter, Compared, Declaration, ErasedPointer, InPlace, Signal, ToC, ToCLen,
};
#[cfg(feature = "std")]
#[doc(hidden)]
pub use crate::foreign::{CStrArray, Heap};
#[cfg(feature = "std")]
#[doc(hidden)]
pub use crate::release::{DestroyNotify, Destructor, Element, Release};
#[cfg(all(feature = "std", any(unix, windows)))]
#[doc(hidden)]
pub use crate::report::set_report_limit;
#[doc(hidden)]
pub use crate::report::{Report, set_answer_hook};
#[doc(hidden)]
pub use crate::ret::{Allocated, Allocator, CBool, CBool8, CBool32, CMalloc, Errno, IntoC, OutOfMemory, VariantBool};
#[cfg(feature = "std")]
#[doc(hidden)]
pub use crate::table::{Filled, Points, TableMut};
#[doc(hidden)]
pub use crate::table::{StaticTable, Table, TableSetters, TableStruct};
#[cfg(feature = "verify")]
#[doc(hidden)]
pub use crate::verify::header;
