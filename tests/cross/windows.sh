#!/usr/bin/env bash
# The tests on Windows: built with MinGW, run by Wine with a display of its own.
#
#   tests/cross/windows.sh x64                            the suite, and the scenarios against Wine's own libraries
#   tests/cross/windows.sh x86                            the same for 32 bits, where stdcall and cdecl differ
#   tests/cross/windows.sh x64 cargo run --example NAME   any command of cargo, with linker and runner set; the target is `$TARGET`
#
# 32-bit Wine lives in an i386 system of its own (debootstrap), which the runner enters.
set -euo pipefail
bits=$1
shift
. "$(dirname "$0")/common.sh"

install wine wine64 xvfb xauth fonts-dejavu-core
use_build_std std,panic_unwind,test
export WINEDEBUG=${WINEDEBUG:--all}

# A display for the windows to be on. Xvfb takes a number that is free and tells it.
exec 3>"$cross/display"
Xvfb -displayfd 3 -screen 0 1024x768x24 -nolisten tcp >/dev/null 2>&1 &
server=$!
wine_server=(wineserver)
trap '"${wine_server[@]}" -k 2>/dev/null || true; kill "$server" 2>/dev/null || true' EXIT
exec 3>&-
for _ in $(seq 100); do [ -s "$cross/display" ] && break; sleep 0.1; done
export DISPLAY=:$(cat "$cross/display")

x64() {
    export TARGET=x86_64-pc-windows-gnu
    install gcc-mingw-w64-x86-64-posix
    export WINEPREFIX=$cross/wine64 WINEARCH=win64
    [ -e "$WINEPREFIX/system.reg" ] || { wine wineboot -i && wineserver -w; }
    x86_64-w64-mingw32-gcc -O2 -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" \
        "$files/files/bcryptprimitives.c" -ladvapi32
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
    export CC_x86_64_pc_windows_gnu=x86_64-w64-mingw32-gcc AR_x86_64_pc_windows_gnu=x86_64-w64-mingw32-ar
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=/usr/lib/wine/wine64
}

fresh() { # fresh FOLDER COMMAND…, without what an earlier try left there
    rm -rf "$1"
    shift
    "$@"
}

x86() {
    export TARGET=i686-pc-windows-gnu
    install gcc-mingw-w64-i686-posix debootstrap
    local system=$cross/i386 sysroot
    # Its folder appears when all is in it.
    [ -e "$system/bin/bash" ] || {
        fetching fresh "$system.new" debootstrap --arch=i386 --variant=minbase --include=ca-certificates bookworm "$system.new"
        mv "$system.new" "$system"
    }
    # The mounts are in a namespace of their own, which ends with the program.
    cat >"$cross/in-i386" <<EOT
#!/bin/bash
exec unshare -m --propagation private bash -c '
    mkdir -p $system/cross $system/build
    mount -t proc proc $system/proc
    mount --bind /dev $system/dev
    mount --bind /tmp $system/tmp
    mount --bind / $system/build
    exec linux32 chroot $system "\$@"' in-i386 "\$@"
EOT
    chmod +x "$cross/in-i386"
    [ -e "$system/usr/lib/wine/wine" ] || fetching "$cross/in-i386" bash -c \
        'export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && apt-get install -qq -y --no-install-recommends wine32 wine'
    cat >"$system/run-wine" <<'EOT'
#!/bin/bash
export WINEPREFIX=/wine32 HOME=/
[ "$1" = wineserver ] || set -- wine "$@"
exec "$@"
EOT
    chmod +x "$system/run-wine"
    wine_server=("$cross/in-i386" /run-wine wineserver)
    [ -e "$system/wine32/system.reg" ] || { "$cross/in-i386" /run-wine wineboot -i; sleep 3; }
    i686-w64-mingw32-gcc -O2 -shared -Wl,--kill-at -o "$system/wine32/drive_c/windows/system32/bcryptprimitives.dll" \
        "$files/files/bcryptprimitives.c" -ladvapi32
    cat >"$cross/wine32-runner" <<EOT
#!/bin/bash
program=\$(realpath "\$1"); shift
exec "$cross/in-i386" /run-wine "/build\$program" "\$@"
EOT
    chmod +x "$cross/wine32-runner"
    # These two register the unwind tables of a program on this target, and building the library does not make them.
    sysroot=$("$RUSTC" --print sysroot)/lib/rustlib
    mkdir -p "$sysroot/$TARGET/lib"
    for object in rsbegin rsend; do
        "$RUSTC" --target "$TARGET" --emit=obj -o "$sysroot/$TARGET/lib/$object.o" \
            "$sysroot/src/rust/library/rtstartup/$object.rs"
    done
    export CARGO_TARGET_I686_PC_WINDOWS_GNU_LINKER=i686-w64-mingw32-gcc
    export CC_i686_pc_windows_gnu=i686-w64-mingw32-gcc AR_i686_pc_windows_gnu=i686-w64-mingw32-ar
    export CARGO_TARGET_I686_PC_WINDOWS_GNU_RUNNER=$cross/wine32-runner
}

case $bits in
x64 | x86) "$bits" ;;
*) echo "x64 or x86, not $bits" >&2; exit 2 ;;
esac
# One server for all programs: it ends some seconds after the last one otherwise, and was seen to do so while the next one connected.
"${wine_server[@]}" -k 2>/dev/null || true
"${wine_server[@]}" -p
export CARGO_BUILD_TARGET=$TARGET
if [ $# -gt 0 ]; then
    "$@"
    exit
fi
step "the suite on $TARGET"
cargo test --no-fail-fast -p callback-tests
step "the scenarios on $TARGET"
cargo test --no-fail-fast --manifest-path tests/windows/Cargo.toml
step "the report on $TARGET"
cargo run --manifest-path tests/windows/Cargo.toml --example windows_report
step "callbacks beside windows-sys on $TARGET"
cargo run --manifest-path tests/windows/Cargo.toml --example windows_sys
