//! C types, read from the spelling that compilers give them: `const struct stat *`, `int (*)(void *, int)`.

/// A C type without typedefs of scalars.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum CType {
    Void,
    /// By its Rust name in `core::ffi`, or `bool`, `f32`, `f64`.
    Scalar(&'static str),
    LongDouble,
    /// `struct x`, `union x`, `enum x`, or the name of a typedef of one without a name of its own.
    Named(String),
    Pointer {
        to: Box<CType>,
        constant: bool,
    },
    Array {
        of: Box<CType>,
        length: Option<u64>,
        constant: bool,
    },
    Function {
        result: Box<CType>,
        parameters: Vec<CType>,
        variadic: bool,
    },
    VaList,
}

impl CType {
    /// Reads a spelling; `None` where it is none that is known.
    pub(crate) fn parse(text: &str) -> Option<CType> {
        let text = text.replace("restrict", "").replace("volatile", "").replace("_Nullable", "");
        let text = text.replace("__attribute__((noreturn))", "");
        let mut reader = Reader { tokens: tokens(&text), at: 0 };
        let ty = reader.type_name()?;
        (reader.at == reader.tokens.len()).then_some(ty.0)
    }

    pub(crate) fn pointee(&self) -> Option<(&CType, bool)> {
        match self {
            CType::Pointer { to, constant } => Some((to, *constant)),
            CType::Array { of, constant, .. } => {
                // An array is constant where its elements are.
                let inner = matches!(**of, CType::Array { constant: true, .. });
                Some((of, *constant || inner))
            }
            _ => None,
        }
    }

    /// The name of the record or enum that it is, or points at, at any depth.
    pub(crate) fn names<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            CType::Named(name) => found.push(name),
            CType::Pointer { to, .. } => to.names(found),
            CType::Array { of, .. } => of.names(found),
            CType::Function { result, parameters, .. } => {
                result.names(found);
                parameters.iter().for_each(|parameter| parameter.names(found));
            }
            CType::Void | CType::Scalar(_) | CType::LongDouble | CType::VaList => {}
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Sign(char),
    Dots,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = vec![];
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let length = if rest.starts_with("...") {
            tokens.push(Token::Dots);
            3
        } else if word > 0 {
            tokens.push(Token::Word(rest[..word].to_owned()));
            word
        } else {
            tokens.push(Token::Sign(first));
            first.len_utf8()
        };
        rest = rest[length..].trim_start();
    }
    tokens
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
}

/// The parts around a name in a declarator, from the inside out.
enum Layer {
    Pointer { constant_after: bool },
    Array(Option<u64>),
    Function(Vec<CType>, bool),
}

impl Reader {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn sign(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(found);
        found
    }

    /// A type and whether it is `const`.
    fn type_name(&mut self) -> Option<(CType, bool)> {
        let (base, constant) = self.specifiers()?;
        let layers = self.declarator()?;
        let mut ty = (base, constant);
        for layer in layers {
            ty = match layer {
                Layer::Pointer { constant_after } => {
                    // A pointer to a function needs no layer of its own.
                    (CType::Pointer { to: Box::new(ty.0), constant: ty.1 }, constant_after)
                }
                Layer::Array(length) => (CType::Array { of: Box::new(ty.0), length, constant: ty.1 }, false),
                Layer::Function(parameters, variadic) => {
                    (CType::Function { result: Box::new(ty.0), parameters, variadic }, false)
                }
            };
        }
        Some(ty)
    }

    fn specifiers(&mut self) -> Option<(CType, bool)> {
        let mut words: Vec<String> = vec![];
        let (mut constant, mut tag) = (false, None);
        while let Some(Token::Word(word)) = self.peek() {
            let word = word.clone();
            self.at += 1;
            match word.as_str() {
                "const" => constant = true,
                "struct" | "union" | "enum" => tag = Some(word),
                _ => words.push(word),
            }
        }
        let name = words.join(" ");
        if let Some(tag) = tag {
            return (words.len() == 1).then(|| (CType::Named(format!("{tag} {name}")), constant));
        }
        Some((scalar(&mut words).or((!name.is_empty()).then_some(CType::Named(name)))?, constant))
    }

