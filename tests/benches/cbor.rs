//! Compares the throughput of code in the form of emitted code with that of `ciborium` with serde's derives, in
//! both directions, for 2,600 accounts. `memcpy` copies the same bytes.
//!
//! Both read the body that our writer writes into the same types, and the results are compared before the
//! measurement.

mod of_text;

use ciborium::tag::Required;
use divan::Bencher;
use divan::counter::BytesCount;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use whitesmith_runtime::cbor::{Reader, Writer};
use whitesmith_runtime::{DateTime, ParseError};

use of_text::open_enums;

#[derive(Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "PascalCase")]
struct ListAccountsOutput {
    accounts: Option<Vec<Account>>,
    next_token: Option<String>,
}

#[derive(Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "PascalCase")]
#[expect(clippy::struct_field_names, reason = "the names are those of the model")]
struct Account {
    aws_account_id: String,
    account_id: String,
    name: String,
    account_type: Option<AccountType>,
    #[serde(with = "epoch_seconds")]
    created_timestamp: Option<DateTime>,
    users: Option<i32>,
    usage: Option<f64>,
    supported_licenses: Option<Vec<License>>,
    signin_delegate_groups: Option<Vec<SigninDelegateGroup>>,
}

#[derive(Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "PascalCase")]
struct SigninDelegateGroup {
    group_name: Option<String>,
}

whitesmith_runtime::string_enum! {
    enum AccountType {
        Team = "Team",
        EnterpriseLwa = "EnterpriseLWA",
    }
}

whitesmith_runtime::string_enum! {
    enum License {
        Basic = "Basic",
        Pro = "Pro",
    }
}

impl ListAccountsOutput {
    fn read_cbor(r: &mut Reader<'_>) -> Self {
        let mut value = Self::default();
        r.object(|r, key| match key {
            "Accounts" => r.set(&mut value.accounts, |r| r.list(Account::read_cbor)),
            "NextToken" => r.set(&mut value.next_token, Reader::string),
            _ => r.skip(),
        });
        value
    }

    fn write_cbor(w: &mut Writer, value: &Self) {
        w.object(|w| {
            w.field("Accounts", &value.accounts, |w, value| w.list(value, Account::write_cbor));
            w.field("NextToken", &value.next_token, Writer::string);
        });
    }
}

impl Account {
    fn read_cbor(r: &mut Reader<'_>) -> Self {
        let mut value = Self::default();
        r.object(|r, key| match key {
            "AwsAccountId" => r.set(&mut value.aws_account_id, Reader::string),
            "AccountId" => r.set(&mut value.account_id, Reader::string),
            "Name" => r.set(&mut value.name, Reader::string),
            "AccountType" => r.set(&mut value.account_type, AccountType::read),
            "CreatedTimestamp" => r.set(&mut value.created_timestamp, Reader::epoch_seconds),
            "Users" => r.set(&mut value.users, Reader::integer),
            "Usage" => r.set(&mut value.usage, Reader::double),
            "SupportedLicenses" => {
                r.set(&mut value.supported_licenses, |r| r.list(License::read));
            }
            "SigninDelegateGroups" => {
                r.set(&mut value.signin_delegate_groups, |r| {
                    r.list(SigninDelegateGroup::read_cbor)
                });
            }
            _ => r.skip(),
        });
        value
    }

    fn write_cbor(w: &mut Writer, value: &Self) {
        w.object(|w| {
            w.field("AwsAccountId", &value.aws_account_id, Writer::string);
            w.field("AccountId", &value.account_id, Writer::string);
            w.field("Name", &value.name, Writer::string);
            w.field("AccountType", &value.account_type, AccountType::write);
            w.field("CreatedTimestamp", &value.created_timestamp, Writer::epoch_seconds);
            w.field("Users", &value.users, Writer::integer);
            w.field("Usage", &value.usage, Writer::double);
            w.field("SupportedLicenses", &value.supported_licenses, |w, value| {
                w.list(value, License::write);
            });
            w.field("SigninDelegateGroups", &value.signin_delegate_groups, |w, value| {
                w.list(value, SigninDelegateGroup::write_cbor);
            });
        });
    }
}

impl SigninDelegateGroup {
    fn read_cbor(r: &mut Reader<'_>) -> Self {
        let mut value = Self::default();
        r.object(|r, key| match key {
            "GroupName" => r.set(&mut value.group_name, Reader::string),
            _ => r.skip(),
        });
        value
    }

