//! Breaks `Self { a: 1, b }` into a line for each field, so that a new field changes no other line.

/// The lines of a structure that is the whole line; `None` if the line is anything else.
pub(super) fn lines(line: &str) -> Option<Vec<String>> {
    let inner = line.trim_start().strip_prefix("Self { ")?.strip_suffix(" }")?;
    let indent = " ".repeat(super::indent(line));
    let fields = fields(inner)?;
    let fields = fields.into_iter().map(|field| {
        // The base of a structure has no comma.
        let comma = if field.starts_with("..") { "" } else { "," };
        format!("{indent}    {field}{comma}")
    });
    let first = std::iter::once(format!("{indent}Self {{"));
    Some(first.chain(fields).chain([format!("{indent}}}")]).collect())
}

/// The fields between the braces; `None` if the line has more than one structure, or a literal is not understood.
fn fields(inner: &str) -> Option<Vec<&str>> {
    let (mut depth, mut start, mut fields) = (0_usize, 0, Vec::new());
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => skip_string(&mut chars)?,
            // A character, or a lifetime, which expressions of fields do not have.
            '\'' => return None,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => {
                fields.push(inner.get(start..at)?.trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    fields.push(inner.get(start..)?.trim());
    Some(fields)
}

fn skip_string(chars: &mut std::str::CharIndices<'_>) -> Option<()> {
    while let Some((_, c)) = chars.next() {
        match c {
            '"' => return Some(()),
            '\\' => {
                chars.next();
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_a_line() {
        let cases = [
            (
                "    Self { a: b.into(), c: None }",
                Some("    Self {|        a: b.into(),|        c: None,|    }"),
            ),
            (
                "Self { a: f(1, [2, 3]), b: \"x, \\\" }\".to_owned() }",
                Some("Self {|    a: f(1, [2, 3]),|    b: \"x, \\\" }\".to_owned(),|}"),
            ),
            ("Self { a, ..Self::default() }", Some("Self {|    a,|    ..Self::default()|}")),
            ("Self {}", None),
            ("Self { a } == Self { b }", None),
            ("let a = Self { b };", None),
            ("Self { a: 'b' }", None),
        ];
        for (line, expected) in cases {
            let found = lines(line).map(|lines| lines.join("|"));
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }
}
