//! Tests the permissions that operations need: those of the fixture `permissions`, and those of real services,
//! which are compared with facts that AWS publishes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tests::{fixture, shared};
use whitesmith::{ArnScope, ConditionKey, Config, Permissions, Source, permissions};

/// The permissions of a fixture.
fn of_fixture(folder: &str, operations: &[&str]) -> Permissions {
    let model = fixture(folder, "permissions");
    let operations = operations.iter().map(|name| (*name).to_owned()).collect();
    let config = Config { operations, ..Config::default() };
    permissions(&[Source { name: "permissions.json", text: &model.text }], &config)
        .unwrap()
        .unwrap()
}

/// A line for each action: its resources, its condition keys, and whether it is guessed.
fn listing(permissions: &Permissions) -> String {
    let mut text = String::new();
    for operation in &permissions.operations {
        writeln!(text, "{}", operation.operation).unwrap();
        for action in &operation.actions {
            let arns = action.resources.iter().map(|arn| arn.within(&ArnScope::default()));
            let arns: Vec<String> = arns.collect();
            let guessed = if action.is_guessed { " guessed" } else { "" };
            let key = |key: &ConditionKey| match key.value_type {
                Some(value_type) => format!("{} ({value_type})", key.name),
                None => key.name.clone(),
            };
            let keys: Vec<String> = action.condition_keys.iter().map(key).collect();
            writeln!(text, "  {}{guessed} {arns:?} {keys:?}", action.name).unwrap();
        }
    }
    text
}

