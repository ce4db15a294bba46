#!/usr/bin/env bash
# Mutants of single files: each is a small bug, and a test has to notice it.
#
#   tests/cross/mutants.sh callback-runtime/src/frame/core.rs callback-runtime/src/registry/numbers.rs
#   TESTS="--test buffers --test arguments" tests/cross/mutants.sh callback-runtime/src/value/buffer.rs
#   tests/cross/mutants.sh callback-macros/src/grammar/args.rs      with its own tests but for the slow one
#   tests/cross/mutants.sh model        state.rs, holds.rs and record.rs of the runtime, under the model checker of tests/loom
#
# The tests are those of the hostile peer where `TESTS` names none; `MUTANTS` has further arguments of cargo-mutants.
# It needs `cargo install cargo-mutants`, and for each mutant the time that it takes to build and run the tests: it is not for CI.
# What nobody noticed is listed as MISSED, and is in target/cross/mutants/mutants.out/missed.txt.
set -euo pipefail
. "$(dirname "$0")/common.sh"
[ $# -gt 0 ] || { sed -n '2,/^set/{/^#/p}' "$0"; exit 2; }

# Mutants are made in a copy of the sources. Who takes a minute hangs.
mkdir -p "$cross/mutants/tmp"
export TMPDIR=$cross/mutants/tmp
read -ra further <<<"${MUTANTS:-}"
mutants() {
    cargo mutants --output "$cross/mutants" --baseline skip --timeout "${TIMEOUT:-60}" --jobs 1 --no-shuffle --colors never \
        --cap-lints true "${further[@]}" "$@"
}

if [ "$1" = model ]; then
    # The model has the files by their paths; in a copy of it they are its own.
    model=$cross/model
    rm -rf "$model"
    mkdir -p "$model"
    cp -r tests/loom/. callback-runtime/src/{frame/state,frame/holds,registry/record}.rs "$model/"
    mv "$model"/{state,holds,record}.rs "$model/src/"
    sed -i -e '/^#!\[cfg(test)\]/d' -e 's|\.\./\.\./\.\./callback-runtime/src/[a-z]*/||' "$model/src/lib.rs"
    mutants --dir "$model" --gitignore false --file src/state.rs --file src/holds.rs --file src/record.rs
    exit
fi
files=()
for file in "$@"; do files+=(--file "$file"); done
if [[ $1 = callback-macros/* ]]; then
    mutants --package callback-macros "${files[@]}" -- --lib -- --skip no_edit_makes_it_panic
    exit
fi
read -ra tests <<<"${TESTS:---test hostile}"
export CARGO_PROFILE_DEV_OPT_LEVEL=0 RUSTFLAGS="--cfg emulated"
mutants --test-package callback-tests "${files[@]}" -- "${tests[@]}"
