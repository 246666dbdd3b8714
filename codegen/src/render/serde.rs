//! Renders the modules that implement serde's `Serialize` and `Deserialize` for the types of the crate.

use proc_macro2::TokenStream;
use quote::quote;

use super::gate;
use super::imports::{Imports, Root};
use super::item::{ident, inner_docs};
use super::rust_type::ModuleScope;
use super::structure::{Structures, zero_arguments};
use super::types::{gated, unused_imports};
use crate::docs::{Docs, Sentence};
use crate::ir::{
    Crate, Definition, IntEnum, Item, Operation, Presence, Serde, SerdeMember, StringEnum,
    Structure, TimestampFormat, Type, Union,
};

/// The root of these modules, if serde was requested.
pub(super) fn root(emitted: &Crate) -> Option<TokenStream> {
    emitted.serde.as_ref()?;
    let docs = Docs::from(Sentence::new(
        "`Serialize` and `Deserialize` of serde for the types of the crate.",
    ));
    let streamed = streamed(emitted);
    let docs = inner_docs(docs.then(
        "The module `runtime::serde` describes the form of the values, and what happens to sensitive members."
            .into(),
    ).then(streamed));
    let modules = [
        ("error", !emitted.errors.is_empty()),
        ("operation", parts(emitted).next().is_some()),
        ("types", !emitted.types.is_empty()),
    ];
    let modules = modules.into_iter().filter(|(_, exists)| *exists).map(|(name, _)| ident(name));
    Some(quote! {
        #docs
        #(mod #modules;)*
    })
}

