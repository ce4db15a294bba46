//! Prints the module of a block's callbacks, the methods, and the table; decides nothing.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Signature, Visibility};

use crate::function::model::callback::Model;
use crate::function::plan::generics::Generics;
use crate::function::plan::lower::has_scope;
use crate::function::print::callback;
use crate::function::print::function::cfgs;
use crate::methods::item::Method;
use crate::methods::method::{Shared, type_name};
use crate::methods::table::{Filled, Filling, Table, TableMember};
use crate::methods::{PrintedMethod, args};
use crate::output::anonymous_block::{Lints, Valueless, ValuelessLints, block as hidden_block, inside};
use crate::output::names;

/// A method as it remains in the block.
pub(crate) fn method(method: &Method, attrs: &[Attribute], sig: &Signature) -> TokenStream {
    let method = method.print(attrs, sig);
    quote! {
        // The lints object to decisions that C made.
        #[allow(
            clippy::boxed_local,
            clippy::must_use_candidate,
            clippy::needless_pass_by_ref_mut,
            clippy::needless_pass_by_value,
            clippy::ptr_arg,
            clippy::too_many_arguments,
            clippy::trivially_copy_pass_by_ref,
            clippy::unnecessary_wraps,
            clippy::unused_self,
        )]
        #method
    }
}

/// The marker type of a method.
pub(crate) fn marker(model: &Model, generics: &Generics, method: &Method, shared: &Shared) -> TokenStream {
    let cfgs = cfgs(model);
    let kept = method.attrs.iter().filter(|attr| attr.path().is_ident("deprecated"));
    let about = format!("The callback made of `{}`.", model.text());
    let item = bare(&method.sig.ident, generics, &shared.vis);
    quote! {
        #(#cfgs)*
        #(#kept)*
        #[doc = #about]
        #item
    }
}

