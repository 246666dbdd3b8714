//! Renders a string as a literal: a raw one if it has quotation marks and needs no escapes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The literal of a string.
pub(super) fn literal(text: &str) -> TokenStream {
    let reads_raw = text.contains(['"', '\\']) && !text.chars().any(char::is_control);
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
        ] {
            assert_eq!(literal(text).to_string(), expected);
        }
    }
}
