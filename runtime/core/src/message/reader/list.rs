//! Splits a header line that holds a list into its elements.

/// Splits at the commas outside of quotation marks, and removes the quotation marks. Empty elements
/// without quotation marks are skipped.
pub(super) fn elements(line: &str) -> Result<Vec<String>, String> {
    let mut elements = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (element, after) = unquote(quoted)
                .ok_or_else(|| "expected a quotation mark at the end of an element".to_owned())?;
            elements.push(element);
            rest = match after.trim_start() {
                "" => "",
                after => after
                    .strip_prefix(',')
                    .ok_or_else(|| "expected a comma after a quoted element".to_owned())?,
            };
        } else {
            let (element, after) = rest.split_once(',').unwrap_or((rest, ""));
            if !element.trim().is_empty() {
                elements.push(element.trim().to_owned());
            }
            rest = after;
        }
        rest = rest.trim_start();
    }
    Ok(elements)
}

/// Splits dates such as `Mon, 16 Dec 2019 23:48:18 GMT` at every second comma.
pub(super) fn http_dates(line: &str) -> Vec<String> {
    let mut dates = Vec::new();
    let mut parts = line.split(',').map(str::trim).filter(|part| !part.is_empty());
    while let Some(weekday) = parts.next() {
        dates.push(match parts.next() {
            Some(date) => format!("{weekday}, {date}"),
            None => weekday.to_owned(),
        });
    }
    dates
}

/// The text before the closing quotation mark, without its backslashes, and what comes after.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut element = String::new();
    let mut characters = text.chars();
    loop {
        match characters.next()? {
            '"' => return Some((element, characters.as_str())),
            '\\' => element.push(characters.next()?),
            other => element.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_split_and_unquoted() {
        for (line, expected) in [
            ("", &[][..]),
            (" , ,", &[]),
            ("a", &["a"]),
            ("a,b , c d", &["a", "b", "c d"]),
            (r#""b,c", "\"def\"", a"#, &["b,c", "\"def\"", "a"]),
            (r#""", " ", "\\""#, &["", " ", "\\"]),
            (r#"a"b, c\d"#, &["a\"b", r"c\d"]),
            ("ü,\"ü\"", &["ü", "ü"]),
        ] {
            assert_eq!(elements(line).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn unbalanced_quotation_marks_are_errors() {
        for line in ["\"a", "\"a\\", "a, \"b\" c"] {
            let error = elements(line).unwrap_err();
            assert!(error.starts_with("expected ") && !error.contains("found"), "{error}");
        }
    }

    #[test]
    fn dates_keep_their_own_comma() {
        assert_eq!(http_dates("Mon, 1, Tue, 2"), ["Mon, 1", "Tue, 2"]);
        assert_eq!(http_dates("Mon, 1, Tue"), ["Mon, 1", "Tue"]);
        assert!(http_dates("").is_empty());
    }
}
