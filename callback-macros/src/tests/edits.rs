//! No input makes the macro panic: valid items and arguments under random edits of their tokens.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

use crate::expand::expand;

/// Arguments and an item that go together.
const VALID: [(&str, &str); 22] = [
    (
        "",
        "#[link(name = \"x\")] unsafe extern \"C\" { pub safe fn each<T: Copy>(#[len(a)] n: c_int, a: &mut [T], #[size_of(T)] s: usize, \
         #[callback(ok = 0, err = 1, threads)] f: fn(n: c_int, #[context] _: _, #[len(n)] b: &[u8]) -> Result<(), E>, \
         #[context(f)] _: *mut c_void, #[callback(once)] g: Option<for<'a> fn(&'a T)>) -> c_int; type Db; static X: u8; safe fn unit(_x: ()); }",
    ),
    (
        "crate = ::renamed::rt",
        "unsafe extern \"C\" { #[callback(errno = -1, error = E, free = free)] fn keep(db: &Db, #[callback(retained, fail = 0, unregister = stop(db, f, data))] \
         f: fn(#[context(as = *mut u8)] _: _) -> u8, #[context(f)] data: *mut u8, #[out] a: c_int, #[out(free = free, always)] b: Option<CBox<CStr>>, \
         #[callback(retained)] g: fn(#[context] _: _), #[context(g)] _: *mut c_void, #[destroy(g)] _: Destroy) -> CBox<CStr>; }",
    ),
    (
        "",
        "fn by_age(a: &Person, b: &Person, #[context] calls: &mut usize) -> Ordering { *calls += 1; a.age.cmp(&b.age) }",
    ),
    (
        "fail = 0",
        "/// Adds.\n#[inline] pub(crate) unsafe extern \"system\" fn plus(x: c_int, #[context] k: &c_int) -> c_int { x + k }",
    ),
    (
        "ok = 0, err = -1",
        "fn each(x: c_int, #[context] f: &mut dyn FnMut(c_int) -> bool) -> Result<(), String> { f(x) }",
    ),
    ("continue = 1, break = 0", "fn flow<T: PartialEq + Copy>(x: &T, #[context] k: &T) -> ControlFlow<T> { todo!() }"),
    (
        "fail = 1, panic = abort",
        "fn row<'a>(n: c_int, #[len(n)] values: &[CStrPtr], #[len(n)] names: &[CStrPtr], #[context] rows: &mut Vec<&'a str>) -> c_int { 0 }",
    ),
    ("", "fn found(h: *mut Handle, #[context(from = (*h).data)] rows: &mut Vec<&str>) { rows.push(\"y\"); }"),
    (
        "err = -1, returns = isize",
        "fn write(#[len(a * (b + 1) / 2 - 0)] d: &[u8], a: usize, b: usize, #[context] w: &mut Vec<u8>) -> Result<usize, io::Error> { Ok(d.len()) }",
    ),
    ("err = -errno, fail = -libc::EIO", "fn code(#[context(as = isize)] s: Box<S>) -> Result<c_int, Errno> { Ok(1) }"),
    ("err = errno(-1), ok = 0", "fn code(a: Option<&mut T>, #[context] s: *mut S) -> std::io::Result<()> { Ok(()) }"),
    ("err = code, ok = 0, fail = FAILED, crate = ::renamed::rt", "fn function(e: NonNull<u8>) -> Result<(), Error> {}"),
    (
        "break = STOP",
        "fn flow<'a, 'b: 'a, T, const N: usize>(#[context] c: &'a [T; N], x: &'b str) -> ControlFlow<(), u32> where T: 'a + Copy {}",
    ),
    ("continue = 0, break = 1", "fn named_alike(x: sys::String, y: String<u8>) -> Flow { todo!() }"),
    (
        "fail = false",
        "fn cfgs(#[cfg(unix)] a: u8, #[cfg_attr(windows, cfg(any()), len(a))] b: &[u8], #[context] _: &mut ()) -> bool { true }",
    ),
    (
        "fail = ptr::null()",
        "extern \"C-unwind\" fn r#type(r#fn: i32, [a, b]: &[u8; 2], _: &CStr) -> Option<&'static CStr> { None }",
    ),
    (
        "returns = ()",
        "#[cfg(all())] #[must_use] fn unit(self_: ByValue<sys::Point>, f: unsafe extern \"C\" fn(i32)) -> Result<(), E> {}",
    ),
    ("", "fn object(#[context] f: &mut (dyn for<'x> FnMut(&'x str) -> &'x u8 + Send + '_)) {}"),
    (
        "fail = const { 1 + 2 }",
        "fn macros(a: c_type![int], #[context] b: &[<A as B<'_>>::C<'static>]) -> <A as B>::C { 0 }",
    ),
    (
        "context = last, ok = 0, err = -1, mod = pub(crate) reader",
        "impl<'a, R: Read> Reader<'a, R> where R: 'a { const N: usize = 4; #[callback(context(2, as = *const c_void))] fn read(&mut self, #[len(n)] data: &mut [u8], n: usize) -> Result<(), Self::Error> { Ok(()) } #[callback] fn close(self: Box<Self>) {} fn other() {} }",
    ),
    (
        "table = sys::ops<T>, size = cb, fields(version = 2, 0 = 1), rest = OPS, context_field = user, fail = -1, mod = arrays",
        "unsafe impl<T> Trait<T> for [T; 2] { type Item = T; #[callback(field = \"xRead\")] extern \"system\" fn read(self: &Arc<Self>, item: Self::Item) -> c_int { 0 } #[cfg(any())] #[callback] fn free(x: c_int) {} }",
    ),
    (
        "table = sys::filters, setters(keep = sys::set_keep, map = sys::set_map), setters_ok = 1, context(from = (*h).data), threads",
        "impl dyn Object + '_ { fn keep(&self, h: *mut Handle) {} fn map(&mut self, h: *mut Handle) {} macro_rules! x { () => {} } }",
    ),
];

