/// Prints a line for each callback: its number, and what differs from the header.
fn main() {
    let half = |first: usize| MODULES.iter().skip(first).step_by(2).for_each(|(module, lines)| print(module(), lines));
    std::thread::scope(|scope| {
        scope.spawn(|| half(1));
        half(0);
    });
}

fn print(module: Verify, lines: &[usize]) {
    let report = match module.run() {
        Ok(report) => report,
        Err(error) => return lines.iter().for_each(|line| println!("{line}\tnothing was compared: {}", one_line(&error.to_string()))),
    };
    // The enums stand behind the callbacks.
    for item in report.items().iter().skip(lines.len()) {
        let differences: Vec<_> = item.differences().iter().map(ToString::to_string).collect();
        println!("enum\t{}", one_line(&differences.join("; ")));
    }
    for (item, line) in report.items().iter().zip(lines) {
        let differences: Vec<_> = item.differences().iter().map(ToString::to_string).collect();
        let said = if item.is_same() { String::new() } else { format!("against {}: {}", item.against(), differences.join("; ")) };
        println!("{line}\t{}", one_line(&said));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
