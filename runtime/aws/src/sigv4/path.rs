//! The canonical path: normalized and percent-encoded.

use percent_encoding::{AsciiSet, percent_encode};

use super::{PathEncoding, PathNormalization, SigningParams};
use whitesmith_runtime::internal::RESERVED_IN_SEGMENTS;

/// The characters to encode in a path that is encoded already.
const RESERVED_BUT_ESCAPES: &AsciiSet = &RESERVED_IN_SEGMENTS.remove(b'%');

/// Appends the canonical path, which starts with a slash.
pub(super) fn push(out: &mut Vec<u8>, path: &str, params: &SigningParams<'_>) {
    let reserved = match params.path_encoding {
        PathEncoding::Once => RESERVED_BUT_ESCAPES,
        PathEncoding::Twice => RESERVED_IN_SEGMENTS,
    };
    match params.path_normalization {
        PathNormalization::On => push_normalized(out, path, reserved),
        PathNormalization::Off => push_encoded(out, path, reserved),
    }
}

/// Leaves out empty segments and `.`, and the segment before each `..`. A trailing slash stays.
fn push_normalized(out: &mut Vec<u8>, path: &str, reserved: &'static AsciiSet) {
    let start = out.len();
    let mut is_folder = true;
    for segment in path.split('/') {
        is_folder = matches!(segment, "" | "." | "..");
        if !is_folder {
            out.push(b'/');
            push_encoded(out, segment, reserved);
        } else if segment == ".." {
            let segments = out.iter().skip(start);
            let parent = segments.clone().rposition(|byte| *byte == b'/').unwrap_or_default();
            out.truncate(start + parent);
        }
    }
    if is_folder {
        out.push(b'/');
    }
}

fn push_encoded(out: &mut Vec<u8>, text: &str, reserved: &'static AsciiSet) {
    for chunk in percent_encode(text.as_bytes(), reserved) {
        out.extend_from_slice(chunk.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    fn canonical(path: &str, encoding: PathEncoding, normalization: PathNormalization) -> String {
        let params = SigningParams::new("", "", UNIX_EPOCH);
        let params = params.path_encoding(encoding).path_normalization(normalization);
        let mut out = b"before/x".to_vec();
        push(&mut out, path, &params);
        String::from_utf8(out).unwrap().strip_prefix("before/x").unwrap().to_owned()
    }

    #[test]
    fn paths_are_normalized() {
        for (path, expected) in [
            ("/", "/"),
            ("//", "/"),
            ("/.", "/"),
            ("/..", "/"),
            ("/../../a", "/a"),
            ("/a/..", "/"),
            ("/a/b/..", "/a/"),
            ("/a/b/../", "/a/"),
            ("/a/b/../c", "/a/c"),
            ("/a/./b/.", "/a/b/"),
            ("//a//b//", "/a/b/"),
            ("/a/...", "/a/..."),
            ("/.a", "/.a"),
        ] {
            assert_eq!(canonical(path, PathEncoding::Once, PathNormalization::On), expected);
            assert_eq!(canonical(path, PathEncoding::Once, PathNormalization::Off), path);
        }
    }

    #[test]
    fn paths_are_encoded_once_or_twice() {
        for (path, once, twice) in [
            ("/a%2Fb", "/a%2Fb", "/a%252Fb"),
            ("/@x", "/%40x", "/%40x"),
            ("/ü", "/%C3%BC", "/%C3%BC"),
            ("/-._~Az09", "/-._~Az09", "/-._~Az09"),
            (
                "/!'()*+,;=:$&",
                "/%21%27%28%29%2A%2B%2C%3B%3D%3A%24%26",
                "/%21%27%28%29%2A%2B%2C%3B%3D%3A%24%26",
            ),
        ] {
            for normalization in [PathNormalization::On, PathNormalization::Off] {
                assert_eq!(canonical(path, PathEncoding::Once, normalization), once);
                assert_eq!(canonical(path, PathEncoding::Twice, normalization), twice);
            }
        }
    }
}
