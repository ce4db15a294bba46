//! One line of a file of consumers: a C function that takes callbacks.
//!
//! It becomes a function of a block of declarations: closures for the callbacks, and what C has besides them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use serde::Deserialize;

use crate::argument::argument;
use crate::check;
use crate::ctype::CType;
use crate::facts::Facts;
use crate::foreign::{Foreign, identifier};
use crate::generate::{self, Generated, Module};
use crate::line::{Context, Kind, Line, Parameter, Returned, text_parameters};
use crate::parameter::{self, Typed, Types, c_type};
use crate::result;

/// One C function.
#[derive(Deserialize)]
pub(crate) struct Consumer {
    pub(crate) library: String,
    pub(crate) function: String,
    pub(crate) header: String,
    #[serde(default)]
    pub(crate) line: usize,
    #[serde(default)]
    pub(crate) decl: String,
    pub(crate) ret: String,
    pub(crate) params: Vec<Parameter>,
    #[serde(default)]
    pub(crate) variadic: bool,
    #[serde(default)]
    pub(crate) callbacks: Vec<Taken>,
}

/// A parameter that is a callback.
#[derive(Deserialize)]
pub(crate) struct Taken {
    param: usize,
    /// The typedef, or `FUNCTION:PARAMETER`.
    #[serde(rename = "type")]
    ty: String,
    #[serde(default)]
    ctx_source: String,
    ctx_arg: Option<usize>,
    is_destroy: Option<bool>,
}

/// The callbacks that are known, by their library and name.
pub(crate) struct Known<'a> {
    by_library: HashMap<(&'a str, &'a str), &'a Line>,
    by_name: HashMap<&'a str, &'a Line>,
    /// The type of pointers with this name, derived from parameters of the same name.
    canonical: HashMap<&'a str, &'a str>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(lines: &'a [Line], consumers: &'a [Consumer]) -> Self {
        let parameters = lines.iter().flat_map(|line| &line.params);
        let parameters = parameters.chain(consumers.iter().flat_map(|consumer| &consumer.params));
        let behind_a_name = |one: &&Parameter| !one.ty.contains('*') && one.canonical.contains('*');
        Known {
            canonical: parameters.filter(behind_a_name).map(|one| (one.ty.as_str(), one.canonical.as_str())).collect(),
            by_library: lines.iter().map(|line| ((line.library.as_str(), line.name.as_str()), line)).collect(),
            by_name: lines.iter().map(|line| (line.name.as_str(), line)).collect(),
        }
    }

    /// The callbacks that some functions take.
    pub(crate) fn lines<'s>(&'s self, consumers: &'s [(usize, &Consumer)]) -> impl Iterator<Item = &'a Line> + 's {
        let taken =
            consumers.iter().flat_map(|(_, consumer)| consumer.callbacks.iter().map(move |taken| (consumer, taken)));
        taken.filter_map(|(consumer, taken)| self.find(&consumer.library, &taken.ty))
    }

    fn find(&self, library: &str, name: &str) -> Option<&'a Line> {
        self.by_library.get(&(library, name)).or_else(|| self.by_name.get(name)).copied()
    }
}

impl Consumer {
    /// The features of its declaration, for the table.
    pub(crate) fn features(&self) -> Vec<String> {
        let mut features: BTreeSet<_> =
            self.callbacks.iter().map(|taken| format!("context: {}", taken.ctx_source)).collect();
        features.insert(format!("callbacks: {}", self.callbacks.len()));
        if self.callbacks.iter().any(|taken| taken.is_destroy == Some(true)) {
            features.insert("destroy notify".to_owned());
        }
        if self.variadic {
            features.insert("variadic".to_owned());
        }
        features.into_iter().collect()
    }

