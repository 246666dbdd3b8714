//! Renders a string as a literal: a raw one if it has quotation marks and needs no escapes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The literal of a string.
pub(super) fn literal(text: &str) -> TokenStream {
    // Characters that are escaped in Rust may not be visible, or may change the direction of a line.
    let is_plain = |c: char| matches!(c, '"' | '\\' | '\'') || c.escape_debug().len() == 1;
    let reads_raw = text.contains(['"', '\\']) && text.chars().all(is_plain);
    if !reads_raw {
        return quote!(#text);
    }
    let mut fence = "#".to_owned();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    match format!("r{fence}\"{text}\"{fence}").parse::<Literal>() {
        Ok(literal) => quote!(#literal),
        Err(_) => quote!(#text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_need_no_escapes() {
        for (text, expected) in [
            ("plain", r#""plain""#),
            (r#"{"a":1}"#, r##"r#"{"a":1}"#"##),
            (r##"a"#b"##, r###"r##"a"#b"##"###),
            ("\"\n", r#""\"\n""#),
            ("\"\u{202e}", r#""\"\u{202e}""#),
        ] {
            assert_eq!(literal(text).to_string(), expected);
        }
    }
}
