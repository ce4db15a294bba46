//! The output of `macro_rules!`: types and expressions in groups without delimiters.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::expand::expand;

/// Arguments and items, in which `~(…)` stands for a group without delimiters.
const GROUPED: [(&str, &str); 5] = [
    (
        "ok = ~(0), err = ~(~(code)), fail = ~(-2)",
        "fn read(#[context] s: ~(&mut ~(S)), a: Option<~(&CStr)>) -> ~(Result<~(()), E>) { todo!() }",
    ),
    ("fail = ~(-1)", "fn refused() -> usize { 0 }"),
    ("fail = ~(NONE) + 1", "fn added() -> usize { 0 }"),
    (
        "leave = ~(|error| stop(error)), returns = ~(())",
        "fn flags(#[len(~(n) + 1)] a: ~(&~([u8])), n: c_int) -> Result<(), E> { todo!() }",
    ),
    (
        "",
        "unsafe extern \"C\" { safe fn keep(#[callback(retained)] f: ~(Option<~(fn(#[context] _: ~(_)))>), #[context(f)] _: *mut c_void, \
         #[destroy(f)] _: ~(Option<~(unsafe extern \"C\" fn(#[context] ~(*mut c_void)))>)) -> ~(()); }",
    ),
];

#[test]
fn groups_make_no_difference() {
    for (args, item) in GROUPED {
        let [grouped, plain] = [true, false].map(|keep| {
            let [args, item] = [args, item].map(|text| groups(text.parse().unwrap(), keep));
            groups(expand(args, &item), false).to_string()
        });
        assert_eq!(grouped, plain, "#[callback({args})] {item}");
    }
}

/// Replaces each `~(…)` by a group, or by the tokens in it.
fn groups(tokens: TokenStream, keep: bool) -> TokenStream {
    let mut out = TokenStream::new();
    let mut is_next = false;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '~' => is_next = true,
            TokenTree::Group(group) => {
                let is_group = core::mem::take(&mut is_next) || group.delimiter() == Delimiter::None;
                let inner = groups(group.stream(), keep);
                match (is_group, keep) {
                    (true, true) => out.extend([TokenTree::Group(Group::new(Delimiter::None, inner))]),
                    (true, false) => out.extend(inner),
                    (false, _) => out.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]),
                }
            }
            token => out.extend([token]),
        }
    }
    out
}
