use callback_runtime::callback;

#[callback]
fn f(_n: usize, #[context] #[len(n)] _x: &mut [u8]) {}

#[callback]
fn g(n: usize, #[len(n)] #[len(n)] _x: &mut [u8]) {}

fn main() {}
