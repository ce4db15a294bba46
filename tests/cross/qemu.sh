#!/usr/bin/env bash
# The tests that need no large C library, on other Linux targets under qemu's user mode.
#
#   tests/cross/qemu.sh                                 every target, every test
#   tests/cross/qemu.sh s390x armv7                     these
#   tests/cross/qemu.sh s390x -- --test results wide    arguments of cargo test
#
# Another width (i686, armv7), another order of bytes (s390x), other rules for small results, structs by value and `_Bool`.
set -euo pipefail
. "$(dirname "$0")/common.sh"

all=(aarch64 armv7 i686 riscv64 s390x powerpc64le)
targets=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do targets+=("$1"); shift; done
[ $# = 0 ] || shift
[ ${#targets[@]} -gt 0 ] || targets=("${all[@]}")
arguments=("$@")

install qemu-user
use_build_std std,panic_unwind,test

run() { # run TRIPLE GNU-TRIPLE QEMU LIBC-PACKAGE
    local name=${1^^}
    name=${name//-/_}
    install "gcc-$2" "$4"
    export "CARGO_TARGET_${name}_LINKER=$2-gcc" "CC_${1//-/_}=$2-gcc" "AR_${1//-/_}=$2-ar"
    # The tests that run themselves once more do it under the same emulator. The path keeps the loader from the host's cache, which
    # knows libraries of 32 bits where somebody has installed them.
    export CALLBACK_TESTS_RUNNER="qemu-$3 -E LD_LIBRARY_PATH=/usr/$2/lib -L /usr/$2"
    export "CARGO_TARGET_${name}_RUNNER=$CALLBACK_TESTS_RUNNER"
    step "$1"
    cargo test --no-fail-fast --target "$1" -p callback-tests "${arguments[@]}"
}

for target in "${targets[@]}"; do
    case $target in
    aarch64) run aarch64-unknown-linux-gnu aarch64-linux-gnu aarch64 libc6-dev-arm64-cross ;;
    armv7) run armv7-unknown-linux-gnueabihf arm-linux-gnueabihf arm libc6-dev-armhf-cross ;;
    i686) run i686-unknown-linux-gnu i686-linux-gnu i386 libc6-dev-i386-cross ;;
    riscv64) run riscv64gc-unknown-linux-gnu riscv64-linux-gnu riscv64 libc6-dev-riscv64-cross ;;
    s390x) run s390x-unknown-linux-gnu s390x-linux-gnu s390x libc6-dev-s390x-cross ;;
    powerpc64le) run powerpc64le-unknown-linux-gnu powerpc64le-linux-gnu ppc64le libc6-dev-ppc64el-cross ;;
    *) echo "no target $target; there are ${all[*]}" >&2; exit 2 ;;
    esac
done
