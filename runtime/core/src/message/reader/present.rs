//! Which headers a message may have. An output may have dozens of members that are bound to headers, of which a
//! response has few: this finds most of the others absent without searching the headers.

use http::HeaderMap;

/// A set of names, in which a name may seem to be although it is not. The case of letters does not matter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Present(u64);

impl Present {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        Self(headers.keys().fold(0, |bits, name| bits | bit(name.as_str())))
    }

    /// `false` if there is no header with this name.
    pub(super) fn may_have(self, name: &str) -> bool {
        self.0 & bit(name) != 0
    }
}

/// One of 64 bits, by the length of the name, its last letter and the one in its middle.
fn bit(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let lower_case = |at: usize| usize::from(bytes.get(at).map_or(0, |byte| byte | 0x20));
    let length = bytes.len();
    let sum = length + 5 * lower_case(length.wrapping_sub(1)) + 11 * lower_case(length / 2);
    1 << (sum % 64)
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn what_is_there_may_be_there() {
        let names = ["etag", "x-amz-request-id", "content-length", "x-amz-meta-a_b", "a", "date"];
        let mut headers = HeaderMap::new();
        assert!(!Present::of(&headers).may_have("etag"));
        for name in names {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static("1"));
        }
        let present = Present::of(&headers);
        for name in names {
            assert!(present.may_have(name) && present.may_have(&name.to_uppercase()), "{name}");
        }
        let absent = [
            "x-amz-checksum-crc32",
            "x-amz-delete-marker",
            "x-amz-expiration",
            "x-amz-object-lock-mode",
            "x-amz-replication-status",
            "x-amz-restore",
            "x-amz-storage-class",
            "x-amz-version-id",
        ];
        assert!(absent.iter().filter(|name| present.may_have(name)).count() < 3);
    }
}
