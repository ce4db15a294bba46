//! Builds the C peer.

fn main() {
    println!("cargo::rerun-if-changed=c");
    cc::Build::new()
        .files(["c/abi.c", "c/calls.c", "c/places.c", "c/values.c"])
        .flag_if_supported("-std=c11")
        .define("_GNU_SOURCE", None)
        .warnings_into_errors(true)
        .compile("peer");
    // The exception that it throws has to pass its frames.
    cc::Build::new()
        .file("c/hostile.c")
        .flag_if_supported("-std=c11")
        .flag_if_supported("-fexceptions")
        .flag_if_supported("-pthread")
        .define("_GNU_SOURCE", None)
        .warnings_into_errors(true)
        .compile("hostile");
    // Optimised in every profile: the benchmark counts its instructions.
    cc::Build::new().file("c/drive.c").opt_level(2).warnings_into_errors(true).compile("drive");
}
