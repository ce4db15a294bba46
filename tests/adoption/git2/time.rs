//! Prints the time of a call of a tree builder's filter, with the part of libgit2 that leads to it.

use std::time::Instant;

use git2::Repository;

fn main() {
    let directory = std::env::temp_dir().join(format!("adoption-{}", std::process::id()));
    let repo = Repository::init(&directory).unwrap();
    let blob = repo.blob(b"text").unwrap();
    let mut builder = repo.treebuilder(None).unwrap();
    for index in 0..1000 {
        builder.insert(format!("file{index}"), blob, 0o100644).unwrap();
    }
    let mut best = f64::MAX;
    for _ in 0..1000 {
        let mut calls = 0_u64;
        let start = Instant::now();
        builder
            .filter(|_| {
                calls += 1;
                true
            })
            .unwrap();
        best = best.min(start.elapsed().as_nanos() as f64 / calls as f64);
    }
    std::fs::remove_dir_all(directory).unwrap();
    println!("time: {best:.1} ns per call of a tree builder's filter with libgit2's part");
}
