use callback_runtime::callback;

/// The referent of a C pointer ends with the call, whatever is written.
#[callback]
fn keep(x: &&'static u32, #[context] kept: &mut Vec<&'static u32>) {
    kept.push(*x);
}

#[callback]
fn keep_of_context<'a>(n: usize, #[len(n)] x: &[&'a u32], #[context] kept: &mut Vec<&'a u32>) {
    kept.push(x[0]);
}

fn main() {}
