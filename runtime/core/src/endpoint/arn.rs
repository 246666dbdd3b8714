//! Parses ARNs.

use super::element;

/// An Amazon Resource Name: `arn:partition:service:region:account:resource`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Arn<'t> {
    /// The partition of the resource, such as `aws`.
    pub partition: &'t str,
    /// The service of the resource.
    pub service: &'t str,
    /// The region; empty if the resource belongs to no region.
    pub region: &'t str,
    /// The account id; empty if the resource belongs to no account.
    pub account_id: &'t str,
    /// The resource, split at `:` and `/`.
    pub resource_id: Vec<&'t str>,
}

impl Arn<'_> {
    /// Returns a part of the resource; negative indexes count from the end.
    #[must_use]
    pub fn resource(&self, index: isize) -> Option<&str> {
        element(&self.resource_id, index)
    }
}

/// `aws.parseArn` of the rules engine: parses an ARN; `None` if it is malformed.
#[must_use]
pub fn parse_arn(text: &str) -> Option<Arn<'_>> {
    let (partition, rest) = cut(text.strip_prefix("arn:")?, is_colon)?;
    let (service, rest) = cut(rest, is_colon)?;
    let (region, rest) = cut(rest, is_colon)?;
    let (account_id, mut resource) = cut(rest, is_colon)?;
    if partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    let mut resource_id = Vec::with_capacity(2);
    while let Some((part, rest)) = cut(resource, |byte| matches!(byte, b':' | b'/')) {
        resource_id.push(part);
        resource = rest;
    }
    resource_id.push(resource);
    Some(Arn { partition, service, region, account_id, resource_id })
}

fn is_colon(byte: u8) -> bool {
    byte == b':'
}

/// What is before the first such byte, and after it. For texts as short as the parts of an ARN, this is twice as
/// fast as `split_once`.
fn cut(text: &str, is_delimiter: impl Fn(u8) -> bool) -> Option<(&str, &str)> {
    let at = text.bytes().position(is_delimiter)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let arn =
            parse_arn("arn:aws:s3-outposts:us-west-2:1234:outpost/op-1:accesspoint:x").unwrap();
        assert_eq!((arn.partition, arn.service), ("aws", "s3-outposts"));
        assert_eq!((arn.region, arn.account_id), ("us-west-2", "1234"));
        assert_eq!(arn.resource_id, ["outpost", "op-1", "accesspoint", "x"]);
        assert_eq!(arn.resource(1), Some("op-1"));
        assert_eq!((arn.resource(-1), arn.resource(4)), (Some("x"), None));
        let global = parse_arn("arn:aws:s3:::bucket_name").unwrap();
        assert_eq!((global.region, global.account_id), ("", ""));
    }

    #[test]
    fn what_is_no_arn() {
        for text in [
            "",
            "11111111-2222-3333-4444-555555555555",
            "arn:aws:s3:us-west-2:1234",
            "arn:aws:s3:us-west-2:1234:",
            "arn::s3:us-west-2:1234:x",
            "arn:aws::us-west-2:1234:x",
            "urn:aws:s3:us-west-2:1234:x",
        ] {
            assert_eq!(parse_arn(text), None, "{text}");
        }
    }
}
