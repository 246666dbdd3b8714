//! In: a path of `operationContextParams`. Out: its steps: the part of `JMESPath` that such paths may
//! use (<https://smithy.io/2.0/additional-specs/rules-engine/parameters.html>).

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A member.
    Field(String),
    /// `[*]`: what follows is about each element of a list.
    Each,
    /// `[a, b.c]`: several members of one value.
    Several(Vec<Vec<String>>),
    /// `[]`: lists in a list become one list.
    Flatten,
    /// `keys(…)`, at the end: the keys of the map that the steps before lead to.
    Keys,
}

/// Parses a path; `None` for what we do not read.
pub(crate) fn parse(path: &str) -> Option<Vec<Step>> {
    let path = path.trim();
    if let Some(inner) = path.strip_prefix("keys(").and_then(|rest| rest.strip_suffix(')')) {
        let mut steps = parse(inner)?;
        steps.push(Step::Keys);
        return Some(steps);
    }
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let after_dot = rest.strip_prefix('.').filter(|_| !steps.is_empty());
        if let Some(after) = rest.strip_prefix("[*]") {
            steps.push(Step::Each);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("[]") {
            steps.push(Step::Flatten);
            rest = after;
        } else if let Some(several) = after_dot.and_then(|after| after.strip_prefix('[')) {
            let (several, after) = several.split_once(']')?;
            let names = |path: &str| path.trim().split('.').map(name).collect();
            steps.push(Step::Several(several.split(',').map(names).collect::<Option<_>>()?));
            rest = after;
        } else {
            let from = after_dot.or_else(|| steps.is_empty().then_some(rest))?;
            let end = from.find(['.', '[']).unwrap_or(from.len());
            let (field, after) = from.split_at(end);
            steps.push(Step::Field(name(field)?));
            rest = after;
        }
    }
    (!steps.is_empty()).then_some(steps)
}

fn name(text: &str) -> Option<String> {
    let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Step {
        Step::Field(name.to_owned())
    }

    #[test]
    fn paths() {
        let several = vec![vec!["A".to_owned(), "B".to_owned()], vec!["C".to_owned()]];
        for (path, expected) in [
            ("Name", vec![field("Name")]),
            ("A.B", vec![field("A"), field("B")]),
            ("keys(Items)", vec![field("Items"), Step::Keys]),
            ("A[*].B.C", vec![field("A"), Step::Each, field("B"), field("C")]),
            (
                "A[*].[A.B, C][]",
                vec![field("A"), Step::Each, Step::Several(several), Step::Flatten],
            ),
        ] {
            assert_eq!(parse(path), Some(expected), "{path}");
        }
        for path in ["", ".", "A.", "A..B", "A[0]", "length(A)", "A || B", "A[*]B", "keys(A", "[A"]
        {
            assert_eq!(parse(path), None, "{path}");
        }
    }
}
