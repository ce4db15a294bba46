#!/usr/bin/env bash
# The tests that depend on a C compiler, with clang: the C peer, and the comparisons with headers.
#
#   tests/cross/clang.sh                    the tests named below
#   tests/cross/clang.sh --test verify      arguments of cargo test
set -euo pipefail
. "$(dirname "$0")/common.sh"

install clang
export CC=clang CARGO_TARGET_DIR=$cross/clang
# Those in which the C compiler decides: its calling convention, its types, and what it prints of a difference.
tests=(--test abi --test complex --test enums --test header --test results --test va_list --test variadic --test vectors
    --test verify --test verify_declared --test verify_forms --test verify_shapes --test wide)
[ $# = 0 ] || tests=("$@")
step "clang"
cargo test -q --no-fail-fast -p callback-tests "${tests[@]}"
