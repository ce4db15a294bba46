//! The cost of building 1,000 callbacks: `cargo bench -p callback-tests --bench build`.
//!
//! Two crates are made under `target/`: one with the attribute, and one with the same shims written by hand. Their
//! dependencies are built first; then the crates alone are built in turns, and the user CPU time of cargo and rustc is
//! measured: the best of five runs.
//!
//! With `--instructions` callgrind counts the instructions of rustc for 10 callbacks and for 210, which gives those for
//! 1,000. The load of the machine does not matter then, so that two versions can be compared. The ratio is lower than that
//! of the times, which is the budget: the instructions that the attribute adds take longer than others.
//!
//! Then the weight of the dependency is measured: a crate that depends on the runtime alone is built from nothing, beside one that
//! depends on serde with its derive. `--cold RATIO` sets the limit.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;
use std::{env, fs, io};

#[path = "build/cold.rs"]
mod cold;
#[path = "build/shapes.rs"]
mod shapes;

const CALLBACKS: usize = 1000;
/// The numbers of callbacks whose builds are counted.
const COUNTED: [usize; 2] = [10, 210];
const RUNS: usize = 5;
/// The highest ratio, unless `--at-most RATIO` sets another.
const BUDGET: f64 = 1.25;
/// The highest ratio of builds from nothing, unless `--cold RATIO` sets another: 2.0 to 2.3 was measured. The goal is 1.2.
const COLD: f64 = 2.5;
/// The variable with the path of the log, if this program is run in place of rustc.
const LOG: &str = "CALLBACK_BUILD_LOG";

