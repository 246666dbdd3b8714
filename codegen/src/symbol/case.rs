//! Converts a Smithy name to the case that Rust uses, and splits it into words as the official SDK
//! does.
//!
//! [`snake_case`] is for fields and modules, [`pascal_case`] for types and enum variants. The two
//! split some names differently: the official SDK has a field `allowed_vpcs` and a type
//! `ListHiTsOutput`, because only the former knows plurals of acronyms and words with inner
//! capitals.
//!
//! The results have only ASCII letters and digits (and `_` in a field). They may be empty, start
//! with a digit or be a Rust keyword: [`super::ident`] turns them into identifiers.

use std::iter;

/// Words with inner capitals (`MiB`, `TtL`, `IpV6`) that are one word in a field.
const WHOLE_WORDS: [&str; 7] = ["gib", "ipv4", "ipv6", "kib", "mib", "sigv4", "ttl"];

/// The name of a field, method or module: `ContainerARNs` becomes `container_arns`.
pub(crate) fn snake_case(name: &str) -> String {
    let no_capitals = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    let splits = |gap: &Gap| {
        let new_word =
            (gap.is_hump() || (no_capitals && gap.is_after_number())) && !gap.is_in_whole_word();
        new_word || (gap.is_end_of_acronym() && !gap.is_before_suffix())
    };
    let mut field = String::with_capacity(name.len() + name.len() / 2);
    for word in words(name, splits) {
        if !field.is_empty() {
            field.push('_');
        }
        field.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
    }
    field
}

/// The name of a type or enum variant: `EnterpriseOIDC` becomes `EnterpriseOidc`.
pub(crate) fn pascal_case(name: &str) -> String {
    let mut type_name = String::with_capacity(name.len());
    for word in words(name, |gap| gap.is_hump() || gap.is_end_of_acronym()) {
        let mut letters = word.chars();
        type_name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        type_name.extend(letters.map(|letter| letter.to_ascii_lowercase()));
    }
    type_name
}

/// The words of `name`. Characters other than ASCII letters and digits separate words; between
/// letters and digits, `splits` decides.
fn words<'a>(
    name: &'a str,
    splits: impl Fn(&Gap) -> bool + Copy + 'a,
) -> impl Iterator<Item = &'a str> {
    let runs = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    runs.flat_map(move |run| {
        let mut rest = run;
        iter::from_fn(move || {
            let bytes = rest.as_bytes();
            let end = (1..bytes.len())
                .find(|&at| Gap::new(bytes, at).is_some_and(|gap| splits(&gap)))
                .unwrap_or(bytes.len());
            let (word, tail) = rest.split_at_checked(end)?;
            rest = tail;
            (!word.is_empty()).then_some(word)
        })
    })
}

/// The position between two adjacent characters, where a word may end.
struct Gap<'a> {
    /// The word before the gap.
    word: &'a [u8],
    /// The character before the gap, the last one of `word`.
    before: u8,
    /// The characters after the gap, at least one.
    after: &'a [u8],
}

impl<'a> Gap<'a> {
    /// The gap before the byte at `at`, if there are bytes on both sides.
    fn new(bytes: &'a [u8], at: usize) -> Option<Self> {
        let (word, after) = bytes.split_at_checked(at)?;
        let before = *word.last()?;
        (!after.is_empty()).then_some(Self { word, before, after })
    }

    /// `account|Id`, `Ec2|Instance`.
    fn is_hump(&self) -> bool {
        !self.before.is_ascii_uppercase()
            && matches!(self.after, [next, ..] if next.is_ascii_uppercase())
    }

    /// `md5|sum`. Applies only to names without capitals: elsewhere the letters belong to the
    /// number (`Status4xx`).
    fn is_after_number(&self) -> bool {
        self.before.is_ascii_digit()
            && matches!(self.after, [next, ..] if next.is_ascii_lowercase())
    }

    /// `DB|Instance`, and, by its letters alone, `VP|Cs` too.
    fn is_end_of_acronym(&self) -> bool {
        self.before.is_ascii_uppercase()
            && matches!(self.after, [next, then, ..] if next.is_ascii_uppercase() && then.is_ascii_lowercase())
    }

    /// Whether the next word would be the last letter of an acronym and a suffix: a plural
    /// (`VP|Cs`, `AC|LsUpdate`) or a version (`D|Bv2`, `I|Pv6`).
    fn is_before_suffix(&self) -> bool {
        match self.after {
            [_, b's', rest @ ..] => !rest.first().is_some_and(u8::is_ascii_lowercase),
            [_, b'v', digit, ..] => digit.is_ascii_digit(),
            _ => false,
        }
    }

