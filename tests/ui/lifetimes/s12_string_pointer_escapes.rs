use callback_runtime::arg::CStrPtr;
use callback_runtime::callback;

#[callback]
fn row<'a>(#[len(n)] values: &[CStrPtr], n: usize, #[context] rows: &mut Vec<&'a str>) {
    if let Some(value) = values.first() {
        rows.extend(value.to_str().unwrap());
    }
}

fn main() {}
