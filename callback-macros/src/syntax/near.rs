//! Suggestions for mistyped names.

use proc_macro2::Ident;

use crate::syntax::list::List as _;

/// An error for an argument that does not exist: the name that is near it, or the list of names in `keys`.
pub(crate) fn unknown_argument(key: &Ident, keys: &str) -> syn::Error {
    unknown_argument_of(key, keys, &[])
}

/// Returns the error of [`unknown_argument`] for a name that may be that of an argument of another place.
pub(crate) fn unknown_argument_of(key: &Ident, keys: &str, elsewhere: &[&str]) -> syn::Error {
    let text = key.to_string();
    let near = nearest(&text, words(keys).chain(elsewhere.iter().copied()));
    let message = match near {
        Some(near) => format!("unknown argument `{text}`; a similar one is `{near}`"),
        None => format!("unknown argument `{text}`; expected {keys}"),
    };
    syn::Error::new(key.span(), message)
}

/// Returns the attribute of a parameter that an unknown name is likely to mean.
pub(crate) fn attribute(name: &str) -> Option<&'static str> {
    const NAMES: [&str; 10] =
        ["context", "data", "destroy", "format", "len", "out", "result", "size_of", "variadic", "callback"];
    Some(match name {
        "ctx" | "cx" | "user_data" | "userdata" | "user" | "state" => "context",
        "length" | "lenght" | "count" => "len",
        "fmt" => "format",
        "sizeof" => "size_of",
        // Comparing letters takes as long as parsing the function.
        _ if NAMES.contains(&name) => return None,
        _ => return nearest(name, NAMES.into_iter()),
    })
}

/// Returns the attribute of a variant that an unknown name is likely to mean.
pub(crate) fn of_variant(name: &str) -> Option<&'static str> {
    nearest(name, ["other", "name"].into_iter())
}

/// Returns true for a name that is likely to mean a condition on a result.
pub(crate) fn condition(name: &str) -> bool {
    const LIKE: [&str; 5] = ["positive", "non_null", "nonnull", "not_null", "not_zero"];
    // Others are constants or variants: `SQLITE_OK`, `Zero`.
    let is_word = !name.contains(char::is_uppercase);
    is_word && (LIKE.contains(&name) || nearest(name, ["negative", "null", "zero", "nonzero"].into_iter()).is_some())
}

/// Returns the names between backticks, without what follows: `pool` of "`pool = N`".
fn words(keys: &str) -> impl Iterator<Item = &str> {
    keys.split('`').skip(1).step_by(2).filter_map(|key| key.split(' ').next())
}

/// Returns the nearest name, if at most a third of the letters differ.
fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = names.map(|name| (distance(text, name), name)).min()?;
    (near.0 > 0 && near.0 * 3 <= text.len().max(near.1.len())).then_some(near.1)
}

/// Returns the number of letters to insert, remove, replace or swap with the next one (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<_>, Vec<_>) = (a.chars().list(), b.chars().list());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut least = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(rows[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    rows[a.len()][b.len()]
}