#[test]
fn all_traits() {
    let permissions = of_fixture("fixtures", &[]);
    assert_eq!(permissions.warnings, []);
    insta::assert_snapshot!(listing(&permissions), @r#"
    ChangeName
      museum:Rename [] []
      museum:Announce [] []
      notary:Witness [] []
    DismissGuard
      museum:DismissGuard ["*"] []
    GetCallerIdentity
    GetMuseum
      museum:GetMuseum ["arn:aws:museum:*:*:museum/*"] ["museum:MuseumMuseumId", "museum:Season (String)"]
    Lend
      museum:LendPicture ["arn:aws:museum:::museum/*/painting/*", "arn:aws:museum:*:*:museum/*"] ["aws:ResourceTag/${TagKey}", "aws:SourceIp", "museum:MuseumMuseumId", "museum:Opened (Date)", "museum:Season (String)", "museum:pictureTitle"]
      transport:Book [] []
    ListMuseums
      museum:ListMuseums [] []
    PutPainting
      museum:PutPainting ["arn:aws:museum:::museum/*/painting/*"] ["museum:MuseumMuseumId", "museum:Season (String)", "museum:pictureTitle"]
    ReadLetter
      museum:ReadLetter [] ["museum:LetterLetterId"]
    Tag
      museum:Tag ["arn:aws:museum:*:*:museum/*", "*"] ["museum:MuseumMuseumId", "museum:Season (String)"]
    "#);
}

#[test]
fn arns_within_a_scope() {
    let permissions = of_fixture("fixtures", &["GetMuseum", "PutPainting"]);
    let text = |text: &str| text.to_owned();
    let scope =
        ArnScope { partition: text("aws-cn"), region: text("cn-north-1"), account: text("1") };
    let actions = permissions.operations.iter().flat_map(|operation| &operation.actions);
    let arns = actions.flat_map(|action| &action.resources).map(|arn| arn.within(&scope));
    let expected =
        ["arn:aws-cn:museum:cn-north-1:1:museum/*", "arn:aws-cn:museum:::museum/*/painting/*"];
    assert_eq!(arns.collect::<Vec<_>>(), expected);
}

/// Texts of a model that are not valid in a policy are left out with a warning.
#[test]
fn hostile_values() {
    let permissions = of_fixture("fixtures/left_out", &[]);
    let warnings = permissions.warnings.iter().map(|warning| {
        let shape = warning.shape.as_deref().unwrap_or_default();
        format!("{shape}: {}\n  {}\n", warning.message, warning.help.as_deref().unwrap_or_default())
    });
    insta::assert_snapshot!(warnings.collect::<String>(), @r#"
    fixture#Hostile: the condition key `Hostile` is left out: invalid value of the trait `defineConditionKeys`: unknown variant `Text`, expected one of `ARN`, `Binary`, `Bool`, `Date`, `IPAddress`, `Numeric`, `String`, `ArrayOfARN`, `ArrayOfBinary`, `ArrayOfBool`, `ArrayOfDate`, `ArrayOfIPAddress`, `ArrayOfNumeric`, `ArrayOfString`
      see the page on AWS IAM traits in the Smithy specification
    fixture#ActionOfWrongForm: the IAM action `ActionOfWrongForm` is left out: invalid value of the trait `iamAction`: expected an object
      see the page on AWS IAM traits in the Smithy specification
    fixture#ActionWithQuotes: the IAM action `ActionWithQuotes` is left out: `hostile:Get\", \"Action\": \"*\n` is not the name of an IAM action
      a name is a prefix of `a` to `z`, `0` to `9`, `.` and `-`, then `:`, then ASCII letters and digits
    fixture#ActionWithWildcard: the IAM action `ActionWithWildcard` is left out: `hostile:*` is not the name of an IAM action
      a name is a prefix of `a` to `z`, `0` to `9`, `.` and `-`, then `:`, then ASCII letters and digits
    fixture#EmptyActionName: the IAM action `EmptyActionName` is left out: `hostile:` is not the name of an IAM action
      a name is a prefix of `a` to `z`, `0` to `9`, `.` and `-`, then `:`, then ASCII letters and digits
    fixture#KeysOfWrongForm: the condition key `aws:a b` is left out: not the name of a condition key
      name a condition key as `service:Key`
    fixture#KeysOfWrongForm: the condition key `:` is left out: not the name of a condition key
      name a condition key as `service:Key`
    fixture#KeysOfWrongForm: the condition key `Good:key\n` is left out: not the name of a condition key
      name a condition key as `service:Key`
    fixture#RequiredActions: the IAM action `iam:*` is left out: not the name of an IAM action
      name an action as `service:Action`
    fixture#RequiredActions: the IAM action `:Get` is left out: not the name of an IAM action
      name an action as `service:Action`
    fixture#RequiredActions: the IAM action `IAM:Pass Role` is left out: not the name of an IAM action
      name an action as `service:Action`
    fixture#UnknownResource: the IAM resource `WildCard\n` is left out: the service has no resource with this name in IAM
      did you mean `Wildcards`?
    fixture#EmptyTemplate: the IAM resource `EmptyTemplate` is left out: invalid value of the trait `arn`: `template` is empty
      write the resource part of the ARN, such as `kind/{Identifier}`
    fixture#OpenLabel: the IAM resource `OpenLabel` is left out: invalid value of the trait `arn`: `template` has a `{` without `}`
      close the label
    fixture#UnknownIdentifier: the IAM resource `UnknownIdentifier` is left out: invalid value of the trait `arn`: the resource has no identifier `cityID`
      did you mean `cityId`?
    fixture#Wildcards: the IAM resource `Wildcards` is left out: invalid value of the trait `arn`: `template` has a character that has another meaning in policies
      remove control characters, `*`, `?`, `$`, quotes, `\` and `}` without `{`
    fixture#WrongForm: the IAM resource `WrongForm` is left out: invalid value of the trait `arn`: invalid type: integer `5`, expected a string
      see the page on AWS IAM traits in the Smithy specification
    "#);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == ':';
    for action in permissions.operations.iter().flat_map(|operation| &operation.actions) {
        assert!(action.name.chars().all(is_name), "{}", action.name);
        assert_eq!(action.resources, [], "{}", action.name);
        let is_key = |key: &ConditionKey| !key.name.contains(char::is_whitespace);
        assert!(action.condition_keys.iter().all(is_key), "{:?}", action.condition_keys);
    }
}

#[test]
fn services_that_iam_does_not_authorize() {
    for name in ["resources", "bearer_token"] {
        let model = fixture("fixtures", name);
        let sources = [Source { name, text: &model.text }];
        assert_eq!(permissions(&sources, &Config::default()), Ok(None), "{name}");
    }
}

/// The actions of an operation of a real service, each marked with `?` if it is guessed.
fn actions_of(folder: &Path, model: &str, operation: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.join(model)).unwrap();
    let config = Config { operations: vec![operation.to_owned()], ..Config::default() };
    let permissions = permissions(&[Source { name: model, text: &text }], &config);
    let permissions = permissions.unwrap().unwrap();
    let operations = permissions.operations.into_iter();
    let mark = |guessed| if guessed { "?" } else { "" };
    let own = operations.filter(|one| one.operation == operation).flat_map(|one| one.actions);
    own.map(|action| format!("{}{}", action.name, mark(action.is_guessed))).collect()
}

/// AWS's Service Authorization Reference
/// (<https://docs.aws.amazon.com/service-authorization/latest/reference/>) and the pages that it links to.
#[test]
fn real_services() {
    let Some(shared) = shared() else { return };
    for (model, operation, expected) in [
        ("models/s3.json", "GetObject", "s3:GetObject"),
        ("models/s3.json", "PutObject", "s3:PutObject"),
        ("models/s3.json", "ListObjectsV2", "s3:ListBucket"),
        ("models/s3.json", "ListObjectVersions", "s3:ListBucketVersions"),
        ("models/s3.json", "HeadObject", "s3:GetObject"),
        ("models/s3.json", "ListBuckets", "s3:ListAllMyBuckets"),
        ("models/s3.json", "CopyObject", "s3:GetObject s3:PutObject"),
        ("models/s3.json", "UploadPart", "s3:PutObject"),
        ("models/s3.json", "DeleteBucketCors", "s3:PutBucketCORS"),
        ("models-2026/s3.json", "ListDirectoryBuckets", "s3express:ListAllMyDirectoryBuckets"),
        ("models/s3-control.json", "GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock"),
        ("models/lambda.json", "Invoke", "lambda:InvokeFunction"),
        ("models-2026/lambda.json", "Invoke", "lambda:InvokeFunction"),
        (
            "models-2026/lambda.json",
            "CreateFunction",
            "lambda:CreateFunction iam:PassRole lambda:PassCapacityProvider",
        ),
        ("models/dynamodb.json", "GetItem", "dynamodb:GetItem"),
        ("models/dynamodb.json", "TransactGetItems", "dynamodb:GetItem"),
        ("models/chime.json", "UpdateAccount", "chime:UpdateAccount"),
        ("models/kms.json", "Decrypt", "kms:Decrypt"),
        ("models/kms.json", "ReEncrypt", "kms:ReEncryptFrom kms:ReEncryptTo"),
        ("models/sqs.json", "SendMessage", "sqs:SendMessage"),
        ("models/sqs.json", "SendMessageBatch", "sqs:SendMessage"),
        ("models/sfn.json", "StartExecution", "states:StartExecution"),
        ("models/cloudwatch-logs.json", "PutLogEvents", "logs:PutLogEvents"),
        ("models/bedrock-runtime.json", "Converse", "bedrock:InvokeModel"),
        ("models/mturk.json", "CreateHIT", "mechanicalturk:CreateHIT"),
        ("models-converted/cloudwatch.json", "PutMetricData", "cloudwatch:PutMetricData"),
        ("models/api-gateway.json", "UpdateStage", "apigateway:PATCH"),
        ("models/sts.json", "GetCallerIdentity", ""),
        ("models/connectparticipant.json", "SendMessage", ""),
        (
            "models/quicksight.json",
            "DescribeAnalysisDefinition",
            "quicksight:DescribeAnalysisDefinition?",
        ),
        ("models-converted/cloudwatchomni.json", "GetAlert", "cloudwatch:GetAlert"),
    ] {
        assert_eq!(
            actions_of(&shared, model, operation).join(" "),
            expected,
            "{model} {operation}"
        );
    }
}
