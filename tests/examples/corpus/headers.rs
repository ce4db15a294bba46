//! Places of the headers of a library, and ways to include them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::cc;

/// Headers that can be included together, and the flags that they need.
pub(crate) struct Set {
    pub(crate) flags: Vec<String>,
    pub(crate) headers: Vec<PathBuf>,
}

impl Set {
    /// The beginning of a C file that includes them.
    pub(crate) fn includes(&self) -> String {
        includes(&self.headers)
    }
}

/// Every set, and the set of each header of each library.
pub(crate) struct Headers {
    pub(crate) sets: Vec<Set>,
    pub(crate) of: HashMap<(String, String), Result<usize, String>>,
}

/// Finds the headers that the lines name: library, packages, header.
pub(crate) fn find<'a>(wanted: impl Iterator<Item = Wanted<'a>>, scratch: &Path) -> Headers {
    let mut libraries: BTreeMap<&str, Library> = BTreeMap::new();
    for wanted in wanted {
        let library = libraries.entry(wanted.library).or_default();
        library.packages.extend(wanted.packages.iter().map(String::as_str));
        library.headers.entry(wanted.header).or_default().push(wanted.line);
    }
    let libraries: Vec<_> = libraries.into_iter().collect();
    let halves: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2)
            .map(|half| {
                let libraries = &libraries;
                scope.spawn(move || {
                    let mine = libraries.iter().skip(half).step_by(2);
                    mine.map(|(name, library)| {
                        let files = Files::new(library, scratch.join(format!("headers-{half}.c")));
                        (*name, files.sets(&library.headers.keys().copied().collect::<Vec<_>>()))
                    })
                    .collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    let mut found = Headers { sets: vec![], of: HashMap::new() };
    for (library, (sets, of)) in halves {
        let first = found.sets.len();
        found.sets.extend(sets.into_iter().map(|(flags, headers)| Set { flags, headers }));
        for (header, set) in of {
            found.of.insert((library.to_owned(), header), set.map(|set| first + set));
        }
    }
    found
}

/// A declaration that is looked for.
pub(crate) struct Wanted<'a> {
    pub(crate) library: &'a str,
    pub(crate) packages: &'a [String],
    pub(crate) header: &'a str,
    pub(crate) line: usize,
}

/// The part of a library that is needed: its packages, and the lines of each header.
#[derive(Default)]
struct Library<'a> {
    packages: HashSet<&'a str>,
    headers: BTreeMap<&'a str, Vec<usize>>,
}

/// The files of a library's packages.
struct Files {
    files: Vec<PathBuf>,
    flags: Vec<String>,
    scratch: PathBuf,
}

/// A header for users, the flags that it needs, and what it brings in.
struct Entry {
    found: (Vec<String>, PathBuf),
    reaches: HashSet<PathBuf>,
}

type Sets = (Vec<(Vec<String>, Vec<PathBuf>)>, Vec<(String, Result<usize, String>)>);

impl Files {
    fn new(library: &Library, scratch: PathBuf) -> Self {
        let mut arguments = vec!["-L"];
        arguments.extend(&library.packages);
        let listed = cc::run(Path::new("dpkg"), arguments);
        let files: Vec<_> = String::from_utf8_lossy(&listed.stdout).lines().map(PathBuf::from).collect();
        let mut flags: Vec<String> = vec![];
        for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "pc")) {
            let Some(name) = file.file_stem() else { continue };
            let output = cc::run(Path::new("pkg-config"), ["--cflags".as_ref(), name]);
            for flag in String::from_utf8_lossy(&output.stdout).split_whitespace() {
                if (flag.starts_with("-I") || flag.starts_with("-D")) && !flags.iter().any(|known| known == flag) {
                    flags.push(flag.to_owned());
                }
            }
        }
        let mut files = Files { files, flags, scratch };
        files.define(library);
        files
    }

    /// Defines the macros that are asked for around the declarations, where the headers can still be included.
    fn define(&mut self, library: &Library) {
        for (header, lines) in &library.headers {
            let Some(path) = self.path(header) else { continue };
            let Ok(text) = std::fs::read(&path) else { continue };
            let text = String::from_utf8_lossy(&text);
            for name in lines.iter().flat_map(|line| macros_around(&text, *line)).collect::<HashSet<_>>() {
                let flag = format!("-D{name}");
                let mut flags = self.flags.clone();
                flags.push(flag);
                let includable = |flags: &[String]| self.compiles(flags, std::slice::from_ref(&path)).is_ok();
                if !self.is_defined(&path, &name) && includable(&flags) == includable(&self.flags) {
                    self.flags = flags;
                }
            }
        }
    }

    fn is_defined(&self, path: &Path, name: &str) -> bool {
        let code = format!("{}#ifndef {name}\n#error no\n#endif\n", includes(&[path.to_owned()]));
        cc::compile(&self.scratch, &code, &self.flags, &["-fsyntax-only"]).is_ok()
    }

    /// As few sets as possible: all headers at once, or those that go together.
    fn sets(&self, headers: &[&str]) -> Sets {
        let mut of = vec![];
        let mut usable: Vec<(&str, Vec<String>, PathBuf)> = vec![];
        let paths: Vec<_> = headers.iter().map(|header| (*header, self.path(header))).collect();
        let all: Option<Vec<_>> = paths.iter().map(|(_, path)| path.clone()).collect();
        if let Some(all) = all.filter(|all| self.compiles(&self.flags, all).is_ok()) {
            let of = headers.iter().map(|header| ((*header).to_owned(), Ok(0))).collect();
            return (vec![(self.flags.clone(), all)], of);
        }
        let (mut entries, mut refused): (Vec<Entry>, Vec<_>) = (vec![], vec![]);
        for (header, path) in paths {
            let Some(path) = path else {
                of.push((header.to_owned(), Err("no such header is installed".to_owned())));
                continue;
            };
            match self.entry_of(&path, &mut entries) {
                Ok((flags, path)) => usable.push((header, flags, path)),
                Err(reason) => refused.push((header, path, reason)),
            }
        }
        let mut sets: Vec<(Vec<String>, Vec<PathBuf>)> = vec![];
        if let Some((_, flags, _)) = usable.first() {
            let mut all: Vec<_> = usable.iter().map(|(.., path)| path.clone()).collect();
            all.dedup();
            if usable.iter().all(|(_, other, _)| other == flags) && self.compiles(flags, &all).is_ok() {
                sets.push((flags.clone(), all));
            }
        }
        for (header, flags, path) in usable {
            let set = sets.iter().position(|(set_flags, set)| {
                let with: Vec<_> = set.iter().chain([&path]).cloned().collect();
                *set_flags == flags && (set.contains(&path) || self.compiles(&flags, &with).is_ok())
            });
            let set = set.unwrap_or_else(|| {
                sets.push((flags, vec![]));
                sets.len() - 1
            });
            if !sets[set].1.contains(&path) {
                sets[set].1.push(path);
            }
            of.push((header.to_owned(), Ok(set)));
        }
        // Some go behind the others alone.
        for (header, path, reason) in refused {
            let behind = |set: &(Vec<String>, Vec<PathBuf>)| {
                let with: Vec<_> = set.1.iter().chain([&path]).cloned().collect();
                self.compiles(&set.0, &with).is_ok()
            };
            let set = sets.iter().position(behind);
            set.into_iter().for_each(|set| sets[set].1.push(path.clone()));
            of.push((header.to_owned(), set.ok_or(reason)));
        }
        (sets, of)
    }

    fn path(&self, header: &str) -> Option<PathBuf> {
        if header.starts_with('/') {
            return Some(PathBuf::from(header)).filter(|path| path.exists());
        }
        let exact = Path::new("/usr/include").join(header);
        if exact.exists() {
            return Some(exact);
        }
        self.files
            .iter()
            .filter(|file| file.ends_with(header) && file.is_file())
            .min_by_key(|file| file.as_os_str().len())
            .cloned()
    }

    fn compiles(&self, flags: &[String], headers: &[PathBuf]) -> Result<(), String> {
        let result = cc::compile(&self.scratch, &includes(headers), flags, &["-fsyntax-only"]);
        result.map_err(|failures| failures.into_iter().next().map_or_else(String::new, |failure| failure.message))
    }

    /// As `entry`, but for headers that one of before brings in.
    fn entry_of(&self, path: &Path, entries: &mut Vec<Entry>) -> Result<(Vec<String>, PathBuf), String> {
        let known = path.canonicalize().ok();
        let before = entries.iter().find(|entry| known.as_ref().is_some_and(|path| entry.reaches.contains(path)));
        if let Some(entry) = before {
            return Ok(entry.found.clone());
        }
        let found = self.entry(path)?;
        entries.push(Entry { reaches: self.reached(&found), found: found.clone() });
        Ok(found)
    }

    /// The header itself, with a macro that it asks for, or one that includes it.
    fn entry(&self, path: &Path) -> Result<(Vec<String>, PathBuf), String> {
        let alone = self.with_macros(path);
        if alone.is_ok() {
            return alone;
        }
        let (mut seen, mut level) = (HashSet::from([path.to_owned()]), vec![path.to_owned()]);
        for _ in 0..3 {
            let mut next: Vec<PathBuf> = vec![];
            for file in &level {
                next.extend(self.includers(file).filter(|file| seen.insert(file.clone())));
            }
            // The one nearest to the root of the include path is the one for users.
            next.sort_by_key(|file| (file.components().count(), file.as_os_str().len()));
            let found = next.iter().find_map(|file| {
                let found = self.with_macros(file).ok()?;
                let path = path.canonicalize().ok()?;
                self.reached(&found).contains(&path).then_some(found)
            });
            if let Some(found) = found {
                return Ok(found);
            }
            level = next;
        }
        let others = alone.as_ref().err().and_then(|reason| self.with_others(path, reason));
        others.map_or(alone, |flags| Ok((flags, path.to_owned())))
    }

    fn includers<'a>(&'a self, of: &Path) -> impl Iterator<Item = PathBuf> + use<'a> {
        let name = of.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let headers = self.files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "h"));
        headers
            .filter(move |file| {
                let text = std::fs::read(file).unwrap_or_default();
                let text = String::from_utf8_lossy(&text);
                text.lines().any(|line| {
                    let line = line.trim_start();
                    line.starts_with('#') && line.contains("include") && line.contains(&name)
                })
            })
            .cloned()
    }

    /// The headers that including one brings in.
    fn reached(&self, (flags, entry): &(Vec<String>, PathBuf)) -> HashSet<PathBuf> {
        let code = includes(std::slice::from_ref(entry));
        if std::fs::write(&self.scratch, code).is_err() {
            return HashSet::new();
        }
        let arguments = ["-M".to_owned(), "-D_GNU_SOURCE".to_owned()].into_iter().chain(flags.iter().cloned());
        let output = cc::run(&cc::compiler(), arguments.chain([self.scratch.display().to_string()]));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.split_whitespace()
            .filter(|word| word.ends_with(".h"))
            .filter_map(|word| Path::new(word).canonicalize().ok())
            .collect()
    }

    /// The flags with what a header expects before it: directories of headers that it includes, and headers that have the
    /// types that it mentions, of its own library or the system's.
    fn with_others(&self, path: &Path, reason: &str) -> Option<Vec<String>> {
        let mut flags = self.flags.clone();
        let mut reason = reason.to_owned();
        for round in 0..8 {
            let before = flags.len();
            if let Some(header) = missing_header(&reason) {
                flags.extend(self.directory_of(path, &header).map(|directory| format!("-I{}", directory.display())));
            } else if let Some(name) = unknown_type(&reason) {
                let wide = (round == 0).then(|| WIDE.iter().map(PathBuf::from).collect::<Vec<_>>());
                let others = wide.unwrap_or_else(|| self.declaring(path, &name).into_iter().collect());
                for header in others {
                    flags.extend(["-include".to_owned(), header.display().to_string()]);
                }
            }
            if flags.len() == before && round > 0 {
                return None;
            }
            match self.compiles(&flags, &[path.to_owned()]) {
                Ok(()) => return Some(flags),
                Err(other) => reason = other,
            }
        }
        None
    }

    /// The directory from which a header is included by this name.
    fn directory_of(&self, path: &Path, header: &str) -> Option<PathBuf> {
        let above = path.ancestors().skip(1).take(4).map(Path::to_owned);
        let listed = self.files.iter().filter(|file| file.ends_with(header));
        let listed = listed.filter_map(|file| file.ancestors().nth(Path::new(header).components().count()));
        let system = std::fs::read_dir("/usr/include").into_iter().flatten().flatten().map(|entry| entry.path());
        let all = above.chain(listed.map(Path::to_owned)).chain(system);
        all.into_iter().find(|directory| directory.join(header).is_file())
    }

    /// The header that declares a type: one beside this, or one of the packages.
    fn declaring(&self, path: &Path, name: &str) -> Option<PathBuf> {
        let beside = path.parent().and_then(|directory| std::fs::read_dir(directory).ok()).into_iter().flatten();
        let beside = beside.flatten().map(|entry| entry.path()).take(400);
        let mut all = beside.chain(self.files.iter().cloned()).filter(|file| {
            file != path && file.extension().is_some_and(|extension| extension == "h") && file.is_file()
        });
        all.find(|file| {
            let text = std::fs::read(file).unwrap_or_default();
            let text = String::from_utf8_lossy(&text);
            text.lines().any(|line| {
                let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
                let is_end = line.trim_end().ends_with(';') && line.trim_start().starts_with(['}', 't']);
                match words.next() {
                    Some("define") => words.next() == Some(name),
                    Some("typedef") => is_end && words.next_back() == Some(name),
                    Some(first) => is_end && line.trim_start().starts_with('}') && first == name,
                    None => false,
                }
            })
        })
    }

    /// As it is, or with a macro defined where an `#error` of it asks for that.
    fn with_macros(&self, path: &Path) -> Result<(Vec<String>, PathBuf), String> {
        let alone = self.compiles(&self.flags, &[path.to_owned()]);
        let Err(reason) = alone else { return Ok((self.flags.clone(), path.to_owned())) };
        for name in macros_asked_for(&reason) {
            for value in values(&self.files, &name) {
                let mut flags = self.flags.clone();
                flags.push(format!("-D{name}={value}"));
                if self.compiles(&flags, &[path.to_owned()]).is_ok() {
                    return Ok((flags, path.to_owned()));
                }
            }
        }
        Err(reason)
    }
}

