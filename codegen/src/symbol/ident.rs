//! Turns a name of the model into a valid Rust identifier in the right case, escaped if it is
//! reserved in its namespace.

use super::case::{pascal_case, snake_case};
use super::reserved::Space;

/// The keywords of all editions that can be written as raw identifiers, `r#…`.
const KEYWORDS: [&str; 49] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized",
    "use", "virtual", "where", "while", "yield",
];

/// The keywords that cannot be raw identifiers.
const PATH_KEYWORDS: [&str; 3] = ["crate", "self", "super"];

/// The identifier for a name of the model. It may not be unique.
pub(crate) fn identifier(space: Space, name: &str) -> String {
    match space {
        Space::Type => type_name(name),
        Space::Variant => {
            escaped(space, starting_with_a_letter(pascal_case(name), "Empty"), "Value")
        }
        Space::Operation => {
            let name = starting_with_a_letter(pascal_case(name), "Operation");
            escaped(space, name, "Operation")
        }
        Space::Waiter => escaped(space, type_name(name), "Waiter"),
        Space::Field | Space::InputField | Space::ErrorField => {
            let name = starting_with_a_letter(snake_case(name), "member");
            if KEYWORDS.contains(&name.as_str()) {
                format!("r#{name}")
            } else {
                no_path_keyword(escaped(space, name, "_"))
            }
        }
        Space::Function | Space::Setting | Space::Test => escaped(space, plain(name), "_"),
        // Reserved names get a number elsewhere.
        Space::Variable | Space::RuleFunction => plain(name),
    }
}

/// The name with a number, for a name that is in use.
pub(crate) fn numbered(space: Space, name: &str, number: usize) -> String {
    let name = name.trim_start_matches("r#").trim_end_matches('_');
    let needs_separator =
        !space.is_upper_camel_case() || name.ends_with(|last: char| last.is_ascii_digit());
    if needs_separator { format!("{name}_{number}") } else { format!("{name}{number}") }
}

/// Whether a name is a keyword.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || PATH_KEYWORDS.contains(&name)
}

fn type_name(name: &str) -> String {
    escaped(Space::Type, starting_with_a_letter(pascal_case(name), "Shape"), "Shape")
}

/// A lower case name that is not a keyword, not even as a raw identifier.
fn plain(name: &str) -> String {
    let name = starting_with_a_letter(snake_case(name), "member");
    if is_keyword(&name) { format!("{name}_") } else { name }
}

fn no_path_keyword(name: String) -> String {
    if PATH_KEYWORDS.contains(&name.as_str()) { format!("{name}_") } else { name }
}

fn escaped(space: Space, name: String, suffix: &str) -> String {
    if space.reserves(&name) { format!("{name}{suffix}") } else { name }
}

fn starting_with_a_letter(name: String, if_empty: &str) -> String {
    match name.bytes().next() {
        None => if_empty.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        Some(_) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(space: Space, rows: &[(&str, &str)]) {
        for (name, expected) in rows {
            assert_eq!(identifier(space, name), *expected, "{name}");
        }
    }

    #[test]
    fn fields_are_identifiers() {
        let rows = [
            ("AccountId", "account_id"),
            ("type", "r#type"),
            ("Self", "self_"),
            ("New", "new_"),
            ("2FA", "_2_fa"),
            ("😀", "member"),
        ];
        check(Space::Field, &rows);
        for (name, expected) in rows {
            assert!(
                syn::parse_str::<syn::Ident>(expected).is_ok() || expected.starts_with("r#"),
                "{name}"
            );
        }
        check(Space::InputField, &[("Parse", "parse_"), ("new", "new_"), ("metadata", "metadata")]);
        check(Space::ErrorField, &[("parse", "parse"), ("new", "new_"), ("metadata", "metadata_")]);
    }

    #[test]
    fn types_do_not_hide_what_emitted_code_needs() {
        let rows = [
            ("Account", "Account"),
            ("Option", "OptionShape"),
            ("Self", "SelfShape"),
            ("../../etc", "Etc"),
            ("", "Shape"),
        ];
        check(Space::Type, &rows);
        check(
            Space::Waiter,
            &[("Ok", "OkWaiter"), ("Option", "OptionShape"), ("AsRef", "AsRefWaiter")],
        );
    }

    #[test]
    fn variants_leave_room_for_unknown() {
        let rows = [
            ("UNKNOWN", "UnknownValue"),
            ("SELF", "SelfValue"),
            ("1080p", "_1080p"),
            ("EnterpriseLWA", "EnterpriseLwa"),
        ];
        check(Space::Variant, &rows);
    }

    #[test]
    fn functions_are_no_keywords() {
        let rows = [("Match", "match_"), ("UpdateAccount", "update_account"), ("Clone", "clone_")];
        check(Space::Function, &rows);
    }

    #[test]
    fn numbers_stay_apart_from_names() {
        for (space, name, expected) in [
            (Space::Type, "Item", "Item2"),
            (Space::Type, "Item2", "Item2_2"),
            (Space::Variant, "_1080p", "_1080p2"),
            (Space::Field, "user_id", "user_id_2"),
            (Space::Field, "r#type", "type_2"),
            (Space::Field, "new_", "new_2"),
        ] {
            assert_eq!(numbered(space, name, 2), expected);
        }
    }
}
