//! Renders a value of a protocol test as an expression in the style of a user of the crate.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::default;
use super::item::ident;
use super::rust_type::ModuleScope;
use super::structure::{self, Structures};
use super::text::literal;
use crate::ir::{
    Crate, Literal, Member, MemberParam, Param, Presence, ShapeId, Structure, Type, TypeHome,
    TypeName, Union,
};

/// The context of the values in a crate's tests.
pub(super) struct Params<'c> {
    scope: ModuleScope<'c>,
    structures: Structures<'c>,
    unions: BTreeMap<&'c ShapeId, &'c Union>,
}

/// Renders the statement that creates the error `expected`; errors have no setters.
pub(super) fn error(
    error: &Structure,
    members: &[MemberParam],
    params: &Params<'_>,
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
        let (field, value) = (ident(&member.item.name), params.boxed(member, param));
        match member.presence {
            Presence::Optional => quote!(expected.#field = Some(#value);),
            Presence::Required | Presence::Default(_) => quote!(expected.#field = #value;),
        }
    });
    quote! {
        let mut expected = #new;
        #(#assignments)*
    }
}

impl<'c> Params<'c> {
    pub(super) fn new(emitted: &'c Crate, scope: ModuleScope<'c>) -> Self {
        Self { scope, structures: emitted.structures(), unions: emitted.unions() }
    }

    /// Renders a structure: its constructor, and a setter for each other member with a value.
    pub(super) fn structure(
        &self,
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
    fn arguments(&self, structure: &Structure, members: &[MemberParam]) -> Vec<TokenStream> {
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
            None => structure::zero(&member.value, &self.structures, self.scope),
        };
        required.map(argument).collect()
    }

    /// Renders an argument of a function that takes `impl Into`.
    fn argument(&self, member: &Member, param: &Param) -> TokenStream {
        match (param, &member.value) {
            (Param::Literal(Literal::Text(text)), Type::String) if !member.boxed => literal(text),
            (Param::Literal(Literal::Zero), Type::String) if !member.boxed => quote!(""),
            (Param::Bytes(text), _) if !member.boxed => literal(text),
            _ => self.value(param, &member.value),
        }
    }

    fn boxed(&self, member: &Member, param: &Param) -> TokenStream {
        let value = self.value(param, &member.value);
        if member.boxed { quote!(Box::new(#value)) } else { value }
    }

    fn value(&self, param: &Param, value: &Type) -> TokenStream {
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
                quote!(#document::from_json(#text).unwrap())
            }
            (Param::Literal(literal), _) => default::expression(literal, value, self.scope),
            (Param::List(elements), Type::List(element)) => {
                let elements = elements.iter().map(|param| self.element(param, element));
                quote!(vec![#(#elements),*])
            }
            (Param::Map(entries), Type::Map(..)) if entries.is_empty() => {
                let map = self.scope.map();
                quote!(#map::new())
            }
            (Param::Map(entries), Type::Map(key, element)) => {
                let entries = entries.iter().map(|(name, param)| {
                    let name = self.map_key(name, key);
                    let value = self.element(param, element);
                    quote!((#name, #value))
                });
                let map = self.scope.map();
                quote!(#map::from([#(#entries),*]))
            }
            (Param::Structure(members), Type::Structure(name)) => {
                let path = self.scope.path(name);
                let structure = self.structures.get(&name.id);
                structure.map(|s| self.structure(&path, s, members)).unwrap_or_default()
            }
            (Param::Union(index, param), Type::Union(name)) => {
                let path = self.scope.path(name);
                let union = self.unions.get(&name.id);
                let variant = union.and_then(|union| union.variants.get(*index));
                variant.map(|v| self.variant(&path, v, param.as_deref())).unwrap_or_default()
            }
            // `lower` has checked the type of each value.
            _ => TokenStream::new(),
        }
    }

    fn variant(
        &self,
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

    fn element(&self, param: &Param, element: &crate::ir::Element) -> TokenStream {
        match param {
            Param::Null => quote!(None),
            param => {
                let value = self.value(param, &element.value);
                if element.sparse { quote!(Some(#value)) } else { value }
            }
        }
    }

    fn map_key(&self, name: &str, key: &Type) -> TokenStream {
        let name = literal(name);
        match key {
            Type::StringEnum(key) => {
                let path = self.scope.path(key);
                quote!(#path::from(#name))
            }
            _ => quote!(#name.to_owned()),
        }
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
