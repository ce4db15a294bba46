#!/usr/bin/env bash
# The tests as users build them: each `opt-level`, link-time optimisation, and `panic = "abort"`.
#
#   tests/cross/profiles.sh            all of them
#   tests/cross/profiles.sh lto abort  these: 0 1 2 3 s lto abort
#
# Release builds are without debug assertions, as they are by default.
set -euo pipefail
. "$(dirname "$0")/common.sh"

export CARGO_TARGET_DIR=$cross/profiles RUSTFLAGS="--cfg emulated"
tests=(--test abi --test arguments --test context --test errno --test outcome --test results --test scope --test strings
    --test soundness_reentry --test hostile)

optimised() { # optimised LEVEL LTO
    CARGO_PROFILE_RELEASE_OPT_LEVEL=$1 CARGO_PROFILE_RELEASE_LTO=$2 cargo test -q --release -p callback-tests "${tests[@]}"
}

# A panic ends the process there: all but what panics has to be as ever. Each test runs in a process of its own.
abort() {
    RUSTC_BOOTSTRAP=1 CARGO_PROFILE_DEV_PANIC=abort cargo test -q -Z panic-abort-tests -p callback-tests \
        --test arguments --test context --test results --test strings
}

[ $# -gt 0 ] || set -- 0 1 2 3 s lto abort
for profile in "$@"; do
    step "$profile"
    case $profile in
    lto) optimised 3 fat ;;
    abort) abort ;;
    *) optimised "$profile" off ;;
    esac
done
