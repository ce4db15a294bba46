//! The attributes' expressions `unregister` and `stop`, in safe code.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, Safety};

use crate::foreign::locals::scope_of;
use crate::foreign::model::{Declaration, Role};
use crate::output::names;
use crate::syntax::tokens::mentions;

/// The lint that keeps an attribute's expression safe code, also in an `unsafe fn`.
pub(crate) fn in_safe_code(model: &Declaration) -> Option<TokenStream> {
    (!matches!(model.sig.safety, Safety::Safe(_))).then(|| quote!(#[forbid(unsafe_op_in_unsafe_fn)]))
}

/// The bindings that `unregister` can use besides the arguments (shims, contexts, out-parameters, the C result), and
/// the values that they are made of.
pub(crate) fn bindings(model: &Declaration, expr: &Expr) -> (TokenStream, Vec<Ident>) {
    let tokens = expr.to_token_stream();
    let (mut out, mut needs) = (TokenStream::new(), vec![]);
    for (index, parameter) in model.parameters.iter().enumerate() {
        let Some(name) = parameter.name.as_ref().filter(|name| mentions(tokens.clone(), name)) else { continue };
        let rt = names::runtime(parameter.span);
        let scope = |name: &Ident| {
            let index = model.find(name).map(|(index, _)| index)?;
            let group = crate::foreign::groups::groups(model)
                .into_iter()
                .find(|group| group.members.iter().any(|member| member.index == index))?;
            Some(scope_of(&group))
        };
        match &parameter.role {
            Role::Callback(_) => {
                let scope = scope(name);
                out.extend(quote!(let #name = #rt::Lent::shim(&#scope);));
            }
            Role::Context { of, .. } => {
                let (scope, ty) = (of.first().and_then(scope), &parameter.ty);
                out.extend(quote!(let #name: #ty = #rt::Lent::context(&#scope);));
            }
            Role::Out(_) => {
                let value = names::value(index, names::ends(&parameter.ty).0);
                out.extend(quote!(let #name = #value;));
                needs.push(value);
            }
            _ => {}
        }
    }
    let result = Ident::new("result", Span::call_site());
    if model.returns.is_some() && mentions(tokens.clone(), &result) && model.find(&result).is_none() {
        let value = names::local("value", model.name().span());
        // Named `result`, as the user's expression refers to it.
        out.extend(quote!(let result = #value;));
        needs.push(value);
    }
    (out, needs)
}
