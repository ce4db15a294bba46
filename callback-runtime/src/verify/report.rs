//! What is told in the end.

use core::fmt;
use std::string::String;
use std::vec::Vec;

/// Why nothing was compared.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// There is no C compiler.
    NoCompiler {
        /// What was tried to run.
        program: String,
        /// Why it did not.
        reason: String,
    },
    /// `pkg-config` does not know a package.
    Package {
        /// The package.
        package: String,
        /// What it said.
        reason: String,
    },
    /// The headers do not compile, or are not there.
    Header {
        /// What the compiler said.
        said: String,
    },
    /// There is nothing to verify, which is never what a test is for.
    Nothing,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NoCompiler { program, reason } => {
                write!(f, "no C compiler: `{program}` does not run ({reason}); install one, or name it in `CC`")
            }
            Error::Package { package, reason } => {
                write!(f, "`pkg-config --cflags {package}` failed ({reason}); install the package's headers")
            }
            Error::Header { said } => write!(f, "the headers do not compile:\n{said}"),
            Error::Nothing => {
                f.write_str("there is nothing to verify; add `callback`, `function`, `layout` or `value`")
            }
        }
    }
}

impl core::error::Error for Error {}

/// What was compared, and how it differs.
#[derive(Clone, Debug)]
pub struct Report {
    pub(super) items: Vec<Checked>,
    pub(super) headers: String,
}

impl Report {
    /// Whether there is no difference.
    pub fn is_same(&self) -> bool {
        self.items.iter().all(Checked::is_same)
    }

    /// Everything that was compared, in the order of the verification.
    pub fn items(&self) -> &[Checked] {
        &self.items
    }
}

/// One thing that was compared.
#[derive(Clone, Debug)]
pub struct Checked {
    pub(super) name: String,
    pub(super) against: String,
    pub(super) differences: Vec<Difference>,
}

impl Checked {
    /// Whether there is no difference.
    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }

    /// What was compared, in Rust.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it was compared with, in C.
    pub fn against(&self) -> &str {
        &self.against
    }

    /// What is not as the header says.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }
}

/// One difference.
#[derive(Clone, Debug)]
pub struct Difference {
    pub(super) place: String,
    pub(super) rust: Option<String>,
    pub(super) header: String,
    pub(super) remedy: Option<String>,
}

impl Difference {
    /// Where it is: ``parameter 2 `n` ``.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What Rust says; nothing where the header has no such thing.
    pub fn rust(&self) -> Option<&str> {
        self.rust.as_deref()
    }

    /// What the header says.
    pub fn header(&self) -> &str {
        &self.header
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.rust {
            Some(rust) => write!(f, "{}: Rust says {rust}, the header says {}", self.place, self.header)?,
            None => write!(f, "{}: {}", self.place, self.header)?,
        }
        match &self.remedy {
            Some(remedy) => write!(f, "; {remedy}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let differences: usize = self.items.iter().map(|item| item.differences.len()).sum();
        let (items, headers) = (self.items.len(), &self.headers);
        write!(f, "{} in {} compared with {headers}", counted(differences, "difference"), counted(items, "item"))?;
        for item in self.items.iter().filter(|item| !item.is_same()) {
            write!(f, "\n{} is not {}:", item.name, item.against)?;
            for difference in &item.differences {
                write!(f, "\n    {difference}")?;
            }
        }
        Ok(())
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { std::format!("1 {what}") } else { std::format!("{count} {what}s") }
}
