//! Renders types as they are named in a module.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::imports::{Import, Imports};
use super::item::{ident, tokens};
use crate::ir::{Codec, Contents, Element, Flows, Member, Presence, Type, TypeHome, TypeName};

/// The module that is rendered: how it names types, and its imports.
#[derive(Clone, Copy)]
pub(super) struct ModuleScope<'m> {
    imports: &'m Imports,
    codecs: Flows<Codec>,
    is_types: bool,
    /// Whether other crates call the functions that read and write types.
    shares: bool,
}

impl<'m> ModuleScope<'m> {
    /// The module `types` itself.
    pub(super) fn types(imports: &'m Imports, codecs: Flows<Codec>) -> Self {
        Self { imports, codecs, is_types: true, shares: false }
    }

    /// Any other module.
    pub(super) fn elsewhere(imports: &'m Imports, codecs: Flows<Codec>) -> Self {
        Self { imports, codecs, is_types: false, shares: false }
    }

    /// The same module of a crate with these contents.
    pub(super) fn of(self, contents: Contents) -> Self {
        Self { shares: contents == Contents::Types, ..self }
    }

    /// The visibility of the functions that read and write types.
    pub(super) fn visibility(self) -> TokenStream {
        if self.shares { quote!(#[doc(hidden)] pub) } else { quote!(pub(crate)) }
    }

    /// The name of an import, which is added to the module.
    pub(super) fn import(self, import: Import) -> Ident {
        self.imports.name(import)
    }

    /// What serializes requests, and what deserializes responses.
    pub(super) fn codecs(self) -> Flows<Codec> {
        self.codecs
    }

    /// The name of the type that deserializes bodies.
    pub(super) fn reader(self) -> Ident {
        self.import(Import::Reader(self.codecs.output))
    }

    /// The name of the type that serializes bodies.
    pub(super) fn writer(self) -> Ident {
        self.import(Import::Writer(self.codecs.input))
    }

    /// The path of a modeled type.
    pub(super) fn path(self, type_name: &TypeName) -> TokenStream {
        let name = ident(&type_name.name);
        let error = match &type_name.home {
            TypeHome::Types => None,
            TypeHome::Errors => Some(quote!(error::)),
            TypeHome::External { path } => return tokens(path),
        };
        let types = (!self.is_types).then(|| {
            let types = self.import(Import::Types);
            quote!(#types::)
        });
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
    pub(super) fn value(self, value: &Type) -> TokenStream {
        match value {
            Type::Boolean => quote!(bool),
            Type::String => quote!(String),
            Type::Byte => quote!(i8),
            Type::Short => quote!(i16),
            Type::Integer => quote!(i32),
            Type::Long => quote!(i64),
            Type::Float => quote!(f32),
            Type::Double => quote!(f64),
            Type::BigInteger => self.primitive("BigInteger"),
            Type::BigDecimal => self.primitive("BigDecimal"),
            Type::Blob => self.primitive("Blob"),
            Type::Stream { .. } => self.primitive("ByteStream"),
            Type::Document => self.primitive("Document"),
            Type::Timestamp => self.primitive("DateTime"),
            Type::StringEnum(name)
            | Type::IntEnum(name)
            | Type::Structure(name)
            | Type::Union(name) => self.path(name),
            Type::List(element) => {
                let element = self.element(element);
                quote!(Vec<#element>)
            }
            Type::Map(key, element) => {
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
