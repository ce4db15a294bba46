use callback_runtime::{CStrPtr, callback};

#[callback]
fn row<'a>(#[len(n)] values: &[CStrPtr], n: usize, #[context] rows: &mut Vec<&'a str>) {
    if let Some(value) = values.first() {
        rows.extend(value.to_str().unwrap());
    }
}

fn main() {}
