//! The build time of 1,000 callbacks: `cargo bench -p callback-tests --bench build`.
//!
//! Two crates are made under `target/`: one with the attribute, and one with the same shims written by
//! hand. Their dependencies are built first; then the crates alone are built in turns, and the user CPU time of
//! cargo and rustc is measured.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;
use std::{env, fs, io};

#[path = "build/shapes.rs"]
mod shapes;

const CALLBACKS: usize = 1000;
const RUNS: usize = 5;
/// The highest ratio, unless `--at-most RATIO` sets another.
const BUDGET: f64 = 1.25;

fn main() -> ExitCode {
    let ratio = match bench() {
        Ok(ratio) => ratio,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    println!("build: {ratio:.2} x");
    let limit = at_most().unwrap_or(BUDGET);
    if ratio > limit {
        eprintln!("over the limit of {limit} x");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Parses `--at-most RATIO`.
fn at_most() -> Option<f64> {
    let args: Vec<String> = env::args().collect();
    let value = args.windows(2).find_map(|pair| (pair[0] == "--at-most").then(|| pair[1].clone()));
    value.map(|value| value.parse().expect("`--at-most` takes a ratio"))
}

fn bench() -> io::Result<f64> {
    let (mut ours, mut by_hand) = (Vec::new(), Vec::new());
    for shape in 0..CALLBACKS {
        let (with_attribute, without) = shapes::shape(shape);
        ours.push(with_attribute);
        by_hand.push(without);
    }
    let ours = make("ours", &shapes::ours(&ours), "callback-runtime")?;
    let by_hand = make("by_hand", &shapes::by_hand(&by_hand), "libc")?;
    fs::write(by_hand.join("src/support.rs"), shapes::SUPPORT)?;

    build(&ours)?;
    build(&by_hand)?;
    let (mut ours_best, mut by_hand_best) = (Duration::MAX, Duration::MAX);
    for run in 1..=RUNS {
        let (by_hand, ours) = (build(&by_hand)?, build(&ours)?);
        println!("run {run}: by hand {:.2} s, `#[callback]` {:.2} s", by_hand.as_secs_f64(), ours.as_secs_f64());
        by_hand_best = by_hand_best.min(by_hand);
        ours_best = ours_best.min(ours);
    }
    println!(
        "{CALLBACKS} callbacks, user CPU time, best of {RUNS}: by hand {:.2} s, `#[callback]` {:.2} s",
        by_hand_best.as_secs_f64(),
        ours_best.as_secs_f64()
    );
    Ok(ours_best.as_secs_f64() / by_hand_best.as_secs_f64())
}

/// Writes a crate, and returns its path.
fn make(name: &str, source: &str, dependency: &str) -> io::Result<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package is in a workspace");
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build").join(name);
    fs::create_dir_all(directory.join("src"))?;
    let dependency = match dependency {
        "libc" => "libc = \"0.2\"".to_owned(),
        ours => format!("{ours} = {{ path = {:?} }}", workspace.join(ours)),
    };
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependency}\n"
    );
    fs::write(directory.join("Cargo.toml"), manifest)?;
    // The same versions as in this workspace, and no look-up.
    fs::copy(workspace.join("Cargo.lock"), directory.join("Cargo.lock"))?;
    fs::write(directory.join("src/lib.rs"), source)?;
    Ok(directory)
}

/// Builds a crate that has changed, and returns the user CPU time.
fn build(directory: &Path) -> io::Result<Duration> {
    let source = directory.join("src/lib.rs");
    fs::File::options().append(true).open(&source)?.set_modified(std::time::SystemTime::now())?;
    let before = user_time()?;
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--offline", "--quiet"])
        .current_dir(directory)
        .env("CARGO_TARGET_DIR", directory.with_file_name("target"))
        // The whole crate each time.
        .env("CARGO_INCREMENTAL", "0")
        // The profile that users have: without debug information the ratio is higher.
        .env_remove("CARGO_PROFILE_DEV_DEBUG")
        .stderr(Stdio::piped())
        .output()?;
    let after = user_time()?;
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() || !log.is_empty() {
        let head: String = log.lines().take(40).map(|line| format!("{line}\n")).collect();
        return Err(io::Error::other(format!("{} does not build without a word:\n{head}", directory.display())));
    }
    Ok(after - before)
}

/// Returns the user CPU time of all children so far.
fn user_time() -> io::Result<Duration> {
    let mut usage = core::mem::MaybeUninit::<libc::rusage>::uninit();
    // SAFETY: `usage` has room for what is written.
    if unsafe { libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr()) } != 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: written, as the call succeeded.
    let time = unsafe { usage.assume_init() }.ru_utime;
    let seconds = u64::try_from(time.tv_sec).expect("time used is not negative");
    let micros = u64::try_from(time.tv_usec).expect("time used is not negative");
    Ok(Duration::from_secs(seconds) + Duration::from_micros(micros))
}
