//! Prints the time of a call of the write callback, with the part of libcurl that leads to it.

use std::time::Instant;

use curl::easy::{Easy2, Handler, WriteError};

struct Count(u64);

impl Handler for Count {
    fn write(&mut self, data: &[u8]) -> Result<usize, WriteError> {
        self.0 += 1;
        Ok(data.len())
    }
}

fn main() {
    let path = std::env::temp_dir().join(format!("adoption-{}", std::process::id()));
    std::fs::write(&path, vec![0; 1 << 20]).unwrap();
    let mut easy = Easy2::new(Count(0));
    easy.url(&format!("file://{}", path.display())).unwrap();
    easy.buffer_size(1024).unwrap();
    let mut best = f64::MAX;
    for _ in 0..200 {
        let before = easy.get_ref().0;
        let start = Instant::now();
        easy.perform().unwrap();
        let calls = easy.get_ref().0 - before;
        best = best.min(start.elapsed().as_nanos() as f64 / calls as f64);
    }
    std::fs::remove_file(path).unwrap();
    println!("time: {best:.0} ns per call of the write callback with libcurl's part");
}
