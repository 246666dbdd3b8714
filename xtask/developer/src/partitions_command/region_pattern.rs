//! Parses the regular expression of a partition's regions, such as `^(us|eu)\-\w+\-\d+$`, into
//! prefixes, which are followed by a word, `-` and a number.
//!
//! The runtime has no regular expression engine. All expressions that AWS publishes have this form.

use anyhow::{Result, bail};

/// The end of the expression: a word, `-` and a number.
const END: &str = r"\w+\-\d+$";

/// The prefixes, such as `us-` and `eu-`.
pub(super) fn prefixes(pattern: &str) -> Result<Vec<String>> {
    let start = pattern.strip_prefix('^').and_then(|pattern| pattern.strip_suffix(END));
    match start.and_then(expand) {
        Some(prefixes) => Ok(prefixes),
        None => bail!(
            "the regionRegex {pattern:?} is not alternatives of letters before `{END}`\n  help: \
             teach xtask/developer/src/partitions_command/region_pattern.rs, and Partition of the runtime, \
             its form"
        ),
    }
}

/// Whether a region consists of one of the prefixes, a word, `-` and a number.
pub(super) fn matches(prefixes: &[String], region: &str) -> bool {
    let rests = prefixes.iter().filter_map(|prefix| region.strip_prefix(prefix.as_str()));
    rests.filter_map(|rest| rest.split_once('-')).any(|(word, number)| {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        !word.is_empty()
            && word.chars().all(is_word)
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
    })
}

/// All texts that match a pattern of letters, escaped characters and groups of alternatives.
fn expand(pattern: &str) -> Option<Vec<String>> {
    let mut expanded = vec![String::new()];
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let (choices, after) = match first {
            '(' => {
                let (group, after) = rest.get(1..)?.split_once(')')?;
                let choices: Option<Vec<String>> = group.split('|').map(plain).collect();
                (choices?, after)
            }
            '\\' => {
                let after = rest.strip_prefix(r"\-")?;
                (vec!["-".to_owned()], after)
            }
            _ => (vec![plain(rest.get(..1)?)?], rest.get(1..)?),
        };
        expanded = expanded
            .iter()
            .flat_map(|start| choices.iter().map(move |choice| format!("{start}{choice}")))
            .collect();
        rest = after;
    }
    Some(expanded)
}

fn plain(text: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    text.chars().all(is_plain).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let cases: [(&str, Option<&[&str]>); 7] = [
            (r"^(us|eu)\-\w+\-\d+$", Some(&["us-", "eu-"])),
            (r"^cn\-\w+\-\d+$", Some(&["cn-"])),
            (r"^eusc\-(de|fr)\-\w+\-\d+$", Some(&["eusc-de-", "eusc-fr-"])),
            (r"^us\-iso\-\w+\-\d+$", Some(&["us-iso-"])),
            (r"^us\-\w+$", None),
            (r"^u.\-\w+\-\d+$", None),
            (r"^(us\-\w+\-\d+$", None),
        ];
        for (pattern, expected) in cases {
            let found = prefixes(pattern).ok();
            assert_eq!(
                found.as_deref(),
                expected.map(|e| e.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>()).as_deref(),
                "{pattern}"
            );
        }
    }

    #[test]
    fn names() {
        let prefixes = [String::from("us-")];
        assert!(matches(&prefixes, "us-east-1"));
        for region in ["us-global", "us-iso-east-1", "eu-west-1", "us-east-"] {
            assert!(!matches(&prefixes, region), "{region}");
        }
    }
}
