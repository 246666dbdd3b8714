//! Tests the deserialization of accounts, with every member of the typed `Account`.

use generated::primitives::DateTime;
use generated::types::{Account, AccountStatus, AccountType, License, SigninDelegateGroup};
use serde_json::{Value, json};

use crate::exchange;
use crate::server::Answer;

/// What `UpdateAccount` returns for a body.
fn output(body: &str) -> Option<Account> {
    exchange::answer(&Answer::json(200, body)).unwrap().account
}

/// The account in a body that holds one.
fn account(account: &Value) -> Account {
    output(&json!({ "Account": account }).to_string()).unwrap()
}

#[test]
fn every_member_is_read() {
    let read = account(&json!({
        "AwsAccountId": "111122223333",
        "AccountId": "12a3456b-7c89-012d-3456-78901e23fg45",
        "Name": "Sales – Köln \u{1f600} \"&\" \\",
        "AccountType": "EnterpriseLWA",
        "CreatedTimestamp": "2024-05-06T07:08:09.123Z",
        "DefaultLicense": "Pro",
        "SupportedLicenses": ["Basic", "Plus", "Pro", "ProTrial"],
        "AccountStatus": "Active",
        "SigninDelegateGroups": [{"GroupName": "it"}, {}, {"GroupName": ""}],
    }));
    let group = SigninDelegateGroup::new;
    let expected = Account::new(
        "111122223333",
        "12a3456b-7c89-012d-3456-78901e23fg45",
        "Sales – Köln 😀 \"&\" \\",
    )
    .account_type(AccountType::EnterpriseLwa)
    .created_timestamp(DateTime::from_millis(1_714_979_289_123))
    .default_license(License::Pro)
    .supported_licenses([License::Basic, License::Plus, License::Pro, License::ProTrial])
    .account_status(AccountStatus::Active)
    .signin_delegate_groups([group().group_name("it"), group(), group().group_name("")]);
    assert_eq!(read, expected);
}

#[test]
fn enum_values_are_variants_and_new_ones_are_kept() {
    let types = [
        ("Team", AccountType::Team),
        ("EnterpriseDirectory", AccountType::EnterpriseDirectory),
        ("EnterpriseLWA", AccountType::EnterpriseLwa),
        ("EnterpriseOIDC", AccountType::EnterpriseOidc),
        ("EnterpriseSAML", AccountType::Unknown("EnterpriseSAML".to_owned())),
        ("team", AccountType::Unknown("team".to_owned())),
        ("", AccountType::Unknown(String::new())),
    ];
    for (wire, expected) in types {
        let read = account(&json!({ "AccountType": wire })).account_type;
        assert_eq!(read.as_ref().map(AccountType::as_str), Some(wire));
        assert_eq!(read, Some(expected));
    }
    let licenses = [
        ("Basic", License::Basic),
        ("Plus", License::Plus),
        ("Pro", License::Pro),
        ("ProTrial", License::ProTrial),
        ("Platinum", License::Unknown("Platinum".to_owned())),
    ];
    for (wire, expected) in licenses {
        let read = account(&json!({ "DefaultLicense": wire, "SupportedLicenses": [wire] }));
        assert_eq!(read.supported_licenses, Some(vec![expected.clone()]));
        assert_eq!(read.default_license, Some(expected));
    }
    let statuses = [
        ("Active", AccountStatus::Active),
        ("Suspended", AccountStatus::Suspended),
        ("Dormant", AccountStatus::Unknown("Dormant".to_owned())),
    ];
    for (wire, expected) in statuses {
        let read = account(&json!({ "AccountStatus": wire }));
        assert_eq!(read.account_status, Some(expected));
    }
}

#[test]
fn timestamps_are_instants() {
    for (wire, seconds, nanos) in [
        ("2024-05-06T07:08:09Z", 1_714_979_289, 0),
        ("2024-05-06T07:08:09.5Z", 1_714_979_289, 500_000_000),
        ("2024-05-06T07:08:09.123Z", 1_714_979_289, 123_000_000),
        ("2024-05-06T07:08:09.123456789Z", 1_714_979_289, 123_456_789),
        ("2024-05-06T07:08:09.1234567899Z", 1_714_979_289, 123_456_789),
        ("2024-05-06T07:08:09+00:00", 1_714_979_289, 0),
        ("2024-05-06T09:38:09+02:30", 1_714_979_289, 0),
        ("2024-05-05T23:08:09.25-08:00", 1_714_979_289, 250_000_000),
        ("2024-05-06t07:08:09z", 1_714_979_289, 0),
        ("2024-02-29T00:00:00Z", 1_709_164_800, 0),
        ("1969-12-31T23:59:59.75Z", -1, 750_000_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
    ] {
        let read = account(&json!({ "CreatedTimestamp": wire })).created_timestamp;
        assert_eq!(read, Some(DateTime::from_secs_and_nanos(seconds, nanos)), "{wire}");
    }
}

#[test]
fn null_is_absent() {
    let members = [
        "AwsAccountId",
        "AccountId",
        "Name",
        "AccountType",
        "CreatedTimestamp",
        "DefaultLicense",
        "SupportedLicenses",
        "AccountStatus",
        "SigninDelegateGroups",
    ];
    let nulls: Value = members.map(|member| (member.to_owned(), Value::Null)).into_iter().collect();
    assert_eq!(account(&nulls), Account::new("", "", ""));
    assert_eq!(output(r#"{"Account": null}"#), None);
    let read = account(&json!({
        "SupportedLicenses": [null, "Pro", null],
        "SigninDelegateGroups": [null, {"GroupName": null}],
    }));
    assert_eq!(read.supported_licenses, Some(vec![License::Pro]));
    assert_eq!(read.signin_delegate_groups, Some(vec![SigninDelegateGroup::new()]));
}

#[test]
fn missing_required_members_are_corrected_to_zero() {
    assert_eq!(account(&json!({})), Account::new("", "", ""));
    assert_eq!(account(&json!({ "AccountId": "12a3456b" })), Account::new("", "12a3456b", ""));
}

#[test]
fn an_empty_list_is_not_an_absent_one() {
    let read = account(&json!({ "SupportedLicenses": [] }));
    assert_eq!((read.supported_licenses, read.signin_delegate_groups), (Some(vec![]), None));
}

#[test]
fn unknown_members_are_skipped() {
    let body = r#" {
        "Future": {"Account": {"Name": "no"}, "List": [1, -2.5e3, true, null, "]}", [], {}]},
        "account": {"Name": "no"},
        "Account": {"name": "no", "Seats": 12, "Name": "Sales", "__type": "ns#Account", "": ""},
        "RequestId": "1-2"
    } "#;
    assert_eq!(output(body), Some(Account::new("", "", "Sales")));
}

/// As in the official clients, an empty body has no members.
#[test]
fn an_empty_body_has_no_account() {
    for body in ["", "{}", " { } "] {
        assert_eq!(output(body), None, "{body:?}");
    }
}
