//! Tests that the reserved names are exactly those that the emitted code of the fixtures and the
//! runtime use.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ImplItem, Item, TraitItem};

use super::Space;
use crate::ir::endpoint::FUNCTIONS;
use crate::{Config, Source, generate};

type Names = BTreeSet<String>;

/// Names in the value namespace, which a type with fields cannot shadow.
const VALUES: [&str; 4] = ["Err", "None", "Ok", "Some"];

/// Trait functions that a setter may shadow, because nobody calls them on a concrete input.
const HIDDEN: [&str; 3] = ["endpoint_params", "into_items", "next_token"];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The emitted files of all fixtures by their paths.
static EMITTED: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut files = Vec::new();
    for folder in ["tests/fixtures", "tests/fixtures/protocols"] {
        for entry in fs::read_dir(repository().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let text = fs::read_to_string(&path).unwrap();
                let config = Config { protocol_tests: true, ..Config::default() };
                let output = generate(&[Source { name: "fixture.json", text: &text }], &config);
                files.extend(
                    output.unwrap_or_else(|error| panic!("{}: {error}", path.display())).files,
                );
            }
        }
    }
    files
});

/// The emitted files whose paths start with `start`.
fn emitted(start: &str) -> Vec<syn::File> {
    let texts = EMITTED.iter().filter(|(path, _)| path.starts_with(start));
    let files: Vec<syn::File> = texts.map(|(_, text)| syn::parse_file(text).unwrap()).collect();
    assert!(!files.is_empty());
    files
}

fn runtime(path: &str) -> syn::File {
    syn::parse_file(&fs::read_to_string(repository().join("runtime/core/src").join(path)).unwrap())
        .unwrap()
}

/// The reserved names that must be in use.
fn reserved(space: Space) -> Names {
    space.reserved().iter().map(ToString::to_string).collect()
}

/// The names of types that are used without a path.
fn bare_types(files: &[syn::File]) -> Names {
    let mut names = Names::new();
    for file in files {
        let (mut used, mut defined) = (Names::new(), Names::new());
        for item in &file.items {
            match item {
                Item::Struct(item) => {
                    defined.insert(item.ident.to_string());
                    bare(item.fields.to_token_stream(), &mut used);
                }
                Item::Enum(item) => {
                    defined.insert(item.ident.to_string());
                    for variant in &item.variants {
                        bare(variant.fields.to_token_stream(), &mut used);
                    }
                }
                Item::Macro(item) => {
                    let declared = declared_enum(&item.mac.tokens);
                    match declared {
                        // Its variants have modeled names.
                        Some(name) => drop(defined.insert(name)),
                        None => bare(item.mac.tokens.clone(), &mut used),
                    }
                }
                Item::Use(_) | Item::Mod(_) => {}
                other => bare(other.to_token_stream(), &mut used),
            }
        }
        names.extend(used.difference(&defined).cloned());
    }
    names
}

/// The upper case identifiers that begin a path, except in attributes and where they are declared.
fn bare(tokens: TokenStream, names: &mut Names) {
    let (mut colons, mut is_attribute, mut is_declared) = (0, false, false);
    for token in tokens {
        match &token {
            TokenTree::Group(group) if !is_attribute => bare(group.stream(), names),
            TokenTree::Ident(ident) if colons < 2 && !is_declared => {
                let name = ident.to_string();
                if name.starts_with(|first: char| first.is_ascii_uppercase()) {
                    names.insert(name);
                }
            }
            _ => {}
        }
        let is = |wanted| matches!(&token, TokenTree::Punct(punct) if punct.as_char() == wanted);
        is_declared =
            matches!(&token, TokenTree::Ident(ident) if ident == "type" || ident == "const");
        is_attribute = is('#') || (is_attribute && is('!'));
        colons = if is(':') { colons + 1 } else { 0 };
    }
}

fn declared_enum(tokens: &TokenStream) -> Option<String> {
    let mut tokens = tokens.clone().into_iter();
    tokens.find(|token| matches!(token, TokenTree::Ident(ident) if ident == "enum"))?;
    tokens.next().map(|name| name.to_string())
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("test"))
}

/// The lower case names in `use` items.
fn imported_functions(file: &syn::File) -> Names {
    let mut names = Names::new();
    for item in &file.items {
        if let Item::Use(item) = item {
            collect_functions(&item.tree, &mut names);
        }
    }
    names.retain(|name| !["endpoint", "operation", "primitives", "types"].contains(&name.as_str()));
    names
}

fn collect_functions(tree: &syn::UseTree, names: &mut Names) {
    match tree {
        syn::UseTree::Path(path) => collect_functions(&path.tree, names),
        syn::UseTree::Group(group) => {
            group.items.iter().for_each(|tree| collect_functions(tree, names));
        }
        syn::UseTree::Name(name) => {
            let name = name.ident.to_string();
            if name.starts_with(|first: char| first.is_ascii_lowercase()) {
                names.insert(name);
            }
        }
        _ => {}
    }
}

#[test]
fn types() {
    let mut used = bare_types(&emitted("src/types"));
    used.retain(|name| !VALUES.contains(&name.as_str()));
    assert_eq!(used, reserved(Space::Type));
}

