//! Renders a value of a test or an example as an expression in the style of a user of the crate.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::item::ident;
use super::rust_type::ModuleScope;
use super::structure::{self, Structures};
use super::text::literal;
use super::{date_time, default};
use crate::ir::{
    Crate, Element, Enum, Literal, Member, MemberParam, Param, Presence, ShapeId, Structure, Type,
    TypeHome, TypeName, Union,
};

/// The types of the crate by their shapes.
pub(super) struct Shapes<'c> {
    pub(super) structures: Structures<'c>,
    unions: BTreeMap<&'c ShapeId, &'c Union>,
    enums: BTreeMap<&'c ShapeId, Enum<'c>>,
}

impl<'c> Shapes<'c> {
    pub(super) fn new(emitted: &'c Crate) -> Self {
        Self { structures: emitted.structures(), unions: emitted.unions(), enums: emitted.enums() }
    }
}

/// Where the values stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// In a test, which makes enums of their values, as a reader does.
    Test,
    /// In an example of the documentation, which names the variants of enums and returns errors.
    Documentation,
}

/// The context of the values in a file.
#[derive(Clone, Copy)]
pub(super) struct Params<'m, 'c> {
    pub(super) scope: ModuleScope<'m>,
    pub(super) shapes: &'m Shapes<'c>,
    pub(super) style: Style,
}