    fn write_cbor(w: &mut Writer, value: &Self) {
        w.object(|w| w.field("GroupName", &value.group_name, Writer::string));
    }
}

open_enums!(AccountType, License);

/// Implements `Serialize` for open enums.
macro_rules! serialize {
    ($($name:ident),*) => {
        $(impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        })*
    };
}

serialize!(AccountType, License);

/// A timestamp for serde: whole seconds with tag 1.
mod epoch_seconds {
    use super::{DateTime, Deserialize, Deserializer, Required, Serialize, Serializer};

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<DateTime>, D::Error> {
        let seconds = Option::<Required<i64, 1>>::deserialize(deserializer)?;
        Ok(seconds.map(|seconds| DateTime::from_secs(seconds.0)))
    }

    #[expect(clippy::ref_option, reason = "the signature that serde calls")]
    pub(crate) fn serialize<S: Serializer>(
        value: &Option<DateTime>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.map(|at| Required::<i64, 1>(at.secs())).serialize(serializer)
    }
}

fn output() -> ListAccountsOutput {
    let account = |n: i32| Account {
        aws_account_id: format!("{:012}", i64::from(n) * 7_919),
        account_id: format!("{:08x}-1a2b-4c3d-9e8f-0a1b2c3d4e5f", i64::from(n) * 104_729),
        name: format!("Sales office no. {n}"),
        account_type: Some("EnterpriseLWA".into()),
        created_timestamp: Some(DateTime::from_secs(1_700_000_000 + i64::from(n) * 61)),
        users: Some(n * 37),
        usage: Some(f64::from(n) / 7.0),
        supported_licenses: Some(vec!["Basic".into(), "Pro".into()]),
        signin_delegate_groups: Some(vec![SigninDelegateGroup {
            group_name: Some(format!("it-{}", n % 17)),
        }]),
    };
    ListAccountsOutput {
        accounts: Some((0..2_600).map(account).collect()),
        next_token: Some("bmV4dA==".to_owned()),
    }
}

fn written(output: &ListAccountsOutput) -> Vec<u8> {
    let mut writer = Writer::new();
    ListAccountsOutput::write_cbor(&mut writer, output);
    writer.finish().unwrap_or_default()
}

fn read(body: &[u8]) -> Result<ListAccountsOutput, ParseError> {
    let mut reader = Reader::new(body);
    let output = ListAccountsOutput::read_cbor(&mut reader);
    reader.finish().map(|()| output)
}

fn derived_write(output: &ListAccountsOutput) -> Vec<u8> {
    let mut cbor = Vec::new();
    let is_written = ciborium::into_writer(output, &mut cbor).is_ok();
    assert!(is_written);
    cbor
}

fn derived_read(body: &[u8]) -> Option<ListAccountsOutput> {
    ciborium::from_reader(body).ok()
}

fn main() {
    let output = output();
    let (ours, theirs) = (written(&output), derived_write(&output));
    println!("bodies of {} and {} bytes", ours.len(), theirs.len());
    for body in [&ours, &theirs] {
        assert_eq!(read(body).as_ref(), Ok(&output));
        assert_eq!(derived_read(body).as_ref(), Some(&output));
    }
    divan::main();
}

#[divan::bench(sample_count = 300)]
fn read_whitesmith(bencher: Bencher) {
    let body = written(&output());
    bencher.counter(BytesCount::of_slice(&body)).bench(|| read(&body));
}

#[divan::bench(sample_count = 300)]
fn read_ciborium(bencher: Bencher) {
    let body = written(&output());
    bencher.counter(BytesCount::of_slice(&body)).bench(|| derived_read(&body));
}

#[divan::bench(sample_count = 300)]
fn write_whitesmith(bencher: Bencher) {
    let output = output();
    bencher.counter(BytesCount::of_slice(&written(&output))).bench(|| written(&output));
}

#[divan::bench(sample_count = 300)]
fn write_ciborium(bencher: Bencher) {
    let output = output();
    bencher.counter(BytesCount::of_slice(&written(&output))).bench(|| derived_write(&output));
}

#[divan::bench(sample_count = 300)]
fn memcpy(bencher: Bencher) {
    let body = written(&output());
    bencher.counter(BytesCount::of_slice(&body)).bench(|| body.clone());
}
