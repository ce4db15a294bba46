//! Durations of the parts of the run, and of expanding the attribute.

use std::path::Path;
use std::time::{Instant, SystemTime};

use crate::build::cargo;

/// Prints what rustc says of its time, for a crate that was built before.
pub(crate) fn print(directory: &Path, callbacks: usize) {
    // Cargo would not run rustc again for the same arguments.
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |now| now.as_nanos());
    let cfg = format!("run{now}");
    let arguments = ["rustc", "--lib", "--profile", "check", "--", "-Ztime-passes", "-Zno-analysis", "--cfg", &cfg];
    // Times of passes are for the development of rustc; the compiler is the stable one.
    let output = cargo_before(directory, &arguments).env("RUSTC_BOOTSTRAP", "1").output();
    let text = output.map(|output| String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned());
    // `time:   1.234; rss:  200MB ->  400MB ( +200MB)	macro_expand_crate`
    let expansion = text.unwrap_or_default().lines().find_map(|line| {
        let seconds = line.trim_start().strip_prefix("time:")?.split_once(';')?.0.trim().parse::<f64>().ok()?;
        line.ends_with("macro_expand_crate").then_some(seconds)
    });
    match expansion {
        #[allow(clippy::cast_precision_loss)]
        Some(seconds) => {
            println!(
                "expansion took {seconds:.2} s, {:.2} ms for each callback",
                1000.0 * seconds / callbacks.max(1) as f64
            );
        }
        None => println!("rustc did not say how long the expansion took"),
    }
}

/// Cargo's own arguments stand before `--`.
fn cargo_before(directory: &Path, arguments: &[&str]) -> std::process::Command {
    let split = arguments.iter().position(|argument| *argument == "--").unwrap_or(arguments.len());
    let mut command = cargo(directory, &arguments[..split]);
    command.args(&arguments[split..]);
    command
}

/// Runs a part of the run and prints its time, on the clock and of the processor.
pub(crate) fn phase<T>(name: &str, run: impl FnOnce() -> T) -> T {
    let (start, before) = (Instant::now(), cpu());
    let value = run();
    let used = cpu().zip(before).map(|(after, before)| format!(", {:.0} s of CPU time", after - before));
    println!("{name} took {:.0} s{}", start.elapsed().as_secs_f64(), used.unwrap_or_default());
    value
}

/// The processor time of this process and of all that it ran and that ended, in seconds.
pub(crate) fn cpu() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let times = stat.rsplit_once(") ")?.1.split(' ').skip(11).take(4).map(|ticks| ticks.parse::<u32>().ok());
    // A tick is a hundredth of a second for user space on every Linux.
    Some(f64::from(times.sum::<Option<u32>>()?) / 100.0)
}