fn includes(headers: &[PathBuf]) -> String {
    headers.iter().fold(cc::PRELUDE.to_owned(), |mut code, header| {
        let _ = writeln!(code, "#include \"{}\"", header.display());
        code
    })
}

/// Headers of the system that others expect.
const WIDE: [&str; 19] = [
    "stddef.h",
    "stdint.h",
    "stdio.h",
    "stdlib.h",
    "stdarg.h",
    "stdbool.h",
    "string.h",
    "sys/types.h",
    "sys/stat.h",
    "sys/socket.h",
    "sys/time.h",
    "sys/uio.h",
    "netinet/in.h",
    "time.h",
    "signal.h",
    "pthread.h",
    "wchar.h",
    "limits.h",
    "errno.h",
];

/// The header that an error is about the lack of: `x.h: No such file or directory`.
fn missing_header(reason: &str) -> Option<String> {
    let before = reason.split(": No such file").next().filter(|before| before.len() < reason.len())?;
    Some(before.rsplit(' ').next().unwrap_or(before).to_owned())
}

/// The type that an error is about the lack of: `unknown type name 'x'`.
fn unknown_type(reason: &str) -> Option<String> {
    let (_, rest) = reason.split_once("unknown type name ")?;
    let name: String =
        rest.trim_start_matches(['\'', '‘']).chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    Some(name).filter(|name| !name.is_empty())
}

