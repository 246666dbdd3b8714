//! In: a value of the IR and the module it is named in. Out: its Rust type.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::imports::{Import, Imports};
use super::item::ident;
use crate::ir::{Element, Member, Presence, TypeName, Value};

/// The module that is rendered: how it names types, and what it imports for that.
#[derive(Clone, Copy)]
pub(super) struct Scope<'m> {
    imports: &'m Imports,
    is_types: bool,
}

impl<'m> Scope<'m> {
    /// The module `types` itself.
    pub(super) fn types(imports: &'m Imports) -> Self {
        Self { imports, is_types: true }
    }

    /// Any other module.
    pub(super) fn elsewhere(imports: &'m Imports) -> Self {
        Self { imports, is_types: false }
    }

    /// The name of an import, which the module gets.
    pub(super) fn import(self, import: Import) -> Ident {
        self.imports.name(import)
    }

    /// The path of a modeled type.
    pub(super) fn path(self, type_name: &TypeName) -> TokenStream {
        let name = ident(&type_name.name);
        let types = (!self.is_types).then(|| {
            let types = self.import(Import::Types);
            quote!(#types::)
        });
        let error = type_name.is_error.then(|| quote!(error::));
        quote!(#types #error #name)
    }

    /// The path of a type of the module `primitives`.
    pub(super) fn primitive(self, name: &str) -> TokenStream {
        let (primitives, name) = (self.import(Import::Primitives), ident(name));
        quote!(#primitives::#name)
    }

    /// The path of the type of maps.
    pub(super) fn map(self) -> Ident {
        self.import(Import::BTreeMap)
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
            Value::BigInteger => self.primitive("BigInteger"),
            Value::BigDecimal => self.primitive("BigDecimal"),
            Value::Blob => self.primitive("Blob"),
            Value::Stream { .. } => self.primitive("ByteStream"),
            Value::Document => self.primitive("Document"),
            Value::Timestamp(_) => self.primitive("DateTime"),
            Value::StringEnum(name)
            | Value::IntEnum(name)
            | Value::Structure(name)
            | Value::Union(name) => self.path(name),
            Value::List(element) => {
                let element = self.element(element);
                quote!(Vec<#element>)
            }
            Value::Map(key, element) => {
                let (map, key, element) = (self.map(), self.value(key), self.element(element));
                quote!(#map<#key, #element>)
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
