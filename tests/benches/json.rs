//! Compares the throughput of code in the form of emitted code with that of `serde_json` with
//! derives, for a response of Chime's `ListAccounts` with 2,000 accounts.
//!
//! Both fill the same types, and their results are compared before the measurement.

mod of_text;

use std::fmt::Write as _;

use divan::Bencher;
use divan::counter::BytesCount;
use serde::{Deserialize, Deserializer};
use whitesmith_runtime::json::Reader;
use whitesmith_runtime::{Bytes, DateTime, HeaderMap, ParseError, Response, ResponseReader};

use of_text::{OfText, open_enums};

#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListAccountsOutput {
    accounts: Option<Vec<Account>>,
    next_token: Option<String>,
}

#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(clippy::struct_field_names, reason = "the names are those of the model")]
struct Account {
    aws_account_id: String,
    account_id: String,
    name: String,
    account_type: Option<AccountType>,
    #[serde(default, deserialize_with = "date_time")]
    created_timestamp: Option<DateTime>,
    default_license: Option<License>,
    supported_licenses: Option<Vec<License>>,
    account_status: Option<AccountStatus>,
    signin_delegate_groups: Option<Vec<SigninDelegateGroup>>,
}

#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SigninDelegateGroup {
    group_name: Option<String>,
}

whitesmith_runtime::string_enum! {
    enum AccountStatus {
        Suspended = "Suspended",
        Active = "Active",
    }
}

whitesmith_runtime::string_enum! {
    enum AccountType {
        Team = "Team",
        EnterpriseDirectory = "EnterpriseDirectory",
        EnterpriseLwa = "EnterpriseLWA",
        EnterpriseOidc = "EnterpriseOIDC",
    }
}

whitesmith_runtime::string_enum! {
    enum License {
        Basic = "Basic",
        Plus = "Plus",
        Pro = "Pro",
        ProTrial = "ProTrial",
    }
}

impl ListAccountsOutput {
    fn read(response: &Response) -> Result<Self, ParseError> {
        let mut output = Self::default();
        let mut reader = ResponseReader::new(response);
        reader.json(|r, key| match key {
            "Accounts" => r.set(&mut output.accounts, |r| r.list(Account::read_json)),
            "NextToken" => r.set(&mut output.next_token, Reader::string),
            _ => r.skip(),
        });
        reader.finish().map(|()| output)
    }
}

impl Account {
    fn read_json(r: &mut Reader<'_>) -> Self {
        let mut value = Self::default();
        r.object(|r, key| match key {
            "AwsAccountId" => r.set(&mut value.aws_account_id, Reader::string),
            "AccountId" => r.set(&mut value.account_id, Reader::string),
            "Name" => r.set(&mut value.name, Reader::string),
            "AccountType" => r.set(&mut value.account_type, AccountType::read),
            "CreatedTimestamp" => r.set(&mut value.created_timestamp, Reader::date_time),
            "DefaultLicense" => r.set(&mut value.default_license, License::read),
            "SupportedLicenses" => {
                r.set(&mut value.supported_licenses, |r| r.list(License::read));
            }
            "AccountStatus" => r.set(&mut value.account_status, AccountStatus::read),
            "SigninDelegateGroups" => {
                r.set(&mut value.signin_delegate_groups, |r| {
                    r.list(SigninDelegateGroup::read_json)
                });
            }
            _ => r.skip(),
        });
        value
    }
}

impl SigninDelegateGroup {
    fn read_json(r: &mut Reader<'_>) -> Self {
        let mut value = Self::default();
        r.object(|r, key| match key {
            "GroupName" => r.set(&mut value.group_name, Reader::string),
            _ => r.skip(),
        });
        value
    }
}

open_enums!(AccountStatus, AccountType, License);

fn date_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime>, D::Error> {
    struct Instant(DateTime);
    impl<'de> Deserialize<'de> for Instant {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_str(OfText(|text| Some(Self(text.parse().ok()?))))
        }
    }
    Ok(Option::<Instant>::deserialize(deserializer)?.map(|Instant(at)| at))
}

/// A body of about 640 kB.
fn body() -> Bytes {
    let mut json = String::from(r#"{"Accounts":["#);
    for n in 0..2000 {
        if n > 0 {
            json.push(',');
        }
        let _ = write!(
            json,
            concat!(
                r#"{{"AwsAccountId":"{:012}","AccountId":"{:08x}-1a2b-4c3d-9e8f-0a1b2c3d4e5f","#,
                r#""Name":"Sales office no. {}","AccountType":"EnterpriseLWA","#,
                r#""CreatedTimestamp":"2024-{:02}-{:02}T{:02}:{:02}:07.123Z","#,
                r#""DefaultLicense":"Pro","SupportedLicenses":["Basic","Pro"],"#,
                r#""AccountStatus":"Active","SigninDelegateGroups":[{{"GroupName":"it-{}"}}]}}"#,
            ),
            n * 7_919,
            n * 104_729,
            n,
            n % 12 + 1,
            n % 28 + 1,
            n % 24,
            n % 60,
            n % 17,
        );
    }
    json.push_str(r#"],"NextToken":"bmV4dA=="}"#);
    json.into()
}

fn read(response: &Response) -> Option<ListAccountsOutput> {
    ListAccountsOutput::read(response).ok()
}

fn derived(body: &[u8]) -> Option<ListAccountsOutput> {
    serde_json::from_slice(body).ok()
}

fn main() {
    let response = Response::new(200, HeaderMap::new(), body());
    assert!(read(&response).is_some());
    assert_eq!(read(&response), derived(&body()));
    divan::main();
}

#[divan::bench(sample_count = 300)]
fn whitesmith(bencher: Bencher) {
    let response = Response::new(200, HeaderMap::new(), body());
    bencher.counter(BytesCount::of_slice(&body())).bench(|| read(&response));
}

#[divan::bench(sample_count = 300)]
fn serde_json_derive(bencher: Bencher) {
    let body = body();
    bencher.counter(BytesCount::of_slice(&body)).bench(|| derived(&body));
}
