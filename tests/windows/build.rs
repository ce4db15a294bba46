//! Builds the library of `c/`, with MinGW.

fn main() {
    println!("cargo::rerun-if-changed=c");
    cc::Build::new()
        .files(["c/conventions.c", "c/exported.c", "c/pinvoke.c"])
        .flag_if_supported("-std=c11")
        .warnings_into_errors(true)
        .compile("pinvoke");
    // What `windows-sys` leaves to the one who links.
    for library in ["user32", "gdi32", "winspool"] {
        println!("cargo::rustc-link-lib={library}");
    }
}
