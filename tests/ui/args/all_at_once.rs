use callback_runtime::callback;

// Everything that can be told in one run is.
#[callback(continue = 1, continue = 2, panic = abort)]
async fn f(_a: &[u8], #[context] _b: &mut u8, #[context] _c: &mut u8) -> Result<(), ()> {
    Ok(())
}

fn main() {}