fn main() -> ExitCode {
    if let Some(log) = env::var_os(LOG) {
        return rustc(&log);
    }
    let is_counted = env::args().any(|argument| argument == "--instructions");
    let ratio = if is_counted { counted() } else { timed() };
    let (ratio, cold) = match ratio.and_then(|ratio| Ok((ratio, cold::ratio()?))) {
        Ok(ratios) => ratios,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    println!("cold: {cold:.3} x of serde with derive");
    println!("build: {ratio:.3} x");
    let limits = [("build", ratio, limit("--at-most", BUDGET)), ("cold", cold, limit("--cold", COLD))];
    let over = limits.iter().filter(|(_, ratio, limit)| ratio > limit);
    over.clone().for_each(|(name, _, limit)| eprintln!("{name}: over the limit of {limit} x"));
    if over.count() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Parses an option that takes a ratio.
fn limit(option: &str, default: f64) -> f64 {
    let args: Vec<String> = env::args().collect();
    let value = args.windows(2).find_map(|pair| (pair[0] == option).then(|| pair[1].clone()));
    value.map_or(default, |value| value.parse().unwrap_or_else(|_| panic!("`{option}` takes a ratio")))
}

/// Runs rustc, which cargo passes with its arguments: under callgrind for the two crates.
fn rustc(log: &OsString) -> ExitCode {
    let command: Vec<OsString> = env::args_os().skip(1).collect();
    let is_counted = command
        .windows(2)
        .any(|pair| pair[0] == "--crate-name" && ["ours", "by_hand"].iter().any(|name| pair[1] == *name));
    let mut under = vec![];
    if is_counted {
        let mut log_file = OsString::from("--log-file=");
        log_file.push(log);
        under.extend(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"].map(OsString::from));
        under.push(log_file);
    }
    under.extend(command);
    let status = Command::new(&under[0]).args(&under[1..]).status();
    if status.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Returns the ratio of instructions.
#[allow(clippy::cast_precision_loss, reason = "it is printed with three digits")]
fn counted() -> io::Result<f64> {
    let mut counts = [[0.0; 2]; 2];
    for (counts, callbacks) in counts.iter_mut().zip(COUNTED) {
        let crates = crates(callbacks)?;
        for (count, directory) in counts.iter_mut().zip(&crates) {
            let log = directory.join("instructions.log");
            build(directory, Some(&log))?;
            *count = collected(&fs::read_to_string(&log)?)? as f64;
        }
    }
    let [few, many] = counts;
    let steps = (CALLBACKS - COUNTED[0]) as f64 / (COUNTED[1] - COUNTED[0]) as f64;
    let [ours, by_hand] = [0, 1].map(|kind| (few[kind] + (many[kind] - few[kind]) * steps) / 1e9);
    println!("{CALLBACKS} callbacks, instructions: by hand {by_hand:.2} G, `#[callback]` {ours:.2} G");
    Ok(ours / by_hand)
}

/// Returns the number in callgrind's log.
fn collected(log: &str) -> io::Result<u64> {
    let number = log.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    number.ok_or_else(|| io::Error::other(format!("valgrind has not counted:\n{log}")))
}

/// Returns the ratio of user CPU times.
fn timed() -> io::Result<f64> {
    let [ours, by_hand] = crates(CALLBACKS)?;
    let (mut ours_best, mut by_hand_best) = (Duration::MAX, Duration::MAX);
    for run in 1..=RUNS {
        let (by_hand, ours) = (build(&by_hand, None)?, build(&ours, None)?);
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

/// Makes the crate with the attribute and that by hand, with so many callbacks, and builds them once.
fn crates(callbacks: usize) -> io::Result<[PathBuf; 2]> {
    let (ours, by_hand): (Vec<_>, Vec<_>) = (0..callbacks).map(shapes::shape).unzip();
    let ours = make("ours", &shapes::ours(&ours), "callback-runtime")?;
    let by_hand = make("by_hand", &shapes::by_hand(&by_hand), "libc")?;
    fs::write(by_hand.join("src/support.rs"), shapes::SUPPORT)?;
    for directory in [&ours, &by_hand] {
        build(directory, None)?;
    }
    Ok([ours, by_hand])
}

/// Writes a crate, and returns its path.
fn make(name: &str, source: &str, dependency: &str) -> io::Result<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package is in a workspace");
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build").join(name);
    fs::create_dir_all(directory.join("src"))?;
    let dependency = match dependency {
        "libc" => "libc = \"0.2\"".to_owned(),
        "serde" => "serde = { version = \"1\", features = [\"derive\"] }".to_owned(),
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

/// Builds a crate that has changed, and returns the user CPU time. With a log, instructions are counted there.
fn build(directory: &Path, log: Option<&Path>) -> io::Result<Duration> {
    Ok(build_into(directory, &directory.with_file_name("target"), log)?.user)
}

/// Builds a crate as [`build`] does, with a folder for all that is built.
fn build_into(directory: &Path, target: &Path, log: Option<&Path>) -> io::Result<Used> {
    let source = directory.join("src/lib.rs");
    fs::File::options().append(true).open(&source)?.set_modified(std::time::SystemTime::now())?;
    let before = Used::so_far()?;
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    if let Some(log) = log {
        cargo.env("RUSTC_WRAPPER", env::current_exe()?).env(LOG, log);
    }
    let output = cargo
        .args(["build", "--offline", "--quiet"])
        .current_dir(directory)
        .env("CARGO_TARGET_DIR", target)
        // The whole crate each time.
        .env("CARGO_INCREMENTAL", "0")
        // The profile that users have: without debug information the ratio is higher.
        .env_remove("CARGO_PROFILE_DEV_DEBUG")
        .stderr(Stdio::piped())
        .output()?;
    let after = Used::so_far()?;
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() || !log.is_empty() {
        let head: String = log.lines().take(40).map(|line| format!("{line}\n")).collect();
        return Err(io::Error::other(format!("{} does not build without a word:\n{head}", directory.display())));
    }
    Ok(Used { user: after.user - before.user, kernel: after.kernel - before.kernel })
}

/// CPU time of all children.
struct Used {
    user: Duration,
    kernel: Duration,
}

impl Used {
    fn so_far() -> io::Result<Used> {
        let mut usage = core::mem::MaybeUninit::<libc::rusage>::uninit();
        // SAFETY: `usage` has room for what is written.
        if unsafe { libc::getrusage(libc::RUSAGE_CHILDREN, usage.as_mut_ptr()) } != 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: written, as the call succeeded.
        let usage = unsafe { usage.assume_init() };
        Ok(Used { user: duration(usage.ru_utime), kernel: duration(usage.ru_stime) })
    }

    fn all(&self) -> Duration {
        self.user + self.kernel
    }
}

fn duration(time: libc::timeval) -> Duration {
    let seconds = u64::try_from(time.tv_sec).expect("time used is not negative");
    let micros = u64::try_from(time.tv_usec).expect("time used is not negative");
    Duration::from_secs(seconds) + Duration::from_micros(micros)
}
