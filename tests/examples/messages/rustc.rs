//! Runs the compiler on one mistake.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;

use crate::mistakes::Mistake;

/// A message of rustc, as its JSON has it.
#[derive(Deserialize)]
pub struct Message {
    #[serde(default)]
    pub message: String,
    #[serde(default)]
    pub level: String,
    #[serde(default)]
    pub spans: Vec<Span>,
    #[serde(default)]
    pub children: Vec<Message>,
    #[serde(default)]
    pub rendered: Option<String>,
}

#[derive(Deserialize)]
pub struct Span {
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub suggested_replacement: Option<String>,
}

/// A message of cargo about something it has built.
#[derive(Deserialize)]
struct Artifact {
    #[serde(default)]
    filenames: Vec<PathBuf>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// Rustc with the crates that a mistake may name.
pub struct Compiler {
    arguments: Vec<String>,
    folder: PathBuf,
}

impl Compiler {
    /// Finds the crates that were built for this package.
    pub fn new() -> Self {
        let output = Command::new(env!("CARGO"))
            .args(["build", "-q", "-p", "callback-tests", "--example", "messages", "--message-format=json"])
            .output()
            .expect("cargo runs");
        let text = String::from_utf8(output.stdout).expect("cargo prints UTF-8");
        let mut arguments = vec![];
        let mut target = PathBuf::new();
        for artifact in text.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok()) {
            let (Some(of), Some(file)) = (artifact.target, artifact.filenames.first()) else { continue };
            let is_lib = of.kind.iter().any(|kind| kind == "lib");
            if !is_lib || !["callback_runtime", "libc"].contains(&&*of.name) {
                continue;
            }
            target = file.parent().expect("a file is in a folder").to_owned();
            // The newest one stands last.
            arguments.extend(["--extern".to_owned(), format!("{}={}", of.name, file.display())]);
        }
        arguments.extend(["-L".to_owned(), format!("dependency={}", target.display())]);
        let folder = target.join("../../messages");
        fs::create_dir_all(&folder).expect("a folder for mistakes");
        Compiler { arguments, folder }
    }

    /// Returns what rustc reports of a mistake.
    pub fn compile(&self, mistake: &Mistake) -> Vec<Message> {
        let name = mistake.name.replace('/', "_");
        let file = self.folder.join(format!("{name}.rs"));
        fs::write(&file, &mistake.text).expect("a file for the mistake");
        let output = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()))
            .current_dir(&self.folder)
            .args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--error-format=json", "-Adead_code"])
            .args(["--crate-name", &name, "-o", &format!("{name}.rmeta")])
            .args(&self.arguments)
            .arg(file.file_name().expect("the file has a name"))
            .output()
            .expect("rustc runs");
        let text = String::from_utf8(output.stderr).expect("rustc prints UTF-8");
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }
}
