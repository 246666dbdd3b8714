//! Renders a default value as an expression. Evaluating it can fail only for a number that no Rust
//! type can represent.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value as Json;

use super::rust_type::ModuleScope;
use crate::ir::{Literal, Type};

/// Renders a default value.
pub(super) fn expression(literal: &Literal, value: &Type, scope: ModuleScope<'_>) -> TokenStream {
    match (literal, value) {
        (Literal::Zero, Type::StringEnum(name)) => {
            let path = scope.path(name);
            quote!(#path::from(""))
        }
        (Literal::Zero | Literal::Integer(0), Type::IntEnum(name)) => {
            let path = scope.path(name);
            quote!(#path::from(0))
        }
        (Literal::Zero, Type::Boolean) => quote!(false),
        (Literal::Zero, Type::Byte | Type::Short | Type::Integer | Type::Long) => quote!(0),
        (Literal::Zero, Type::Float | Type::Double) => quote!(0.0),
        (Literal::Zero, Type::List(_)) => quote!(Vec::new()),
        (Literal::Zero, Type::Map(..)) => {
            let map = scope.map();
            quote!(#map::new())
        }
        (Literal::Zero, Type::String) => quote!(String::new()),
        (Literal::Zero, _) => {
            let value = scope.value(value);
            quote!(#value::default())
        }
        (Literal::Boolean(boolean), _) => quote!(#boolean),
        (Literal::Integer(number), Type::IntEnum(name)) => {
            let path = scope.path(name);
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote!(#path::from(#number))
        }
        (Literal::Integer(number), _) => number_tokens(&number.to_string()),
        (Literal::Float(text), value) => float(text, value),
        (Literal::Text(text), Type::StringEnum(name)) => {
            let path = scope.path(name);
            quote!(#path::from(#text))
        }
        (Literal::Text(text), Type::BigInteger | Type::BigDecimal) => {
            big_number(text, value, scope)
        }
        (Literal::Text(text), _) => quote!(#text.to_owned()),
        (Literal::Bytes(bytes), Type::Stream { .. }) => {
            let blob = blob(bytes, scope);
            quote!(#blob.into())
        }
        (Literal::Bytes(bytes), _) => blob(bytes, scope),
        (Literal::Timestamp { seconds, nanos }, _) => timestamp(*seconds, *nanos, scope),
        (Literal::Document(json), _) => document(json, scope),
    }
}

/// Renders the text of a number, which lowering has checked. A number in the range of `i128` needs
/// no text.
fn big_number(text: &str, value: &Type, scope: ModuleScope<'_>) -> TokenStream {
    match text.parse::<i128>() {
        Ok(number) if number.to_string() == text => {
            let suffix = if i64::try_from(number).is_ok() { "i64" } else { "i128" };
            let number = number_tokens(&format!("{text}_{suffix}"));
            let name = scope.value(value);
            quote!(#name::from(#number))
        }
        _ => quote!(#text.parse().unwrap_or_default()),
    }
}

fn blob(bytes: &[u8], scope: ModuleScope<'_>) -> TokenStream {
    let (blob, bytes) = (scope.primitive("Blob"), proc_macro2::Literal::byte_string(bytes));
    quote!(#blob::from(#bytes))
}

fn timestamp(seconds: i64, nanos: u32, scope: ModuleScope<'_>) -> TokenStream {
    let date_time = scope.primitive("DateTime");
    let seconds = number_tokens(&seconds.to_string());
    if nanos == 0 {
        return quote!(#date_time::from_secs(#seconds));
    }
    let nanos = proc_macro2::Literal::u32_unsuffixed(nanos);
    quote!(#date_time::from_secs_and_nanos(#seconds, #nanos))
}

/// Renders the value of a document. JSON in a model is nested no deeper than its parser allows.
fn document(json: &Json, scope: ModuleScope<'_>) -> TokenStream {
    let name = scope.primitive("Document");
    match json {
        Json::Null => quote!(#name::Null),
        Json::Bool(value) => quote!(#name::from(#value)),
        Json::Number(number) => document_number(number, scope),
        Json::String(text) => quote!(#name::from(#text)),
        Json::Array(values) if values.is_empty() => quote!(#name::Array(Vec::new())),
        Json::Array(values) => {
            let values = values.iter().map(|value| document(value, scope));
            quote!(#name::Array(vec![#(#values),*]))
        }
        Json::Object(members) if members.is_empty() => {
            let map = scope.map();
            quote!(#name::Object(#map::new()))
        }
        Json::Object(members) => {
            let members = members.iter().map(|(key, value)| {
                let value = document(value, scope);
                quote!((#key, #value))
            });
            quote!(#name::from_iter([#(#members),*]))
        }
    }
}

/// Renders a literal if Rust has one with exactly this value, else a call that parses the text.
fn document_number(number: &serde_json::Number, scope: ModuleScope<'_>) -> TokenStream {
    let (document, text) = (scope.primitive("Document"), number.to_string());
    let suffix = if number.is_u64() {
        "u64"
    } else if number.is_i64() {
        "i64"
    } else if number.as_f64().is_some_and(|float| format!("{float:?}") == text) {
        "f64"
    } else {
        return quote!(#document::from_json(#text).unwrap_or_default());
    };
    let number = number_tokens(&format!("{text}_{suffix}"));
    quote!(#document::from(#number))
}

fn float(text: &str, value: &Type) -> TokenStream {
    let name = if *value == Type::Float { quote!(f32) } else { quote!(f64) };
    match text {
        "NaN" => quote!(#name::NAN),
        "Infinity" => quote!(#name::INFINITY),
        "-Infinity" => quote!(#name::NEG_INFINITY),
        text if text.contains(['.', 'e', 'E']) => number_tokens(text),
        text => number_tokens(&format!("{text}.0")),
    }
}

fn number_tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| quote!(0))
}
