//! Splits a command line of the shared config file into a program and its arguments, like the AWS
//! CLI. No shell is involved: variables and globs are not expanded.

/// Splits a command line by the rules of this platform. Error messages do not quote it, as it may
/// contain a secret.
pub(super) fn split(line: &str) -> Result<Vec<String>, &'static str> {
    let words = if cfg!(windows) { windows(line)? } else { posix(line)? };
    if words.is_empty() { Err("it is empty") } else { Ok(words) }
}

const UNCLOSED: &str = "a quote in it is not closed";

/// Splits like a POSIX shell, without expansions: blanks separate words, `'…'` is literal, `"…"` is
/// literal except for `\"` and `\\`, and elsewhere a backslash escapes the next character.
fn posix(line: &str) -> Result<Vec<String>, &'static str> {
    let (mut words, mut word) = (Vec::new(), None::<String>);
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match c {
            ' ' | '\t' | '\r' | '\n' => words.extend(word.take()),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match rest.next().ok_or(UNCLOSED)? {
                        '\'' => break,
                        other => word.push(other),
                    }
                }
            }
            '"' => double_quoted(&mut rest, word.get_or_insert_default())?,
            '\\' => {
                let next = rest.next().ok_or("it ends with a backslash")?;
                word.get_or_insert_default().push(next);
            }
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Ok(words)
}

fn double_quoted(
    rest: &mut impl Iterator<Item = char>,
    word: &mut String,
) -> Result<(), &'static str> {
    loop {
        match rest.next().ok_or(UNCLOSED)? {
            '"' => return Ok(()),
            '\\' => match rest.next().ok_or(UNCLOSED)? {
                next @ ('"' | '\\') => word.push(next),
                other => word.extend(['\\', other]),
            },
            other => word.push(other),
        }
    }
}

/// Splits like Microsoft's C runtime: spaces and tabs separate words except within `"…"`, and
/// backslashes are literal except in front of a quote.
fn windows(line: &str) -> Result<Vec<String>, &'static str> {
    let (mut words, mut word) = (Vec::new(), None::<String>);
    let (mut is_quoted, mut backslashes) = (false, 0);
    for c in line.chars() {
        match c {
            '\\' => backslashes += 1,
            '"' => {
                let word = word.get_or_insert_default();
                word.extend(std::iter::repeat_n('\\', backslashes / 2));
                if backslashes % 2 == 1 {
                    word.push('"');
                } else {
                    is_quoted = !is_quoted;
                }
                backslashes = 0;
            }
            other => {
                if backslashes > 0 {
                    let kept = std::iter::repeat_n('\\', backslashes);
                    word.get_or_insert_default().extend(kept);
                    backslashes = 0;
                }
                if matches!(other, ' ' | '\t') && !is_quoted {
                    words.extend(word.take());
                } else {
                    word.get_or_insert_default().push(other);
                }
            }
        }
    }
    if is_quoted {
        return Err(UNCLOSED);
    }
    if backslashes > 0 {
        word.get_or_insert_default().extend(std::iter::repeat_n('\\', backslashes));
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Split = fn(&str) -> Result<Vec<String>, &'static str>;

    fn check(split: Split, cases: &[(&str, &[&str])]) {
        for (line, words) in cases {
            assert_eq!(split(line).unwrap(), *words, "{line}");
        }
    }

    #[test]
    fn posix_words() {
        check(
            posix,
            &[
                ("", &[]),
                (" \t\n", &[]),
                ("tool", &["tool"]),
                (" tool  --a\tb\n", &["tool", "--a", "b"]),
                ("\"/opt/my tool\" --flag", &["/opt/my tool", "--flag"]),
                ("a'b c'd \"e f\"", &["ab cd", "e f"]),
                (r"my\ tool \'x", &["my tool", "'x"]),
                (r#""a\"b\\c\d" 'a\"b'"#, &[r#"a"b\c\d"#, r#"a\"b"#]),
                ("a '' \"\"", &["a", "", ""]),
                (
                    "echo $HOME ~ *.txt | cat > f",
                    &["echo", "$HOME", "~", "*.txt", "|", "cat", ">", "f"],
                ),
            ],
        );
        for (line, error) in [
            ("a 'b", UNCLOSED),
            ("a \"b", UNCLOSED),
            ("\"a\\", UNCLOSED),
            ("a \\", "it ends with a backslash"),
        ] {
            assert_eq!(posix(line), Err(error), "{line}");
        }
    }

    #[test]
    fn windows_words() {
        check(
            windows,
            &[
                ("", &[]),
                (" \t", &[]),
                (r"C:\tools\t.exe --a b", &[r"C:\tools\t.exe", "--a", "b"]),
                (r#""C:\Program Files\t.exe" x"#, &[r"C:\Program Files\t.exe", "x"]),
                (r#"C:"\Program Files"\t.exe"#, &[r"C:\Program Files\t.exe"]),
                (r#"a\\\"b"#, &[r#"a\"b"#]),
                (r#"a\\"b c" d"#, &[r"a\b c", "d"]),
                (r"\\host\share\ x", &[r"\\host\share\", "x"]),
                (r#"a "" 'b c'"#, &["a", "", "'b", "c'"]),
                (r#""a b\\""#, &[r"a b\"]),
            ],
        );
        assert_eq!(windows("a \"b"), Err(UNCLOSED));
        assert_eq!(windows("a \"b\\\""), Err(UNCLOSED));
    }

    #[test]
    fn an_empty_line_is_refused() {
        assert_eq!(split("  "), Err("it is empty"));
    }

    proptest! {
        #[test]
        fn quoted_words_read_back(words in proptest::collection::vec("[ -~\\t\u{e9}]*", 0..5)) {
            let quoted = |word: &String| format!("'{}'", word.replace('\'', r"'\''"));
            let line: Vec<String> = words.iter().map(quoted).collect();
            prop_assert_eq!(posix(&line.join(" ")), Ok(words));
        }

        #[test]
        fn anything_is_split_without_a_panic(line in "[ab'\"\\\\ \\t\u{e9}]*") {
            let _ = (posix(&line), windows(&line));
        }
    }
}
