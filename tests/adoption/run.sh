#!/usr/bin/env bash
# Published crates whose trampolines are replaced by callbacks of ours: they pass their own tests, and ours.
#
#   tests/adoption/run.sh [CRATE…]
#
# ADOPTION_SIDES="before after" are the sides that are run, and ADOPTION_OUT is the folder of sources and builds.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${ADOPTION_OUT:-$here/../../target/adoption}
mkdir -p "$out"
out=$(cd "$out" && pwd)
export CARGO_TERM_COLOR=never CARGO_TARGET_DIR=$out/build CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_TEST_DEBUG=0
# Each side is built once, and panics of tests are not of interest.
export CARGO_INCREMENTAL=0 RUST_BACKTRACE=0

# Name, version, features and tests of the crates. Of curl all but `atexit` and `protocols`, which need a network; git2 is built
# without ssh and https, which need no callbacks.
versions() {
    cat <<'EOT'
curl 0.4.47 default --lib --test easy --test multi --test post
rusqlite 0.32.1 bundled,collation,functions,hooks,trace,unlock_notify,vtab,window --lib --test vtab --test config_log
git2 0.19.0 unstable --lib --test add_extensions --test get_extensions --test remove_extensions --test global_state
EOT
}

# Dependencies that nothing which is run here has: git2's are for its examples.
unneeded() {
    case $1 in
        git2) echo clap time ;;
    esac
}

# C libraries that are built from source. Their own speed is not of interest, and takes the longest to build.
libraries() {
    case $1 in
        git2) echo libgit2-sys libz-sys ;;
        rusqlite) echo libsqlite3-sys ;;
    esac
}

# Copies the sources of a crate, as the registry has them.
unpack() {
    local name=$1 version=$2 to=$3
    rm -rf "$to" "$out/fetch"
    mkdir -p "$out/fetch/src"
    : >"$out/fetch/src/lib.rs"
    printf '[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n%s = "=%s"\n[workspace]\n' \
        "$name" "$version" >"$out/fetch/Cargo.toml"
    local source
    source=$(cargo metadata --manifest-path "$out/fetch/Cargo.toml" --format-version 1 --quiet \
        --filter-platform "$(rustc -vV | sed -n 's/^host: //p')" |
        python3 -c "import json, sys; print([p['manifest_path'] for p in json.load(sys.stdin)['packages'] if p['name'] == '$name'][0])")
    cp -r "$(dirname "$source")" "$to"
    chmod -R u+w "$to"
    local dependency
    for dependency in $(unneeded "$name"); do
        sed -i "/^\[dev-dependencies.$dependency\]/,/^\$/d" "$to/Cargo.toml"
    done
    printf '\n[workspace]\n' >>"$to/Cargo.toml"
}

# Runs the tests of a crate.
tests() {
    local log=$out/$1.log features=$2
    shift 2
    cargo test --no-default-features --features "$features" "$@" >"$log" 2>&1 || {
        grep -v '^test .*ok$' "$log" | tail -50
        exit 1
    }
    grep -h '^test result' "$log" | awk '{ passed += $4; failed += $6 } END { printf "tests: %d passed, %d failed\n", passed, failed }'
}

# Prints the time of a call, in a program of its own: what the tests of the crate need is not built a second time.
times() {
    local name=$1 features=$2 crate=$3
    rm -rf "$out/time"
    mkdir -p "$out/time/src"
    cp "$here/$name/time.rs" "$out/time/src/main.rs"
    cp "$crate/Cargo.lock" "$out/time/"
    printf '[package]\nname = "time-per-call"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n[dependencies.%s]\npath = "%s"\n' \
        "$name" "$crate" >"$out/time/Cargo.toml"
    printf 'default-features = false\nfeatures = ["%s"]\n' "${features//,/\", \"}" >>"$out/time/Cargo.toml"
    local library
    for library in $(libraries "$name"); do
        printf '[profile.release.package.%s]\nopt-level = 1\n' "$library" >>"$out/time/Cargo.toml"
    done
    cargo run --release --quiet --manifest-path "$out/time/Cargo.toml" 2>"$out/$name.time.log" || {
        tail -50 "$out/$name.time.log"
        exit 1
    }
}

wanted=${*:-$(versions | cut -d' ' -f1)}
for name in $wanted; do
    read -r _ version features tests < <(versions | grep "^$name ")
    for side in ${ADOPTION_SIDES:-before after}; do
        echo "== $name $version, $side"
        crate=$out/$name-$side
        unpack "$name" "$version" "$crate"
        more=()
        if [ "$side" = after ]; then
            python3 "$here/$name/switch.py" "$crate" "$here/../../callback-runtime"
            if [ -e "$here/$name/more.rs" ]; then
                cp "$here/$name/more.rs" "$crate/tests/adoption_more.rs"
                printf '\n[[test]]\nname = "adoption_more"\npath = "tests/adoption_more.rs"\n' >>"$crate/Cargo.toml"
                more=(--test adoption_more)
            fi
        fi
        # shellcheck disable=SC2086 # a list
        (cd "$crate" && tests "$name" "$features" $tests "${more[@]}")
        times "$name" "$features" "$crate"
    done
done
