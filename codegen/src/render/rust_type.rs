//! In: a value of the IR and the module it is named in. Out: its Rust type.

use proc_macro2::TokenStream;
use quote::quote;

use super::item::ident;
use crate::ir::{Element, Member, Presence, TypeName, Value};

/// The module that names a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// `types` itself.
    Types,
    /// Any other module; it imports `types`.
    Elsewhere,
}

impl Scope {
    /// The path of a modeled type.
    pub(super) fn path(self, type_name: &TypeName) -> TokenStream {
        let name = ident(&type_name.name);
        match (self, type_name.is_error) {
            (Self::Types, false) => quote!(#name),
            (Self::Types, true) => quote!(error::#name),
            (Self::Elsewhere, false) => quote!(types::#name),
            (Self::Elsewhere, true) => quote!(types::error::#name),
        }
    }

    /// The type of a value.
    pub(super) fn value(self, value: &Value) -> TokenStream {
        match value {
            Value::Boolean => quote!(bool),
            Value::String => quote!(String),
            Value::Byte => quote!(i8),
            Value::Short => quote!(i16),
            Value::Integer => quote!(i32),
            Value::Long => quote!(i64),
            Value::Float => quote!(f32),
            Value::Double => quote!(f64),
            Value::BigInteger => quote!(primitives::BigInteger),
            Value::BigDecimal => quote!(primitives::BigDecimal),
            Value::Blob => quote!(primitives::Blob),
            Value::Stream { .. } => quote!(primitives::ByteStream),
            Value::Document => quote!(primitives::Document),
            Value::Timestamp(_) => quote!(primitives::DateTime),
            Value::StringEnum(name)
            | Value::IntEnum(name)
            | Value::Structure(name)
            | Value::Union(name) => self.path(name),
            Value::List(element) => {
                let element = self.element(element);
                quote!(Vec<#element>)
            }
            Value::Map(key, element) => {
                let (key, element) = (self.value(key), self.element(element));
                quote!(BTreeMap<#key, #element>)
            }
        }
    }

    /// The type of an element.
    pub(super) fn element(self, element: &Element) -> TokenStream {
        let value = self.value(&element.value);
        if element.sparse { quote!(Option<#value>) } else { value }
    }

    /// The type of a member's value, in a box if it needs one.
    pub(super) fn boxed(self, member: &Member) -> TokenStream {
        let value = self.value(&member.value);
        if member.boxed { quote!(Box<#value>) } else { value }
    }

    /// The type of a field.
    pub(super) fn field(self, member: &Member) -> TokenStream {
        let boxed = self.boxed(member);
        match member.presence {
            Presence::Optional => quote!(Option<#boxed>),
            Presence::Required | Presence::Default(_) => boxed,
        }
    }
}
