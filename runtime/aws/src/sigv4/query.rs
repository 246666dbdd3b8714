//! The canonical query: percent-encoded in one way, and sorted.

use percent_encoding::percent_encode_byte;

/// Separates a name and its value while they are sorted. It sorts before all characters of encoded
/// text, so that `a` comes before `a-b` whatever their values are.
const BEFORE_ALL: char = '\0';

/// Appends the canonical query: each name and value decoded and encoded again, sorted by name, then
/// by value. A `+` is decoded as a blank, as services do.
pub(super) fn push(out: &mut Vec<u8>, query: &str) {
    if query.is_empty() {
        return;
    }
    let mut encoded = String::with_capacity(query.len() + 16);
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        push_again(&mut encoded, name);
        encoded.push(BEFORE_ALL);
        push_again(&mut encoded, value);
        encoded.push('&');
    }
    let mut parameters: Vec<&str> = encoded.split_terminator('&').collect();
    parameters.sort_unstable();
    for (position, parameter) in parameters.into_iter().enumerate() {
        if position > 0 {
            out.push(b'&');
        }
        let (name, value) = parameter.split_once(BEFORE_ALL).unwrap_or((parameter, ""));
        out.extend_from_slice(name.as_bytes());
        out.push(b'=');
        out.extend_from_slice(value.as_bytes());
    }
}

/// Decodes a text, and appends it encoded.
fn push_again(out: &mut String, text: &str) {
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let escaped = match (first, others) {
            (b'%', [high, low, after @ ..]) => byte(*high, *low).map(|byte| (byte, after)),
            (b'+', after) => Some((b' ', after)),
            _ => None,
        };
        let (byte, after) = escaped.unwrap_or((*first, others));
        rest = after;
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(percent_encode_byte(byte));
        }
    }
}

/// Decodes two hexadecimal digits.
fn byte(high: u8, low: u8) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(query: &str) -> String {
        let mut out = Vec::new();
        push(&mut out, query);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn parameters_are_sorted_by_name_then_value() {
        assert_eq!(canonical("b=2&a=3&a=1&A=4"), "A=4&a=1&a=3&b=2");
        assert_eq!(
            canonical("Param-3=V&Param=W&Param.=X&Param0=Y"),
            "Param=W&Param-3=V&Param.=X&Param0=Y"
        );
        assert_eq!(canonical("z=1&%C3%BC=2"), "%C3%BC=2&z=1");
    }

    #[test]
    fn all_texts_are_encoded_alike() {
        for (query, expected) in [
            ("", ""),
            ("a", "a="),
            ("a=", "a="),
            ("=", "="),
            ("&&a=1&", "a=1"),
            ("a=b=c", "a=b%3Dc"),
            ("a=%7e%2f%2F/", "a=~%2F%2F%2F"),
            ("a=b+c%20d%2B", "a=b%20c%20d%2B"),
            ("a=ü%C3%BC%FF", "a=%C3%BC%C3%BC%FF"),
            ("a=%&b=%4&c=%4g&d=%+", "a=%25&b=%254&c=%254g&d=%25%20"),
            ("a=%00&a-b=%26", "a=%00&a-b=%26"),
        ] {
            assert_eq!(canonical(query), expected, "{query}");
        }
    }
}
