use callback_runtime::callback;

#[callback(lazy = "libfoo.so.1")]
#[link(name = "foo")]
unsafe extern "C" {
    safe fn foo_init();

    static foo_version: i32;
}

fn main() {
    let _ = foo_init();
}
