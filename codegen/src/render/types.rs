//! Renders the modules `types` and `types::error`.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::{Imports, Root};
use super::item::inner_docs;
use super::rust_type::ModuleScope;
use super::structure::Structures;
use super::{enumeration, error, structure, union, wire};
use crate::docs::Sentence;
use crate::ir::{Crate, Definition, Flows, ShapeId};
use crate::symbol::case::snake_case;

/// Allows constructors with the name of their type, if a modeled type has such a name.
fn allow<'n>(mut types: impl Iterator<Item = &'n str>, functions: &[&str]) -> Option<TokenStream> {
    let is_named_so = types.any(|name| functions.contains(&snake_case(name).as_str()));
    is_named_so.then(|| quote!(#![allow(clippy::self_named_constructors)]))
}

/// Renders the module `types`.
pub(super) fn types(emitted: &Crate, structures: &Structures<'_>) -> TokenStream {
    let imports = Imports::new(Root::Parent);
    let scope = ModuleScope::types(&imports, emitted.codecs());
    let no_wire = Flows::default();
    let wire = |shape: &ShapeId| emitted.wire.get(shape).unwrap_or(&no_wire);
    let item = |definition: &Definition| match definition {
        Definition::Structure(item) => {
            let wire = wire::structure::functions(item, wire(&item.id), structures, scope);
            structure::structure(item, &wire, scope)
        }
        Definition::Union(item) => {
            let wire = wire::union::functions(item, wire(&item.id), scope);
            union::union(item, &wire, scope)
        }
        Definition::StringEnum(item) => enumeration::string_enum(item),
        Definition::IntEnum(item) => enumeration::int_enum(item),
    };
    let items: TokenStream = emitted.types.iter().map(item).collect();
    let docs = inner_docs(Sentence::new("The data types of ").text(&emitted.title).words("."));
    let errors = (!emitted.errors.is_empty()).then(|| {
        quote!(
            pub mod error;
        )
    });
    let uses = imports.items();
    let allow =
        allow(emitted.types.iter().map(Definition::name), &["new", emitted.codecs().output.read()]);
    quote! {
        #docs
        #allow
        #errors
        #uses
        #items
    }
}

/// Renders the module `types::error`, if there are errors.
pub(super) fn errors(emitted: &Crate, structures: &Structures<'_>) -> Option<TokenStream> {
    if emitted.errors.is_empty() {
        return None;
    }
    let imports = Imports::new(Root::Grandparent);
    let scope = ModuleScope::elsewhere(&imports, emitted.codecs());
    let items: TokenStream =
        emitted.errors.iter().map(|item| error::error(item, structures, scope)).collect();
    let docs = inner_docs(Sentence::new("The modeled errors of ").text(&emitted.title).words("."));
    let uses = imports.items();
    let names = emitted.errors.iter().map(|error| error.structure.item.name.as_str());
    let allow = allow(names, &["new", "read"]);
    Some(quote! {
        #docs
        #allow
        #uses
        #items
    })
}