/// Renders the statement that creates the error `expected`; errors have no setters.
pub(super) fn error(
    error: &Structure,
    members: &[MemberParam],
    params: Params<'_, '_>,
) -> TokenStream {
    let (id, name) = (error.id.clone(), error.item.name.clone());
    let name = TypeName { id, name, home: TypeHome::Errors };
    let path = params.scope.path(&name);
    let new = if structure::has_default(error) {
        quote!(#path::default())
    } else {
        let arguments = params.arguments(error, members);
        quote!(#path::new(#(#arguments),*))
    };
    let assignments = set(error, members).map(|(member, param)| {
        let (field, value) = (ident(&member.item.name), params.field(member, param));
        quote!(expected.#field = #value;)
    });
    quote! {
        let mut expected = #new;
        #(#assignments)*
    }
}

impl Params<'_, '_> {
    /// Renders a structure: its constructor, and a setter for each other member with a value.
    pub(super) fn structure(
        self,
        path: &TokenStream,
        structure: &Structure,
        members: &[MemberParam],
    ) -> TokenStream {
        let arguments = self.arguments(structure, members);
        let setters = set(structure, members).map(|(member, param)| {
            let (setter, argument) = (ident(&member.item.name), self.argument(member, param));
            quote!(.#setter(#argument))
        });
        quote!(#path::new(#(#arguments),*) #(#setters)*)
    }

    /// Renders an argument of the constructor: the zero value for a required member without a
    /// value.
    fn arguments(self, structure: &Structure, members: &[MemberParam]) -> Vec<TokenStream> {
        let required = structure
            .members
            .iter()
            .enumerate()
            .filter(|(_, member)| member.presence == Presence::Required);
        let argument = |(index, member): (usize, &Member)| match members
            .iter()
            .find(|param| param.member == index)
        {
            Some(MemberParam { param, .. }) => self.argument(member, param),
            None => structure::zero(&member.value, &self.shapes.structures, self.scope),
        };
        required.map(argument).collect()
    }

    /// Renders an argument of a function that takes `impl Into`.
    fn argument(self, member: &Member, param: &Param) -> TokenStream {
        match (param, &member.value) {
            (Param::Literal(Literal::Text(text)), Type::String) if !member.boxed => literal(text),
            (Param::Literal(Literal::Zero), Type::String) if !member.boxed => quote!(""),
            (Param::Bytes(text), _) if !member.boxed => literal(text),
            (Param::Literal(literal), simple) if self.is_inferred(member) => {
                parsed(literal, simple)
                    .map_or_else(|| self.value(param, &member.value), |text| quote!(#text.parse()?))
            }
            (Param::List(elements), Type::List(element)) if self.is_inferred(member) => {
                self.array(elements, element)
            }
            (Param::Map(entries), Type::Map(key, element)) if self.is_inferred(member) => {
                self.entries(entries, key, element)
            }
            _ => self.value(param, &member.value),
        }
    }

    /// Whether an argument need not name the type of the member.
    fn is_inferred(self, member: &Member) -> bool {
        self.style == Style::Documentation && !member.boxed
    }

    /// Renders the elements of a list as an array.
    fn array(self, elements: &[Param], element: &Element) -> TokenStream {
        let elements = elements.iter().map(|param| self.element(param, element));
        quote!([#(#elements),*])
    }

    /// Renders the entries of a map as an array.
    fn entries(self, entries: &[(String, Param)], key: &Type, element: &Element) -> TokenStream {
        let entries = entries.iter().map(|(name, param)| {
            let name = self.map_key(name, key);
            let value = self.element(param, element);
            quote!((#name, #value))
        });
        quote!([#(#entries),*])
    }

    /// Renders the value of a field.
    pub(super) fn field(self, member: &Member, param: &Param) -> TokenStream {
        let value = self.boxed(member, param);
        match member.presence {
            Presence::Optional => quote!(Some(#value)),
            Presence::Required | Presence::Default(_) => value,
        }
    }

    fn boxed(self, member: &Member, param: &Param) -> TokenStream {
        let value = self.value(param, &member.value);
        if member.boxed { quote!(Box::new(#value)) } else { value }
    }

    fn value(self, param: &Param, value: &Type) -> TokenStream {
        match (param, value) {
            (Param::Bytes(text), Type::Stream { .. }) => {
                let (stream, text) = (self.scope.primitive("ByteStream"), literal(text));
                quote!(#stream::from(#text))
            }
            (Param::Bytes(text), _) => {
                let (blob, text) = (self.scope.primitive("Blob"), literal(text));
                quote!(#blob::from(#text))
            }
            (Param::Literal(Literal::Text(text)), Type::String) => {
                let text = literal(text);
                quote!(#text.to_owned())
            }
            (Param::Literal(Literal::Document(json)), _) => {
                let document = self.scope.primitive("Document");
                let text = literal(&json.to_string());
                match self.style {
                    Style::Test => quote!(#document::from_json(#text).unwrap()),
                    Style::Documentation => quote!(#document::from_json(#text)?),
                }
            }
            (Param::Literal(literal), Type::StringEnum(name) | Type::IntEnum(name)) => {
                let variant = self.enum_variant(name, literal);
                variant.unwrap_or_else(|| default::expression(literal, value, self.scope))
            }
            (Param::Literal(literal), _) => default::expression(literal, value, self.scope),
            (Param::List(elements), Type::List(element)) => {
                let elements = self.array(elements, element);
                match self.style {
                    Style::Test => quote!(vec!#elements),
                    Style::Documentation => quote!(Vec::from(#elements)),
                }
            }
            (Param::Map(entries), Type::Map(..)) if entries.is_empty() => {
                let map = self.scope.map();
                quote!(#map::new())
            }
            (Param::Map(entries), Type::Map(key, element)) => {
                let (map, entries) = (self.scope.map(), self.entries(entries, key, element));
                quote!(#map::from(#entries))
            }
            (Param::Structure(members), Type::Structure(name)) => {
                let path = self.scope.path(name);
                let structure = self.shapes.structures.get(&name.id);
                structure.map(|s| self.structure(&path, s, members)).unwrap_or_default()
            }
            (Param::Union(index, param), Type::Union(name)) => {
                let path = self.scope.path(name);
                let union = self.shapes.unions.get(&name.id);
                let variant = union.and_then(|union| union.variants.get(*index));
                variant.map(|v| self.variant(&path, v, param.as_deref())).unwrap_or_default()
            }
            // `lower` has checked the type of each value.
            _ => TokenStream::new(),
        }
    }

    /// Renders the variant of an enum with this value, if the model has one. Of an enum that other code
    /// defines, the variants are not known.
    fn enum_variant(self, name: &TypeName, literal: &Literal) -> Option<TokenStream> {
        if name.is_external() {
            return None;
        }
        let variant = match (self.style, self.shapes.enums.get(&name.id)?, literal) {
            (Style::Documentation, Enum::String(string_enum), Literal::Text(text)) => {
                string_enum.variants.iter().find(|(_, value)| value == text).map(|(item, _)| item)
            }
            (Style::Documentation, Enum::Int(int_enum), Literal::Integer(number)) => {
                let is_same = |value: i32| i64::from(value) == *number;
                int_enum.variants.iter().find(|(_, value)| is_same(*value)).map(|(item, _)| item)
            }
            (Style::Test, _, _) | (Style::Documentation, Enum::String(_) | Enum::Int(_), _) => None,
        };
        let (path, variant) = (self.scope.path(name), ident(&variant?.name));
        Some(quote!(#path::#variant))
    }

    fn variant(
        self,
        path: &TokenStream,
        variant: &crate::ir::UnionVariant,
        param: Option<&Param>,
    ) -> TokenStream {
        let name = ident(&variant.item.name);
        match (param, &variant.value) {
            (Some(param), Some(value)) => {
                let value = self.value(param, value);
                let value = if variant.boxed { quote!(Box::new(#value)) } else { value };
                quote!(#path::#name(#value))
            }
            _ => quote!(#path::#name),
        }
    }

    fn element(self, param: &Param, element: &Element) -> TokenStream {
        match param {
            Param::Null => quote!(None),
            param => {
                let value = self.value(param, &element.value);
                if element.sparse { quote!(Some(#value)) } else { value }
            }
        }
    }

    fn map_key(self, name: &str, key: &Type) -> TokenStream {
        match key {
            Type::StringEnum(_) => self.value(&Param::Literal(Literal::Text(name.to_owned())), key),
            _ => {
                let name = literal(name);
                quote!(#name.to_owned())
            }
        }
    }
}

/// The text that a literal is parsed from, where that is easier to read.
fn parsed(literal: &Literal, value: &Type) -> Option<String> {
    match (literal, value) {
        (Literal::Timestamp { seconds, nanos }, _) => date_time::text(*seconds, *nanos),
        (Literal::Zero, Type::Timestamp) => date_time::text(0, 0),
        (Literal::Text(text), Type::BigInteger | Type::BigDecimal) => Some(text.clone()),
        _ => None,
    }
}

/// The members with a value that are not arguments of the constructor.
fn set<'m>(
    structure: &'m Structure,
    members: &'m [MemberParam],
) -> impl Iterator<Item = (&'m Member, &'m Param)> {
    let located = members.iter().filter_map(|m| Some((structure.members.get(m.member)?, &m.param)));
    located.filter(|(member, _)| member.presence != Presence::Required)
}
