use callback_runtime::callback;

#[callback]
enum NoRepr {
    A,
}

#[callback]
#[repr(align(8))]
enum Aligned {
    A,
}

#[callback]
#[repr(packed)]
enum Packed {
    A,
}

#[callback]
#[repr(C)]
enum Generic<T> {
    A(T),
}

#[callback]
#[repr(u8)]
enum Fields {
    A,
    B(u8),
    C { c: u8 },
}

#[callback]
#[repr(C)]
enum Empty {}

#[callback(fail = -1)]
#[repr(C)]
enum Arguments {
    A,
}

fn main() {}
