//! In: a value of the IR. Out: the function that reads it from a JSON body, or writes it to one.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Import;
use super::item::ident;
use super::rust_type::Scope;
use crate::ir::{Element, Member, TimestampFormat, Type};

/// The name of a timestamp's format.
pub(super) fn timestamp_format(format: TimestampFormat, scope: Scope<'_>) -> TokenStream {
    let formats = scope.primitive("TimestampFormat");
    match format {
        TimestampFormat::DateTime => quote!(#formats::DateTime),
        TimestampFormat::HttpDate => quote!(#formats::HttpDate),
        TimestampFormat::EpochSeconds => quote!(#formats::EpochSeconds),
    }
}

/// The method that reads or writes a timestamp of a format.
fn timestamp_method(format: TimestampFormat) -> proc_macro2::Ident {
    ident(match format {
        TimestampFormat::DateTime => "date_time",
        TimestampFormat::HttpDate => "http_date",
        TimestampFormat::EpochSeconds => "epoch_seconds",
    })
}

/// An expression for a `fn(&mut Reader) -> T`.
pub(super) fn reader(scope: Scope<'_>, value: &Type) -> TokenStream {
    match value {
        Type::Timestamp(format) => {
            let (reader, method) = (scope.import(Import::Reader), timestamp_method(*format));
            quote!(#reader::#method)
        }
        Type::Structure(name)
        | Type::Union(name)
        | Type::StringEnum(name)
        | Type::IntEnum(name) => {
            let path = scope.path(name);
            quote!(#path::read_json)
        }
        Type::List(element) => {
            let (method, read) = (collection("list", element), reader(scope, &element.value));
            quote!(|r| r.#method(#read))
        }
        Type::Map(_, element) => {
            let (method, read) = (collection("map", element), reader(scope, &element.value));
            quote!(|r| r.#method(#read))
        }
        simple => {
            let (reader, method) = (scope.import(Import::Reader), ident(scalar(simple)));
            quote!(#reader::#method)
        }
    }
}

fn collection(method: &str, element: &Element) -> proc_macro2::Ident {
    if element.sparse { ident(&format!("sparse_{method}")) } else { ident(method) }
}

/// An expression for a `fn(&mut Writer, &T)`.
pub(super) fn writer(scope: Scope<'_>, value: &Type) -> TokenStream {
    match value {
        Type::Timestamp(format) => {
            let (writer, method) = (scope.import(Import::Writer), timestamp_method(*format));
            quote!(#writer::#method)
        }
        Type::Structure(name)
        | Type::Union(name)
        | Type::StringEnum(name)
        | Type::IntEnum(name) => {
            let path = scope.path(name);
            quote!(#path::write_json)
        }
        Type::List(element) => {
            let write = element_writer(scope, element);
            quote!(|w, value| w.list(value, #write))
        }
        Type::Map(_, element) => {
            let write = element_writer(scope, element);
            quote!(|w, value| w.map(value, #write))
        }
        simple => {
            let (writer, method) = (scope.import(Import::Writer), ident(scalar(simple)));
            quote!(#writer::#method)
        }
    }
}

fn element_writer(scope: Scope<'_>, element: &Element) -> TokenStream {
    let write = writer(scope, &element.value);
    if element.sparse { quote!(|w, value| w.nullable(value, #write)) } else { write }
}

/// The name that reader and writer share for a simple value.
fn scalar(value: &Type) -> &'static str {
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
        Type::Timestamp(_) => "timestamp",
        Type::Structure(_) | Type::Union(_) | Type::StringEnum(_) | Type::IntEnum(_) => "object",
        Type::List(_) => "list",
        Type::Map(..) => "map",
    }
}

/// The match arms that read members of an object into the fields of `owner`.
pub(super) fn read_members<'m>(
    scope: Scope<'_>,
    owner: &str,
    members: impl Iterator<Item = &'m Member>,
) -> TokenStream {
    let owner = ident(owner);
    let arms = members.map(|member| {
        let (wire_name, field) = (&member.wire_name, ident(&member.item.name));
        let read = reader(scope, &member.value);
        quote!(#wire_name => r.set(&mut #owner.#field, #read),)
    });
    quote!(#(#arms)* _ => r.skip(),)
}

/// The statements that write the fields of `owner` as members of an object.
pub(super) fn write_members<'m>(
    scope: Scope<'_>,
    w: &str,
    owner: &str,
    members: impl Iterator<Item = &'m Member>,
) -> TokenStream {
    let (w, owner) = (ident(w), ident(owner));
    let statements = members.map(|member| {
        let (wire_name, field) = (&member.wire_name, ident(&member.item.name));
        let write = writer(scope, &member.value);
        let value = if member.boxed && member.presence == crate::ir::Presence::Optional {
            quote!(#owner.#field.as_deref())
        } else if member.boxed {
            quote!(&*#owner.#field)
        } else {
            quote!(&#owner.#field)
        };
        quote!(#w.field(#wire_name, #value, #write);)
    });
    quote!(#(#statements)*)
}
