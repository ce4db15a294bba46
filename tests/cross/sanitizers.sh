#!/usr/bin/env bash
# The tests that cross into C under each sanitizer, and a bug on purpose that each has to report.
#
#   tests/cross/sanitizers.sh                  all of them
#   tests/cross/sanitizers.sh thread cfi       these: address thread cfi valgrind
set -euo pipefail
. "$(dirname "$0")/common.sh"

host=x86_64-unknown-linux-gnu
tests=(--test abi --test arguments --test context --test errno --test outcome --test results --test scope --test strings
    --test soundness_ownership --test soundness_panics --test soundness_reentry --test hostile)

# The bug has to be reported in these words, and end the program.
planted() { # planted WORDS COMMAND…
    local words=$1 log=$cross/planted.log
    shift
    if "$@" >"$log" 2>&1; then
        echo "the planted bug was not noticed:" "$@"
        return 1
    fi
    grep -qE "$words" "$log" || { cat "$log"; echo "not reported as $words"; return 1; }
    echo "reports the planted bug: $words"
}

plant() { # plant BUG WORDS: runs the test of this name in tests/planted.rs
    planted "$2" cargo test -q -p callback-tests ${host:+--target "$host"} --test planted -- --ignored --exact --nocapture "$1"
}

# Undefined behaviour is that of C: what its own code does with what the callbacks gave it. Rust's runtime of address
# sanitizer has that of the other in it, so that one build does for both.
address() (
    export RUSTC_BOOTSTRAP=1 RUSTFLAGS="--cfg emulated -Zsanitizer=address" CARGO_TARGET_DIR=$cross/address
    export CFLAGS="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
    cargo test -q --no-fail-fast -p callback-tests --target "$host" "${tests[@]}"
    plant use_after_free 'heap-use-after-free'
    plant leak 'LeakSanitizer: detected memory leaks'
    plant overflow_in_c 'runtime error: signed integer overflow'
)

thread() (
    export RUSTC_BOOTSTRAP=1 CFLAGS=-fsanitize=thread CARGO_TARGET_DIR=$cross/thread
    export RUSTFLAGS="--cfg emulated -Zsanitizer=thread -Cunsafe-allow-abi-mismatch=sanitizer"
    cargo test -q --no-fail-fast -p callback-tests --target "$host" --test hostile --test soundness_reentry --test soundness_ownership
    plant race 'ThreadSanitizer: data race'
)

# Each call of a function pointer is checked against the signature that C's prototype has.
cfi() (
    use_build_std std,panic_unwind,test
    install clang-22 lld-22 llvm-22 libclang-rt-22-dev
    export RUSTFLAGS="--cfg emulated -Clinker-plugin-lto -Clinker=clang-22 -Clink-arg=-fuse-ld=lld-22 -Zsanitizer=cfi \
        -Zsanitizer-cfi-normalize-integers -Ccodegen-units=1"
    export CC=clang-22 AR=llvm-ar-22 CARGO_TARGET_DIR=$cross/cfi
    export CFLAGS="-flto=thin -fsanitize=cfi-icall -fvisibility=hidden -fsanitize-cfi-icall-experimental-normalize-integers"
    cargo test -q --no-fail-fast --release -p callback-tests --target "$host" --test results --test scope --test context
    planted 'SIGILL|signal: 4|SIGTRAP' cargo test -q --release -p callback-tests --target "$host" --test planted -- \
        --ignored --exact --nocapture other_signature
)

# Nothing is built for it: it runs what `cargo test` has built.
valgrind() (
    install valgrind
    unset CARGO_PROFILE_DEV_DEBUG
    export CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER="valgrind -q --error-exitcode=9 --leak-check=full \
        --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect"
    cargo test -q -p callback-tests --test hostile
    host= plant use_after_free 'Invalid (read|write)'
    host= plant leak 'definitely lost'
)

[ $# -gt 0 ] || set -- address thread cfi valgrind
for sanitizer in "$@"; do
    step "$sanitizer"
    "$sanitizer"
done