/// Tokens that edits insert.
const SPARE: &str = "fn self Self extern unsafe const async dyn impl for where crate super mut ref r#fn r#context union static \
    type struct enum safe in as move pub return true _ context len cfg cfg_attr errno abort panic err ok continue break fail \
    returns from Result ControlFlow Ordering Option FnMut a b T N x 'a '_ 'static \"C\" \"\" \"C-\" \"Rust\" \"aapcs\" 0 1u8 1.5 \
    99999999999999999999999999999999999999999999 'c' b\"x\" c\"x\" b'x' \"\\u{0}\" + - * / % ^ ! & && | || << >> = == => -> <- < > . .. ... ..= , \
    ; : :: # #! $ ? ~ @ () [] {} (()) [0] {{}} (,) <> (a) [a] #[context] #[context()] #[context(as)] #[context = 1] #[len] #[len()] #[cfg()] \
    #[cfg_attr()] #[doc = \"x\"] &'a &mut dyn<> impl<> fn() -> for<'a> where: T: 'a = errno() -errno";

const EDITS: usize = 20_000;

#[test]
fn no_edit_makes_it_panic() {
    let seed = match std::env::var("CALLBACK_EDITS_SEED") {
        Ok(seed) => seed.parse().expect("CALLBACK_EDITS_SEED is a number"),
        Err(_) => 1,
    };
    let valid: Vec<[TokenStream; 2]> = VALID.iter().map(|(args, item)| [args, item].map(|text| lex(text))).collect();
    let mut edits = Edits { random: Random(seed), valid: &valid, spare: lex(SPARE).into_iter().collect() };
    let mut done = 0;
    for round in 0.. {
        let [mut args, mut item] = valid[round % valid.len()].clone();
        // Edits pile up, so that some inputs are close to valid ones and others are not.
        for _ in 0..=edits.random.below(5) {
            if edits.random.below(4) == 0 {
                args = edits.edit(args);
            } else {
                item = edits.edit(item);
            }
            done += 1;
            try_to_expand(&args, &item, seed);
        }
        if done >= EDITS {
            return;
        }
    }
}

#[test]
fn valid_items_expand_without_an_error() {
    for (args, item) in VALID {
        let expanded = expand(lex(args), &lex(item)).to_string();
        // A block has an error for a second block with its module, which the macro of the first one shows.
        let [errors, blocks] =
            ["compile_error", "macro_rules ! __callbacks"].map(|text| expanded.matches(text).count());
        assert_eq!(errors, blocks, "#[callback({args})] {item}\n\n{expanded}");
    }
}

