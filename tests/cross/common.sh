# What the scripts of this directory share; sourced, never run. They install what they need from Debian's packages, as root.
# Everything they build is under target/cross.

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
files=$root/tests/cross
cross=$root/target/cross
mkdir -p "$cross"
export CARGO_TERM_COLOR=never
# Most of the time here goes to building the tests for each target: without optimisation it takes half, and without what a debugger
# needs. `profiles.sh` has the levels of optimisation.
export CARGO_PROFILE_DEV_OPT_LEVEL=0 CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0 CARGO_NET_RETRY=10

step() { printf '\n== %s\n' "$*"; }

# A command that fetches: tried three times, since a mirror may be out of reach for a minute. What it prints is shown if it fails.
fetching() { # fetching COMMAND…
    local try
    for try in 1 2 3; do
        "$@" >"$cross/fetching.log" 2>&1 && return
        printf 'try %s failed: %s\n' "$try" "$*" >&2
        tail -n 20 "$cross/fetching.log" >&2
        df -h "$cross" >&2
        sleep $((try * 20))
    done
    return 1
}

install() { # install PACKAGE…, those that are missing
    local package missing=()
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return
    fetching apt-get -o DPkg::Lock::Timeout=900 update -qq
    DEBIAN_FRONTEND=noninteractive fetching apt-get -o DPkg::Lock::Timeout=900 -o Dpkg::Use-Pty=0 \
        install -qq -y --no-install-recommends "${missing[@]}"
}

# A Rust that brings the source of its standard library, for targets that have none built: Debian's, beside that of rustup.
# `use_build_std CRATES`; RUSTC_BOOTSTRAP is what lets a release build the library.
use_build_std() {
    install rustc-web cargo-web rust-web-src libstd-rust-web-dev
    export PATH=/usr/bin:$PATH RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc
    # Says to the tests that they are not on the machine that builds them: it leaves out the compile errors.
    export RUSTFLAGS="${RUSTFLAGS:-} --cfg emulated"
    export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=$1 CARGO_TARGET_DIR=$cross/build
}
