//! The name of the runtime in the user's crate, as its Cargo.toml has it: a dependency may be renamed.

use std::ffi::OsString;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use proc_macro2::{Ident, Span};

const PACKAGE: &str = "callback-runtime";

/// The name without a rename.
const CRATE: &str = "callback_runtime";

/// Returns the name of the dependency.
pub(crate) fn runtime() -> Ident {
    // A compiler has one crate; the server of an editor expands for many.
    static LAST: Mutex<Option<(OsString, String)>> = Mutex::new(None);
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let known = last.take().filter(|(of, _)| *of == folder);
    let (_, name) = last.insert(known.unwrap_or_else(|| {
        let name = renamed(Path::new(&folder)).unwrap_or_else(|| CRATE.to_owned());
        (folder, name)
    }));
    Ident::new(name, Span::call_site())
}

/// Returns the name of a renamed dependency. Without a manifest, as other build systems have it, there is none.
fn renamed(folder: &Path) -> Option<String> {
    if folder.as_os_str().is_empty() {
        return None;
    }
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    if has_plain(&manifest) {
        return None;
    }
    of(&manifest).or_else(|| inherited(folder, &manifest)).filter(|name| syn::parse_str::<Ident>(name).is_ok())
}

/// Returns the rename of a dependency that the workspace declares.
fn inherited(folder: &Path, manifest: &str) -> Option<String> {
    if !manifest.contains("workspace") {
        return None;
    }
    let manifests = folder.ancestors().filter_map(|folder| std::fs::read_to_string(folder.join("Cargo.toml")).ok());
    let name = manifests.filter(|manifest| manifest.contains("[workspace.dependencies")).find_map(|root| of(&root))?;
    entries(manifest).any(|entry| key(entry.key) == name).then_some(name)
}

/// A dependency: a line in a table, or a table of its own.
struct Entry<'a> {
    key: &'a str,
    text: &'a str,
}

/// Returns the dependencies of a manifest, line by line: an inline table has no line breaks.
fn entries(manifest: &str) -> impl Iterator<Item = Entry<'_>> {
    let mut table = "";
    manifest.lines().map(str::trim).filter_map(move |line| {
        if let Some(header) = line.strip_prefix('[') {
            table = header.split(']').next().unwrap_or_default();
            let (parent, key) = table.rsplit_once('.')?;
            return parent.ends_with("dependencies").then_some(Entry { key, text: "" });
        }
        let (key, text) = line.split_once('=')?;
        if table.ends_with("dependencies") {
            // `rt.workspace = true`
            return Some(Entry { key: key.split('.').next().unwrap_or_default(), text });
        }
        let (parent, name) = table.rsplit_once('.')?;
        let is_package = parent.ends_with("dependencies") && key.trim() == "package";
        is_package.then_some(Entry { key: name, text: line })
    })
}

/// Returns the only name that a manifest gives the package by a rename.
fn of(manifest: &str) -> Option<String> {
    let is_renamed = |text: &str| {
        let packages = text.split("package").skip(1);
        let mut values = packages.filter_map(|rest| rest.trim_start().strip_prefix('='));
        values.any(|value| value.trim_start().trim_start_matches(['"', '\'']).starts_with(PACKAGE))
    };
    let mut names = entries(manifest).filter(|entry| is_renamed(entry.text)).map(|entry| key(entry.key));
    let name = names.next()?;
    names.all(|other| other == name).then_some(name)
}

/// Returns true if the manifest is that of the package, or has it under its own name.
fn has_plain(manifest: &str) -> bool {
    entries(manifest).any(|entry| key(entry.key) == CRATE)
        || manifest
            .lines()
            .filter_map(|line| line.split_once('='))
            .any(|(key, value)| key.trim() == "name" && value.trim().trim_matches(['"', '\'']) == PACKAGE)
}

/// Returns the name that a dependency has in code.
fn key(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::{has_plain, of};

    #[test]
    fn a_renamed_dependency_is_found() {
        let forms = [
            "[dependencies]\nlibc = \"0.2\"\nrt = { package = \"callback-runtime\", version = \"0.1\" }",
            "[dependencies]\nrt = { version = \"0.1\", package=\"callback-runtime\" } # why",
            "[dependencies.rt]\nversion = \"0.1\"\npackage = \"callback-runtime\"\n",
            "[target.'cfg(unix)'.dependencies]\n\"rt\" = { package = 'callback-runtime', path = \"x\" }",
            "[workspace.dependencies]\nrt = { path = \"rt\", package = \"callback-runtime\" }",
        ];
        for form in forms {
            assert_eq!(of(form).as_deref(), Some("rt"), "{form}");
            assert!(!has_plain(form), "{form}");
        }
        assert_eq!(of("[dependencies]\nmy-rt = { package = \"callback-runtime\" }").as_deref(), Some("my_rt"));
    }

    #[test]
    fn a_name_that_is_its_own_or_not_clear_is_none() {
        let plain = [
            "[dependencies]\ncallback-runtime = \"0.1\"",
            "[dependencies]\ncallback-runtime.workspace = true",
            "[dev-dependencies.callback-runtime]\npath = \"..\"",
            "[package]\nname = \"callback-runtime\"",
            "[dependencies]\ncallback-runtime = \"0.1\"\n[build-dependencies]\nrt = { package = \"callback-runtime\" }",
        ];
        for form in plain {
            assert!(has_plain(form), "{form}");
        }
        let two = "[dependencies]\na = { package = \"callback-runtime\" }\nb = { package = \"callback-runtime\" }";
        assert_eq!(of(two), None);
        assert_eq!(of("[dependencies]\nlibc = \"0.2\""), None);
        assert_eq!(of("[package]\nname = \"x\"\npackage = \"callback-runtime\""), None);
    }
}
