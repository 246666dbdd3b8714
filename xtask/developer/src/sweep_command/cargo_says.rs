//! Parses a line of cargo's `--message-format=json`: a package that is finished, or an error in it.

use std::path::PathBuf;

use serde::Deserialize;

/// A message about a package.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct News {
    /// The package's `Cargo.toml`.
    pub(super) manifest: PathBuf,
    /// `None` if the package is finished, otherwise an error on one line.
    pub(super) error: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-artifact")]
    Artifact { manifest_path: PathBuf },
    #[serde(rename = "compiler-message")]
    Diagnostic { manifest_path: PathBuf, message: Diagnostic },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Diagnostic {
    message: String,
    level: String,
    code: Option<Code>,
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
}

/// Parses a line; `None` for warnings and for messages that are not about a package.
pub(super) fn news(line: &str) -> Option<News> {
    match serde_json::from_str(line).ok()? {
        Message::Artifact { manifest_path } => Some(News { manifest: manifest_path, error: None }),
        Message::Diagnostic { manifest_path, message } => message
            .level
            .starts_with("error")
            .then(|| News { manifest: manifest_path, error: Some(in_one_line(&message)) }),
        Message::Other => None,
    }
}

fn in_one_line(diagnostic: &Diagnostic) -> String {
    let code = diagnostic.code.as_ref().map(|code| format!("[{}]", code.code)).unwrap_or_default();
    let place = diagnostic.spans.iter().find(|span| span.is_primary);
    let place = place.map(|span| format!(" at {}:{}", span.file_name, span.line_start));
    let message = diagnostic.message.lines().next().unwrap_or_default();
    format!("{}{code}: {message}{}", diagnostic.level, place.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(level: &str) -> String {
        format!(
            r#"{{"reason":"compiler-message","package_id":"x","manifest_path":"/w/a/Cargo.toml",
            "target":{{"kind":["lib"]}},"message":{{"rendered":"…","message":"mismatched types\nsecond",
            "level":"{level}","code":{{"code":"E0308","explanation":null}},"children":[],"spans":[
            {{"file_name":"a/src/x.rs","line_start":2,"is_primary":false}},
            {{"file_name":"a/src/lib.rs","line_start":7,"is_primary":true}}]}}}}"#
        )
    }

    #[test]
    fn errors_are_one_line() {
        let news = news(&message("error")).unwrap();
        assert_eq!(news.manifest, PathBuf::from("/w/a/Cargo.toml"));
        assert_eq!(news.error.unwrap(), "error[E0308]: mismatched types at a/src/lib.rs:7");
    }

    #[test]
    fn only_errors_and_what_is_done() {
        assert_eq!(news(&message("warning")), None);
        assert_eq!(news(r#"{"reason":"build-finished","success":true}"#), None);
        assert_eq!(news(r#"{"reason":"something-new","x":1}"#), None);
        assert_eq!(news("not JSON"), None);
        let artifact =
            r#"{"reason":"compiler-artifact","manifest_path":"/w/a/Cargo.toml","fresh":true}"#;
        let done = News { manifest: "/w/a/Cargo.toml".into(), error: None };
        assert_eq!(news(artifact), Some(done));
    }
}
