//! Serializes inputs into requests, and deserializes outputs and errors from responses: one statement for
//! each member, at the place of the message that its binding names.

pub(super) mod request;
pub(super) mod response;

use proc_macro2::TokenStream;
use quote::quote;

use super::item::ident;
use super::rust_type::ModuleScope;
use crate::ir::{Encoding, Member, TimestampFormat, Type};

/// A call that writes or reads a header, or writes a query parameter. `method` is the name of the function
/// for a scalar; those for other types start with it. `field` is a reference to the field.
fn text_call(
    method: &str,
    name: &str,
    member: &Member,
    encoding: &Encoding,
    field: &TokenStream,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let (suffix, encoding) = match &member.value {
        Type::List(_) => ("_list", encoding.element()),
        _ => ("", encoding),
    };
    match encoding {
        Encoding::Timestamp(format) => {
            let method = ident(&format!("{method}_timestamp{suffix}"));
            let format = timestamp_format(*format, scope);
            quote!(#method(#name, #field, #format))
        }
        Encoding::Base64 if suffix.is_empty() => {
            let method = ident(&format!("{method}_base64"));
            quote!(#method(#name, #field))
        }
        Encoding::Plain
        | Encoding::Base64
        | Encoding::Quoted
        | Encoding::List { .. }
        | Encoding::Map { .. } => {
            let method = ident(&format!("{method}{suffix}"));
            quote!(#method(#name, #field))
        }
    }
}

/// The path of a timestamp's format.
fn timestamp_format(format: TimestampFormat, scope: ModuleScope<'_>) -> TokenStream {
    let formats = scope.primitive("TimestampFormat");
    match format {
        TimestampFormat::DateTime => quote!(#formats::DateTime),
        TimestampFormat::HttpDate => quote!(#formats::HttpDate),
        TimestampFormat::EpochSeconds => quote!(#formats::EpochSeconds),
    }
}
