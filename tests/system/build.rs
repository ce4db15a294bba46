//! Finds the libraries, and says which packages are missing where one is.

use std::process::exit;

/// The `pkg-config` name of each library, and its Debian package.
const LIBRARIES: [(&str, &str); 15] = [
    ("fuse3", "libfuse3-dev"),
    ("gio-2.0", "libglib2.0-dev"),
    ("libarchive", "libarchive-dev"),
    ("libavformat", "libavformat-dev"),
    ("libavutil", "libavutil-dev"),
    ("libcrypto", "libssl-dev"),
    ("libevent", "libevent-dev"),
    ("libgit2", "libgit2-dev"),
    ("libjpeg", "libjpeg62-turbo-dev"),
    ("libpcap", "libpcap-dev"),
    ("libpcre2-8", "libpcre2-dev"),
    ("libssl", "libssl-dev"),
    ("libtiff-4", "libtiff-dev"),
    ("lua5.4", "liblua5.4-dev"),
    ("nlopt", "libnlopt-dev"),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let missing: Vec<&str> = LIBRARIES.iter().filter(|(name, _)| !link(name)).map(|(_, package)| *package).collect();
    if !missing.is_empty() {
        println!("cargo::error=a library is missing: apt-get install --no-install-recommends {}", missing.join(" "));
        exit(1);
    }
}

/// Links a library, and says why where it is not there.
fn link(name: &str) -> bool {
    match pkg_config::Config::new().probe(name) {
        Ok(_) => true,
        Err(error) => {
            eprintln!("{error}");
            false
        }
    }
}
