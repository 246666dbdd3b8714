//! Parses the `uri` of an operation's `http` trait, or the host prefix of its `endpoint` trait,
//! into literals and labels, or reports the rule that it breaks
//! (<https://smithy.io/2.0/spec/http-bindings.html#uri>).

use std::collections::BTreeSet;

use crate::error::Diagnostic;

/// A segment of a URI pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    /// Text that is sent unchanged, including the slashes around it.
    Literal(String),
    /// A label, which is replaced by the value of a member.
    Label {
        /// The member's name.
        name: String,
        /// Whether slashes in the value are kept.
        greedy: bool,
    },
}

/// A URI pattern such as `/accounts/{AccountId}?operation=logout`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UriPattern {
    /// The literals and labels of the path.
    pub(crate) path: Vec<Segment>,
    /// The names and values of the query parameters that all requests have. Each name occurs once.
    pub(crate) query: Vec<(String, Option<String>)>,
}

/// A problem, without the pattern, and the help for it.
type Broken = (&'static str, &'static str);

const RELATIVE: Broken =
    ("does not start with `/`", "a pattern looks like `/accounts/{AccountId}`");
const FRAGMENT: Broken =
    ("has a `#`", "a request has no fragment: percent-encode or remove the `#`");
const EMPTY_SEGMENT: Broken = ("has an empty segment", "remove one of the slashes");
const DOTS: Broken = (
    "has a segment `.` or `..`",
    "proxies and servers resolve such segments: write the resolved path",
);
const PART_OF_SEGMENT: Broken = (
    "has a label that is not a whole segment",
    "put a label between slashes, as in `/accounts/{AccountId}/users`",
);
const UNPAIRED: Broken = ("has unbalanced braces", "a label is `{Name}`, a greedy one `{Name+}`");
const NAMELESS: Broken = ("has a label without a name", "name a member of the input in the braces");
const LABEL_AFTER_GREEDY: Broken = (
    "has a label after a greedy one",
    "move the greedy label behind the others; only text may follow it",
);
const ENCODE: Broken = (
    "has a character that is not allowed in a URI",
    "percent-encode it as UTF-8, such as `%20` for a space",
);
const NO_QUERY: Broken = ("ends with `?`", "add a parameter or remove the `?`");
const LABEL_IN_QUERY: Broken =
    ("has a label in its query string", "bind the member with the `httpQuery` trait instead");
const NAMELESS_PARAMETER: Broken =
    ("has a query parameter without a name", "a query looks like `?flag&type=big`");
const SAME_PARAMETER: Broken = ("has a query parameter twice", "remove one of the two");

impl UriPattern {
    /// Parses the `uri` of an `http` trait.
    pub(crate) fn parse(uri: &str) -> Result<Self, Diagnostic> {
        Self::read(uri).map_err(|(what, help)| {
            Diagnostic::new(format!("the URI pattern `{}` {what}", uri.escape_debug())).help(help)
        })
    }

    fn read(uri: &str) -> Result<Self, Broken> {
        let (path, query) =
            uri.split_once('?').map_or((uri, None), |(path, query)| (path, Some(query)));
        if uri.contains('#') {
            return Err(FRAGMENT);
        }
        let inner = path.strip_prefix('/').ok_or(RELATIVE)?;
        // A trailing slash is not an empty segment.
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if !inner.is_empty() || path.len() > 1 {
            inner.split('/').try_for_each(check_segment)?;
        }
        let path = split(path).ok_or(UNPAIRED)?;
        if label_after_greedy(&path) {
            return Err(LABEL_AFTER_GREEDY);
        }
        Ok(Self { path, query: query.map(read_query).transpose()?.unwrap_or_default() })
    }
}

/// Checks a segment, which is a label or percent-encoded text
/// (<https://www.rfc-editor.org/rfc/rfc3986#section-3.3>).
fn check_segment(segment: &str) -> Result<(), Broken> {
    if let Some(label) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'))
        && !label.contains(['{', '}'])
    {
        let name = label.strip_suffix('+').unwrap_or(label);
        return if name.is_empty() { Err(NAMELESS) } else { Ok(()) };
    }
    match segment {
        "" => Err(EMPTY_SEGMENT),
        "." | ".." => Err(DOTS),
        _ if segment.contains(['{', '}']) => {
            Err(if split(segment).is_some() { PART_OF_SEGMENT } else { UNPAIRED })
        }
        _ if !is_encoded(segment, b":@") => Err(ENCODE),
        _ => Ok(()),
    }
}

fn label_after_greedy(path: &[Segment]) -> bool {
    let is_label = |segment: &Segment| matches!(segment, Segment::Label { .. });
    let is_greedy = |segment: &Segment| matches!(segment, Segment::Label { greedy: true, .. });
    path.iter().skip_while(|segment| !is_greedy(segment)).skip(1).any(is_label)
}

fn read_query(query: &str) -> Result<Vec<(String, Option<String>)>, Broken> {
    if query.is_empty() {
        return Err(NO_QUERY);
    }
    if query.contains(['{', '}']) {
        return Err(LABEL_IN_QUERY);
    }
    if !is_encoded(query, b":@/?") {
        return Err(ENCODE);
    }
    let mut names = BTreeSet::new();
    let parameters = query.split('&').map(|part| {
        let (name, value) =
            part.split_once('=').map_or((part, None), |(name, value)| (name, Some(value)));
        if name.is_empty() {
            return Err(NAMELESS_PARAMETER);
        }
        if !names.insert(name) {
            return Err(SAME_PARAMETER);
        }
        Ok((name.to_owned(), value.map(str::to_owned)))
    });
    parameters.collect()
}

