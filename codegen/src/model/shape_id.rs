//! Parses absolute shape ids without a member, such as `com.amazonaws.chime#Account`
//! (<https://smithy.io/2.0/spec/model.html#shape-id>).

use std::fmt;
use std::sync::Arc;

/// The shape of inputs, outputs and union members without content
/// (<https://smithy.io/2.0/spec/model.html#unit-type>).
pub(crate) const UNIT: &str = "smithy.api#Unit";

/// A valid absolute shape id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ShapeId {
    id: Arc<str>,
    hash: usize,
}

impl ShapeId {
    /// Parses `namespace#name`, both made of ASCII identifiers.
    pub(crate) fn parse(id: &str) -> Option<Self> {
        let hash = id.find('#')?;
        let (namespace, name) = (id.get(..hash)?, id.get(hash + 1..)?);
        let valid = namespace.split('.').all(is_identifier) && is_identifier(name);
        valid.then(|| Self { id: id.into(), hash })
    }

    /// The whole id.
    pub(crate) fn as_str(&self) -> &str {
        &self.id
    }

    /// Whether it is the id of the unit type.
    pub(crate) fn is_unit(&self) -> bool {
        self.as_str() == UNIT
    }

    /// The part before the `#`.
    pub(crate) fn namespace(&self) -> &str {
        self.id.get(..self.hash).unwrap_or_default()
    }

    /// The part after the `#`.
    pub(crate) fn name(&self) -> &str {
        self.id.get(self.hash + 1..).unwrap_or_default()
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

/// Whether a text is an `identifier` of the specification's ABNF.
pub(crate) fn is_identifier(text: &str) -> bool {
    let rest = text.trim_start_matches('_');
    let starts_well = match rest.bytes().next() {
        Some(first) if rest.len() == text.len() => first.is_ascii_alphabetic(),
        Some(first) => first.is_ascii_alphanumeric(),
        None => false,
    };
    starts_well && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_grammar() {
        for good in ["a#b", "com.amazonaws.chime#Account", "_a#_1", "a1.b2#C_d"] {
            assert!(ShapeId::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "#",
            "a#",
            "#b",
            "Account",
            "a.#b",
            "a#b$c",
            "a#../../etc",
            "a#r#type",
            "a#😀",
            "1a#b",
            "a#_",
        ] {
            assert!(ShapeId::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn splits_at_the_hash() {
        let id = ShapeId::parse("com.amazonaws.chime#Account").unwrap();
        assert_eq!((id.namespace(), id.name()), ("com.amazonaws.chime", "Account"));
    }
}
