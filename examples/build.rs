//! Compiles `picture.c` and `mixer.c`, which the examples call, and expat from the C sources inside the `expat-sys` package.
//!
//! That package's own build script needs cmake, and it declares nothing. So the package is a dependency for a platform
//! that does not exist: cargo downloads, checks and vendors it, and never builds it.

use std::{env, path::PathBuf, process::Command};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for file in ["picture.c", "picture.h", "mixer.c", "mixer.h"] {
        println!("cargo::rerun-if-changed=src/{file}");
    }
    // With unwind tables everywhere, for the callback that does not return.
    cc::Build::new().file("src/picture.c").flag_if_supported("-fexceptions").compile("picture");
    cc::Build::new().file("src/mixer.c").compile("mixer");
    let sources = package("expat-sys").join("expat/lib");
    // For the tests, which compare the examples with the headers.
    println!("cargo::rustc-env=EXPAT_INCLUDE={}", sources.display());
    println!("cargo::rustc-env=SQLITE3_INCLUDE={}", package("libsqlite3-sys").join("sqlite3").display());
    println!("cargo::rustc-env=ZLIB_INCLUDE={}", package("libz-sys").join("src/zlib").display());
    let big_endian = env::var("CARGO_CFG_TARGET_ENDIAN").is_ok_and(|endian| endian == "big");
    cc::Build::new()
        .files(["xmlparse.c", "xmlrole.c", "xmltok.c"].map(|file| sources.join(file)))
        .include(&sources)
        .define("HAVE_MEMMOVE", None)
        .define("XML_NS", None)
        .define("XML_DTD", None)
        .define("XML_CONTEXT_BYTES", "1024")
        .define("BYTEORDER", if big_endian { "4321" } else { "1234" })
        .warnings(false)
        .compile("expat");
}

/// Where cargo keeps the sources of the package `name`, which may be a vendor directory.
fn package(name: &str) -> PathBuf {
    let cargo = env::var_os("CARGO").expect("cargo runs this build script");
    let output =
        Command::new(cargo).args(["metadata", "--format-version=1", "--locked"]).output().expect("cargo starts");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata = String::from_utf8(output.stdout).expect("cargo metadata is UTF-8");
    let path = metadata
        .split_once(&format!(r#"{{"name":"{name}","version":"#))
        .and_then(|(_, package)| package.split_once(r#""manifest_path":""#))
        .and_then(|(_, path)| path.split_once('"'))
        .unwrap_or_else(|| panic!("cargo metadata does not mention {name}"));
    PathBuf::from(path.0.replace(r"\\", r"\")).with_file_name("")
}