    /// The layers that apply to the base type, in the order in which they do.
    fn declarator(&mut self) -> Option<Vec<Layer>> {
        let mut pointers = vec![];
        while self.sign('*') {
            let mut constant_after = false;
            while let Some(Token::Word(word)) = self.peek() {
                constant_after |= word == "const";
                self.at += 1;
            }
            pointers.push(Layer::Pointer { constant_after });
        }
        let mut inner = vec![];
        let is_group = self.peek() == Some(&Token::Sign('('))
            && matches!(self.tokens.get(self.at + 1), Some(Token::Sign('*' | '(')));
        if is_group {
            self.at += 1;
            inner = self.declarator()?;
            self.sign(')').then_some(())?;
        }
        let suffixes = self.suffixes()?;
        pointers.extend(suffixes.into_iter().rev());
        pointers.extend(inner);
        Some(pointers)
    }

    fn suffixes(&mut self) -> Option<Vec<Layer>> {
        let mut suffixes = vec![];
        loop {
            if self.sign('[') {
                let length = match self.peek() {
                    Some(Token::Word(word)) => Some(word.parse().ok()?),
                    _ => None,
                };
                self.at += usize::from(length.is_some());
                self.sign(']').then_some(())?;
                suffixes.push(Layer::Array(length));
            } else if self.sign('(') {
                let (parameters, variadic) = self.parameters()?;
                suffixes.push(Layer::Function(parameters, variadic));
            } else {
                return Some(suffixes);
            }
        }
    }

    fn parameters(&mut self) -> Option<(Vec<CType>, bool)> {
        let (mut parameters, mut variadic) = (vec![], false);
        if self.sign(')') {
            return Some((parameters, false));
        }
        loop {
            if self.peek() == Some(&Token::Dots) {
                self.at += 1;
                variadic = true;
            } else {
                parameters.push(self.type_name()?.0);
            }
            if self.sign(')') {
                break;
            }
            self.sign(',').then_some(())?;
        }
        if parameters == [CType::Void] {
            parameters.clear();
        }
        Some((parameters, variadic))
    }
}

fn scalar(words: &mut Vec<String>) -> Option<CType> {
    if let [name] = words.as_slice() {
        match name.as_str() {
            "void" => return Some(CType::Void),
            "_Bool" | "bool" => return Some(CType::Scalar("bool")),
            "float" => return Some(CType::Scalar("f32")),
            "double" => return Some(CType::Scalar("f64")),
            "va_list" | "__builtin_va_list" | "__gnuc_va_list" => return Some(CType::VaList),
            _ => {}
        }
    }
    let count = |word: &str| words.iter().filter(|other| *other == word).count();
    let known = ["unsigned", "signed", "char", "short", "int", "long", "double"];
    if words.is_empty() || words.iter().any(|word| !known.contains(&word.as_str())) {
        return None;
    }
    let unsigned = count("unsigned") > 0;
    Some(CType::Scalar(match (count("char"), count("short"), count("long"), unsigned) {
        _ if count("double") > 0 => return Some(CType::LongDouble),
        (1, _, _, true) => "c_uchar",
        (1, ..) if count("signed") > 0 => "c_schar",
        (1, ..) => "c_char",
        (_, 1, _, true) => "c_ushort",
        (_, 1, _, false) => "c_short",
        (_, _, 1, true) => "c_ulong",
        (_, _, 1, false) => "c_long",
        (_, _, 2, true) => "c_ulonglong",
        (_, _, 2, false) => "c_longlong",
        (.., true) => "c_uint",
        (.., false) => "c_int",
    }))
}
