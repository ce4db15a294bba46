#!/usr/bin/env bash
# The packages as a registry has them, outside of the workspace: what cargo says when they are published, their
# doctests and documentation, and the examples of README in crates of three editions with default and all features.
#
#   tests/packages.sh
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_COLOR=never
out=$PWD/target/packages
rm -rf "$out/package" "$out/unpacked" "$out/users"
mkdir -p "$out/unpacked" "$out/users"

step() { printf '\n== %s\n' "$*"; }

step "publishing without an upload"
cargo publish --dry-run -p callback-macros -p callback-runtime --target-dir "$out" 2>&1 | tee "$out/publish.log"
if grep -E '^(warning|error)' "$out/publish.log" | grep -v 'aborting upload due to dry run'; then
    echo "cargo has something to say of the packages" >&2
    exit 1
fi

cp -r "$out"/package/callback-*-*/ "$out/unpacked"
macros=$(echo "$out"/unpacked/callback-macros-*) runtime=$(echo "$out"/unpacked/callback-runtime-*)
for package in "$macros" "$runtime"; do
    ls "$package"/README.md "$package"/LICENSE-MIT "$package"/LICENSE-APACHE >/dev/null
    # A workspace of its own.
    printf '\n[workspace]\n' >>"$package/Cargo.toml"
done
export CARGO_TARGET_DIR=$out/build
patch=(--config "patch.crates-io.callback-macros.path = '$macros'")
both=("${patch[@]}" --config "patch.crates-io.callback-runtime.path = '$runtime'")

for features in "" --all-features; do
    step "doctests and documentation of the package ${features:-with default features}"
    (cd "$runtime" && cargo test -q --doc "${patch[@]}" $features)
    (cd "$runtime" && RUSTDOCFLAGS="-D warnings" cargo doc -q --no-deps "${patch[@]}" $features)
done
step "documentation of the attribute alone, and as docs.rs builds it"
(cd "$macros" && RUSTDOCFLAGS="-D warnings" cargo doc -q --no-deps)
(cd "$runtime" && RUSTC_BOOTSTRAP=1 RUSTDOCFLAGS="-D warnings --cfg docsrs" cargo doc -q --no-deps "${patch[@]}" --all-features)

# Each block of README that is compiled as a doctest becomes a program. Edition 2018 has no C string literals.
programs() { # programs EDITION FOLDER
    awk -v folder="$2" '
        /^```rust$/ { inside = 1; text = ""; next }
        /^```$/ && inside {
            inside = 0
            file = folder "/readme_" ++count ".rs"
            if (text !~ /fn main\(/)
                text = "fn main() -> Result<(), Box<dyn std::error::Error>> {\n" text "}\n"
            printf "%s", text > file
            close(file)
            next
        }
        inside && /^# Ok::/ { text = text "Ok(())\n"; next }
        inside { sub(/^# /, ""); text = text $0 "\n" }
    ' README.md
    if [ "$1" = 2018 ]; then
        sed -i -E 's/\bc("[^"]*)"/CStr::from_bytes_with_nul(b\1\\0").unwrap()/g' "$2"/*.rs
    fi
}

# As `cargo add callback-runtime` writes it, and with the features that a user may add.
for edition in 2018 2021 2024; do
    for features in '' ', features = ["verify"]'; do
        step "README in a crate of edition $edition${features:+ with all features}"
        user=$out/users/$edition${features:+-all}
        mkdir -p "$user/examples"
        cat >"$user/Cargo.toml" <<EOT
[package]
name = "user"
version = "0.0.0"
edition = "$edition"
publish = false

[lib]
path = "lib.rs"

[dependencies]
callback-runtime = { version = "0.1.0"$features }
libc = "0.2.150"

[workspace]
EOT
        : >"$user/lib.rs"
        programs "$edition" "$user/examples"
        (cd "$user" && cargo build -q "${both[@]}" --examples)
        for example in "$user"/examples/*.rs; do
            example=$(basename "$example" .rs)
            (cd "$user" && cargo run -q "${both[@]}" --example "$example")
            echo "$example runs"
        done
    done
done
