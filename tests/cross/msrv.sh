#!/usr/bin/env bash
# The tests with the oldest compiler that is supported, and with the oldest versions of the dependencies.
#
#   tests/cross/msrv.sh                       both
#   tests/cross/msrv.sh cargo test -p NAME    any command with Rust 1.85
#
# The compiler is Debian's, unpacked beside what is installed.
set -euo pipefail
. "$(dirname "$0")/common.sh"

version=1.85.0+dfsg3-1~deb12u3
rust=$cross/rust-1.85
if [ ! -x "$rust/usr/bin/rustc" ]; then
    fetching apt-get -o DPkg::Lock::Timeout=900 update -qq
    mkdir -p "$rust/deb"
    (
        cd "$rust/deb"
        fetching apt-get download -qq "rustc-web=$version" "cargo-web=$version" "libstd-rust-web-1.85=$version" \
            "libstd-rust-web-dev=$version" libllvm19 libpcre3 libhttp-parser2.9
        for package in *.deb; do dpkg -x "$package" "$rust"; done
    )
fi
old() { # old COMMAND…
    LD_LIBRARY_PATH=$rust/lib/x86_64-linux-gnu:$rust/usr/lib/x86_64-linux-gnu:$rust/usr/lib PATH=$rust/usr/bin:$PATH \
        RUSTC=$rust/usr/bin/rustc RUSTDOC=$rust/usr/bin/rustdoc CARGO_TARGET_DIR=$cross/msrv \
        RUSTFLAGS="--cfg emulated" "$@"
}
if [ $# -gt 0 ]; then
    old "$@"
    exit
fi

# A copy of what the registry would have, so that nothing else of the workspace has a say in the versions.
copy=$cross/minimal
rm -rf "$copy"
mkdir -p "$copy"
git ls-files -z --cached callback-macros callback-runtime tests README.md Cargo.toml | xargs -0 cp --parents -t "$copy"
members='members = ["callback-macros", "callback-runtime", "tests"]'
sed -i "s|^members = .*|$members|" "$copy/Cargo.toml"
cd "$copy"

step "Rust 1.85"
CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback cargo generate-lockfile -q
# All but the doctests: they show variadic callbacks too, which need a newer compiler.
old cargo test -q --no-fail-fast -p callback-tests
old cargo build -q -p callback-runtime --no-default-features

step "the oldest versions of the dependencies"
# The tests' own dependencies do not go together in their oldest versions; these tests do without.
sed -i -E '/^(serde|serde_json|slotmap|trybuild|corosensei) /d' tests/Cargo.toml
rm Cargo.lock
RUSTC_BOOTSTRAP=1 cargo generate-lockfile -q -Z direct-minimal-versions
grep -A1 -E '^name = "(syn|quote|proc-macro2|libc)"' Cargo.lock | grep -v -- --
# The macro has to write what it always does, and the runtime to find in them what it needs.
export CARGO_TARGET_DIR=$cross/minimal-target RUSTFLAGS="--cfg emulated"
cargo test -q -p callback-macros golden
cargo test -q -p callback-tests --test declare --test errno --test strings