    pub(crate) fn mentioned(&self, types: &mut BTreeSet<String>) {
        let result = (self.ret.as_str(), self.ret.as_str());
        let written = self.params.iter().map(|parameter| (parameter.canonical.as_str(), parameter.ty.as_str()));
        for (canonical, ty) in written.chain([result]) {
            let Ok(ty) = c_type(canonical, ty) else { continue };
            let mut names = vec![];
            ty.names(&mut names);
            types.extend(names.into_iter().map(str::to_owned));
        }
    }
}

/// Writes the module for some functions.
pub(crate) fn module(consumers: &[(usize, &Consumer)], known: &Known, facts: &Facts) -> Module {
    let mut foreign = Foreign::default();
    let (mut module, mut taken) = (Module::default(), HashSet::new());
    for (index, consumer) in consumers {
        let mut name = identifier(&consumer.function);
        while generate::is_taken(&name) || !taken.insert(name.clone()) {
            name.push('_');
        }
        let mut types = Types { facts, foreign: &mut foreign };
        match (Declared { consumer, known, types: &mut types }).write(&name) {
            Ok(generated) => module.callbacks.push(Generated { line: *index, ..generated }),
            Err(reason) => module.failed.push((*index, reason)),
        }
    }
    module.take(foreign);
    module
}

/// A declaration in the making.
struct Declared<'a, 't, 'f> {
    consumer: &'a Consumer,
    known: &'a Known<'a>,
    types: &'t mut Types<'f>,
}

/// A callback that a closure is given for.
struct Closure<'a> {
    taken: &'a Taken,
    line: Line,
    /// Which of its parameters is the user data.
    context: Option<usize>,
}

impl<'a> Declared<'a, '_, '_> {
    fn write(mut self, name: &str) -> Result<Generated, String> {
        let names = generate::names_of(&self.consumer.params);
        let closures = self.closures()?;
        let mut parameters: Vec<(String, Typed)> = vec![];
        let mut allowances = BTreeSet::new();
        let mut raw = vec![];
        for (index, name) in names.iter().enumerate() {
            let typed = self.parameter(index, &names, &closures, &mut allowances)?;
            raw.extend(typed.raw.as_ref().map(|reason| format!("`{name}: {}`: {reason}", typed.ty)));
            parameters.push((name.clone(), typed));
        }
        if self.consumer.variadic {
            let argument = Typed { attributes: "#[variadic] ".to_owned(), ..Typed::plain("c_long") };
            parameters.push(("argument".to_owned(), argument));
        }
        let (result, reason) = self.result()?;
        // In the type of a function that C gives or takes, a `va_list` is a pointer in Rust.
        let plain = |index: &usize| closures.iter().all(|closure| closure.taken.param != *index);
        let functions = (0..names.len()).filter(plain).map(|index| self.consumer.params[index].canonical.as_str());
        let returned = self.canonical_result();
        let functions = functions.chain([returned.as_str()]);
        if functions.filter(|text| text.contains(")(")).any(|text| text.contains("__va_list_tag")) {
            allowances.insert("allow_untyped()".to_owned());
        }
        raw.extend(reason.map(|reason| format!("the result `{}`: {reason}", result.trim_start_matches(" -> "))));
        let claim = format!("v.declared::<{name}>()");
        let claim = allowances.iter().fold(claim, |claim, allowance| format!("{claim}.{allowance}"));
        let allowed = allowances.iter().map(|allowance| check::waived(allowance)).collect();
        let code = self.print(name, &parameters, &result);
        Ok(Generated { line: 0, rust_name: name.to_owned(), code, raw, claim, allowed, member: None })
    }

