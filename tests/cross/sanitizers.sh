#!/usr/bin/env bash
# The tests that cross into C under each sanitizer, and a bug on purpose that each has to report.
#
#   tests/cross/sanitizers.sh                  all of them
#   tests/cross/sanitizers.sh thread           these: address thread valgrind
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

# Threads of C call at once. Left out is what orders its threads by the standard library, whose locks are not seen (handles,
# slots), and what runs while a thread ends, when the sanitizer has gone already (s19).
thread() (
    export RUSTC_BOOTSTRAP=1 CFLAGS=-fsanitize=thread CARGO_TARGET_DIR=$cross/thread
    export RUSTFLAGS="--cfg emulated -Zsanitizer=thread -Cunsafe-allow-abi-mismatch=sanitizer"
    export TSAN_OPTIONS=suppressions=$files/files/thread.supp
    cargo test -q --no-fail-fast -p callback-tests --target "$host" --test soundness_reentry --test soundness_ownership
    cargo test -q -p callback-tests --target "$host" --test hostile -- --test-threads=1 threads:: outcomes:: lifetime:: --skip s19_
    plant race 'ThreadSanitizer: data race'
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

[ $# -gt 0 ] || set -- address thread valgrind
for sanitizer in "$@"; do
    step "$sanitizer"
    "$sanitizer"
done
