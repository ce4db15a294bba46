use callback_runtime::callback;

#[callback(name = "enum 1level")]
#[repr(C)]
enum Digit {
    Low,
}

#[callback(name = Level)]
#[repr(C)]
enum NoText {
    Low,
}

#[callback(prefix = "A LEVEL_")]
#[repr(C)]
enum Space {
    Low,
    #[name = ""]
    High,
    #[name("HIGHER")]
    Higher,
}

#[callback(name = "enum level", name = "level")]
#[repr(C)]
enum Twice {
    Low,
}

fn main() {}
