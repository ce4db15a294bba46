use callback_runtime::callback;

// The bound asks for more than the call.
#[callback]
fn outlives<'a: 'b, 'b>(x: &'a u8, #[context] seen: &mut Vec<&'b u8>) {
    seen.push(x);
}

#[callback]
fn forever<'a: 'static>(_x: &'a u8) {}

fn main() {}
