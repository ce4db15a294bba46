use callback_runtime::release::Release;

fn main() {
    let bytes = vec![1, 2, 3];
    let _ = Release::new(&bytes[..]);
}
