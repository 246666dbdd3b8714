//! In: a name in the right case. Out: a valid Rust identifier that means nothing else where it
//! stands.

use super::case::{pascal_case, snake_case};

/// Keywords that may be written `r#…`, of all editions.
const KEYWORDS: [&str; 49] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized",
    "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be escaped.
const PATH_KEYWORDS: [&str; 3] = ["crate", "self", "super"];

/// Names that emitted code uses bare where modeled types stand.
const TAKEN_TYPES: [&str; 12] = [
    "BTreeMap",
    "Box",
    "Default",
    "ErrorMetadata",
    "ErrorResponse",
    "Into",
    "Option",
    "Reader",
    "Self",
    "String",
    "Vec",
    "Writer",
];

/// Names of operations that would make `BuildError` and `ParseError`, which emitted code imports.
const TAKEN_OPERATIONS: [&str; 2] = ["Build", "Parse"];

/// The name that the types of an operation start with.
pub(crate) fn operation(name: &str) -> String {
    let name = starting_with_a_letter(pascal_case(name), "Operation");
    if TAKEN_OPERATIONS.contains(&name.as_str()) { format!("{name}Operation") } else { name }
}

/// Functions that emitted code gives to structures.
const TAKEN_FIELDS: [&str; 3] = ["new", "read_json", "write_json"];

/// The name of a field, module or function; keywords come out as `r#type` or `self_`.
pub(crate) fn field(name: &str) -> String {
    let name = starting_with_a_letter(snake_case(name), "member");
    if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else if PATH_KEYWORDS.contains(&name.as_str()) || TAKEN_FIELDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// Whether a name means something to the compiler.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || PATH_KEYWORDS.contains(&name)
}

/// Functions that a client has besides those of the operations.
const TAKEN_MODULES: [&str; 4] = ["call_with_metadata", "clone", "presigned", "with"];

/// The name of an operation's module, and of the client's function that calls it: like a field's,
/// but no keyword.
pub(crate) fn module(name: &str) -> String {
    let name = field(name);
    match name.strip_prefix("r#") {
        Some(keyword) => format!("{keyword}_"),
        None if TAKEN_MODULES.contains(&name.as_str()) => format!("{name}_"),
        None => name,
    }
}

/// The name of a type. A shape called like something that emitted code needs gets another name.
pub(crate) fn type_name(name: &str) -> String {
    let name = starting_with_a_letter(pascal_case(name), "Shape");
    if TAKEN_TYPES.contains(&name.as_str()) { format!("{name}Shape") } else { name }
}

/// Names that the module of waiters uses bare, besides those of `TAKEN_TYPES`.
const TAKEN_WAITERS: [&str; 9] =
    ["Duration", "Err", "None", "Ok", "Operation", "Polled", "Some", "Waiter", "WaiterState"];

/// The name of a waiter's type.
pub(crate) fn waiter(name: &str) -> String {
    let name = type_name(name);
    if TAKEN_WAITERS.contains(&name.as_str()) { format!("{name}Waiter") } else { name }
}

/// The name of the client's function for the pages of an operation, whose module is named so.
pub(crate) fn pages_function(module: &str) -> String {
    format!("{module}_pages")
}

/// The name of the client's function for a waiter.
pub(crate) fn waiter_function(name: &str) -> String {
    format!("wait_until_{}", snake_case(name))
}

/// The name of an enum's variant. `Unknown` is the one that stands for all others.
pub(crate) fn variant(name: &str) -> String {
    let name = starting_with_a_letter(pascal_case(name), "Empty");
    match name.as_str() {
        "Self" | "Unknown" | "Unhandled" => format!("{name}Value"),
        _ => name,
    }
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

    #[test]
    fn fields_are_identifiers() {
        let table = [
            ("AccountId", "account_id"),
            ("type", "r#type"),
            ("Self", "self_"),
            ("New", "new_"),
            ("2FA", "_2_fa"),
            ("😀", "member"),
        ];
        for (name, expected) in table {
            assert_eq!(field(name), expected, "{name}");
            assert!(
                syn::parse_str::<syn::Ident>(expected).is_ok() || expected.starts_with("r#"),
                "{name}"
            );
        }
    }

    #[test]
    fn types_do_not_hide_what_emitted_code_needs() {
        let table = [
            ("Account", "Account"),
            ("Option", "OptionShape"),
            ("Self", "SelfShape"),
            ("../../etc", "Etc"),
            ("", "Shape"),
        ];
        for (name, expected) in table {
            assert_eq!(type_name(name), expected, "{name}");
        }
    }

    #[test]
    fn variants_leave_room_for_unknown() {
        let table = [
            ("UNKNOWN", "UnknownValue"),
            ("SELF", "SelfValue"),
            ("1080p", "_1080p"),
            ("EnterpriseLWA", "EnterpriseLwa"),
        ];
        for (name, expected) in table {
            assert_eq!(variant(name), expected, "{name}");
        }
    }

    #[test]
    fn modules_are_no_keywords() {
        assert_eq!(module("Match"), "match_");
        assert_eq!(module("UpdateAccount"), "update_account");
    }
}