    /// Whether the gap is inside one of [`WHOLE_WORDS`], and the word began there: `Mi|B`,
    /// `Sig|V4`.
    fn is_in_whole_word(&self) -> bool {
        WHOLE_WORDS.iter().any(|whole| {
            whole.as_bytes().split_at_checked(self.word.len()).is_some_and(|(head, tail)| {
                !tail.is_empty()
                    && head.eq_ignore_ascii_case(self.word)
                    && self
                        .after
                        .get(..tail.len())
                        .is_some_and(|next| next.eq_ignore_ascii_case(tail))
            })
        })
    }
}

/// The text with its first character in upper case.
pub(crate) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::{WHOLE_WORDS, pascal_case, snake_case};

    fn check(convert: fn(&str) -> String, rows: &[(&str, &str)]) {
        for (name, expected) in rows {
            assert_eq!(convert(name), *expected, "{name}");
        }
    }

    #[test]
    fn fields_split_at_humps_and_after_acronyms() {
        let rows = [
            ("ACL", "acl"),
            ("ACLAlreadyExistsFault", "acl_already_exists_fault"),
            ("DBSubnetGroupDoesNotCoverEnoughAZs", "db_subnet_group_does_not_cover_enough_azs"),
            ("CreateAutoMLJobV2Request", "create_auto_ml_job_v2_request"),
            ("MemoryGiBPerVCpu", "memory_gib_per_v_cpu"),
            ("error_description", "error_description"),
            ("OtaaV1_0_x", "otaa_v1_0_x"),
        ];
        check(snake_case, &rows);
    }

    #[test]
    fn fields_keep_plurals_with_their_acronym() {
        let rows = [
            ("VPCs", "vpcs"),
            ("ACLsUpdateStatus", "acls_update_status"),
            ("CIDRs", "cidrs"),
            ("ListHITsRequest", "list_hits_request"),
            ("InsufficientAvailableIPsInSubnetFault", "insufficient_available_ips_in_subnet_fault"),
            ("NetAppONTAPSVMs", "net_app_ontapsvms"),
            ("TooManyDistributionCNAMEs", "too_many_distribution_cnames"),
            ("DBSecurityGroup", "db_security_group"),
        ];
        check(snake_case, &rows);
    }

    #[test]
    fn fields_keep_versions_and_whole_words_together() {
        let rows = [
            ("IPv6Address", "ipv6_address"),
            ("IPV4Range", "ipv4_range"),
            ("IpV4CidrBlock", "ipv4_cidr_block"),
            ("Ipv6Native", "ipv6_native"),
            ("PrivateIPv4Address", "private_ipv4_address"),
            ("dynamoDBv2", "dynamo_dbv2"),
            ("DynamoDBv2Action", "dynamo_dbv2_action"),
            ("SigV4Authorization", "sigv4_authorization"),
            ("IpAddressV4", "ip_address_v4"),
            ("GreengrassV2", "greengrass_v2"),
            ("AwsWafv2WebAcl", "aws_wafv2_web_acl"),
            ("sizeInMiB", "size_in_mib"),
            ("RecordSizeKiB", "record_size_kib"),
            ("AuthTtL", "auth_ttl"),
            ("SizeInMBs", "size_in_mbs"),
        ];
        check(snake_case, &rows);
    }

    #[test]
    fn fields_split_after_a_number_only_where_a_word_begins() {
        let rows = [
            ("ChecksumCRC32C", "checksum_crc32_c"),
            ("ICD10CMAttribute", "icd10_cm_attribute"),
            ("md5sum", "md5_sum"),
            ("s3key", "s3_key"),
            ("S3objectKey", "s3object_key"),
            ("s3bucketForReportData", "s3bucket_for_report_data"),
            ("Status4xx", "status4xx"),
            ("M2tsScte35Esam", "m2ts_scte35_esam"),
        ];
        check(snake_case, &rows);
    }

    /// Names of types in the official crates: KMS, EC2, `IoT`, Mechanical Turk, Comprehend Medical, WAF, Chime, IAM.
    #[test]
    fn types_are_named_as_in_the_official_crates() {
        let rows = [
            ("CustomKeyStoreHasCMKsException", "CustomKeyStoreHasCmKsException"),
            ("CloudHsmClusterInUseException", "CloudHsmClusterInUseException"),
            ("MemoryMiB", "MemoryMiB"),
            ("DynamoDBAction", "DynamoDbAction"),
            ("DynamoDBv2Action", "DynamoDBv2Action"),
            ("ListHITsOutput", "ListHiTsOutput"),
            ("InferICD10CMOutput", "InferIcd10CmOutput"),
            ("ICD10CMAttributeType", "Icd10CmAttributeType"),
            ("IPSet", "IpSet"),
            ("IPSetSummary", "IpSetSummary"),
            ("AccountType", "AccountType"),
            ("MFADevice", "MfaDevice"),
            ("policySourceType", "PolicySourceType"),
        ];
        check(pascal_case, &rows);
    }

    /// Variants of the official enums: Chime's `AccountType`, S3's `ChecksumAlgorithm`, `ServerSideEncryption` and
    /// `BucketLocationConstraint`, Lambda's `Runtime`, EC2's `InstanceType`, WAF's `IPAddressVersion`.
    #[test]
    fn variants_are_named_as_in_the_official_crates() {
        let rows = [
            ("EnterpriseLWA", "EnterpriseLwa"),
            ("EnterpriseOIDC", "EnterpriseOidc"),
            ("CRC32C", "Crc32C"),
            ("CRC64NVME", "Crc64Nvme"),
            ("AES256", "Aes256"),
            ("aws:kms", "AwsKms"),
            ("EU", "Eu"),
            ("us_gov_west_1", "UsGovWest1"),
            ("ap-northeast-1", "ApNortheast1"),
            ("nodejs810", "Nodejs810"),
            ("nodejs43edge", "Nodejs43edge"),
            ("java8al2", "Java8al2"),
            ("go1x", "Go1x"),
            ("python27", "Python27"),
            ("a1_medium", "A1Medium"),
            ("a1.2xlarge", "A12xlarge"),
            ("c5ad_large", "C5adLarge"),
            ("u-6tb1.metal", "U6tb1Metal"),
            ("u-6tb1.112xlarge", "U6tb1112xlarge"),
            ("IPV4", "Ipv4"),
            ("SAML_2_0", "Saml20"),
        ];
        check(pascal_case, &rows);
    }

    #[test]
    fn anything_but_ascii_letters_and_digits_separates_words() {
        let rows = [
            ("", "", ""),
            ("_", "", ""),
            ("🦀", "", ""),
            ("__a--b..c  d:e/f__", "a_b_c_d_e_f", "ABCDEF"),
            ("naïve", "na_ve", "NaVe"),
            ("ÀB", "b", "B"),
            ("a🦀B", "a_b", "AB"),
            ("2024-01-01", "2024_01_01", "20240101"),
            ("2xlarge", "2_xlarge", "2xlarge"),
            ("s3:ObjectCreated:*", "s3_object_created", "S3ObjectCreated"),
        ];
        for (name, field, type_name) in rows {
            assert_eq!(snake_case(name), field, "{name}");
            assert_eq!(pascal_case(name), type_name, "{name}");
        }
    }

    #[test]
    fn a_finished_field_name_stays_as_it_is() {
        for name in
            ["acls_update_status", "ipv6_address", "crc32_c", "size_in_mib", "md5_sum", "v_cpu"]
        {
            assert_eq!(snake_case(name), name);
        }
    }

    /// Tests all names of up to six characters from an alphabet with one character of every kind.
    #[test]
    fn every_short_name_keeps_its_letters_in_order() {
        let mut names = vec![String::new()];
        for _ in 0..6 {
            let longer = names
                .iter()
                .flat_map(|name| ["A", "s", "v", "4", "é"].map(|end| format!("{name}{end}")));
            names = longer.collect();
            for name in &names {
                let plain: String =
                    name.chars().filter(char::is_ascii).collect::<String>().to_ascii_lowercase();
                let field = snake_case(name);
                assert_eq!(field.replace('_', ""), plain, "{name}");
                assert!(
                    !field.starts_with('_') && !field.ends_with('_') && !field.contains("__"),
                    "{name}"
                );
                assert_eq!(pascal_case(name).to_ascii_lowercase(), plain, "{name}");
            }
        }
    }

    #[test]
    fn whole_words_are_sorted_and_lowercase() {
        assert!(WHOLE_WORDS.is_sorted());
        assert!(WHOLE_WORDS.iter().all(|word| *word == word.to_ascii_lowercase()));
    }
}
