use callback_runtime::callback;

#[callback(flags)]
#[repr(C)]
enum Implied {
    A = 1,
    B,
}

#[callback(flags, flags)]
#[repr(C)]
enum Other {
    A = 1,
    #[other]
    B = 2,
}

#[callback(flags)]
#[repr(u8)]
enum TooLarge {
    A = "text",
}

fn main() {}
