//! Serializes and deserializes values in bodies: from a type and the encoding of its values, the function of
//! the codec that reads or writes one.

pub(super) mod structure;
pub(super) mod union;

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Import;
use super::item::ident;
use super::rust_type::ModuleScope;
use crate::ir::wire::{READ, WRITE};
use crate::ir::{Element, Encoding, Field, Member, Presence, TimestampFormat, Type};

/// An expression for a `fn(&mut Reader) -> T`.
pub(super) fn reader(scope: ModuleScope<'_>, value: &Type, encoding: &Encoding) -> TokenStream {
    match value {
        Type::Structure(name) | Type::Union(name) => {
            let (path, read) = (scope.path(name), ident(READ));
            quote!(#path::#read)
        }
        Type::StringEnum(name) | Type::IntEnum(name) => {
            let path = scope.path(name);
            quote!(#path::read)
        }
        Type::List(element) => {
            let (method, read) =
                (collection("list", element), element_reader(scope, element, encoding));
            quote!(|r| r.#method(#read))
        }
        Type::Map(_, element) => {
            let (method, read) =
                (collection("map", element), element_reader(scope, element, encoding));
            quote!(|r| r.#method(#read))
        }
        simple => {
            let (reader, method) = (scope.import(Import::Reader), ident(scalar(simple, encoding)));
            quote!(#reader::#method)
        }
    }
}

fn collection(method: &str, element: &Element) -> proc_macro2::Ident {
    if element.sparse { ident(&format!("sparse_{method}")) } else { ident(method) }
}

/// An expression for a `fn(&mut Writer, &T)`.
pub(super) fn writer(scope: ModuleScope<'_>, value: &Type, encoding: &Encoding) -> TokenStream {
    match value {
        Type::Structure(name) | Type::Union(name) => {
            let (path, write) = (scope.path(name), ident(WRITE));
            quote!(#path::#write)
        }
        Type::StringEnum(name) | Type::IntEnum(name) => {
            let path = scope.path(name);
            quote!(#path::write)
        }
        Type::List(element) => {
            let write = element_writer(scope, element, encoding);
            quote!(|w, value| w.list(value, #write))
        }
        Type::Map(_, element) => {
            let write = element_writer(scope, element, encoding);
            quote!(|w, value| w.map(value, #write))
        }
        simple => {
            let (writer, method) = (scope.import(Import::Writer), ident(scalar(simple, encoding)));
            quote!(#writer::#method)
        }
    }
}

/// The reader of an element of a collection with this encoding.
fn element_reader(scope: ModuleScope<'_>, element: &Element, encoding: &Encoding) -> TokenStream {
    reader(scope, &element.value, encoding.element())
}

fn element_writer(scope: ModuleScope<'_>, element: &Element, encoding: &Encoding) -> TokenStream {
    let write = writer(scope, &element.value, encoding.element());
    if element.sparse { quote!(|w, value| w.nullable(value, #write)) } else { write }
}

/// The name that reader and writer share for a simple value.
fn scalar(value: &Type, encoding: &Encoding) -> &'static str {
    match value {
        Type::Boolean => "boolean",
        Type::String => "string",
        Type::Byte => "byte",
        Type::Short => "short",
        Type::Integer => "integer",
        Type::Long => "long",
        Type::Float => "float",
        Type::Double => "double",
        Type::BigInteger => "big_integer",
        Type::BigDecimal => "big_decimal",
        Type::Blob | Type::Stream { .. } => "blob",
        Type::Document => "document",
        Type::Timestamp => match encoding {
            Encoding::Timestamp(TimestampFormat::DateTime) => "date_time",
            Encoding::Timestamp(TimestampFormat::HttpDate) => "http_date",
            Encoding::Timestamp(TimestampFormat::EpochSeconds)
            | Encoding::Plain
            | Encoding::Base64
            | Encoding::Of(_) => "epoch_seconds",
        },
        Type::Structure(_) | Type::Union(_) | Type::StringEnum(_) | Type::IntEnum(_) => "object",
        Type::List(_) => "list",
        Type::Map(..) => "map",
    }
}

/// The match arms that read fields of an object into the members of `owner`.
pub(super) fn read_members(
    scope: ModuleScope<'_>,
    owner: &str,
    members: &[Member],
    fields: &[Field],
) -> TokenStream {
    let owner = ident(owner);
    let arms = fields.iter().filter_map(|field| {
        let member = members.get(field.member)?;
        let (wire_name, name) = (&field.name, ident(&member.item.name));
        let read = reader(scope, &member.value, &field.encoding);
        Some(quote!(#wire_name => r.set(&mut #owner.#name, #read),))
    });
    quote!(#(#arms)* _ => r.skip(),)
}

/// The statements that write the members of `owner` as fields of an object.
pub(super) fn write_members(
    scope: ModuleScope<'_>,
    w: &str,
    owner: &str,
    members: &[Member],
    fields: &[Field],
) -> TokenStream {
    let (w, owner) = (ident(w), ident(owner));
    let statements = fields.iter().filter_map(|field| {
        let member = members.get(field.member)?;
        let (wire_name, name) = (&field.name, ident(&member.item.name));
        let write = writer(scope, &member.value, &field.encoding);
        let value = if member.boxed && member.presence == Presence::Optional {
            quote!(#owner.#name.as_deref())
        } else if member.boxed {
            quote!(&*#owner.#name)
        } else {
            quote!(&#owner.#name)
        };
        Some(quote!(#w.field(#wire_name, #value, #write);))
    });
    quote!(#(#statements)*)
}
