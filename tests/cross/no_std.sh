#!/usr/bin/env bash
# Without `std`: a static library for a target without an operating system, linked into a C program that calls it; once
# without an allocator and once with one. And the crate alone for a microcontroller.
set -euo pipefail
. "$(dirname "$0")/common.sh"

install gcc
RUSTFLAGS=
use_build_std core,alloc
target=x86_64-unknown-none
# A kernel's code model does not fit a program, and without these the compiler makes no use of floats.
export RUSTFLAGS="-C code-model=small -C relocation-model=pic"
for features in "" alloc; do
    step "$target ${features:-without an allocator}"
    cargo build --manifest-path tests/no_std/Cargo.toml --target "$target" --features "$features" --release
    gcc -O2 -Wall -Wextra -Werror ${features:+-DWITH_ALLOC} -o "$cross/no_std" tests/no_std/c/main.c \
        "$CARGO_TARGET_DIR/$target/release/libcallback_no_std.a"
    "$cross/no_std"
    # Whoever made use of std would be seen here.
    ! nm -C "$cross/no_std" | grep -E ' (std::|_Unwind_RaiseException)'
done

step "thumbv7em-none-eabi"
RUSTFLAGS= cargo build --manifest-path tests/no_std/Cargo.toml --target thumbv7em-none-eabi --features alloc --release
