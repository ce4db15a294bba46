//! From what C passes to what the function takes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::Type;

use super::of_call;
use crate::model::{Model, Parameter, Role};
use crate::numbers::is_same_in_c;
use crate::{length, names, numbers};

/// `let NAME = CONVERT`, or the end of the call.
pub(crate) struct Conversion {
    pub(crate) name: Ident,
    /// What the argument borrows, where it may borrow something, else it takes the call itself: a local of the name of
    /// the argument, because rustc names it where it ends too soon.
    pub(crate) call: Option<Ident>,
    pub(crate) convert: TokenStream,
    /// Whether it is the value, and not a `Result`.
    pub(crate) is_sure: bool,
    pub(crate) span: Span,
}

/// Plain arguments, those whose length may depend on them, and all as the function takes them.
pub(super) fn conversions(model: &Model) -> (Vec<Conversion>, Vec<Conversion>, Vec<TokenStream>) {
    let (mut plain, mut counted) = (vec![], vec![]);
    for (index, parameter) in model.parameters.iter().enumerate() {
        let name = binding(index, parameter);
        let (span, last) = names::ends(&parameter.ty);
        let (rt, c) = (names::runtime(span), names::c_value(index, span));
        let ty = of_call(model, &parameter.ty);
        let own_call = may_borrow(&parameter.ty).then(|| name.clone());
        let call = if own_call.is_some() {
            let mut end = name.clone();
            end.set_span(name.span().located_at(last));
            quote_spanned!(span=> &#end)
        } else {
            let call = names::call(span);
            quote_spanned!(span=> &#call)
        };
        let is_sure = matches!(parameter.role, Role::Argument) && is_same_in_c(&parameter.ty);
        let push = |list: &mut Vec<_>, convert| {
            list.push(Conversion { name: name.clone(), call: own_call.clone(), convert, is_sure, span });
        };
        match &parameter.role {
            Role::Context(_) => {}
            Role::Argument if is_sure => push(&mut plain, quote_spanned!(span=> #rt::number::<#ty>(#c))),
            Role::Argument | Role::Result(_) => {
                let convert = quote_spanned!(span=> #rt::argument::<#ty>(#call, #index, #c));
                push(&mut plain, convert);
            }
            Role::Counted(len) => {
                let double = length::is_double(len);
                let len = length::checked(len);
                let function = Ident::new(if double { "counted_twice" } else { "counted" }, span);
                let convert = quote_spanned!(span=> #rt::#function::<#ty>(#call, #index, #c, #len.0));
                push(&mut counted, convert);
            }
            Role::Callable(data) => {
                let data = c_value_of(model, data);
                let convert = quote_spanned!(span=> #rt::callable::<#ty>(#call, #index, #c, #data));
                push(&mut plain, convert);
            }
            Role::Formatted(format) => {
                let format = c_value_of(model, format);
                let convert = quote_spanned!(span=> #rt::formatted::<#ty>(#call, #index, #c, #format));
                push(&mut plain, convert);
            }
        }
    }
    (plain, counted, call_arguments(model))
}

/// The arguments in the order of the function: a method takes `self` first, wherever C has it.
fn call_arguments(model: &Model) -> Vec<TokenStream> {
    let receiver = model.of_block.as_ref().and_then(|of_block| of_block.receiver.as_ref());
    let given = model.of_block.as_ref().and_then(|of_block| of_block.given.clone());
    let arguments = model.parameters.iter().enumerate();
    let arguments = arguments.filter(|(_, parameter)| !matches!(parameter.role, Role::Result(_)));
    let arguments = arguments.map(|(index, parameter)| binding(index, parameter));
    let others = arguments.filter(|argument| Some(argument) != receiver).map(Ident::into_token_stream);
    given.into_iter().chain(others).collect()
}

/// What C passes in the parameter of a name.
fn c_value_of(model: &Model, name: &Ident) -> Ident {
    let index = model.parameters.iter().position(|parameter| parameter.name.as_ref() == Some(name));
    // A name of no parameter is reported.
    names::c_value(index.unwrap_or(usize::MAX), name.span())
}

/// The name of a parameter's converted value: the user's, so that `#[len(…)]` can use it.
pub(crate) fn binding(index: usize, parameter: &Parameter) -> Ident {
    parameter.name.clone().unwrap_or_else(|| names::value(index, parameter.span))
}

/// Whether a type may have the lifetime of the call: numbers and raw pointers have not, whatever else they are.
fn may_borrow(ty: &Type) -> bool {
    !matches!(ty, Type::Ptr(_)) && !numbers::is_numeric(ty)
}
