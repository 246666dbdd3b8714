//! In: the name of a region. Out: the partition of AWS that it belongs to, and what holds in it.

/// A part of AWS with accounts, names and hosts of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Partition {
    /// Its name, as ARNs have it.
    pub name: &'static str,
    /// What the names of its hosts end in.
    pub dns_suffix: &'static str,
    /// The same, for hosts that IPv6 reaches, too.
    pub dual_stack_dns_suffix: &'static str,
    /// There are endpoints with validated cryptography.
    pub supports_fips: bool,
    /// There are endpoints that IPv6 reaches.
    pub supports_dual_stack: bool,
    /// The region in the signatures of services that have no regions.
    pub implicit_global_region: &'static str,
    /// What its regions start with; a word, `-` and a number follow.
    prefixes: &'static [&'static str],
}

/// The partitions, that of most regions first.
///
/// Rules of services were written for partitions whose isolated ones have no dual stack, and tests
/// of AWS's models say so.
const PARTITIONS: [Partition; 8] = [
    Partition {
        name: "aws",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-east-1",
        prefixes: &["us-", "eu-", "ap-", "sa-", "ca-", "me-", "af-", "il-", "mx-"],
    },
    Partition {
        name: "aws-cn",
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "cn-northwest-1",
        prefixes: &["cn-"],
    },
    Partition {
        name: "aws-us-gov",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-gov-west-1",
        prefixes: &["us-gov-"],
    },
    Partition {
        name: "aws-eusc",
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "eusc-de-east-1",
        prefixes: &["eusc-de-"],
    },
    isolated("aws-iso", "c2s.ic.gov", "us-iso-east-1", &["us-iso-"]),
    isolated("aws-iso-b", "sc2s.sgov.gov", "us-isob-east-1", &["us-isob-"]),
    isolated("aws-iso-e", "cloud.adc-e.uk", "eu-isoe-west-1", &["eu-isoe-"]),
    isolated("aws-iso-f", "csp.hci.ic.gov", "us-isof-south-1", &["us-isof-"]),
];

const fn isolated(
    name: &'static str,
    dns_suffix: &'static str,
    implicit_global_region: &'static str,
    prefixes: &'static [&'static str],
) -> Partition {
    Partition {
        name,
        dns_suffix,
        dual_stack_dns_suffix: dns_suffix,
        supports_fips: true,
        supports_dual_stack: false,
        implicit_global_region,
        prefixes,
    }
}

/// `aws.partition`: the partition of a region. A name that belongs to none counts as a new region of
/// the partition `aws`.
#[must_use]
pub fn partition(region: &str) -> &'static Partition {
    let [aws, ..] = &PARTITIONS;
    PARTITIONS.iter().find(|partition| partition.has(region)).unwrap_or(aws)
}

impl Partition {
    /// Whether a region belongs to it: by its form, or as the name that stands for all regions.
    fn has(&self, region: &str) -> bool {
        let named = |prefix: &&str| region.strip_prefix(prefix).is_some_and(is_word_and_number);
        self.prefixes.iter().any(named) || region.strip_suffix("-global") == Some(self.name)
    }
}

/// `west-2`
fn is_word_and_number(text: &str) -> bool {
    let Some((word, number)) = text.split_once('-') else { return false };
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !word.is_empty()
        && word.bytes().all(is_word)
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions() {
        for (region, expected) in [
            ("us-east-1", "aws"),
            ("mx-central-1", "aws"),
            ("aws-global", "aws"),
            ("cn-northwest-1", "aws-cn"),
            ("aws-cn-global", "aws-cn"),
            ("us-gov-east-1", "aws-us-gov"),
            ("us-gov-elsewhere-12", "aws-us-gov"),
            ("eusc-de-east-1", "aws-eusc"),
            ("us-iso-west-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("aws-iso-b-global", "aws-iso-b"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("us-isof-south-1", "aws-iso-f"),
            ("cn-north", "aws"),
            ("cn--1", "aws"),
            ("cn-north-", "aws"),
            ("nowhere", "aws"),
            ("", "aws"),
        ] {
            assert_eq!(partition(region).name, expected, "{region}");
        }
    }

    #[test]
    fn facts() {
        assert!(!partition("us-iso-east-1").supports_dual_stack);
        assert_eq!(partition("aws-cn-global").implicit_global_region, "cn-northwest-1");
        assert_eq!(partition("us-gov-west-1").dual_stack_dns_suffix, "api.aws");
    }
}