#[test]
fn operations() {
    let modules = emitted("src/operation/");
    let of_operations: Names = modules.iter().flat_map(declared_types).collect();
    let clients = ["src/client.rs", "src/blocking.rs"].map(emitted).concat();
    let mut used = bare_types(&modules);
    used.extend(bare_types(&clients).difference(&of_operations).cloned());
    let suffixes = ["Input", "Output", "Error"];
    let prefixes = used.iter().filter_map(|name| {
        suffixes.iter().find_map(|suffix| name.strip_suffix(suffix).map(str::to_owned))
    });
    assert_eq!(prefixes.collect::<Names>(), reserved(Space::Operation));
}

/// The structures and enums of a file.
fn declared_types(file: &syn::File) -> Names {
    let declared = file.items.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Macro(item) => declared_enum(&item.mac.tokens),
        _ => None,
    });
    declared.collect()
}

#[test]
fn waiters() {
    let mut used = bare_types(&emitted("src/waiter.rs"));
    used.retain(|name| !Space::Type.reserves(name));
    assert_eq!(used, reserved(Space::Waiter));
}

#[test]
fn fields() {
    let mut functions = Names::new();
    for item in emitted("src/types.rs").into_iter().flat_map(|file| file.items) {
        let Item::Impl(item) = item else { continue };
        let inherent = item.items.iter().filter(|_| item.trait_.is_none());
        functions.extend(inherent.filter_map(|item| match item {
            ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
            _ => None,
        }));
    }
    assert_eq!(functions, reserved(Space::Field));
}

#[test]
fn fields_of_inputs() {
    let traits = ["Operation", "Paginated", "PaginatedItems"];
    let mut functions = Names::new();
    for item in ["operation.rs", "pagination.rs"].into_iter().flat_map(|path| runtime(path).items) {
        let Item::Trait(item) = item else { continue };
        if traits.contains(&item.ident.to_string().as_str()) {
            functions.extend(item.items.iter().filter_map(|item| match item {
                TraitItem::Fn(function) => Some(function.sig.ident.to_string()),
                _ => None,
            }));
        }
    }
    assert!(HIDDEN.iter().all(|hidden| functions.remove(*hidden)));
    assert_eq!(functions, reserved(Space::InputField));
}

#[test]
fn fields_of_errors() {
    let mut common: Option<Names> = None;
    for item in emitted("src/types/error.rs").into_iter().flat_map(|file| file.items) {
        let Item::Struct(item) = item else { continue };
        let fields = item.fields.iter().filter_map(|field| field.ident.as_ref());
        let fields: Names = fields.map(ToString::to_string).collect();
        common = Some(common.map_or(fields.clone(), |common| &common & &fields));
    }
    assert_eq!(common.unwrap(), reserved(Space::ErrorField));
}

#[test]
fn functions() {
    // Those that the clients of all services have are not operations.
    let mut common: Option<Names> = None;
    for file in emitted("src/client.rs") {
        let mut functions = Names::new();
        named_functions(file.into_token_stream(), &mut functions);
        common = Some(common.map_or(functions.clone(), |common| &common & &functions));
    }
    let mut functions = common.unwrap();
    functions.insert("clone".to_owned());
    assert_eq!(functions, reserved(Space::Function));
}

/// The names that follow `fn`.
fn named_functions(tokens: TokenStream, names: &mut Names) {
    let mut is_after_fn = false;
    for token in tokens {
        match &token {
            TokenTree::Group(group) => named_functions(group.stream(), names),
            TokenTree::Ident(ident) if is_after_fn => drop(names.insert(ident.to_string())),
            _ => {}
        }
        is_after_fn = matches!(&token, TokenTree::Ident(ident) if ident == "fn");
    }
}

#[test]
fn settings() {
    let mut functions = Names::new();
    for path in ["client/src/common.rs", "client/src/config.rs", "aws/src/config.rs"] {
        let path = repository().join("runtime").join(path);
        let text = fs::read_to_string(path).unwrap();
        let declared = text.split("pub fn ").skip(1);
        let names = declared.filter_map(|rest| rest.split(['(', '<']).next());
        functions.extend(names.map(str::to_owned));
    }
    assert_eq!(functions, reserved(Space::Setting));
}

#[test]
fn variants() {
    let mut variants = Names::from(["Self".to_owned()]);
    for path in ["string_enum.rs", "int_enum.rs", "errors.rs"] {
        for item in runtime(&format!("macros/{path}")).items {
            if let Item::Macro(item) = item {
                // Doc comments are left out, as they have examples.
                let text = item.mac.tokens.to_string();
                let parts = text.split("Self :: ").skip(1);
                let names = parts.filter_map(|part| part.split(' ').next());
                let is_upper = |name: &&str| name.starts_with(|c: char| c.is_ascii_uppercase());
                variants.extend(names.filter(is_upper).map(str::to_owned));
            }
        }
    }
    assert_eq!(variants, reserved(Space::Variant));
}

#[test]
fn tests() {
    let mut functions = Names::new();
    for file in emitted("tests/") {
        functions.extend(imported_functions(&file));
        functions.extend(file.items.iter().filter_map(|item| match item {
            Item::Fn(function) if !is_test(&function.attrs) => Some(function.sig.ident.to_string()),
            _ => None,
        }));
    }
    assert_eq!(functions, reserved(Space::Test));
}

#[test]
fn functions_of_endpoint_rules() {
    for file in emitted("src/endpoint.rs") {
        let mut imported = imported_functions(&file);
        imported.retain(|name| !FUNCTIONS.contains(&name.as_str()));
        assert_eq!(imported, Names::new());
    }
}