/// Whether a text has only unreserved characters, `sub-delims`, percent-encoded characters and
/// `others`.
fn is_encoded(text: &str, others: &[u8]) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let fits = match byte {
            b'%' => [bytes.next(), bytes.next()]
                .iter()
                .all(|digit| digit.is_some_and(|digit| digit.is_ascii_hexdigit())),
            _ => {
                byte.is_ascii_alphanumeric()
                    || b"-._~!$&'()*+,;=".contains(&byte)
                    || others.contains(&byte)
            }
        };
        if !fits {
            return false;
        }
    }
    true
}

/// Splits the host prefix of an `endpoint` trait.
pub(crate) fn host_prefix(prefix: &str) -> Result<Vec<Segment>, Diagnostic> {
    let problem = |(what, help): Broken| {
        Diagnostic::new(format!("the host prefix `{}` {what}", prefix.escape_debug())).help(help)
    };
    let segments = split(prefix).ok_or_else(|| problem(UNPAIRED))?;
    let is_nameless =
        |segment: &Segment| matches!(segment, Segment::Label { name, .. } if name.is_empty());
    if segments.iter().any(is_nameless) { Err(problem(NAMELESS)) } else { Ok(segments) }
}

/// Splits text with labels in braces; `None` if the braces are unbalanced.
fn split(pattern: &str) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    let mut rest = pattern;
    while let Some((literal, after)) = rest.split_once('{') {
        let (label, after) = after.split_once('}')?;
        if literal.contains('}') || label.contains('{') {
            return None;
        }
        if !literal.is_empty() {
            segments.push(Segment::Literal(literal.to_owned()));
        }
        let (name, greedy) = label.strip_suffix('+').map_or((label, false), |name| (name, true));
        segments.push(Segment::Label { name: name.to_owned(), greedy });
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    if !rest.is_empty() {
        segments.push(Segment::Literal(rest.to_owned()));
    }
    Some(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> Segment {
        Segment::Literal(text.to_owned())
    }

    fn label(name: &str, greedy: bool) -> Segment {
        Segment::Label { name: name.to_owned(), greedy }
    }

    #[test]
    fn patterns_fall_into_segments() {
        let parsed =
            UriPattern::parse("/{Bucket}/x/{Key+}/y?x-id=GetObject&flag&list=a/b").unwrap();
        assert_eq!(
            parsed.path,
            [
                literal("/"),
                label("Bucket", false),
                literal("/x/"),
                label("Key", true),
                literal("/y")
            ]
        );
        let parameter =
            |name: &str, value: Option<&str>| (name.to_owned(), value.map(str::to_owned));
        assert_eq!(
            parsed.query,
            [
                parameter("x-id", Some("GetObject")),
                parameter("flag", None),
                parameter("list", Some("a/b"))
            ]
        );
    }

    #[test]
    fn odd_patterns_that_are_right() {
        for good in
            ["/", "/a/", "/a:b@c/(d+)+", "/a%20b;c=d,e", "/{a}/", "/?a", "/...", "/a?b=", "/a?b?c"]
        {
            assert!(UriPattern::read(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn broken_patterns_are_refused() {
        let cases = [
            ("accounts", RELATIVE),
            ("", RELATIVE),
            ("?a", RELATIVE),
            ("/a#b", FRAGMENT),
            ("//", EMPTY_SEGMENT),
            ("/a//b", EMPTY_SEGMENT),
            ("/a/b//", EMPTY_SEGMENT),
            ("/a/../b", DOTS),
            ("/.", DOTS),
            ("/{a", UNPAIRED),
            ("/a}", UNPAIRED),
            ("/{a{b}}", UNPAIRED),
            ("/{a/b}", UNPAIRED),
            ("/x{a}", PART_OF_SEGMENT),
            ("/{a}{b}", PART_OF_SEGMENT),
            ("/{}", NAMELESS),
            ("/{+}", NAMELESS),
            ("/{a+}/{b}", LABEL_AFTER_GREEDY),
            ("/{a+}/x/{b+}", LABEL_AFTER_GREEDY),
            ("/a b", ENCODE),
            ("/ä", ENCODE),
            ("/a%2", ENCODE),
            ("/a%zz", ENCODE),
            ("/a|b", ENCODE),
            ("/a?b=ä", ENCODE),
            ("/a?", NO_QUERY),
            ("/a?b={c}", LABEL_IN_QUERY),
            ("/a?b&&c", NAMELESS_PARAMETER),
            ("/a?=b", NAMELESS_PARAMETER),
            ("/a?b&c&b=d", SAME_PARAMETER),
        ];
        for (bad, why) in cases {
            assert_eq!(UriPattern::read(bad).unwrap_err(), why, "{bad}");
        }
    }

    #[test]
    fn host_prefixes() {
        assert_eq!(
            host_prefix("foo.{a}.").unwrap(),
            [literal("foo."), label("a", false), literal(".")]
        );
        for bad in ["{a", "a}", "{}."] {
            assert!(host_prefix(bad).is_err(), "{bad}");
        }
    }
}
