//! `cbindgen` beside `Header`: cbindgen writes the plain items of a library from their source, and `Header` the callbacks that Rust exports,
//! whose C types the source does not show. C includes both.

use callback_runtime::arg::CName;
use callback_runtime::callback;
use callback_runtime::verify::header::Header;
use std::{cmp::Ordering, fs, path::Path, process::Command};

/// A place in the plane.
#[repr(C)]
#[derive(Debug)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

// As cbindgen writes it, with the style below.
impl CName for Point {
    const C_NAME: &'static str = "struct Point";
}

/// The distance to the origin.
#[unsafe(no_mangle)]
pub extern "C" fn point_norm(x: f64, y: f64) -> f64 {
    x.hypot(y)
}

/// Compares distances to the origin: for `qsort`.
#[callback]
#[unsafe(no_mangle)]
pub extern "C" fn point_compare(a: &Point, b: &Point) -> Ordering {
    point_norm(a.x, a.y).total_cmp(&point_norm(b.x, b.y))
}

const PROGRAM: &str = r#"
#include "point.h"
#include "point_callbacks.h"
#include <stdlib.h>
void by_norm(struct Point *points, size_t n) {
    int (*compare)(const struct Point *, const struct Point *) = point_compare;
    qsort(points, n, sizeof *points, (int (*)(const void *, const void *))compare);
}
"#;

/// Writes both headers to a folder, as a build script or a test would.
fn write(folder: &Path) -> std::io::Result<()> {
    let mut config =
        cbindgen::Config { language: cbindgen::Language::C, style: cbindgen::Style::Tag, ..Default::default() };
    config.pragma_once = true;
    // The struct is named by callbacks alone, which are left to `Header`.
    config.export.include = vec!["Point".to_owned()];
    config.export.exclude = vec!["point_compare".to_owned()];
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cbindgen.rs");
    let bindings =
        cbindgen::Builder::new().with_config(config).with_src(source).generate().expect("the source is Rust");
    bindings.write_to_file(folder.join("point.h"));
    Header::new("point_callbacks.h")
        .include("point.h")
        .callback::<point_compare>()
        .write(folder.join("point_callbacks.h"))?;
    fs::write(folder.join("sort.c"), PROGRAM)
}

fn main() -> std::io::Result<()> {
    let folder = std::env::temp_dir().join(format!("cbindgen-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    write(&folder)?;
    let compiled = Command::new("cc")
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-I.", "-fsyntax-only", "sort.c"])
        .current_dir(&folder)
        .status()?;
    println!("{}", fs::read_to_string(folder.join("point_callbacks.h"))?);
    assert!(compiled.success());
    fs::remove_dir_all(folder)
}
