//! Receivers: how a method takes its context, and how the owner keeps it for all methods of a block.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, Lifetime, PathArguments, Receiver, ReceiverKind, Signature, Type};

use crate::methods::own_self::OwnSelf;
use crate::output::names;
use crate::syntax::report::Report;
use crate::syntax::types::{generic, ungrouped};

/// The form of a receiver.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// `&self`
    Shared,
    /// `&mut self`
    Exclusive,
    /// `self`
    Value,
    /// `self: Box<Self>`
    Boxed,
    /// `self: Arc<Self>` or `Rc`
    Counted,
    /// `self: &Arc<Self>`
    CountedShared,
}

/// The form in which the owner keeps the context of a block's methods.
#[derive(Clone)]
pub(crate) enum KeptAs {
    /// By value; calls that do not consume it take it by `&`.
    Shared,
    /// By value; calls that do not consume it take it by `&mut`.
    Exclusive,
    /// In this `Arc` or `Rc`.
    Counted(TokenStream),
}

/// The receiver of a method.
pub(crate) struct Taker<'a> {
    pub(crate) taken: Taken,
    /// The `Arc<Self>` or `Rc<Self>`, as written.
    pub(crate) counted: Option<&'a Type>,
    pub(crate) at: &'a Receiver,
}

/// The receiver of a method, if it has one that can be a context.
pub(crate) fn receiver<'a>(sig: &'a Signature, report: &mut Report) -> Option<Taker<'a>> {
    let Some(FnArg::Receiver(at)) = sig.inputs.first() else { return None };
    let with = |taken, counted| Some(Taker { taken, counted, at });
    match &at.kind {
        ReceiverKind::Reference(_, _, Some(_)) => with(Taken::Exclusive, None),
        ReceiverKind::Reference(_, _, None) => with(Taken::Shared, None),
        ReceiverKind::Value => with(Taken::Value, None),
        ReceiverKind::Typed(_, ty) => {
            let known = typed(ty);
            if known.is_none() && !can_receive(ty) {
                report.leave_to_rustc(ty);
            } else if known.is_none() {
                report.at(ty, "this receiver has no owner; write `self`, `&self`, `&mut self`, `self: Box<Self>`, or `self: Arc<Self>`, `Rc<Self>` or `&` of one");
            }
            let (taken, counted) = known.unwrap_or((Taken::Shared, None));
            with(taken, counted)
        }
        _ => None,
    }
}

fn typed(ty: &Type) -> Option<(Taken, Option<&Type>)> {
    let ty = ungrouped(ty);
    if let Type::Reference(reference) = ty {
        let inner = ungrouped(&reference.elem);
        return match (is_self(inner), reference.mutability.is_some()) {
            (true, true) => Some((Taken::Exclusive, None)),
            (true, false) => Some((Taken::Shared, None)),
            (false, false) if counted(inner) => Some((Taken::CountedShared, Some(inner))),
            (false, _) => None,
        };
    }
    if is_self(ty) {
        return Some((Taken::Value, None));
    }
    match smart(ty)?.to_string().as_str() {
        "Box" => Some((Taken::Boxed, None)),
        "Arc" | "Rc" => Some((Taken::Counted, Some(ty))),
        _ => None,
    }
}

/// Returns true if rustc accepts the type of a receiver, as far as the name shows.
fn can_receive(ty: &Type) -> bool {
    let ty = ungrouped(ty);
    match ty {
        Type::Reference(reference) => can_receive(&reference.elem),
        Type::Path(path) if !is_self(ty) => path.path.segments.last().is_some_and(|last| {
            let is_pointer = ["Box", "Rc", "Arc", "Pin"].iter().any(|known| last.ident == known);
            is_pointer && generic(&last.arguments, 0).is_some_and(can_receive)
        }),
        _ => is_self(ty),
    }
}

fn is_self(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.qself.is_none() && path.path.is_ident("Self"))
}

fn counted(ty: &Type) -> bool {
    smart(ty).is_some_and(|name| name == "Arc" || name == "Rc")
}

/// The name in `Name<Self>`.
fn smart(ty: &Type) -> Option<&Ident> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let alone = arguments.args.len() == 1 && arguments.args.to_token_stream().to_string() == "Self";
    alone.then_some(&last.ident)
}

