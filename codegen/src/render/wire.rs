//! Serializes and deserializes values in bodies: from a type and the encoding of its values, the function of
//! the codec that reads or writes one.

pub(super) mod structure;
pub(super) mod union;
mod written;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use self::written::Written;
pub(super) use self::written::declaration;
use super::item::ident;
use super::rust_type::ModuleScope;
use crate::ir::{
    Element, ElementName, Encoding, Field, FieldPlace, Member, Presence, TimestampFormat, Type,
};

/// An expression for a `fn(&mut Reader) -> T`.
pub(super) fn reader(scope: ModuleScope<'_>, value: &Type, encoding: &Encoding) -> TokenStream {
    match value {
        Type::Structure(name) | Type::Union(name) => {
            let (path, read) = (scope.path(name), ident(scope.codecs().output.read()));
            quote!(#path::#read)
        }
        Type::StringEnum(name) | Type::IntEnum(name) => {
            let path = scope.path(name);
            quote!(#path::read)
        }
        Type::List(element) => collection_reader("list", scope, element, encoding),
        Type::Map(_, element) => collection_reader("map", scope, element, encoding),
        simple => {
            let (reader, method) = (scope.reader(), ident(scalar(simple, encoding)));
            quote!(#reader::#method)
        }
    }
}

fn collection_reader(
    method: &str,
    scope: ModuleScope<'_>,
    element: &Element,
    encoding: &Encoding,
) -> TokenStream {
    let method = if element.sparse { ident(&format!("sparse_{method}")) } else { ident(method) };
    let (names, read) = (element_names(encoding), element_reader(scope, element, encoding));
    quote!(|r| r.#method(#names #read))
}

/// The argument for the names of what a list or map consists of, if the codec has such names.
fn element_names(encoding: &Encoding) -> Option<TokenStream> {
    match encoding {
        Encoding::List { member: Some(ElementName { name, .. }), .. } => Some(quote!(#name,)),
        Encoding::Map { entry: Some(_), .. } => entry_names(encoding),
        Encoding::List { member: None, .. }
        | Encoding::Map { entry: None, .. }
        | Encoding::Plain
        | Encoding::Timestamp(_)
        | Encoding::Base64
        | Encoding::Quoted => None,
    }
}

/// The argument for the names in the entries of a map, if the codec has such names.
fn entry_names(encoding: &Encoding) -> Option<TokenStream> {
    let Encoding::Map { entry: Some(entry), .. } = encoding else { return None };
    let (key, value) = (&entry.key.name, &entry.value.name);
    Some(quote!([#key, #value],))
}

/// An expression for a `fn(&mut Writer, &T)` for a value in an element with this name.
pub(super) fn writer_within(
    scope: ModuleScope<'_>,
    value: &Type,
    encoding: &Encoding,
    element: Option<&ElementName>,
) -> TokenStream {
    written(scope, value, encoding).within(element).function()
}

fn written(scope: ModuleScope<'_>, value: &Type, encoding: &Encoding) -> Written {
    match value {
        Type::Structure(name) | Type::Union(name) => {
            let (path, write) = (scope.path(name), ident(scope.codecs().input.write()));
            Written::Path(quote!(#path::#write))
        }
        Type::StringEnum(name) | Type::IntEnum(name) => {
            let path = scope.path(name);
            Written::Path(quote!(#path::write))
        }
        Type::List(element) => {
            let (names, write) =
                (element_names(encoding), element_writer(scope, element, encoding));
            let is_flat = scope.codecs().input.names_elements() && names.is_none();
            let method = ident(if is_flat { "flat_list" } else { "list" });
            Written::Call(quote!(w.#method(#names value, #write)))
        }
        Type::Map(_, element) => {
            let (names, write) =
                (element_names(encoding), element_writer(scope, element, encoding));
            Written::Call(match key_writer(scope, encoding) {
                None => quote!(w.map(#names value, #write)),
                Some(key) => quote!(w.map_with(#names value, #key, #write)),
            })
        }
        simple => {
            let (writer, method) = (scope.writer(), ident(scalar(simple, encoding)));
            Written::Path(quote!(#writer::#method))
        }
    }
}

/// The reader of an element of a collection with this encoding.
fn element_reader(scope: ModuleScope<'_>, element: &Element, encoding: &Encoding) -> TokenStream {
    reader(scope, &element.value, encoding.element())
}

/// The reader of an element of a flattened list.
fn flat_element_reader(
    scope: ModuleScope<'_>,
    element: &Element,
    encoding: &Encoding,
) -> TokenStream {
    let read = element_reader(scope, element, encoding);
    if element.sparse { quote!(|r| r.nullable(#read)) } else { read }
}

/// The call that reads an entry of a flattened map into a field.
fn insert(
    slot: &TokenStream,
    scope: ModuleScope<'_>,
    element: &Element,
    encoding: &Encoding,
) -> TokenStream {
    let (names, read) = (entry_names(encoding), element_reader(scope, element, encoding));
    let method = ident(if element.sparse { "sparse_insert" } else { "insert" });
    quote!(#method(#slot, #names #read))
}

fn element_writer(scope: ModuleScope<'_>, element: &Element, encoding: &Encoding) -> TokenStream {
    let written = written(scope, &element.value, encoding.element());
    let written = if element.sparse { written.nullable() } else { written };
    let name = match encoding {
        Encoding::List { member, .. } => member.as_ref(),
        Encoding::Map { entry, .. } => entry.as_ref().map(|entry| &entry.value),
        Encoding::Plain | Encoding::Timestamp(_) | Encoding::Base64 | Encoding::Quoted => None,
    };
    written.within(name).function()
}

/// The function that writes the keys of a map, if their elements declare a namespace.
fn key_writer(scope: ModuleScope<'_>, encoding: &Encoding) -> Option<TokenStream> {
    let Encoding::Map { entry: Some(entry), .. } = encoding else { return None };
    entry.key.namespace.as_ref()?;
    let writer = scope.writer();
    Some(Written::Path(quote!(#writer::key)).within(Some(&entry.key)).function())
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
        Type::BigInteger if *encoding == Encoding::Quoted => "quoted_big_integer",
        Type::BigInteger => "big_integer",
        Type::BigDecimal if *encoding == Encoding::Quoted => "quoted_big_decimal",
        Type::BigDecimal => "big_decimal",
        Type::Blob | Type::Stream { .. } => "blob",
        Type::Document => "document",
        Type::Timestamp => match encoding {
            Encoding::Timestamp(TimestampFormat::DateTime) => "date_time",
            Encoding::Timestamp(TimestampFormat::HttpDate) => "http_date",
            Encoding::Timestamp(TimestampFormat::EpochSeconds)
            | Encoding::Plain
            | Encoding::Base64
            | Encoding::Quoted
            | Encoding::List { .. }
            | Encoding::Map { .. } => "epoch_seconds",
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
        let (wire_name, name) = (&field.name.name, ident(&member.item.name));
        let slot = quote!(&mut #owner.#name);
        Some(match (field.place, &member.value) {
            (FieldPlace::Flattened, Type::List(element)) => {
                let read = flat_element_reader(scope, element, &field.encoding);
                quote!(#wire_name => r.push(#slot, #read),)
            }
            (FieldPlace::Flattened, Type::Map(_, element)) => {
                let insert = insert(&quote!(#slot), scope, element, &field.encoding);
                quote!(#wire_name => r.#insert,)
            }
            (FieldPlace::Attribute, value) => {
                let (key, read) = (format!("@{wire_name}"), reader(scope, value, &field.encoding));
                quote!(#key => r.set(#slot, #read),)
            }
            (FieldPlace::Member | FieldPlace::Flattened, value) => {
                let read = reader(scope, value, &field.encoding);
                let other = field.also_read.iter();
                quote!(#wire_name #(| #other)* => r.set(#slot, #read),)
            }
        })
    });
    quote!(#(#arms)* _ => r.skip(),)
}

/// The statements that write the members of `owner` as fields of an object, its attributes first.
pub(super) fn write_members(
    scope: ModuleScope<'_>,
    w: &str,
    owner: &str,
    members: &[Member],
    fields: &[Field],
) -> TokenStream {
    let (w, owner) = (ident(w), ident(owner));
    let is_attribute = |field: &&Field| field.place == FieldPlace::Attribute;
    let attributes = fields.iter().filter(is_attribute);
    let others = fields.iter().filter(|field| !is_attribute(field));
    let statements = attributes.chain(others).filter_map(|field| {
        let member = members.get(field.member)?;
        let call = write_value(scope, field, &member.value, &value_of(&owner, member));
        Some(quote!(#w.#call;))
    });
    quote!(#(#statements)*)
}

/// A reference to the value of a member.
fn value_of(owner: &Ident, member: &Member) -> TokenStream {
    let name = ident(&member.item.name);
    if member.boxed && member.presence == Presence::Optional {
        quote!(#owner.#name.as_deref())
    } else if member.boxed {
        quote!(&*#owner.#name)
    } else {
        quote!(&#owner.#name)
    }
}

/// The call that writes a member of this type.
fn write_value(
    scope: ModuleScope<'_>,
    field: &Field,
    of_member: &Type,
    value: &TokenStream,
) -> TokenStream {
    let wire_name = &field.name.name;
    match (field.place, of_member) {
        (FieldPlace::Flattened, Type::List(element)) => {
            let written = written(scope, &element.value, field.encoding.element());
            let written = if element.sparse { written.nullable() } else { written };
            let write = written.within(Some(&field.name)).function();
            quote!(each(#wire_name, #value, #write))
        }
        (FieldPlace::Flattened, Type::Map(_, element)) => {
            let (names, write) =
                (entry_names(&field.encoding), element_writer(scope, element, &field.encoding));
            match key_writer(scope, &field.encoding) {
                None => quote!(entries(#wire_name, #names #value, #write)),
                Some(key) => quote!(entries_with(#wire_name, #names #value, #key, #write)),
            }
        }
        (FieldPlace::Attribute, _) => {
            let write = written(scope, of_member, &field.encoding).function();
            quote!(attribute(#wire_name, #value, #write))
        }
        (FieldPlace::Member | FieldPlace::Flattened, _) => {
            let write =
                written(scope, of_member, &field.encoding).within(Some(&field.name)).function();
            quote!(field(#wire_name, #value, #write))
        }
    }
}
