//! Renders a structure: the Rust structure, its constructor and setters.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Import;
use super::item::{added, attributes, attributes_or, ident};
use super::rust_type::ModuleScope;
use super::{debug, default, wire};
use crate::docs::Docs;
use crate::ir::{Encoding, Item, Literal, Member, Presence, ShapeId, Structure, Type};

/// The structures of the crate by their shapes: a zero value is made of zero values.
pub(super) type Structures<'c> = BTreeMap<&'c ShapeId, &'c Structure>;

/// A structure of the `types` module; `wire` are the functions that read and write it.
pub(super) fn structure(
    structure: &Structure,
    wire: &TokenStream,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let declaration = declaration(structure, &structure.item, scope);
    let constructor = constructor(structure, scope);
    let setters = setters(structure, scope);
    let functions = implementation(structure, &quote!(#constructor #wire));
    quote! {
        #declaration
        #functions
        #setters
    }
}

/// An `impl` block, unless it would be empty.
pub(super) fn implementation(
    structure: &Structure,
    functions: &TokenStream,
) -> Option<TokenStream> {
    let name = ident(&structure.item.name);
    (!functions.is_empty()).then(|| quote!(impl #name { #functions }))
}

/// The `struct` item with its derives.
pub(super) fn declaration(
    structure: &Structure,
    item: &Item,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let name = ident(&structure.item.name);
    let (attributes, added) = (attributes_or(item, "A structure."), added(&structure.attributes));
    let fields = structure.members.iter().map(|member| field(member, scope));
    let has_secrets =
        structure.sensitive || structure.members.iter().any(|member| member.sensitive);
    let debug = if has_secrets { None } else { Some(quote!(Debug,)) };
    let default = derives_default(structure).then(|| quote!(Default,));
    let manual_debug = has_secrets.then(|| debug::structure(structure));
    let manual_default = default_with_values(structure, scope);
    let metadata = structure.is_error.then(|| {
        let metadata = scope.import(Import::ErrorMetadata);
        quote! {
            /// The code, the message, the HTTP status and the request id of the error.
            pub metadata: #metadata,
        }
    });
    quote! {
        #attributes
        #[derive(Clone, #debug #default PartialEq)]
        #added
        #[non_exhaustive]
        pub struct #name { #(#fields)* #metadata }
        #manual_debug
        #manual_default
    }
}

fn field(member: &Member, scope: ModuleScope<'_>) -> TokenStream {
    let (attributes, name, field_type) =
        (attributes(&member.item), ident(&member.item.name), scope.field(member));
    quote!(#attributes pub #name: #field_type,)
}

/// Whether all members are optional, so that the empty structure is a value of it.
fn derives_default(structure: &Structure) -> bool {
    structure.members.iter().all(|member| match &member.presence {
        Presence::Optional => true,
        // Of an enum the zero value is a variant, and of a union there is none.
        Presence::Default(Literal::Zero) => {
            !matches!(member.value, Type::StringEnum(_) | Type::IntEnum(_) | Type::Union(_))
        }
        Presence::Default(_) | Presence::Required => false,
    })
}

/// Whether a value can be made of nothing.
pub(super) fn has_default(structure: &Structure) -> bool {
    required(structure).next().is_none()
}

/// `Default` of a structure that needs no value, where the model gives some.
fn default_with_values(structure: &Structure, scope: ModuleScope<'_>) -> Option<TokenStream> {
    (has_default(structure) && !derives_default(structure)).then(|| {
        let name = ident(&structure.item.name);
        let fields = initial_fields(structure, scope);
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self { #fields }
                }
            }
        }
    })
}

fn required(structure: &Structure) -> impl Iterator<Item = &Member> {
    structure.members.iter().filter(|member| member.presence == Presence::Required)
}

/// `new`, which takes the required members. A structure without any has its `new` from `setters!`.
pub(super) fn constructor(structure: &Structure, scope: ModuleScope<'_>) -> TokenStream {
    if has_default(structure) {
        return TokenStream::new();
    }
    let parameters = required(structure).map(|member| {
        let (name, value) = (ident(&member.item.name), scope.boxed(member));
        if takes_into(member) { quote!(#name: impl Into<#value>) } else { quote!(#name: #value) }
    });
    let fields = initial_fields(structure, scope);
    quote! {
        /// Creates a value from its required members.
        #[must_use]
        pub fn new(#(#parameters),*) -> Self {
            Self { #fields }
        }
    }
}

/// The fields of a new value: arguments of `new`, defaults, nothing.
fn initial_fields(structure: &Structure, scope: ModuleScope<'_>) -> TokenStream {
    let fields = structure.members.iter().map(|member| {
        let name = ident(&member.item.name);
        match &member.presence {
            Presence::Optional => quote!(#name: None),
            Presence::Required if takes_into(member) => quote!(#name: #name.into()),
            Presence::Required => quote!(#name),
            Presence::Default(literal) => {
                let value = default::expression(literal, &member.value, scope);
                quote!(#name: #value)
            }
        }
    });
    let metadata = structure.is_error.then(|| {
        let metadata = scope.import(Import::ErrorMetadata);
        quote!(metadata: #metadata::default())
    });
    quote!(#(#fields,)* #metadata)
}

/// Whether an argument may be anything that becomes the member's type.
fn takes_into(member: &Member) -> bool {
    member.boxed
        || matches!(
            member.value,
            Type::String
                | Type::Blob
                | Type::Stream { .. }
                | Type::Document
                | Type::List(_)
                | Type::Map(..)
        )
}

/// One chainable setter for each member that `new` does not take.
pub(super) fn setters(structure: &Structure, scope: ModuleScope<'_>) -> TokenStream {
    let name = ident(&structure.item.name);
    let fields =
        structure.members.iter().filter(|member| member.presence != Presence::Required).map(
            |member| {
                let (name, value) = (ident(&member.item.name), scope.boxed(member));
                let deprecated = attributes(&Item { docs: Docs::default(), ..member.item.clone() });
                if takes_into(member) {
                    quote!(#deprecated #name: Into<#value>)
                } else {
                    quote!(#deprecated #name: #value)
                }
            },
        );
    let fields: Vec<TokenStream> = fields.collect();
    let new = has_default(structure).then(|| quote!(#[new]));
    if fields.is_empty() && new.is_none() {
        return TokenStream::new();
    }
    quote!(whitesmith_runtime::setters! { #new struct #name { #(#fields),* } })
}

/// The arguments of `new` that stand for required members which a service leaves out: client error
/// correction (<https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction>).
pub(super) fn zero_arguments(
    structure: &Structure,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> Vec<TokenStream> {
    required(structure).map(|member| zero(&member.value, structures, scope)).collect()
}

/// The zero value of a type.
pub(super) fn zero(
    value: &Type,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    if value.is_external() {
        // What its constructor takes is not known; of nothing, its reader makes the zero value.
        let (reader, read) = (scope.reader(), wire::reader(scope, value, &Encoding::Plain));
        return quote!(#read(&mut #reader::new(b"")));
    }
    match value {
        Type::Boolean => quote!(false),
        Type::String => quote!(""),
        Type::Byte | Type::Short | Type::Integer | Type::Long => quote!(0),
        Type::Float | Type::Double => quote!(0.0),
        Type::List(_) | Type::Map(..) => quote!([]),
        Type::BigInteger
        | Type::BigDecimal
        | Type::Blob
        | Type::Stream { .. }
        | Type::Document
        | Type::Timestamp => {
            let primitive = scope.value(value);
            quote!(#primitive::default())
        }
        Type::StringEnum(name) => {
            let path = scope.path(name);
            quote!(#path::from(""))
        }
        Type::IntEnum(name) => {
            let path = scope.path(name);
            quote!(#path::from(0))
        }
        Type::Union(name) => {
            let path = scope.path(name);
            quote!(#path::Unknown(String::new()))
        }
        Type::Structure(name) => {
            let path = scope.path(name);
            let arguments =
                structures.get(&name.id).map(|inner| zero_arguments(inner, structures, scope));
            let arguments = arguments.into_iter().flatten();
            quote!(#path::new(#(#arguments),*))
        }
    }
}
