//! Renders the modules `types` and `types::error`.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::{Imports, Root};
use super::item::inner_docs;
use super::rust_type::ModuleScope;
use super::structure::Structures;
use super::{enumeration, error, gate, structure, union, wire};
use crate::docs::Sentence;
use crate::ir::{Crate, Definition, ErrorStructure, Flows, ShapeId};
use crate::symbol::case::snake_case;

/// Allows constructors with the name of their type, if a modeled type has such a name.
fn allow<'n>(mut types: impl Iterator<Item = &'n str>, functions: &[&str]) -> Option<TokenStream> {
    let is_named_so = types.any(|name| functions.contains(&snake_case(name).as_str()));
    is_named_so.then(|| quote!(#![allow(clippy::self_named_constructors)]))
}

/// Renders the module `types`.
pub(super) fn types(emitted: &Crate, structures: &Structures<'_>) -> TokenStream {
    let imports = Imports::new(Root::Parent);
    let scope = ModuleScope::types(&imports, emitted.codecs()).of(emitted.contents);
    let no_wire = Flows::default();
    let wire = |shape: &ShapeId| emitted.wire.get(shape).unwrap_or(&no_wire);
    let functions = |shape: &ShapeId, Flows { input, output }: Flows<Option<TokenStream>>| {
        let gates = emitted.features.as_ref().map(|features| features.of_functions(shape));
        let Flows { input: of_write, output: of_read } = gates.unwrap_or_default();
        let (of_write, of_read) = (of_write.map(gate::gate), of_read.map(gate::gate));
        let read = output.map(|read| quote!(#of_read #read));
        let write = input.map(|write| quote!(#of_write #write));
        quote!(#read #write)
    };
    let item = |definition: &Definition| match definition {
        Definition::Structure(item) => {
            let wire = wire::structure::functions(item, wire(&item.id), structures, scope);
            structure::structure(item, &functions(&item.id, wire), scope)
        }
        Definition::Union(item) => {
            let wire = wire::union::functions(item, wire(&item.id), scope);
            union::union(item, &functions(&item.id, wire), scope)
        }
        Definition::StringEnum(item) => enumeration::string_enum(item),
        Definition::IntEnum(item) => enumeration::int_enum(item),
    };
    let item = |definition: &Definition| gated(emitted, definition.id(), item(definition));
    let items: TokenStream = emitted.types.iter().map(item).collect();
    let docs = inner_docs(Sentence::new("The data types of ").text(&emitted.title).words("."));
    let errors = (!emitted.errors.is_empty()).then(|| {
        quote!(
            pub mod error;
        )
    });
    let (uses, unused) = (imports.items(), unused_imports(emitted));
    let allow =
        allow(emitted.types.iter().map(Definition::name), &["new", emitted.codecs().output.read()]);
    quote! {
        #docs
        #allow
        #unused
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
    let scope = ModuleScope::elsewhere(&imports, emitted.codecs()).of(emitted.contents);
    let item = |item: &ErrorStructure| {
        gated(emitted, &item.structure.id, error::error(item, structures, scope))
    };
    let items: TokenStream = emitted.errors.iter().map(item).collect();
    let docs = inner_docs(Sentence::new("The modeled errors of ").text(&emitted.title).words("."));
    let (uses, unused) = (imports.items(), unused_imports(emitted));
    let names = emitted.errors.iter().map(|error| error.structure.item.name.as_str());
    let allow = allow(names, &["new", "read"]);
    Some(quote! {
        #docs
        #allow
        #unused
        #uses
        #items
    })
}

/// The items of a type, which are compiled with the operations that need it.
pub(super) fn gated(emitted: &Crate, shape: &ShapeId, items: TokenStream) -> TokenStream {
    match &emitted.features {
        Some(features) => gate::each(&gate::gate(&features.of_type(shape)), items),
        None => items,
    }
}

/// Allows imports of items that no enabled feature has.
pub(super) fn unused_imports(emitted: &Crate) -> Option<TokenStream> {
    emitted.features.is_some().then(|| quote!(#![allow(unused_imports)]))
}
