//! C names of well-known types.

/// The C form of a generic type of the standard library or of the runtime.
pub(crate) enum Wrapper {
    /// The argument itself.
    Transparent,
    /// A pointer to the argument.
    Pointer,
    /// A pointer to the argument as a constant.
    Constant,
    /// A pointer to constant pointers, each to the elements of a row.
    Rows { constant: bool },
}

pub(crate) fn wrapper(name: &str) -> Option<Wrapper> {
    Some(match name {
        "Option" | "Callee" | "ByValue" | "MaybeUninit" | "ManuallyDrop" | "Cell" | "UnsafeCell" | "Pin" => {
            Wrapper::Transparent
        }
        "NonNull" | "Box" | "CBox" | "Out" | "InOut" | "ErrorOut" | "WriteBuf" | "CArrayMut" => Wrapper::Pointer,
        "CArray" | "CPtr" | "Array" | "NullTerminated" => Wrapper::Constant,
        "Matrix" => Wrapper::Rows { constant: true },
        "MatrixMut" => Wrapper::Rows { constant: false },
        _ => return None,
    })
}

/// The types whose Rust name alone determines a C name.
const KNOWN: [(&str, &str); 47] = [
    ("c_char", "char"),
    ("c_double", "double"),
    ("c_float", "float"),
    ("c_int", "int"),
    ("c_long", "long"),
    ("c_longlong", "long long"),
    ("c_schar", "signed char"),
    ("c_short", "short"),
    ("c_uchar", "unsigned char"),
    ("c_uint", "unsigned int"),
    ("c_ulong", "unsigned long"),
    ("c_ulonglong", "unsigned long long"),
    ("c_ushort", "unsigned short"),
    ("c_void", "void"),
    ("i8", "int8_t"),
    ("u8", "uint8_t"),
    ("i16", "int16_t"),
    ("u16", "uint16_t"),
    ("i32", "int32_t"),
    ("u32", "uint32_t"),
    ("i64", "int64_t"),
    ("u64", "uint64_t"),
    ("isize", "intptr_t"),
    ("usize", "size_t"),
    ("f32", "float"),
    ("f64", "double"),
    ("bool", "bool"),
    ("char", "uint32_t"),
    ("str", "char"),
    ("CStr", "char"),
    ("U16CStr", "uint16_t"),
    ("U16Str", "uint16_t"),
    ("WideCStr", "wchar_t"),
    ("WideStr", "wchar_t"),
    ("CBool", "int"),
    ("CBool8", "unsigned char"),
    ("CBool32", "unsigned int"),
    ("VariantBool", "short"),
    ("Ordering", "int"),
    ("VaList", "va_list"),
    ("Formatted", "va_list"),
    ("AtomicBool", "bool"),
    ("AtomicI32", "int32_t"),
    ("AtomicU32", "uint32_t"),
    ("AtomicI64", "int64_t"),
    ("AtomicU64", "uint64_t"),
    ("AtomicUsize", "size_t"),
];

/// The C name of a type in this table.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(rust, _)| *rust == name).map(|(_, c)| *c)
}

/// The pointee of a runtime type without type parameters, and true if it is constant.
pub(crate) fn pointee(name: &str) -> Option<(bool, &'static str)> {
    match name {
        "CStrPtr" => Some((true, "char")),
        "CStrVec" | "CStrArray" => Some((true, "char *const")),
        "CStrBuf" | "CStrSlice" => Some((false, "char")),
        "WriteBuf" => Some((false, "uint8_t")),
        _ => None,
    }
}

/// Names that C or C++ reserves and Rust allows; sorted.
const KEYWORDS: [&str; 71] = [
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "case",
    "catch",
    "char",
    "class",
    "compl",
    "const_cast",
    "constexpr",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "errno",
    "explicit",
    "export",
    "false",
    "float",
    "friend",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "register",
    "restrict",
    "short",
    "signed",
    "sizeof",
    "stderr",
    "stdin",
    "stdout",
    "switch",
    "template",
    "this",
    "throw",
    "true",
    "typedef",
    "typeid",
    "typename",
    "union",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "xor",
];

/// Returns true for a keyword of C or C++, or a macro that their headers define like one, if Rust allows it as a name.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}
