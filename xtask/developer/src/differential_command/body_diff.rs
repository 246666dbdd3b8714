//! Replaces two different bodies in the output of a failed test by a diff of their JSON, because
//! random bodies are long and differ in little.

use std::fmt::Write as _;

use serde_json::Value;
use similar::TextDiff;

/// Replaces the bodies in an output.
pub(super) fn readable(words: &str) -> String {
    let lines = words.lines().map(|line| diff(line).unwrap_or_else(|| line.to_owned()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The diff for a line such as `- the body is "{…}", expected "{…}"`.
fn diff(line: &str) -> Option<String> {
    let bodies = line.strip_prefix("- the body is \"")?.strip_suffix('"')?;
    let (ours, theirs) = bodies.split_once("\", expected \"")?;
    let (ours, theirs) = (pretty(&unescape(ours)?)?, pretty(&unescape(theirs)?)?);
    let mut text = "- the body differs:".to_owned();
    let diff = TextDiff::from_lines(&theirs, &ours);
    let mut unified = diff.unified_diff();
    unified.context_radius(3).header("botocore's", "ours");
    write!(text, "\n{unified}").ok()?;
    Some(text.trim_end().to_owned())
}

/// Formats JSON with members sorted by name, one per line.
fn pretty(json: &str) -> Option<String> {
    let value: Value = serde_json::from_str(json).ok()?;
    let text = serde_json::to_string_pretty(&value).ok()?;
    Some(text + "\n")
}

/// Parses the `Debug` format of a string.
fn unescape(shown: &str) -> Option<String> {
    let mut text = String::with_capacity(shown.len());
    let mut characters = shown.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        text.push(match characters.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'u' => {
                let digits: String = characters.by_ref().take_while(|c| *c != '}').collect();
                char::from_u32(u32::from_str_radix(digits.strip_prefix('{')?, 16).ok()?)?
            }
            itself => itself,
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        for text in ["", "a\\\"b\"\n\t\r\0\u{7f}\u{2028}'é😹", "\", expected \""] {
            let shown = format!("{text:?}");
            let inner = shown.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
            assert_eq!(unescape(inner).as_deref(), Some(text), "{shown}");
        }
    }

    #[test]
    fn bodies_become_a_diff() {
        let (ours, theirs) = (r#"{"b":"x\"","a":1}"#, r#"{"a": 2, "b": "x\""}"#);
        let words = format!("---- a ----\n- the body is {ours:?}, expected {theirs:?}\n- more");
        insta::assert_snapshot!(readable(&words), @r#"
        ---- a ----
        - the body differs:
        --- botocore's
        +++ ours
        @@ -1,4 +1,4 @@
         {
        -  "a": 2,
        +  "a": 1,
           "b": "x\""
         }
        - more
        "#);
    }

    #[test]
    fn other_words_stay() {
        for words in ["- the body is \"\", expected \"{}\"", "- the path is \"/\", expected \"/a\""]
        {
            assert_eq!(readable(words), words);
        }
    }
}
