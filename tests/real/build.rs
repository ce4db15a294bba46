//! Compiles expat, and for Linux libuv, from the C sources inside the `expat-sys` and `libuv-sys2` packages.
//!
//! Their own build scripts need cmake, and libclang for bindings. So the packages are dependencies for a platform that
//! does not exist: cargo downloads, checks and vendors them, and never builds them.

use std::{env, path::PathBuf, process::Command};

const COMMON: [&str; 12] = [
    "fs-poll",
    "idna",
    "inet",
    "random",
    "strscpy",
    "strtok",
    "thread-common",
    "threadpool",
    "timer",
    "uv-common",
    "uv-data-getter-setters",
    "version",
];

const UNIX: [&str; 23] = [
    "async",
    "core",
    "dl",
    "fs",
    "getaddrinfo",
    "getnameinfo",
    "linux",
    "loop",
    "loop-watcher",
    "pipe",
    "poll",
    "process",
    "procfs-exepath",
    "proctitle",
    "random-devurandom",
    "random-getrandom",
    "random-sysctl-linux",
    "signal",
    "stream",
    "tcp",
    "thread",
    "tty",
    "udp",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Where the headers are that the callbacks are compared with.
    for (name, krate, directory) in [
        ("EXPAT", "expat-sys", "expat/lib"),
        ("CURL", "curl-sys", "curl/include"),
        ("LMDB", "lmdb-rkv-sys", "lmdb/libraries/liblmdb"),
        ("SQLITE3", "libsqlite3-sys", "sqlite3"),
        ("UV", "libuv-sys2", "libuv/include"),
    ] {
        println!("cargo::rustc-env=CALLBACK_{name}_INCLUDE={}", package(krate).join(directory).display());
        // As the README has it.
        println!("cargo::rustc-env={name}_INCLUDE={}", package(krate).join(directory).display());
    }
    expat();
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        libuv();
    }
}

fn expat() {
    let sources = package("expat-sys").join("expat/lib");
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

fn libuv() {
    let libuv = package("libuv-sys2").join("libuv");
    let common = COMMON.map(|file| libuv.join("src").join(file).with_extension("c"));
    let unix = UNIX.map(|file| libuv.join("src/unix").join(file).with_extension("c"));
    cc::Build::new()
        .files(common)
        .files(unix)
        .include(libuv.join("include"))
        .include(libuv.join("src"))
        .define("_GNU_SOURCE", None)
        .define("_FILE_OFFSET_BITS", "64")
        .define("_LARGEFILE_SOURCE", None)
        .flag("-fno-strict-aliasing")
        .warnings(false)
        .compile("uv");
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
