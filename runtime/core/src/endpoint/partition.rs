//! In: the name of a region. Out: the partition of AWS that it belongs to, and the facts of that
//! partition.
//!
//! The facts are data: `cargo xtask partitions` makes the table from AWS's `partitions.json`.

#[cfg(feature = "protocol-tests")]
mod earlier;
mod table;

/// A part of AWS with its own accounts, ARNs and host names
/// (<https://smithy.io/2.0/aws/rules-engine/library-functions.html#partition-structure>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Partition {
    /// The name, as ARNs have it, such as `aws-cn`.
    pub name: &'static str,
    /// The domain of its hosts, such as `amazonaws.com.cn`.
    pub dns_suffix: &'static str,
    /// The domain of its dual-stack hosts, which IPv4 and IPv6 reach.
    pub dual_stack_dns_suffix: &'static str,
    /// Whether it has endpoints with cryptography that is validated for FIPS 140.
    pub supports_fips: bool,
    /// Whether it has dual-stack endpoints.
    pub supports_dual_stack: bool,
    /// The region that requests to services without regions are signed for.
    pub implicit_global_region: &'static str,
    /// Regions that belong to it although their names do not have its form, such as `aws-cn-global`.
    regions: &'static [&'static str],
    /// What the names of its regions start with; a word, `-` and a number follow.
    prefixes: &'static [&'static str],
}

/// All partitions, with the one that unknown regions belong to.
#[derive(Clone, Copy, Debug)]
struct Partitions {
    aws: Partition,
    others: &'static [Partition],
}

impl Partition {
    /// The partition of a region: the one that lists the region, else the one whose form its name
    /// has, else the partition `aws`.
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

/// `aws.partition` of the rules engine: [`Partition::of`].
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