fn lex(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Expands an item; the expansion of a valid item must consist of items.
fn try_to_expand(args: &TokenStream, item: &TokenStream, seed: u64) {
    let input = || format!("CALLBACK_EDITS_SEED={seed}\n#[callback({args})]\n{item}");
    let Ok(expanded) = catch_unwind(AssertUnwindSafe(|| expand(args.clone(), item))) else {
        panic!("the macro panicked\n{}", input());
    };
    if is_function(item) {
        if let Err(error) = syn::parse2::<syn::File>(expanded.clone()) {
            panic!("the expansion is not Rust: {error}\n{}\n{expanded}", input());
        }
    }
}

/// Returns true if an item is a function, and no type parameter is called `_`, which syn accepts.
fn is_function(item: &TokenStream) -> bool {
    syn::parse2::<syn::ItemFn>(item.clone())
        .is_ok_and(|function| function.sig.generics.type_params().all(|param| param.ident != "_"))
}

struct Edits<'a> {
    random: Random,
    valid: &'a [[TokenStream; 2]],
    spare: Vec<TokenTree>,
}

impl Edits<'_> {
    /// Edits a stream at one place, at any depth.
    fn edit(&mut self, stream: TokenStream) -> TokenStream {
        let mut tokens: Vec<TokenTree> = stream.into_iter().collect();
        let groups: Vec<usize> = (0..tokens.len()).filter(|&at| matches!(tokens[at], TokenTree::Group(_))).collect();
        if !groups.is_empty() && self.random.below(3) != 0 {
            let at = groups[self.random.below(groups.len())];
            if let TokenTree::Group(group) = &tokens[at] {
                tokens[at] = Group::new(group.delimiter(), self.edit(group.stream())).into();
            }
        } else {
            self.edit_here(&mut tokens);
        }
        tokens.into_iter().collect()
    }

    fn edit_here(&mut self, tokens: &mut Vec<TokenTree>) {
        let at = self.random.below(tokens.len() + 1);
        if at == tokens.len() {
            let token = self.token();
            return tokens.push(token);
        }
        match self.random.below(9) {
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(at, tokens[at].clone()),
            2 => {
                let other = self.random.below(tokens.len());
                tokens.swap(at, other);
            }
            3 => tokens[at] = self.token(),
            4 => {
                let token = self.token();
                tokens.insert(at, token);
            }
            5 => {
                let spliced = self.piece();
                tokens.splice(at..at, spliced);
            }
            6 => drop(tokens.drain(at..at + 1 + self.random.below(tokens.len() - at))),
            7 => self.wrap(tokens, at),
            _ => {
                if let TokenTree::Group(group) = &tokens[at] {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    tokens.splice(at..=at, inner);
                }
            }
        }
    }

    /// Puts a delimiter around some tokens; an invisible one is used by `macro_rules!`.
    fn wrap(&mut self, tokens: &mut Vec<TokenTree>, at: usize) {
        let delimiters =
            [Delimiter::None, Delimiter::None, Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket];
        let delimiter = delimiters[self.random.below(delimiters.len())];
        let end = at + 1 + self.random.below((tokens.len() - at).min(4));
        let inner: TokenStream = tokens.drain(at..end).collect();
        tokens.insert(at, Group::new(delimiter, inner).into());
    }

    fn token(&mut self) -> TokenTree {
        match self.random.below(20) {
            0 => Ident::new("any", Span::call_site()).into(),
            1 => Punct::new('\'', Spacing::Joint).into(),
            2 => Punct::new('-', Spacing::Joint).into(),
            _ => self.spare[self.random.below(self.spare.len())].clone(),
        }
    }

    /// Returns some tokens of a valid item or its arguments, from any depth.
    fn piece(&mut self) -> Vec<TokenTree> {
        let of = self.random.below(self.valid.len());
        let mut tokens: Vec<TokenTree> = self.valid[of][self.random.below(2)].clone().into_iter().collect();
        while self.random.below(2) == 0 {
            let groups: Vec<&Group> = tokens
                .iter()
                .filter_map(|token| if let TokenTree::Group(group) = token { Some(group) } else { None })
                .collect();
            if groups.is_empty() {
                break;
            }
            tokens = groups[self.random.below(groups.len())].stream().into_iter().collect();
        }
        let start = self.random.below(tokens.len() + 1);
        let end = start + self.random.below(tokens.len() - start + 1);
        tokens.drain(start..end).collect()
    }
}

/// xorshift64* (Vigna, 2016).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D);
        usize::try_from(number >> 33).expect("31 bits") % bound
    }
}
