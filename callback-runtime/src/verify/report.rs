//! The report of a verification, and its errors.

use core::fmt;
use std::string::String;
use std::vec::Vec;

/// The reason why nothing was compared.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// No C compiler was found.
    NoCompiler {
        /// The program that was run.
        program: String,
        /// The reason why it failed.
        reason: String,
    },
    /// `pkg-config` does not find a package.
    Package {
        /// The package.
        package: String,
        /// The error message.
        reason: String,
    },
    /// The headers do not compile, or do not exist.
    Header {
        /// The messages of the compiler.
        said: String,
    },
    /// The verification is empty, which no test intends.
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

/// The items that were compared, and their differences.
#[derive(Clone, Debug)]
pub struct Report {
    pub(super) items: Vec<Checked>,
    pub(super) headers: String,
}

impl Report {
    /// Returns true if there is no difference.
    pub fn is_same(&self) -> bool {
        self.items.iter().all(Checked::is_same)
    }

    /// Returns all items that were compared, in the order of the verification.
    pub fn items(&self) -> &[Checked] {
        &self.items
    }
}

/// An item that was compared.
#[derive(Clone, Debug)]
pub struct Checked {
    pub(super) name: String,
    pub(super) against: String,
    pub(super) differences: Vec<Difference>,
}

impl Checked {
    /// Returns true if there is no difference.
    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }

    /// Returns the name of the item in Rust.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the C counterpart that it was compared with.
    pub fn against(&self) -> &str {
        &self.against
    }

    /// Returns the differences from the header.
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
    /// Returns the place of the difference: ``parameter 2 `n` ``.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Returns the type or value in Rust; `None` if it is missing in the header.
    pub fn rust(&self) -> Option<&str> {
        self.rust.as_deref()
    }

    /// Returns the type or value in the header.
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
