#[callback(fail = -1)]
fn print(#[context] lines: &mut Vec<String>, format: &CStr, #[format(format)] text: ...) -> c_int {
    lines.push(text.to_string());
    0
}
