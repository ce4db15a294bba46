#!/usr/bin/env bash
# The tests that cross into C under each sanitizer, and a bug on purpose that each has to report.
#
#   tests/cross/sanitizers.sh                  all of them
#   tests/cross/sanitizers.sh thread           these: address thread valgrind cfi
set -euo pipefail
. "$(dirname "$0")/common.sh"

host=x86_64-unknown-linux-gnu
tests=(--test abi --test arguments --test context --test errno --test outcome --test results --test scope --test strings
    --test soundness_ownership --test soundness_panics --test soundness_reentry --test hostile --test twin)

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
    planted "$2" cargo test -q ${release:-} -p callback-tests ${host:+--target "$host"} --test planted -- --ignored --exact --nocapture "$1"
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
# slots), what ends by fences, which the sanitizer does not model (s73), and what runs while a thread ends, when it has gone already (s19).
thread() (
    export RUSTC_BOOTSTRAP=1 CFLAGS=-fsanitize=thread CARGO_TARGET_DIR=$cross/thread
    export RUSTFLAGS="--cfg emulated -Zsanitizer=thread -Cunsafe-allow-abi-mismatch=sanitizer"
    export TSAN_OPTIONS=suppressions=$files/files/thread.supp
    cargo test -q --no-fail-fast -p callback-tests --target "$host" --test soundness_reentry --test soundness_ownership
    cargo test -q -p callback-tests --target "$host" --test hostile -- --test-threads=1 threads:: outcomes:: lifetime:: \
        --skip s19_ --skip s73_calls_and_ends_of_all_kinds
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

# Control-flow integrity: C dies where it calls a function of another signature than its pointer has, and Rust likewise. Numbers
# are compared by width and sign, pointers by `const` alone. What is the same call and not the same name is not in these tests:
# `const T *` for C's `T *`, `MaybeUninit<bool>` for `_Bool`, `Option<fn()>` for a function. Left out are calls by another
# convention (s34), panics for which the standard library prints a backtrace whatever is set: it breaks its own rules there, and
# an optional closure in a box, which dies at the call of the box, inside of Rust: why was not found out.
cfi() (
    # The last one has the list of what the C compiler leaves alone.
    install clang-22 lld-22 llvm-22 libclang-rt-22-dev
    use_build_std std,panic_unwind,test
    local flags="-fsanitize-cfi-icall-generalize-pointers -fsanitize-cfi-icall-experimental-normalize-integers"
    export CARGO_TARGET_DIR=$cross/cfi CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1 RUST_BACKTRACE=0
    export CC_x86_64_unknown_linux_gnu=clang-22 AR_x86_64_unknown_linux_gnu=llvm-ar-22
    export CFLAGS_x86_64_unknown_linux_gnu="-flto=thin -fvisibility=hidden -fsanitize=cfi-icall $flags"
    clang-22 $CFLAGS_x86_64_unknown_linux_gnu -O2 -c -o "$cross/minstack.o" "$files/files/minstack.c"
    RUSTFLAGS+=" -Zsanitizer=cfi -Zsanitizer-cfi-normalize-integers -Zsanitizer-cfi-generalize-pointers"
    RUSTFLAGS+=" -Clinker-plugin-lto -Clinker=clang-22 -Clink-arg=-fuse-ld=lld-22 -Clink-arg=$cross/minstack.o"
    export RUSTFLAGS+=" -Clink-arg=-Wl,--export-dynamic-symbol=__pthread_get_minstack"
    cargo test -q --release --no-fail-fast -p callback-tests --target "$host" --test declare_kept --test embedding --test errno \
        --test hostile --test on_fail --test owned --test release --test soundness_ownership --test soundness_panics \
        --test soundness_reentry --test tables \
        -- --skip s34_ --skip s23_payload_left_behind_by_the_body --skip s25_callback_panics_while_the_thread_unwinds --skip an_optional_closure
    release=--release plant another_signature 'signal: 4, SIGILL'
)

[ $# -gt 0 ] || set -- address thread valgrind cfi
for sanitizer in "$@"; do
    step "$sanitizer"
    "$sanitizer"
done