/// A type without values and without bounds, whose names are not in its scope.
fn bare(name: &Ident, generics: &Generics, vis: &Visibility) -> TokenStream {
    let in_one = generics.in_module(name);
    let (params, phantoms) = &in_one.unwrap_or_else(|| (generics.bare.clone(), generics.phantoms.clone()));
    let item = Valueless { vis: &inside(vis), name, params, clause: &TokenStream::new(), phantoms }.into_token_stream();
    // The context may be more private than the marker.
    let private = generics.forever_is_outside.then(|| quote!(#[allow(private_interfaces, private_bounds)]));
    quote!(#private #item)
}

/// The impl by which a marker in the module finds the type that stands for its lifetimes.
pub(crate) fn found<'a>(
    generics: &Generics,
    shared: &Shared,
    marker: &dyn ToTokens,
    cfgs: impl Iterator<Item = &'a Attribute>,
) -> Option<TokenStream> {
    let found = generics.found_by(shared.module, marker)?;
    Some(quote!(#(#cfgs)* #[allow(deprecated)] #found))
}

/// The module of the marker types.
pub(crate) fn module(shared: &Shared, printed: &[PrintedMethod], table: Option<&Table>) -> TokenStream {
    let (vis, name) = (&shared.vis, shared.module);
    let markers = printed.iter().map(|callback| &callback.marker);
    let forever = printed.iter().any(|callback| callback.found.is_some()).then(|| {
        let of = names::forever();
        quote! {
            #[doc(hidden)]
            pub(super) trait #of {
                type Of: ?::core::marker::Sized;
            }
        }
    });
    let table = table.map(|table| {
        let item = bare(&table_name(shared), &table.generics, vis);
        quote! {
            /// The callbacks together, on one context.
            #item
        }
    });
    let about = match type_name(&shared.block.self_ty) {
        Some(ty) => format!("The callbacks made of the methods of `{}`.", names::text(&ty)),
        None => "The callbacks made of methods.".to_owned(),
    };
    let lints = ValuelessLints::new(vis, true);
    let own = alone(shared, printed);
    // The place of the type: rustc points at it where another item has the name.
    let head = quote_spanned!(names::plumbing(name.span())=> mod #name);
    quote! {
        #[doc = #about]
        #lints
        #[allow(dead_code, unreachable_pub, clippy::module_inception, clippy::redundant_pub_crate)]
        #vis #head {
            #forever
            #(#markers)*
            #table
            #own
        }
    }
}

/// A macro in the module that passes on the items of its own block: in a second block with the same module the call finds the
/// macro of the first one, and is an error in place of items that would conflict with those of the first.
fn alone(shared: &Shared, printed: &[PrintedMethod]) -> TokenStream {
    let block = key(shared, printed);
    quote! {
        #[allow(unused_macros, unused_macro_rules)]
        macro_rules! __callbacks {
            (#block { $($error:tt)* } $($items:tt)*) => { $($items)* };
            ($other:literal { $($error:tt)* } $($items:tt)*) => { $($error)* };
        }
        // Under another name: a method may be `callbacks`, whose marker the name of the macro would find too.
        #[allow(unused_imports)]
        pub(super) use __callbacks as callbacks;
    }
}

/// The items of a block outside of its module, as arguments of the macro of the module.
pub(crate) fn items(shared: &Shared, printed: &[PrintedMethod], table: Option<&Table>) -> TokenStream {
    let (name, block) = (shared.module, key(shared, printed));
    let error = format!("another block has the module `{name}`; name that of this one: `mod = NAME`");
    let (first, last) = names::ends(&shared.block.self_ty);
    // With the place of the type: the error is shown there.
    let error = quote_spanned!(first=> ::core::compile_error!).into_iter().chain(quote_spanned!(last=> { #error }));
    let error: TokenStream = error.collect();
    let callbacks = printed.iter().map(|PrintedMethod { found, block, .. }| quote!(#found #block));
    let table = table.map(|table| self::table(shared, table));
    quote!(#name::callbacks! { #block { #error } #(#callbacks)* #table })
}

/// A text that two blocks with one module do not share: the type, its trait and the methods.
fn key(shared: &Shared, printed: &[PrintedMethod]) -> String {
    let of_trait = shared.block.of_trait.as_ref().map(|(path, _)| path.to_token_stream().to_string());
    let ty = shared.block.self_ty.to_token_stream().to_string();
    let methods = printed.iter().map(|callback| callback.method.clone());
    of_trait.into_iter().chain([ty]).chain(methods).collect::<Vec<_>>().join(" ")
}

fn table_name(shared: &Shared) -> Ident {
    Ident::new("Table", shared.module.span())
}

/// The impls of a table: its shared context, and the code that fills it.
pub(crate) fn table(shared: &Shared, table: &Table) -> TokenStream {
    let at = shared.block.impl_span;
    let name = path(shared, table, at);
    let (callback, asserted) = (callback(shared, table, &name), asserted(shared, table));
    let rt = names::runtime(at);
    let (params, predicates, span) = (&table.generics.params, &table.generics.predicates, names::plumbing(at));
    let carries = matches!(table.filling, Filling::Struct(Filled { context: Some(_), .. }));
    // SAFETY of what is generated: without `context_field` nothing carries the context (`StaticTable`).
    let common = (!carries)
        .then(|| quote_spanned!(span=> unsafe impl<#(#params),*> #rt::StaticTable for #name where #(#predicates),* {}));
    let filled = match &table.filling {
        Filling::Struct(filled) => structure(table, filled, &name, at),
        Filling::Setters { .. } => set(table, &name, at),
        Filling::Alone => TokenStream::new(),
    };
    let bounds = table.members.iter().any(|member| !member.required.is_empty());
    let (module, marker) = (shared.module, table_name(shared));
    let found = table.generics.found_by(module, &quote!(#module::#marker)).unwrap_or_default();
    hidden_block(
        [],
        &table.runtime,
        at,
        &Lints { bounds, ..Lints::ALL },
        [found, callback, asserted, filled, common.unwrap_or_default()],
    )
}

/// The marker type of the table, with the span of a place.
fn path(shared: &Shared, table: &Table, at: Span) -> TokenStream {
    let (span, args) = (names::plumbing(at), &table.generics.named);
    let [module, name] = [shared.module, &table_name(shared)].map(|name| {
        let mut name = name.clone();
        name.set_span(name.span().located_at(at));
        name
    });
    quote_spanned!(span=> #module::#name<#(#args),*>)
}

/// `impl Definition`, `impl Callback` and `impl Table`: a context, without a function of its own.
fn callback(shared: &Shared, table: &Table, name: &TokenStream) -> TokenStream {
    let at = shared.block.impl_span;
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let Table { context, access, pointer, route, flow, closes, .. } = table;
    let (params, predicates) = (&table.generics.params, &table.generics.predicates);
    let threads = if table.threads { quote_spanned!(span=> AnyThread) } else { quote_spanned!(span=> OneThread) };
    let ty = match &table.filling {
        Filling::Struct(Filled { ty, .. }) | Filling::Setters { ty, .. } => ty.to_token_stream(),
        Filling::Alone => quote_spanned!(span=> #rt::NoStruct),
    };
    let text = shared.text();
    let declared = table.members.iter().filter(|member| member.has_context()).map(
        |TableMember { cfgs, callback, .. }| quote_spanned!(span=> #(#cfgs)* <#callback as #rt::Definition>::__DECLARED),
    );
    let of_all = quote_spanned!(span=> #rt::concat!(#rt::module_path!(), "::", #text));
    let mut values = quote_spanned!(span=> #rt::Declared::new(#of_all, "", ""));
    values = callback::reported(values, table.report, at);
    if !params.is_empty() {
        values = callback::bound_to(&values, &text, at);
    }
    let looks = table
        .members
        .iter()
        .any(TableMember::has_context)
        .then(|| quote_spanned!(span=> const __LOOKS: #rt::bool = #rt::looks(<Self as #rt::Table>::__MEMBERS);));
    // A member may leave.
    let scope = has_scope(route, true).then(|| callback::scope(at));
    // SAFETY of what is generated: there is no shim that could be another's (`Definition`), and each member that has a context
    // is asserted to share this one (`Table`).
    quote_spanned! {span=>
        unsafe impl<#(#params),*> #rt::Definition for #name where #(#predicates),* {
            type Fn = #rt::TableHasNoShim;
            type Context = #context;
            type __Terms = #rt::Agreed<#access, #rt::Finding, #flow, #pointer, #rt::route::#route, #rt::#threads>;
            const __SHIMS: #rt::Option<#rt::Shims<Self>> = #rt::Option::Some(#rt::Shims::all(#rt::TableHasNoShim::NONE));
            const __DECLARED: #rt::Declared = #values;
            #looks
        }
        impl<#(#params),*> #rt::Callback for #name where #(#predicates),* {
            #scope
        }
        unsafe impl<#(#params),*> #rt::Table for #name where #(#predicates),* {
            type Struct = #ty;
            const __CLOSES: #rt::bool = #closes;
            const __MEMBERS: &'static [#rt::Declared] = &[#(#declared),*];
        }
    }
}

/// The assertions that each member has the context of the table.
fn asserted(shared: &Shared, table: &Table) -> TokenStream {
    let span = names::plumbing(shared.block.impl_span);
    let (params, predicates) = (&table.generics.params, &table.generics.predicates);
    let (module, marker) = (shared.module, table_name(shared));
    let witness = table.generics.witness(&quote!(#module::#marker));
    let members = table.members.iter().filter(|member| member.has_context()).map(|member| {
        let (cfgs, callback, at) = (&member.cfgs, &member.callback, names::plumbing(member.method.span()));
        let (rt, name) = (names::runtime(at), path(shared, table, member.method.span()));
        quote_spanned!(at=> #(#cfgs)* #rt::assert_member::<#name, #callback>();)
    });
    quote_spanned! {span=>
        #[allow(dead_code)]
        fn __callback_members<#(#params),*>(#witness) where #(#predicates),* {
            #(#members)*
        }
    }
}

/// The struct, with a function pointer in each member that has a method.
fn structure(table: &Table, filled: &Filled, name: &TokenStream, at: Span) -> TokenStream {
    let (rt, owner, span) = (names::runtime(at), names::owner(at), names::plumbing(at));
    let (params, predicates, args) = (&table.generics.params, &table.generics.predicates, &table.generics.args);
    let (doubled, constants) = (&filled.doubled, constants(table, filled, at));
    let carry = filled.context.map(|field| carry(field, name, at));
    // SAFETY of what is generated: the constants are the struct, with the shims of the block's callbacks for the owner
    // (`TableStruct`).
    quote_spanned! {span=>
        #doubled
        #constants
        unsafe impl<#(#params),*> #rt::TableStruct for #name where #(#predicates),* {
            const TABLE: #rt::MaybeUninit<Self::Struct> =
                #rt::FilledTable::table(__CallbackTable::<#(#args,)* #rt::Any>::VALUE);
            fn __table<#owner: #rt::Owner>() -> *const Self::Struct {
                __CallbackTable::<#(#args,)* #owner>::REF
            }
            fn __value<#owner: #rt::Owner>() -> #rt::MaybeUninit<Self::Struct> {
                #rt::FilledTable::table(__CallbackTable::<#(#args,)* #owner>::VALUE)
            }
            #carry
        }
    }
}

/// The struct for each owner, as constants.
fn constants(table: &Table, filled: &Filled, at: Span) -> TokenStream {
    let (rt, owner, span) = (names::runtime(at), names::owner(at), names::plumbing(at));
    let (params, predicates, phantoms) = (&table.generics.params, &table.generics.predicates, &table.generics.phantoms);
    let implying = table.generics.has_several_lifetimes().then(|| {
        let context = &table.context;
        quote_spanned!(span=> *const #context)
    });
    let args = &table.generics.args;
    let (value, place, ty) = (names::local("table", at), names::local("place", at), filled.ty);
    let base = filled.rest.map_or_else(
        || quote_spanned!(span=> #rt::MaybeUninit::<#ty>::zeroed()),
        |rest| quote_spanned!(span=> #rt::MaybeUninit::<#ty>::new(#rest)),
    );
    let (bindings, sets) = values(filled.fields, &place);
    let sized = filled.size.map(|field| sized(field, ty, &place));
    let puts = table.members.iter().map(|member| put(member, &place, &owner));
    // A member that must not be zero and is not set is an error of the constant: at the type of the table.
    let head = quote_spanned!(names::type_ends(ty).0=> const VALUE:);
    // SAFETY of what is generated: the struct is initialised, with zeros or with the value of `rest`. One that must not be all
    // zero and has no `rest` is an error of the compiler, which looks at every constant.
    quote_spanned! {span=>
        struct __CallbackTable<#(#params,)* #owner>(#rt::PhantomData<fn() -> (#owner, #(#phantoms,)* #implying)>)
        where #(#predicates),*;
        impl<#(#params,)* #owner: #rt::Owner> __CallbackTable<#(#args,)* #owner> where #(#predicates),* {
            #head #rt::FilledTable<#ty> = {
                let mut #value = #base;
                let #place = #rt::MaybeUninit::as_mut_ptr(&mut #value);
                #(#bindings)*
                #(#sets)*
                #sized
                #(#puts)*
                #rt::FilledTable { add_a_method_or_fields_for: unsafe { #rt::MaybeUninit::assume_init(#value) } }
            };
            const REF: &'static #ty = &Self::VALUE.add_a_method_or_fields_for;
        }
    }
}

/// Sets the member that holds the size of the struct.
fn sized(field: &syn::Member, ty: &syn::Type, place: &Ident) -> TokenStream {
    let (span, _) = names::ends(field);
    let rt = names::runtime(span);
    // SAFETY of what is generated: the member of a local, which is read after it was set.
    quote_spanned! {span=>
        unsafe { #rt::set(&raw mut (*#place).#field, #rt::size_of::<#ty>() as _) };
        #rt::refuse_cut::<#ty>(unsafe { (*#place).#field } as #rt::usize);
    }
}

/// Writes the context into the member that carries it.
fn carry(field: &syn::Member, name: &TokenStream, at: Span) -> TokenStream {
    let (rt, span) = (names::runtime(at), names::plumbing(at));
    let (place, context) = (names::local("place", at), names::local("context", at));
    let (put, last) = names::ends(field);
    let at = names::runtime(put);
    let arguments = quote_spanned!(last=> (&raw mut (*#place).#field, #context));
    let put = quote_spanned!(put=> #at::put_context #arguments);
    let pointer = quote_spanned!(span=> <<#name as #rt::Definition>::__Terms as #rt::Terms>::Pointer);
    // SAFETY of what is generated: a member of what `__carry` requires to be valid for writes.
    quote_spanned! {span=>
        unsafe fn __carry(#place: *mut Self::Struct, #context: #pointer) {
            unsafe { #put };
        }
    }
}

/// The assignments to members with values; the expressions are evaluated outside of the `unsafe` block.
fn values(fields: &[args::FieldValue], place: &Ident) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let each = fields.iter().enumerate().map(|(index, field)| {
        let (first, last) = names::ends(&field.value);
        let (rt, local) = (names::runtime(first), names::local(&format!("field{index}"), first));
        let (value, name) = (&field.value, &field.name);
        let binding = quote_spanned!(first=> let #local = #value;);
        let set = quote_spanned!(last=> (&raw mut (*#place).#name, #local));
        // SAFETY of what is generated: the member of a local.
        (binding, quote_spanned!(first=> unsafe { #rt::set #set };))
    });
    each.unzip()
}

/// Puts a shim into its member, whose type has to be that of the function.
fn put(member: &TableMember, place: &Ident, owner: &Ident) -> TokenStream {
    let (cfgs, field, callback) = (&member.cfgs, &member.field, &member.callback);
    let span = names::plumbing(member.method.span());
    let rt = names::runtime(span);
    // SAFETY of what is generated: the member of a local; the struct is taken by value only in unsafe code, which does
    // not let safe code call its functions (`Scope::value`).
    quote_spanned! {span=>
        #(#cfgs)*
        unsafe { #rt::put::<#callback, _>(&raw mut (*#place).#field, <#rt::ShimOf<#callback, #owner> as #rt::Shim<_>>::SHIM) };
    }
}

/// The setter calls that fill a C object.
fn set(table: &Table, name: &TokenStream, at: Span) -> TokenStream {
    let Filling::Setters { ok, setters, .. } = &table.filling else { return TokenStream::new() };
    let (rt, owner, span) = (names::runtime(at), names::owner(at), names::plumbing(at));
    let (params, predicates) = (&table.generics.params, &table.generics.predicates);
    let object = names::local("object", at);
    let calls = setters.iter().map(|(member, function)| {
        let (first, last) = names::ends(function);
        let (rt, cfgs, callback) = (names::runtime(first), &member.cfgs, &member.callback);
        let text = names::text(&member.method);
        let result = names::local("result", first);
        let argument =
            quote_spanned!(last=> (#object, #rt::member::<#callback, _>(<#rt::ShimOf<#callback, #owner> as #rt::Shim<_>>::SHIM)));
        let failed = ok.map_or_else(
            || quote_spanned!(first=> !#rt::SetsNothing::set(#result)),
            |ok| quote_spanned!(first=> #result != (#ok)),
        );
        // SAFETY of what is generated: `__set` requires that the setters may be called with the object; they are C's, so that
        // what they are given is not called by safe code.
        quote_spanned! {first=>
            #(#cfgs)*
            {
                let #result = unsafe { #function #argument };
                if #failed {
                    return #rt::Result::Err(#rt::unset(#text));
                }
            }
        }
    });
    // SAFETY of what is generated: the function pointers are those of this table's callbacks, for the owner.
    quote_spanned! {span=>
        unsafe impl<#(#params),*> #rt::TableSetters for #name where #(#predicates),* {
            #[deny(unsafe_op_in_unsafe_fn)]
            unsafe fn __set<#owner: #rt::Owner>(#object: *mut Self::Struct) -> #rt::Result<(), #rt::SetterFailed> {
                #(#calls)*
                #rt::Result::Ok(())
            }
        }
    }
}
