#!/usr/bin/env bash
# The fuzz targets under address sanitizer, each for so many seconds.
#
#   tests/cross/fuzz.sh 60                a minute each: macro, conversions, handles
#   tests/cross/fuzz.sh 3600 macro        an hour of one
#
# It needs no cargo-fuzz, which takes the same targets: `cargo fuzz run --fuzz-dir tests/fuzz macro`. Inputs are kept in
# target/cross/corpus; one that fails is named in the output.
set -euo pipefail
. "$(dirname "$0")/common.sh"
seconds=${1:-60}
shift || true
[ $# -gt 0 ] || set -- macro conversions handles

install g++
host=x86_64-unknown-linux-gnu
export RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$cross/fuzz
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Ccodegen-units=1 \
    -Cdebug-assertions -Zsanitizer=address"
cargo build -q --manifest-path tests/fuzz/Cargo.toml --target "$host" --bins
for target in "$@"; do
    step "$target for $seconds s"
    mkdir -p "$cross/corpus/$target"
    seeds=()
    [ "$target" != macro ] || seeds=(callback-macros/src/tests/golden)
    "$CARGO_TARGET_DIR/$host/debug/$target" -max_total_time="$seconds" -timeout=20 -max_len=8192 -print_final_stats=1 \
        -verbosity=0 -artifact_prefix="$cross/corpus/" "$cross/corpus/$target" "${seeds[@]}" 2>&1 | tee "$cross/fuzz.log" | tail -n 40
done
