//! Validates labels of host names.

use std::net::Ipv4Addr;

/// `isValidHostLabel` of the rules engine: whether a text is a host label (RFC 1123), or several
/// labels separated by dots.
#[must_use]
pub fn is_valid_host_label(value: &str, allow_sub_domains: bool) -> bool {
    if allow_sub_domains { value.split('.').all(is_label) } else { is_label(value) }
}

/// `aws.isVirtualHostableS3Bucket` of the rules engine: whether a bucket's name can be part of a
/// host.
#[must_use]
pub fn is_virtual_hostable_s3_bucket(value: &str, allow_sub_domains: bool) -> bool {
    (3..=63).contains(&value.len())
        && !value.bytes().any(|byte| byte.is_ascii_uppercase())
        && is_valid_host_label(value, allow_sub_domains)
        && value.parse::<Ipv4Addr>().is_err()
}

fn is_label(value: &str) -> bool {
    (1..=63).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !value.starts_with('-')
        && !value.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        let (longest, too_long) = ("a".repeat(63), "a".repeat(64));
        for (value, alone, with_dots) in [
            ("a", true, true),
            ("Ab-9", true, true),
            ("a.b", false, true),
            ("", false, false),
            ("a..b", false, false),
            ("-a", false, false),
            ("a-", false, false),
            ("a_b", false, false),
            ("ä", false, false),
            (longest.as_str(), true, true),
            (too_long.as_str(), false, false),
        ] {
            assert_eq!(is_valid_host_label(value, false), alone, "{value}");
            assert_eq!(is_valid_host_label(value, true), with_dots, "{value}");
        }
    }

    #[test]
    fn buckets() {
        for (value, alone, with_dots) in [
            ("bucket-1", true, true),
            ("my.bucket", false, true),
            ("ab", false, false),
            ("Bucket", false, false),
            ("my.-bucket", false, false),
            ("my..bucket", false, false),
            ("192.168.5.4", false, false),
        ] {
            assert_eq!(is_virtual_hostable_s3_bucket(value, false), alone, "{value}");
            assert_eq!(is_virtual_hostable_s3_bucket(value, true), with_dots, "{value}");
        }
    }
}