/// The macros that have to be defined for a line of a header to be read: those of `#ifdef` and `#if defined` around it.
fn macros_around(text: &str, line: usize) -> Vec<String> {
    let mut around: Vec<Vec<String>> = vec![];
    for text in text.lines().take(line) {
        let Some(directive) = text.trim_start().strip_prefix('#').map(str::trim_start) else { continue };
        if directive.starts_with("if") {
            around.push(asked_for(directive));
        } else if directive.starts_with("el") {
            around.pop();
            around.push(vec![]);
        } else if directive.starts_with("endif") {
            around.pop();
        }
    }
    // What the compiler defines itself is not asked for.
    around.into_iter().flatten().filter(|name| !name.starts_with('_')).collect()
}

/// The macros that a condition wants: `ifdef A`, `if defined(A) && !defined(B)`, `if A`.
fn asked_for(directive: &str) -> Vec<String> {
    let condition = match directive.strip_prefix("ifdef") {
        Some(name) => name,
        None if directive.starts_with("ifndef") || directive.contains("||") => return vec![],
        None => directive.trim_start_matches("if"),
    };
    let terms = condition.split("&&").map(|term| term.trim().trim_start_matches("defined"));
    let names = terms.map(|term| term.trim_matches(|c: char| c.is_whitespace() || "()".contains(c)));
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    names.filter(is_name).filter(|name| !name.starts_with(|c: char| c.is_numeric())).map(str::to_owned).collect()
}

