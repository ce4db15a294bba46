#!/usr/bin/env bash
# The packages as a registry has them, outside of the workspace: what cargo says when they are published, their
# doctests, and the examples of README in crates of three editions.
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

for features in "" --all-features; do
    step "doctests of the package ${features:-with default features}"
    (cd "$runtime" && cargo test -q --doc "${patch[@]}" $features)
done

for edition in 2018 2021 2024; do
    step "README in a crate of edition $edition"
    user=$out/users/$edition
    mkdir -p "$user/examples"
    cat >"$user/Cargo.toml" <<EOT
[package]
name = "user-$edition"
version = "0.0.0"
edition = "$edition"
publish = false

[lib]
path = "lib.rs"

[dependencies]
callback-runtime = { path = "$runtime" }
libc = "0.2.150"

[workspace]
EOT
    : >"$user/lib.rs"
    # Each block of code that is compiled as a doctest becomes a program.
    awk -v folder="$user/examples" '
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
    for example in "$user"/examples/*.rs; do
        if [ "$edition" = 2018 ] && grep -q '[^a-z]c"' "$example"; then
            echo "$(basename "$example") has C string literals, which edition 2018 has not"
            continue
        fi
        (cd "$user" && cargo run -q "${patch[@]}" --example "$(basename "$example" .rs)")
        echo "$(basename "$example") runs"
    done
done