    /// The callbacks that closures are given for: not those that C calls with the user data in the end.
    fn closures(&self) -> Result<Vec<Closure<'a>>, String> {
        let mut closures = vec![];
        for taken in &self.consumer.callbacks {
            let Some(parameter) = self.consumer.params.get(taken.param) else { continue };
            let ty = c_type(&parameter.canonical, &parameter.ty)?;
            let Some((CType::Function { variadic, .. }, _)) = ty.pointee() else { continue };
            if *variadic || (taken.is_destroy == Some(true) && self.is_notify(taken)) {
                continue;
            }
            let line = match self.known.find(&self.consumer.library, &taken.ty) {
                Some(line) => line.clone(),
                None => synthesized(self.consumer, taken, parameter)?,
            };
            let untyped = |index: &usize| line.params[*index].canonical.trim_end_matches("const").trim() == "void *";
            // A place for the pointer is no user data of one callback.
            let passed = line.ctx.kind.as_deref() != Some("voidptrptr");
            let context = taken.ctx_arg.filter(|_| passed).and_then(|_| {
                let known = line.ctx.index.filter(|index| line.params.get(*index).is_some());
                known.or_else(|| (0..line.params.len()).rev().find(untyped))
            });
            closures.push(Closure { taken, line, context });
        }
        Ok(closures)
    }

    /// Returns true if it is the destroy notify of another callback's user data.
    fn is_notify(&self, taken: &Taken) -> bool {
        let plain = self.consumer.params[taken.param].canonical == "void (*)(void *)";
        plain && self.consumer.callbacks.iter().any(|other| other.is_destroy != Some(true) && other.ctx_arg.is_some())
    }

    fn parameter(
        &mut self,
        index: usize,
        names: &[String],
        closures: &[Closure],
        allowances: &mut BTreeSet<String>,
    ) -> Result<Typed, String> {
        let parameter = &self.consumer.params[index];
        let ty = c_type(&parameter.canonical, &parameter.ty)?;
        if let Some(closure) = closures.iter().find(|closure| closure.taken.param == index) {
            // In a declaration the whole function pointer is one parameter.
            let of_function = |allowance: String| match allowance.starts_with("allow_const_of") {
                true => format!("allow_const_of({})", index + 1),
                false => allowance,
            };
            allowances.extend(generate::allowances(&closure.line).into_iter().map(of_function));
            return self.closure(closure, closures);
        }
        let of: Vec<&str> = closures
            .iter()
            .filter(|closure| closure.context.is_some() && closure.taken.ctx_arg == Some(index))
            .map(|closure| names[closure.taken.param].as_str())
            .collect();
        if !of.is_empty() {
            let attributes = format!("#[context({})] ", of.join(", "));
            return Ok(Typed { attributes, ..Typed::plain(self.types.c(&ty)) });
        }
        if let Some(closure) = self.notified(index, closures) {
            let attributes = format!("#[destroy({})] ", names[closure.taken.param]);
            return Ok(Typed { attributes, ..Typed::plain(self.types.c(&ty)) });
        }
        let contexts = closures.iter().filter(|closure| closure.context.is_some());
        let supplied: Vec<usize> = contexts.filter_map(|closure| closure.taken.ctx_arg).collect();
        let typed = argument(&self.consumer.params, index, names, &supplied, &ty, self.types)?;
        if typed.ty.contains("CStr") {
            // Text is only read, though C takes `char *`.
            let constant = ty.pointee().is_some_and(|(to, constant)| constant && to.pointee().is_none_or(|(_, of)| of));
            allowances.extend((!constant).then(|| format!("allow_const_of({})", index + 1)));
            let unsigned = parameter.canonical.contains("unsigned char");
            allowances.extend(unsigned.then(|| "allow_char_sign()".to_owned()));
        }
        Ok(typed)
    }

    /// The callback whose user data a notify at a parameter is for.
    fn notified<'c>(&self, index: usize, closures: &'c [Closure<'c>]) -> Option<&'c Closure<'c>> {
        let taken =
            self.consumer.callbacks.iter().find(|taken| taken.param == index && taken.is_destroy == Some(true))?;
        self.is_notify(taken).then_some(())?;
        let has = |closure: &&Closure| closure.context.is_some();
        let same = closures.iter().filter(has).find(|closure| closure.taken.ctx_arg == taken.ctx_arg);
        let before = closures.iter().filter(has).rev().find(|closure| closure.taken.param < index);
        let found = same.filter(|_| taken.ctx_arg.is_some()).or(before)?;
        let already = self
            .consumer
            .callbacks
            .iter()
            .any(|other| other.is_destroy == Some(true) && other.param < index && self.is_notify(other));
        (!already).then_some(found)
    }

    /// `fn(…) -> …`, and what C does with it.
    fn closure(&mut self, closure: &Closure, all: &[Closure]) -> Result<Typed, String> {
        let line = &closure.line;
        // What C passes is taken as it is, but for the user data.
        let mut of_signature = line.clone();
        of_signature.ctx.index = closure.context;
        let names = generate::names_of(&line.params);
        let planned = parameter::all(&of_signature, &names, self.types)?;
        let result = result::plan(line, self.types)?;
        let mut list: Vec<(String, Typed)> = vec![];
        for ((typed, name), c) in planned.into_iter().zip(&names).zip(&line.params) {
            let typed = match typed {
                Some(typed) => typed,
                None => {
                    let ty = c_type(&c.canonical, &c.ty)?;
                    let attribute = match ty.pointee() {
                        Some((CType::Void, false)) => "#[context] ".to_owned(),
                        _ => format!("#[context(as = {})] ", self.types.c(&ty)),
                    };
                    list.push(("_".to_owned(), Typed { attributes: attribute, ..Typed::plain("_") }));
                    continue;
                }
            };
            list.push((name.clone(), typed));
        }
        generate::formatted(&mut list);
        let raw: Vec<_> =
            list.iter().filter_map(|(name, typed)| Some(format!("`{name}`: {}", typed.raw.as_ref()?))).collect();
        let raw = raw.into_iter().chain(result.raw.clone()).collect::<Vec<_>>();
        let mut arguments = result.arguments;
        let shares = |other: &&Closure| other.context.is_some() && other.taken.ctx_arg == closure.taken.ctx_arg;
        let group: Vec<&Closure> = match closure.context {
            Some(_) => all.iter().filter(shares).collect(),
            None => vec![closure],
        };
        let notifies = self.consumer.callbacks.iter().map(|taken| taken.param);
        let destroyed = notifies
            .filter_map(|index| self.notified(index, all))
            .any(|of| group.iter().any(|one| one.taken.param == of.taken.param));
        arguments.extend(contract(&group, destroyed));
        let list: Vec<_> =
            list.iter().map(|(name, typed)| format!("{}{name}: {}", typed.attributes, typed.ty)).collect();
        Ok(Typed {
            attributes: format!("#[callback({})] ", arguments.join(", ")),
            ty: format!("fn({}){}", list.join(", "), result.ty),
            raw: (!raw.is_empty()).then(|| raw.join("; ")),
        })
    }

    /// The result, as far as other lines tell what is behind its name.
    fn canonical_result(&self) -> String {
        let text = self.consumer.ret.trim();
        let function = self.known.find(&self.consumer.library, text.trim_end_matches(['*', ' ']));
        match (self.known.canonical.get(text), function) {
            (Some(canonical), _) => (*canonical).to_owned(),
            (None, Some(line)) => line.pointer(),
            (None, None) => text.to_owned(),
        }
    }

    fn result(&mut self) -> Result<(String, Option<String>), String> {
        let text = self.canonical_result().replace("restrict", "");
        let text = text.as_str();
        if let Ok(ty @ CType::Pointer { .. }) = c_type(text, text) {
            let (ty, reason) = result::returned(&ty, self.types);
            return Ok((format!(" -> {ty}"), reason));
        }
        let ty = CType::parse(text).ok_or_else(|| format!("the result `{text}` could not be read"))?;
        let (ty, reason) = result::returned(&ty, self.types);
        Ok((if ty.is_empty() { ty } else { format!(" -> {ty}") }, reason))
    }

    fn print(&self, name: &str, parameters: &[(String, Typed)], result: &str) -> String {
        let mut code = String::new();
        let consumer = self.consumer;
        let decl = consumer.decl.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(code, "#[callback]\nunsafe extern \"C\" {{\n    /// `{}`", decl.replace('`', "'"));
        if name != consumer.function {
            let _ = writeln!(code, "    #[link_name = {:?}]", consumer.function);
        }
        if let Some(fails) = failure(parameters, result) {
            let _ = writeln!(code, "    #[callback({fails})]");
        }
        let _ = writeln!(code, "    pub unsafe fn {name}(");
        for (name, typed) in parameters {
            let supplied = ["#[context", "#[destroy", "#[len"].iter().any(|start| typed.attributes.starts_with(start));
            let name = if supplied { "_" } else { name };
            let _ = writeln!(code, "        {}{name}: {},", typed.attributes, typed.ty);
        }
        let _ = writeln!(code, "    ){result};\n}}");
        code
    }
}

