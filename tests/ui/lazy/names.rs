use callback_runtime::callback;

#[callback(lazy)]
unsafe extern "C" {
    safe fn no_value();
}

#[callback(lazy = [])]
unsafe extern "C" {
    safe fn no_name();
}

#[callback(lazy = "")]
unsafe extern "C" {
    safe fn empty_name();
}

#[callback(lazy = libfoo)]
unsafe extern "C" {
    safe fn no_string();
}

#[callback(lazy = "liba.so", lazy = "libb.so")]
unsafe extern "C" {
    safe fn twice();
}

fn main() {}
