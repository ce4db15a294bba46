use callback_runtime::callback;

#[callback]
#[repr(i32)]
enum Level {
    Low,
    #[other]
    Other(u8),
}

fn main() {}