/// The failure condition of a function with a destroy notify, which has to show that C has not taken the context: negative
/// for a signed status, and none for an unsigned one, which is a number of the callback.
fn failure(parameters: &[(String, Typed)], result: &str) -> Option<&'static str> {
    let is_destroyed = parameters.iter().any(|(_, typed)| typed.attributes.starts_with("#[destroy"));
    let ty = result.trim_start_matches(" -> ");
    let ty = if ty.ends_with('>') { ty } else { ty.rsplit("::").next().unwrap_or(ty) };
    let is_signed = matches!(ty, "c_int" | "c_long" | "c_longlong" | "i32" | "i64" | "isize");
    let is_status = ty.starts_with(char::is_lowercase);
    (is_destroyed && is_status).then_some(if is_signed { "fails = negative" } else { "fails = never" })
}

/// When C calls, and how long it keeps the callback.
fn contract(group: &[&Closure], destroyed: bool) -> Vec<String> {
    let mut contract = vec![];
    let mut is_found_anywhere = group.iter().any(|closure| closure.context.is_some());
    // One without user data is found on the thread of the call, unless it is in a slot.
    let is_elsewhere = |closure: &&Closure| !matches!(closure.line.thread.as_str(), "caller" | "caller-or-loop");
    let needs_slot = !is_found_anywhere && group.iter().any(is_elsewhere);
    if destroyed || needs_slot || group.iter().any(|closure| closure.line.lifetime != "scoped") {
        contract.push("retained".to_owned());
        is_found_anywhere = true;
    }
    if let [closure] = group {
        if closure.context.is_some() && matches!(closure.line.multiplicity.as_str(), "once" | "terminal") {
            contract.push("once".to_owned());
        }
    }
    if is_found_anywhere && group.iter().any(|closure| closure.line.thread != "caller") {
        contract.push("threads".to_owned());
    }
    contract
}

/// A signature that nothing is known of but its type.
fn synthesized(consumer: &Consumer, taken: &Taken, parameter: &Parameter) -> Result<Line, String> {
    let (ret, params) = text_parameters(&parameter.canonical)
        .ok_or_else(|| format!("the type `{}` could not be read", parameter.canonical))?;
    Ok(Line {
        library: consumer.library.clone(),
        packages: vec![],
        header: consumer.header.clone(),
        line: consumer.line,
        kind: Kind::Param,
        name: taken.ty.clone(),
        decl: parameter.canonical.clone(),
        ret: Returned { ty: ret.clone(), canonical: ret, cls: String::new() },
        params,
        variadic: false,
        noproto: false,
        ctx: Context { index: None, kind: None, route: String::new(), object_index: None, object_via: None },
        arg_classes: vec![],
        lifetime: String::new(),
        multiplicity: "many".to_owned(),
        thread: "caller".to_owned(),
        unwind: String::new(),
        errconv: String::new(),
        features: vec![],
        uses: vec![],
    })
}
