use callback_runtime::Release;

fn main() {
    let bytes = vec![1, 2, 3];
    let _ = Release::new(&bytes[..]);
}
