//! The values of C enums, and those that the Rust enums refuse.

use std::collections::{BTreeMap, BTreeSet};
use std::string::String;
use std::vec::Vec;

use super::compiler::Compiler;
use super::item::{Against, Item, Subject};
use super::probe::Probes;
use super::report::Error;

/// Returns expressions for a constant: the sign, and parts of 30 bits, so that each is the size of an array.
pub(super) fn parts(name: &str) -> [String; 4] {
    let part = |shift: u32| std::format!("((unsigned long long)({name}) >> {shift}) & 0x3fffffff");
    [std::format!("({name}) < 0"), part(0), part(30), part(60)]
}

/// Returns the constant from the results for its parts.
pub(super) fn whole(probes: &Probes, asked: [usize; 4]) -> Result<i128, String> {
    let mut parts = [0; 4];
    for (part, at) in parts.iter_mut().zip(asked) {
        *part = probes.value(at)?;
    }
    let bits = parts[1] | parts[2] << 30 | parts[3] << 60;
    Ok(if parts[0] == 0 { i128::from(bits) } else { i128::from(bits) - (1 << 64) })
}

/// A C enum, and the values found so far.
struct Asked<'a> {
    item: usize,
    name: &'a str,
    refuses: fn(i128) -> bool,
    cases: Vec<String>,
    left_out: Vec<String>,
}

/// Returns, for each enum by its item, the values of the C enum that Rust refuses.
///
/// The compiler reports the values that a `switch` over the Rust values leaves out.
pub(super) fn refused(compiler: &Compiler, items: &[Item]) -> Result<BTreeMap<usize, Vec<(String, i128)>>, Error> {
    let mut enums: Vec<_> = items.iter().enumerate().filter_map(|(item, of)| asked(item, of)).collect();
    while ask(compiler, &mut enums)? {}
    let mut probes = Probes::default();
    let parts = |name: &String, probes: &mut Probes| (name.clone(), parts(name).map(|of| probes.number(&of)));
    let at: Vec<_> =
        enums.iter().map(|of| of.left_out.iter().map(|name| parts(name, &mut probes)).collect::<Vec<_>>()).collect();
    probes.ask(compiler)?;
    let values = |of: &Asked<'_>, names: Vec<(String, [usize; 4])>| {
        let values = names.into_iter().filter_map(|(name, at)| Some((name, whole(&probes, at).ok()?)));
        values.filter(|(_, value)| (of.refuses)(*value)).collect()
    };
    Ok(enums.iter().zip(at).map(|(of, names)| (of.item, values(of, names))).collect())
}

fn asked(item: usize, of: &Item) -> Option<Asked<'_>> {
    let (Subject::Enumeration { values, refuses, .. }, Against::Enumeration(name)) = (&of.subject, &of.against) else {
        return None;
    };
    // Two names of one value are an error in a `switch`.
    let cases: BTreeSet<_> = values.iter().map(|(_, value)| value).collect();
    let cases = cases.into_iter().map(|value| std::format!("({name}){value}")).collect();
    Some(Asked { item, name, refuses: *refuses, cases, left_out: Vec::new() })
}

/// Probes once, and returns true if there may be more: Clang names three values at a time.
fn ask(compiler: &Compiler, enums: &mut [Asked<'_>]) -> Result<bool, Error> {
    let mut probes = Probes::default();
    let at: Vec<_> = enums.iter().map(|of| probes.switch(of.name, of.cases.iter().chain(&of.left_out))).collect();
    probes.ask(compiler)?;
    let mut more = false;
    for (of, at) in enums.iter_mut().zip(at) {
        let (left_out, cut) = probes.left_out(at);
        more |= cut && !left_out.is_empty();
        of.left_out.extend(left_out);
    }
    Ok(more)
}
