//! Writes the text of a `[[crate]]` of codegen.toml.

use std::fmt::Write as _;

/// A `[[crate]]`.
pub(crate) struct Entry {
    pub(crate) model: String,
    pub(crate) out: String,
    /// The id of the service, if the model has several.
    pub(crate) service: Option<String>,
    /// Empty for all operations.
    pub(crate) operations: Vec<String>,
    /// The folder of the runtime's crates, relative to the crate.
    pub(crate) runtime_path: Option<String>,
}

impl Entry {
    /// The lines of the entry.
    pub(crate) fn text(&self) -> String {
        let Self { model, out, service, operations, runtime_path } = self;
        let mut text = format!("[[crate]]\nmodel = {}\nout = {}\n", quoted(model), quoted(out));
        // Writing to a string cannot fail.
        if let Some(service) = service {
            let _ = writeln!(text, "service = {}", quoted(service));
        }
        let names: Vec<String> = operations.iter().map(|name| quoted(name)).collect();
        let _ = match names.as_slice() {
            [] => Ok(()),
            [_] | [_, _] | [_, _, _] => writeln!(text, "operations = [{}]", names.join(", ")),
            _ => writeln!(text, "operations = [\n    {},\n]", names.join(",\n    ")),
        };
        if let Some(path) = runtime_path {
            let _ = writeln!(text, "runtime = {{ path = {} }}", quoted(path));
        }
        text
    }

    /// The text of a codegen.toml with this entry at its end. Its other lines and its line ends stay.
    pub(crate) fn appended_to(&self, file: &str) -> String {
        let end = if file.contains("\r\n") { "\r\n" } else { "\n" };
        let mut text = file.to_owned();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(end);
        }
        if !text.is_empty() && !text.ends_with(&format!("{end}{end}")) {
            text.push_str(end);
        }
        text.push_str(&self.text().replace('\n', end));
        text
    }
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(operations: &[&str]) -> Entry {
        Entry {
            model: "models/a \"b\"\n.json".to_owned(),
            out: "a".to_owned(),
            service: None,
            operations: operations.iter().map(|name| (*name).to_owned()).collect(),
            runtime_path: None,
        }
    }

    #[test]
    fn texts() {
        let text = entry(&["A", "B"]).text();
        let model = "model = \"models/a \\\"b\\\"\\U0000000A.json\"";
        assert_eq!(text, format!("[[crate]]\n{model}\nout = \"a\"\noperations = [\"A\", \"B\"]\n"));
        let long = entry(&["A", "B", "C", "D"]).text();
        assert!(
            long.ends_with("operations = [\n    \"A\",\n    \"B\",\n    \"C\",\n    \"D\",\n]\n")
        );
    }

    #[test]
    fn what_is_there_stays() {
        let text = entry(&[]).text();
        for (file, between) in
            [("", ""), ("# mine", "\n\n"), ("# mine\n", "\n"), ("# mine\n\n", "")]
        {
            assert_eq!(entry(&[]).appended_to(file), format!("{file}{between}{text}"));
        }
        let windows = entry(&[]).appended_to("# mine\r\n");
        assert_eq!(windows, format!("# mine\n\n{text}").replace('\n', "\r\n"));
    }
}
