//! Converts the address of a link to a Markdown destination, if it is usable.

/// The length in bytes of the web address at the beginning of the text, for which rustdoc would
/// suggest a link. Trailing punctuation is not part of it.
pub(super) fn bare_length(text: &str) -> usize {
    let run = text.get(..run_length(text)).unwrap_or_default();
    let ends: &[char] = if run.contains('(') { &ENDS } else { &ENDS_AND_PARENTHESIS };
    run.trim_end_matches(ends).len()
}

const ENDS: [char; 9] = ['.', ',', ';', ':', '!', '?', '\'', '*', '&'];
const ENDS_AND_PARENTHESIS: [char; 10] = ['.', ',', ';', ':', '!', '?', '\'', '*', '&', ')'];

/// The length in bytes of the characters that may occur in an address.
pub(super) fn run_length(text: &str) -> usize {
    let may_stand = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    text.find(|c| !may_stand(c)).unwrap_or(text.len())
}

/// Whether a bare address has a host with a dot, which is required for a link.
pub(super) fn has_host(url: &str) -> bool {
    url.as_bytes().windows(2).any(|pair| matches!(pair, [b'.', next] if next.is_ascii_alphabetic()))
}

/// The position of the next `http://` or `https://`.
pub(super) fn find_scheme(text: &str) -> Option<usize> {
    let mut candidates = text.match_indices("http").map(|(at, _)| at);
    candidates.find(|&at| text.get(at..).is_some_and(starts_with_scheme))
}

/// Whether the text begins with `http://` or `https://`.
pub(super) fn starts_with_scheme(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The destination of a Markdown link. Only web and mail addresses are usable; relative addresses
/// do not work in rustdoc.
pub(super) fn destination(href: &str) -> Option<String> {
    let href = href.trim();
    let (scheme, rest) = href.split_once(':')?;
    let leads = if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") {
        rest.strip_prefix("//").is_some_and(|host| host.starts_with(is_host_start))
    } else {
        scheme.eq_ignore_ascii_case("mailto") && rest.contains('@')
    };
    if !leads {
        return None;
    }
    let mut encoded = String::with_capacity(href.len());
    for character in href.chars() {
        match character {
            ' ' => encoded.push_str("%20"),
            '(' => encoded.push_str("%28"),
            ')' => encoded.push_str("%29"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '[' => encoded.push_str("%5B"),
            ']' => encoded.push_str("%5D"),
            '\\' => encoded.push_str("%5C"),
            '`' => encoded.push_str("%60"),
            '"' => encoded.push_str("%22"),
            '|' => encoded.push_str("%7C"),
            _ if character.is_whitespace() || character.is_control() => {}
            _ => encoded.push(character),
        }
    }
    Some(encoded)
}

fn is_host_start(character: char) -> bool {
    character.is_alphanumeric() || "[{<$%_".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_lead_somewhere_are_kept() {
        let table = [
            ("https://a.com/x_(y)", Some("https://a.com/x_%28y%29")),
            (" HTTP://a.com/b c\n", Some("HTTP://a.com/b%20c")),
            ("mailto:a@b.com", Some("mailto:a@b.com")),
            ("https://", None),
            ("mailto:", None),
            ("javascript:alert(1)", None),
            ("kms/latest/x.html", None),
            ("#anchor", None),
            ("", None),
        ];
        for (href, url) in table {
            assert_eq!(destination(href).as_deref(), url, "{href}");
        }
    }

    #[test]
    fn a_bare_address_ends_before_the_sentence_does() {
        let table = [
            ("https://a.com).", "https://a.com"),
            ("https://a.com/x_(y), z", "https://a.com/x_(y)"),
            ("http://a.com/{id}", "http://a.com/"),
            ("http://a.com...", "http://a.com"),
        ];
        for (text, url) in table {
            assert_eq!(text.get(..bare_length(text)), Some(url), "{text}");
        }
    }
}