/// The file that an error is in, and its lines above the error.
fn place(reason: &str) -> Option<(String, usize)> {
    let mut parts = reason.split(':');
    let (file, line) = (parts.next()?, parts.next()?.parse().ok()?);
    reason.contains("#error").then(|| std::fs::read_to_string(file).ok())?.map(|text| (text, line))
}

/// The macros in the condition above an `#error`.
fn macros_asked_for(reason: &str) -> Vec<String> {
    let Some((text, line)) = place(reason) else { return vec![] };
    let above: Vec<_> = text.lines().take(line.saturating_sub(1)).collect();
    let condition =
        above.iter().rev().find(|line| line.trim_start().trim_start_matches('#').trim_start().starts_with("if"));
    let words = condition.map_or("", |line| line).split(|c: char| !c.is_alphanumeric() && c != '_');
    words
        .filter(|word| word.contains('_') && word.chars().all(|c| c.is_uppercase() || c.is_numeric() || c == '_'))
        .map(str::to_owned)
        .collect()
}

/// The values that headers compare a macro with, the largest first, for the newest interface, and 1.
fn values(headers: &[PathBuf], name: &str) -> Vec<u64> {
    let headers = headers.iter().filter(|file| file.extension().is_some_and(|extension| extension == "h"));
    let text: String =
        headers.map(|file| String::from_utf8_lossy(&std::fs::read(file).unwrap_or_default()).into_owned()).collect();
    let lines = text.lines().filter(|line| line.trim_start().starts_with('#') && line.contains(name));
    let numbers = lines
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .filter_map(|word| word.parse().ok());
    let mut values: Vec<u64> = numbers.chain([1]).collect();
    values.sort_unstable_by(|a, b| b.cmp(a));
    values.dedup();
    values
}
