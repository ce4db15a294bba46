#!/usr/bin/env bash
# The runtime compiled for systems on which nothing here can run it.
#
#   tests/cross/check.sh                            every target
#   tests/cross/check.sh aarch64-apple-darwin …     these
set -euo pipefail
. "$(dirname "$0")/common.sh"

all=(
    aarch64-apple-darwin
    aarch64-linux-android
    aarch64-unknown-linux-musl
    wasm32-unknown-unknown
    wasm32-wasip1
    x86_64-pc-windows-msvc
    x86_64-unknown-freebsd
)
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=("${all[@]}")
export RUSTFLAGS="-D warnings"
use_build_std std,panic_unwind
for target in "${targets[@]}"; do
    step "$target"
    cargo check -q -p callback-runtime --target "$target" --all-features
    cargo check -q -p callback-runtime --target "$target" --no-default-features
done
