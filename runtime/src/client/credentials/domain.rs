//! The name of a region in; what the names of AWS's hosts there end with out.

/// The start of the names of regions, the domain, and the domain of hosts with IPv6 addresses.
const DOMAINS: &[(&str, &str, &str)] = &[
    ("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
    ("us-isob-", "sc2s.sgov.gov", "api.aws.scloud"),
    ("us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
    ("us-iso-", "c2s.ic.gov", "api.aws.ic.gov"),
    ("eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
    ("eusc-", "amazonaws.eu", "api.amazonwebservices.eu"),
];

/// The domain of hosts.
pub(super) fn of(region: &str) -> &'static str {
    find(region).map_or("amazonaws.com", |(_, plain, _)| plain)
}

/// The domain of hosts that have IPv6 addresses too.
pub(super) fn dual_stack(region: &str) -> &'static str {
    find(region).map_or("api.aws", |(.., dual)| dual)
}

fn find(region: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    DOMAINS.iter().find(|(start, ..)| region.starts_with(start))
}
