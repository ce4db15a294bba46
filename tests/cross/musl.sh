#!/usr/bin/env bash
# A part of the tests with musl in place of glibc, linked statically, on this machine.
#
#   tests/cross/musl.sh                          the tests named below
#   tests/cross/musl.sh --test errno --test abi  arguments of cargo test
#
# The standard library is built here. Its unwinder is gcc's, which wants a function of glibc.
set -euo pipefail
. "$(dirname "$0")/common.sh"

install musl-tools
libraries=$cross/musl
mkdir -p "$libraries"
musl-gcc -O2 -Wall -Wextra -c -o "$libraries/musl.o" "$files/files/musl.c"
cp "$(gcc -print-file-name=libgcc_eh.a)" "$libraries/libunwind.a"
ar r "$libraries/libunwind.a" "$libraries/musl.o"

use_build_std std,panic_unwind,test
export CC_x86_64_unknown_linux_musl=musl-gcc CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_LINKER=musl-gcc
RUSTFLAGS+=" -Clink-self-contained=no -Crelocation-model=static -Lnative=$libraries -Lnative=/usr/lib/x86_64-linux-musl"
tests=(--test abi --test arguments --test arrays --test context --test errno --test enums --test leave --test outcome --test owners
    --test results --test scope --test strings --test tables --test numbers --test soundness_threads)
[ $# = 0 ] || tests=("$@")
step "x86_64-unknown-linux-musl"
cargo test -q --no-fail-fast --target x86_64-unknown-linux-musl -p callback-tests "${tests[@]}"