/// The module for the types.
pub(super) fn types(emitted: &Crate, structures: &Structures<'_>) -> Option<TokenStream> {
    let serde = emitted.serde.as_ref().filter(|_| !emitted.types.is_empty())?;
    let imports = Imports::new(Root::Grandparent);
    let scope = ModuleScope::types(&imports, emitted.codecs());
    let items: TokenStream = emitted
        .types
        .iter()
        .map(|definition| match definition {
            Definition::Structure(item) => structure(item, serde, structures, scope),
            Definition::Union(item) => union(item, serde),
            Definition::StringEnum(StringEnum { item, sensitive, .. }) => {
                enumeration("serde_string_enum", item, *sensitive)
            }
            Definition::IntEnum(IntEnum { item, sensitive, .. }) => {
                enumeration("serde_int_enum", item, *sensitive)
            }
        })
        .zip(&emitted.types)
        .map(|(items, definition)| gated(emitted, definition.id(), items))
        .collect();
    let uses = imports.items();
    let uses = quote!(use super::super::types::*; #uses);
    Some(module(emitted, "The data types, as serde serializes them.", &uses, &items))
}

/// The module for the errors.
pub(super) fn errors(emitted: &Crate, structures: &Structures<'_>) -> Option<TokenStream> {
    let serde = emitted.serde.as_ref().filter(|_| !emitted.errors.is_empty())?;
    let imports = Imports::new(Root::Grandparent);
    let scope = ModuleScope::elsewhere(&imports, emitted.codecs());
    let errors = emitted.errors.iter();
    let items = errors
        .map(|error| &error.structure)
        .map(|error| gated(emitted, &error.id, structure(error, serde, structures, scope)));
    let items: TokenStream = items.collect();
    let uses = imports.items();
    let uses = quote!(use super::super::types::error::*; #uses);
    Some(module(emitted, "The members of the errors, as serde serializes them.", &uses, &items))
}

/// The module for the inputs and outputs.
pub(super) fn operations(emitted: &Crate, structures: &Structures<'_>) -> Option<TokenStream> {
    let serde = emitted.serde.as_ref().filter(|_| parts(emitted).next().is_some())?;
    let imports = Imports::new(Root::Grandparent).with_features(emitted);
    let scope = ModuleScope::elsewhere(&imports, emitted.codecs());
    let items: TokenStream = parts(emitted)
        .map(|(operation, part)| {
            imports.of_operation(&operation.module, &part.item.name);
            let item = structure(part, serde, structures, scope);
            match emitted.feature_of(operation) {
                Some(needed) => gate::each(&gate::gate(&needed), item),
                None => item,
            }
        })
        .collect();
    let uses = imports.items();
    Some(module(emitted, "The inputs and outputs, as serde serializes them.", &uses, &items))
}

/// A module with its documentation, imports and declarations.
fn module(
    emitted: &Crate,
    docs: &'static str,
    uses: &TokenStream,
    items: &TokenStream,
) -> TokenStream {
    let (docs, unused) = (inner_docs(Sentence::new(docs)), unused_imports(emitted));
    quote! {
        #docs
        #unused
        #uses
        #items
    }
}

/// The docs on the inputs and outputs that are left out.
fn streamed(emitted: &Crate) -> Docs {
    let streamed = all_parts(emitted).filter(|(_, part)| is_streamed(part));
    let items: Vec<Sentence> =
        streamed.map(|(_, part)| Sentence::default().code(&part.item.name)).collect();
    if items.is_empty() {
        return Docs::default();
    }
    let docs = "Those with a streaming member implement neither, since a stream is not a value:";
    Docs::from(docs).then(Docs::list(items))
}

/// The inputs and outputs that have values to serialize.
fn parts(emitted: &Crate) -> impl Iterator<Item = (&Operation, &Structure)> {
    all_parts(emitted).filter(|(_, part)| !is_streamed(part))
}

fn all_parts(emitted: &Crate) -> impl Iterator<Item = (&Operation, &Structure)> {
    let operations = emitted.operations.iter();
    operations.flat_map(|it| [&it.input, &it.output].map(|part| (it, part)))
}

fn is_streamed(part: &Structure) -> bool {
    part.members.iter().any(|member| matches!(member.value, Type::Stream { .. }))
}

/// The declaration of a structure.
fn structure(
    structure: &Structure,
    serde: &Serde,
    structures: &Structures<'_>,
    scope: ModuleScope<'_>,
) -> TokenStream {
    let name = ident(&structure.item.name);
    let zero = zero_arguments(structure, structures, scope);
    let new = (!zero.is_empty()).then(|| quote!(#[new(#(#zero),*)]));
    let of_serde = serde.members.get(&structure.id).into_iter().flatten();
    let members = structure.members.iter().zip(of_serde).map(|(member, of_serde)| {
        let field = ident(&member.item.name);
        let presence = ident(match member.presence {
            Presence::Optional => "Optional",
            Presence::Required => "Required",
            Presence::Default(_) => "Default",
        });
        let sensitive = sensitive(of_serde.sensitive);
        let arguments = arguments(of_serde, &member.item.name);
        quote!(#sensitive #field: #presence<#arguments>)
    });
    let sensitive = sensitive(structure.sensitive);
    quote! {
        whitesmith_runtime::serde_structure! {
            #new
            #sensitive
            struct #name { #(#members),* }
        }
    }
}

/// The declaration of an enum, by a macro.
fn enumeration(declare: &str, item: &Item, is_sensitive: bool) -> TokenStream {
    let (declare, name) = (ident(declare), ident(&item.name));
    let sensitive = is_sensitive.then(|| quote!(, sensitive));
    quote!(whitesmith_runtime::#declare!(#name #sensitive);)
}

/// The declaration of a union.
fn union(union: &Union, serde: &Serde) -> TokenStream {
    let name = ident(&union.item.name);
    let of_serde = serde.members.get(&union.id).into_iter().flatten();
    let variants = union.variants.iter().zip(of_serde).map(|(variant, of_serde)| {
        let name = ident(&variant.item.name);
        let kind = ident(if variant.value.is_some() { "Value" } else { "Unit" });
        let sensitive = sensitive(of_serde.sensitive);
        let arguments = arguments(of_serde, &variant.item.name);
        quote!(#sensitive #name(#kind<#arguments>))
    });
    let sensitive = sensitive(union.sensitive);
    quote! {
        whitesmith_runtime::serde_union! {
            #sensitive
            enum #name { #(#variants),* }
        }
    }
}

fn sensitive(is_sensitive: bool) -> Option<TokenStream> {
    is_sensitive.then(|| quote!(#[sensitive]))
}

/// The name of a member, and the format of its timestamps if it is not the default.
fn arguments(member: &SerdeMember, rust_name: &str) -> TokenStream {
    let rust_name = rust_name.trim_start_matches("r#");
    let name = member.name.as_deref().unwrap_or(rust_name);
    match member.format {
        TimestampFormat::EpochSeconds => quote!(#name),
        TimestampFormat::DateTime => quote!(#name, date_time),
        TimestampFormat::HttpDate => quote!(#name, http_date),
    }
}
