//! Compiles `mixer.c`, and has bindgen declare it, with `#[callback]` on the block.

use std::{env, fs, path::Path};

fn main() {
    for file in ["mixer.c", "mixer.h"] {
        println!("cargo::rerun-if-changed=../src/{file}");
    }
    cc::Build::new().file("../src/mixer.c").compile("mixer");
    let bindings = bindgen::builder()
        .header("../src/mixer.h")
        .allowlist_item("mixer_.*")
        .rust_target(bindgen::RustTarget::stable(85, 0).expect("a version"))
        .rust_edition(bindgen::RustEdition::Edition2024)
        .merge_extern_blocks(true)
        .generate()
        .expect("mixer.h is C");
    // The attribute stands on bindgen's own block, whose text is not changed.
    let attribute = "#[::callback_runtime::callback]\n";
    let text = bindings.to_string().replace("unsafe extern \"C\" {", &format!("{attribute}unsafe extern \"C\" {{"));
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("mixer.rs"), text).expect("the folder is writable");
}