/// The form in which the owner keeps the context, so that every method of the block can be called on it.
pub(crate) fn kept(takers: &[Taker], own: &OwnSelf, report: &mut Report) -> KeptAs {
    let of = |wanted: &[Taken]| takers.iter().find(|taker| wanted.contains(&taker.taken));
    let Some(counted) = of(&[Taken::Counted, Taken::CountedShared]) else {
        return if of(&[Taken::Exclusive]).is_some() { KeptAs::Exclusive } else { KeptAs::Shared };
    };
    for other in takers {
        if !other.shares() {
            report.at(other.at, "another method takes `Arc<Self>` or `Rc<Self>`, and the context may have other owners; take `&self`, or that too");
        }
    }
    let ty = own.in_type(counted.counted.to_token_stream());
    let kept = KeptAs::Counted(ty);
    for other in takers.iter().filter(|taker| taker.shares() && !taker.fits(&kept, own)) {
        if let Some(other) = other.counted {
            report.at(other, "another method takes the context in another way; write the same type, `Arc<Self>` or `Rc<Self>`, in all of them");
        }
    }
    kept
}

impl Taker<'_> {
    /// Returns true if the method can be called while others have the context.
    fn shares(&self) -> bool {
        !matches!(self.taken, Taken::Exclusive | Taken::Value | Taken::Boxed)
    }

    /// Returns true if the method can be called on the kept context.
    pub(crate) fn fits(&self, kept: &KeptAs, own: &OwnSelf) -> bool {
        let KeptAs::Counted(kept) = kept else { return true };
        let same = |ty: &Type| own.in_type(ty.to_token_stream()).to_string() == kept.to_string();
        self.shares() && self.counted.is_none_or(same)
    }

    /// Returns true if the method takes `self` by reference.
    pub(crate) fn lends(&self) -> bool {
        matches!(self.taken, Taken::Shared | Taken::Exclusive | Taken::CountedShared)
    }

    /// The lifetime of that reference, if it is named.
    fn lifetime(&self) -> Option<&Lifetime> {
        match &self.at.kind {
            ReceiverKind::Reference(_, lifetime, _) => lifetime.as_ref(),
            ReceiverKind::Typed(_, ty) => match ungrouped(ty) {
                Type::Reference(reference) => reference.lifetime.as_ref(),
                _ => None,
            },
            _ => None,
        }
    }

    pub(crate) fn consumes(&self) -> bool {
        matches!(self.taken, Taken::Value | Taken::Boxed)
    }

    /// The type of the context parameter.
    pub(crate) fn parameter(&self, kept: &KeptAs, own: &OwnSelf) -> TokenStream {
        let span = self.at.span();
        let (ty, lifetime) = (own.referent(), self.lifetime());
        match (self.taken, kept) {
            (Taken::Value | Taken::Boxed, _) => own.ty().clone(),
            (_, KeptAs::Counted(counted)) => quote_spanned!(span=> &#lifetime #counted),
            (_, KeptAs::Exclusive) => quote_spanned!(span=> &#lifetime mut #ty),
            (_, KeptAs::Shared) => quote_spanned!(span=> &#lifetime #ty),
        }
    }

    /// The receiver of the method, made from the context of the callback.
    pub(crate) fn give(&self, kept: &KeptAs, context: &Ident) -> TokenStream {
        let span = names::plumbing(self.at.span());
        let rt = names::runtime(span);
        match (self.taken, kept) {
            (Taken::Boxed, _) => quote_spanned!(span=> #rt::boxed(#context)),
            (Taken::Counted, _) => quote_spanned!(span=> #rt::Clone::clone(#context)),
            (Taken::Shared, KeptAs::Counted(_)) => quote_spanned!(span=> &**#context),
            _ => context.to_token_stream(),
        }
    }
}

/// The name of the parameter that replaces `self`.
pub(crate) fn parameter_name(span: Span) -> Ident {
    names::local("self", span)
}

/// Returns true if a method consumes the context.
pub(crate) fn closes(takers: &[Taker]) -> bool {
    takers.iter().any(Taker::consumes)
}
