//! Splits the text of an expression into tokens, each with its place.

use super::{Comparison, Problem};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// An identifier, without quotes.
    Name {
        name: String,
        quoted: bool,
    },
    Number(i64),
    /// A JSON value in backticks, or a raw string.
    Literal(serde_json::Value),
    Dot,
    Star,
    Comma,
    Colon,
    At,
    Ampersand,
    And,
    Or,
    Pipe,
    Not,
    Compare(Comparison),
    LeftParenthesis,
    RightParenthesis,
    LeftBracket,
    RightBracket,
    /// `[]`
    Flatten,
    /// `[?`
    Filter,
    LeftBrace,
    RightBrace,
    End,
}

/// The tokens of an expression. The last one is `End`.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Problem> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let offset = text.len() - rest.len();
        let (token, length) = token(rest).map_err(|message| Problem::new(offset, message))?;
        tokens.push((offset, token));
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    tokens.push((text.len(), Token::End));
    Ok(tokens)
}

/// The first token of a text, and its length.
fn token(rest: &str) -> Result<(Token, usize), String> {
    if let Some(found) = symbol(rest) {
        return Ok(found);
    }
    match rest.chars().next() {
        Some('"') => {
            let (inner, length) = quoted(rest, '"')?;
            let json = format!("\"{inner}\"");
            let name = serde_json::from_str(&json).map_err(|_| "invalid JSON string")?;
            Ok((Token::Name { name, quoted: true }, length))
        }
        Some('\'') => {
            let (inner, length) = quoted(rest, '\'')?;
            Ok((Token::Literal(inner.replace("\\'", "'").into()), length))
        }
        Some('`') => {
            let (inner, length) = quoted(rest, '`')?;
            let json = inner.replace("\\`", "`");
            let value = serde_json::from_str(&json)
                .map_err(|_| "a literal in backticks must be a JSON value")?;
            Ok((Token::Literal(value), length))
        }
        Some(first) if first.is_ascii_alphabetic() || first == '_' => {
            let length = length(rest, |c| c.is_ascii_alphanumeric() || c == '_');
            let name = rest.get(..length).unwrap_or_default().to_owned();
            Ok((Token::Name { name, quoted: false }, length))
        }
        Some(first) if first.is_ascii_digit() || first == '-' => {
            let digits = rest.get(1..).unwrap_or_default();
            let length = 1 + length(digits, |c| c.is_ascii_digit());
            let number = rest.get(..length).unwrap_or_default().parse();
            let number = number.map_err(|_| "expected a 64-bit integer")?;
            Ok((Token::Number(number), length))
        }
        Some(first) => Err(format!("unexpected `{}`", first.escape_debug())),
        None => Ok((Token::End, 0)),
    }
}

fn symbol(rest: &str) -> Option<(Token, usize)> {
    // Longer symbols stand before their prefixes.
    let symbols = [
        ("[?", Token::Filter),
        ("[]", Token::Flatten),
        ("[", Token::LeftBracket),
        ("]", Token::RightBracket),
        ("(", Token::LeftParenthesis),
        (")", Token::RightParenthesis),
        ("{", Token::LeftBrace),
        ("}", Token::RightBrace),
        (".", Token::Dot),
        ("*", Token::Star),
        (",", Token::Comma),
        (":", Token::Colon),
        ("@", Token::At),
        ("&&", Token::And),
        ("&", Token::Ampersand),
        ("||", Token::Or),
        ("|", Token::Pipe),
        ("==", Token::Compare(Comparison::Equal)),
        ("!=", Token::Compare(Comparison::NotEqual)),
        ("!", Token::Not),
        ("<=", Token::Compare(Comparison::LessOrEqual)),
        ("<", Token::Compare(Comparison::Less)),
        (">=", Token::Compare(Comparison::GreaterOrEqual)),
        (">", Token::Compare(Comparison::Greater)),
    ];
    let found = symbols.into_iter().find(|(symbol, _)| rest.starts_with(symbol));
    found.map(|(symbol, token)| (token, symbol.len()))
}

/// The text between quotes, with its escapes, and the length including the quotes.
fn quoted(rest: &str, quote: char) -> Result<(&str, usize), String> {
    let mut is_escaped = false;
    for (index, character) in rest.char_indices().skip(1) {
        if character == quote && !is_escaped {
            return Ok((rest.get(1..index).unwrap_or_default(), index + 1));
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    Err(format!("missing closing `{quote}`"))
}

fn length(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}
