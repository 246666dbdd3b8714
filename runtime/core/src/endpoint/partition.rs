//! The partitions of AWS, and which of them a region belongs to.
//!
//! `cargo xtask partitions` generates the table from AWS's `partitions.json`.

#[cfg(feature = "protocol-tests")]
mod earlier;
mod table;

/// A partition of AWS, with its own accounts, ARNs and host names
/// (<https://smithy.io/2.0/aws/rules-engine/library-functions.html#partition-structure>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Partition {
    /// The name, as in ARNs, such as `aws-cn`.
    pub name: &'static str,
    /// The domain of hosts, such as `amazonaws.com.cn`.
    pub dns_suffix: &'static str,
    /// The domain of dual-stack hosts (IPv4 and IPv6).
    pub dual_stack_dns_suffix: &'static str,
    /// Whether there are FIPS endpoints.
    pub supports_fips: bool,
    /// Whether there are dual-stack endpoints.
    pub supports_dual_stack: bool,
    /// The signing region of services without regions.
    pub implicit_global_region: &'static str,
    /// Regions whose names do not match the partition's pattern, such as `aws-cn-global`.
    regions: &'static [&'static str],
    /// The prefixes of the names of regions. A word, `-` and a number follow.
    prefixes: &'static [&'static str],
}

/// All partitions, and the default one for unknown regions.
#[derive(Clone, Copy, Debug)]
struct Partitions {
    aws: Partition,
    others: &'static [Partition],
}

impl Partition {
    /// Returns the partition of a region: the one that lists it, else the one whose pattern it
    /// matches, else `aws`.
    #[must_use]
    pub fn of(region: &str) -> &'static Self {
        partitions().find(region)
    }

    fn lists(&self, region: &str) -> bool {
        self.regions.contains(&region)
    }

    fn has_form_of(&self, region: &str) -> bool {
        let rests = self.prefixes.iter().filter_map(|prefix| region.strip_prefix(prefix));
        rests.into_iter().any(is_word_and_number)
    }
}

impl Partitions {
    fn find(&'static self, region: &str) -> &'static Partition {
        let all = || std::iter::once(&self.aws).chain(self.others);
        let listed = all().find(|partition| partition.lists(region));
        listed
            .or_else(|| all().find(|partition| partition.has_form_of(region)))
            .unwrap_or(&self.aws)
    }
}

/// `aws.partition` of the rules engine: see [`Partition::of`].
#[must_use]
pub fn partition(region: &str) -> &'static Partition {
    Partition::of(region)
}

#[cfg(not(feature = "protocol-tests"))]
fn partitions() -> &'static Partitions {
    &table::PARTITIONS
}

/// Endpoint tests of older models expect the partitions of their time.
#[cfg(feature = "protocol-tests")]
fn partitions() -> &'static Partitions {
    earlier::chosen().unwrap_or(&table::PARTITIONS)
}

/// Whether a text has the form of `west-2`.
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
            ("me-west-1", "aws"),
            ("aws-global", "aws"),
            ("cn-northwest-1", "aws-cn"),
            ("aws-cn-global", "aws-cn"),
            ("us-gov-east-1", "aws-us-gov"),
            ("us-gov-elsewhere-12", "aws-us-gov"),
            ("eusc-de-east-1", "aws-eusc"),
            ("eusc-fr-east-1", "aws"),
            ("us-iso-west-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("aws-iso-b-global", "aws-iso-b"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("us-isof-south-1", "aws-iso-f"),
            ("cn-north", "aws"),
            ("cn--1", "aws"),
            ("cn-north-", "aws"),
            ("cn-north-1-x", "aws"),
            ("aws-eusc-global", "aws"),
            ("nowhere", "aws"),
            ("", "aws"),
        ] {
            assert_eq!(Partition::of(region).name, expected, "{region}");
        }
    }

    #[test]
    fn facts() {
        let isolated = Partition::of("us-iso-east-1");
        assert!(isolated.supports_dual_stack);
        assert_eq!(isolated.dns_suffix, "c2s.ic.gov");
        assert_eq!(isolated.dual_stack_dns_suffix, "api.aws.ic.gov");
        assert_eq!(Partition::of("aws-cn-global").implicit_global_region, "cn-northwest-1");
        assert_eq!(Partition::of("us-gov-west-1").dual_stack_dns_suffix, "api.aws");
    }

    #[test]
    fn a_listed_region_wins_over_the_form_of_its_name() {
        static TABLE: Partitions = Partitions {
            aws: Partition { prefixes: &["eu-"], ..table::PARTITIONS.aws },
            others: &[Partition {
                name: "moved",
                regions: &["eu-west-9"],
                ..table::PARTITIONS.aws
            }],
        };
        assert_eq!(TABLE.find("eu-west-9").name, "moved");
        assert_eq!(TABLE.find("eu-west-8").name, "aws");
    }
}
