//! The weight of a dependency: CPU time of building a crate without content that depends on one package, from nothing.

use std::path::Path;
use std::time::Duration;
use std::{fs, io};

const RUNS: usize = 3;

/// The packages that are compared, with the features that most programs use.
const PACKAGES: [(&str, &str); 2] = [("callback_alone", "callback-runtime"), ("serde_alone", "serde")];

/// Returns the ratio of CPU times, of cargo, rustc and the linker, in user mode and in the kernel: the best of some runs each.
pub(crate) fn ratio() -> io::Result<f64> {
    let mut best = [Duration::MAX; 2];
    for run in 1..=RUNS {
        let mut times = [Duration::ZERO; 2];
        for (time, (name, package)) in times.iter_mut().zip(PACKAGES) {
            let directory = super::make(name, "", package)?;
            let target = directory.join("target");
            empty(&target)?;
            *time = super::build_into(&directory, &target, None)?.all();
            empty(&target)?;
        }
        let [ours, serde] = times;
        println!(
            "cold run {run}: serde with derive {:.2} s, callback-runtime {:.2} s",
            serde.as_secs_f64(),
            ours.as_secs_f64()
        );
        best = [best[0].min(ours), best[1].min(serde)];
    }
    let [ours, serde] = best.map(|best| best.as_secs_f64());
    println!(
        "a crate without content, CPU time, best of {RUNS}: serde with derive {serde:.2} s, callback-runtime {ours:.2} s"
    );
    Ok(ours / serde)
}

fn empty(target: &Path) -> io::Result<()> {
    if target.exists() { fs::remove_dir_all(target) } else { Ok(()) }
}
