//! In: the tokens of a module. Out: the `use` items for the names that those tokens need, and no
//! others.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::item::ident;

/// The names that the modules of types may import. A modeled type never has one of these names:
/// `symbol::ident` sees to that.
pub(super) const OF_TYPES: [&str; 4] = ["BTreeMap", "Reader", "Writer", "primitives"];

/// The names that the module of errors may import; the same holds for them.
pub(super) const OF_ERRORS: [&str; 7] =
    ["BTreeMap", "ErrorMetadata", "ErrorResponse", "Reader", "Writer", "primitives", "types"];

/// The names that the module of an operation may import, besides those that each of them does.
const OF_OPERATIONS: [&str; 9] = [
    "Auth",
    "BTreeMap",
    "DiscoveredEndpoint",
    "EndpointDiscovery",
    "Method",
    "Reader",
    "Writer",
    "primitives",
    "types",
];

/// The names that the module of every operation imports.
const OF_EVERY_OPERATION: [&str; 7] =
    ["BuildError", "Operation", "ParseError", "Request", "RequestBuilder", "Response", "Service"];

/// Where a name comes from.
fn home(name: &str) -> &'static str {
    match name {
        "BTreeMap" => "std::collections",
        "Duration" => "std::time",
        "Service" | "operation" | "primitives" | "types" => "crate",
        "Reader" | "Writer" => "whitesmith_runtime::json",
        _ => "whitesmith_runtime",
    }
}

/// The names that the module of waiters may import; a waiter never has one of these names.
const OF_WAITERS: [&str; 6] =
    ["Duration", "Polled", "WaiterState", "acceptor", "operation", "types"];

/// The `use` items of the module of waiters.
pub(super) fn of_waiters(tokens: &TokenStream) -> TokenStream {
    items(named(tokens, &OF_WAITERS).chain(["Waiter"]))
}

/// The `use` items of an operation's module, which implements these traits beside `Operation`.
pub(super) fn of_operation(
    tokens: &TokenStream,
    traits: impl Iterator<Item = &'static str>,
) -> TokenStream {
    items(named(tokens, &OF_OPERATIONS).chain(OF_EVERY_OPERATION).chain(traits))
}

/// The `use` items of the tests, which see the package from outside.
pub(super) fn of_tests(tokens: &TokenStream, package: &str) -> TokenStream {
    let mut names = BTreeSet::new();
    collect(tokens.clone(), &mut names);
    let of = |candidates: &[&str]| -> Vec<_> {
        candidates.iter().filter(|name| names.contains(**name)).map(|name| ident(name)).collect()
    };
    let map = of(&["BTreeMap"]);
    let modules = of(&["operation", "primitives", "types"]);
    let helpers = of(&["RequestTest", "ResponseTest"]);
    let same = names.contains("ResponseTest").then(|| quote!(assert_same));
    let package = ident(package);
    quote! {
        #(use std::collections::#map;)*
        use #package::{#(#modules),*};
        use whitesmith_runtime::protocol_tests::{#(#helpers,)* #same};
    }
}

/// The `use` items of a module with these tokens, for those of `candidates` that it names.
pub(super) fn uses(tokens: &TokenStream, candidates: &'static [&str]) -> TokenStream {
    items(named(tokens, candidates))
}

fn named(
    tokens: &TokenStream,
    candidates: &'static [&str],
) -> impl Iterator<Item = &'static str> + use<> {
    let mut names = BTreeSet::new();
    collect(tokens.clone(), &mut names);
    candidates.iter().copied().filter(move |name| names.contains(*name))
}

fn items(names: impl Iterator<Item = &'static str>) -> TokenStream {
    let mut homes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in names {
        homes.entry(home(name)).or_default().push(name);
    }
    let items = homes.into_iter().map(|(home, mut names)| {
        names.sort_unstable();
        let home: TokenStream = home.parse().unwrap_or_default();
        match names.iter().map(|name| ident(name)).collect::<Vec<_>>().as_slice() {
            [one] => quote!(use #home::#one;),
            several => quote!(use #home::{#(#several),*};),
        }
    });
    items.collect()
}

/// Every identifier that stands where a path or a type does. A variant called `Reader` does not:
/// what precedes it is no single colon and no `mut`, and what follows it is no `::`, `<` or `>`.
fn collect(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let (mut colons, mut is_after_mut) = (0, false);
    for (index, token) in tokens.iter().enumerate() {
        let after = tokens.get(index + 1..).unwrap_or_default();
        match token {
            TokenTree::Group(group) => collect(group.stream(), names),
            TokenTree::Ident(ident) if colons == 1 || is_after_mut || is_in_type(after) => {
                names.insert(ident.to_string());
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        is_after_mut = matches!(token, TokenTree::Ident(ident) if ident == "mut");
        colons = if is_punct(token, ':') { colons + 1 } else { 0 };
    }
}

/// Whether what follows an identifier shows that it is a type or the start of a path: `::`, `<` or
/// `>`. A single colon follows the name of a field.
fn is_in_type(after: &[TokenTree]) -> bool {
    match after {
        [first, second, ..] if is_punct(first, ':') => is_punct(second, ':'),
        [first, ..] => is_punct(first, '<') || is_punct(first, '>'),
        [] => false,
    }
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}
