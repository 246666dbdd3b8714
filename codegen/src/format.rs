//! Formats tokens as the text of a file: with prettyplease, then with blank lines between items and
//! between the functions of an `impl`. No external tool is used.

mod join;

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use syn::{Attribute, File, Item, ItemMacro};

/// Formats the tokens of a file.
pub(crate) fn format(tokens: &TokenStream) -> String {
    match syn::parse2::<File>(tokens.clone()) {
        Ok(file) => join::join(&print_file(file)),
        // Tokens that do not parse are a bug of `render`; the compiler reports the place.
        Err(_) => tokens.to_string(),
    }
}

fn print_file(file: File) -> String {
    let mut text = String::new();
    let inner = File { attrs: file.attrs, items: Vec::new(), ..empty() };
    if !inner.attrs.is_empty() {
        text.push_str(&prettyplease::unparse(&inner));
    }
    let mut previous: Option<ItemGroup> = None;
    for item in file.items {
        let kind = ItemGroup::of(&item);
        let belongs = previous == Some(kind) && kind != ItemGroup::Definition;
        if !text.is_empty() && !belongs {
            text.push('\n');
        }
        previous = Some(kind);
        text.push_str(&print_item(item));
    }
    text
}

/// The kinds of items that decide about blank lines between neighbors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ItemGroup {
    Use,
    Module,
    Definition,
}

impl ItemGroup {
    fn of(item: &Item) -> Self {
        match item {
            Item::Use(_) => Self::Use,
            Item::Mod(module) if module.content.is_none() => Self::Module,
            _ => Self::Definition,
        }
    }
}

fn print_item(item: Item) -> String {
    match item {
        Item::Macro(invocation) => print_macro(invocation),
        Item::Impl(block) => space_functions(&unparse(Item::Impl(block))),
        other => unparse(other),
    }
}

fn unparse(item: Item) -> String {
    prettyplease::unparse(&File { items: vec![item], ..empty() })
}

fn empty() -> File {
    File { shebang: None, frontmatter: None, attrs: Vec::new(), items: Vec::new() }
}

/// Formats a macro call whose body consists of items like those items.
fn print_macro(invocation: ItemMacro) -> String {
    let Ok(body) = syn::parse2::<File>(invocation.mac.tokens.clone()) else {
        return unparse(Item::Macro(invocation));
    };
    let path = invocation.mac.path.segments.iter().map(|segment| segment.ident.to_string());
    let path: Vec<String> = path.collect();
    let mut text = print_attributes(invocation.attrs);
    let _ = writeln!(text, "{}! {{", path.join("::"));
    for line in print_file(body).lines() {
        // Writing to a string cannot fail.
        let _ = if line.is_empty() { writeln!(text) } else { writeln!(text, "    {line}") };
    }
    text.push_str("}\n");
    text
}

/// The attributes of an item, a line each.
fn print_attributes(attributes: Vec<Attribute>) -> String {
    let Some(Item::Struct(mut bare)) = syn::parse_str("struct A;").ok() else {
        return String::new();
    };
    bare.attrs = attributes;
    let text = unparse(Item::Struct(bare));
    text.strip_suffix("struct A;\n").unwrap_or_default().to_owned()
}

/// Inserts a blank line after each function of an `impl` except the last, and after its constants
/// and types.
fn space_functions(block: &str) -> String {
    let mut text = String::with_capacity(block.len() + 64);
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        text.push_str(line);
        text.push('\n');
        let next = lines.peek().copied().unwrap_or("}");
        let ends_group = line == "    }" || (is_declaration(line) && !is_declaration(next));
        if ends_group && next != "}" {
            text.push('\n');
        }
    }
    text
}

/// Whether a line of an `impl` is a complete constant or type.
fn is_declaration(line: &str) -> bool {
    let kinds = ["    const ", "    pub const ", "    type "];
    let starts = kinds.iter().any(|kind| line.starts_with(kind));
    starts && line.ends_with(';') || line == "    ];"
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn items_and_functions_are_set_apart() {
        let tokens = quote! {
            //! Module.
            use a::b;
            use c::d;
            struct A;
            impl A {
                fn one() {}
                fn two() { if x { y(); } }
            }
        };
        let expected = "//! Module.\n\nuse a::b;\nuse c::d;\n\nstruct A;\n\nimpl A {\n    fn one() {}\n    fn two() {\n        if x {\n            y();\n        }\n    }\n}\n";
        assert_eq!(format(&tokens), expected);
    }

    #[test]
    fn macros_with_items_are_laid_out() {
        let tokens = quote! {
            a::string_enum! {
                #[doc = " Docs."]
                pub enum License { Basic = "Basic", Plus = "Plus" }
            }
        };
        let expected = "a::string_enum! {\n    /// Docs.\n    pub enum License {\n        Basic = \"Basic\",\n        Plus = \"Plus\",\n    }\n}\n";
        assert_eq!(format(&tokens), expected);
    }

    #[test]
    fn macros_keep_their_attributes() {
        let tokens = quote! {
            #[cfg(feature = "a")]
            a::int_enum! { pub enum License { Basic = 1 } }
        };
        let expected = "#[cfg(feature = \"a\")]\na::int_enum! {\n    pub enum License {\n        Basic = 1,\n    }\n}\n";
        assert_eq!(format(&tokens), expected);
    }
}
