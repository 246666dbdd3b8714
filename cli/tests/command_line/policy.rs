//! Tests `whitesmith policy`: the policy on standard output, and messages.

use serde_json::{Value, json};

use crate::workspace::{MODEL, Workspace};

/// A service with all traits about permissions.
const MUSEUMS: &str = include_str!("../../../tests/fixtures/permissions.json");

/// The service of `MODEL` as one of AWS.
fn weather_of_aws(traits: &str) -> String {
    let protocol = "\"aws.protocols#restJson1\": {}";
    MODEL.replacen(protocol, &format!("{protocol}, {traits}"), 1)
}

const OF_AWS: &str =
    r#""aws.api#service": {"sdkId": "Weather"}, "aws.auth#sigv4": {"name": "weather"}"#;

fn entry(model: &str, out: &str, rest: &str) -> String {
    format!("[[crate]]\nmodel = '{model}'\nout = '{out}'\n{rest}")
}

#[test]
fn one_statement_for_actions_with_the_same_resources() {
    let workspace = Workspace::new();
    workspace.put("museums.json", MUSEUMS);
    let line = "policy --model museums.json --operation GetMuseum --operation Lend --operation ListMuseums \
                --operation GetCallerIdentity --region eu-west-1 --account 123456789012";
    let ran = workspace.run(line);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.out, @r#"
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": [
            "museum:ListMuseums",
            "transport:Book"
          ],
          "Resource": [
            "*"
          ]
        },
        {
          "Effect": "Allow",
          "Action": [
            "museum:LendPicture"
          ],
          "Resource": [
            "arn:aws:museum:::museum/*/painting/*",
            "arn:aws:museum:eu-west-1:123456789012:museum/*"
          ]
        },
        {
          "Effect": "Allow",
          "Action": [
            "museum:GetMuseum"
          ],
          "Resource": [
            "arn:aws:museum:eu-west-1:123456789012:museum/*"
          ]
        }
      ]
    }
    "#);
    insta::assert_snapshot!(ran.err, @"
    note: no permission is needed for GetCallerIdentity
    note: condition keys that a policy can restrict the actions by:
      museum:GetMuseum: museum:MuseumMuseumId, museum:Season (String)
      museum:LendPicture: aws:ResourceTag/${TagKey}, aws:SourceIp, museum:MuseumMuseumId, museum:Opened (Date), museum:Season (String), museum:pictureTitle
    ");
    let quiet = workspace.run(&format!("{line} --quiet"));
    assert_eq!((quiet.out, quiet.err.as_str()), (ran.out, ""));
}

#[test]
fn actions_that_nothing_confirms() {
    let workspace = Workspace::with_weather();
    workspace.put("weather.json", &weather_of_aws(OF_AWS));
    let ran = workspace.run("policy");
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.err, @"
    warning: weather:Ping and weather:Report are derived from the operations' names, and neither the model nor AWS's reference confirms that
      help: compare with https://docs.aws.amazon.com/service-authorization/latest/reference/, and confirm or correct a name with an `apply` statement of `aws.iam#iamAction`
    ");
    workspace.put("codegen.toml", &entry("weather.json", "weather", "operations = ['Ping']\n"));
    insta::assert_snapshot!(workspace.run("policy").err, @"
    warning: weather:Ping is derived from the operation's name, and neither the model nor AWS's reference confirms that
      help: compare with https://docs.aws.amazon.com/service-authorization/latest/reference/, and confirm or correct a name with an `apply` statement of `aws.iam#iamAction`
    ");
}

#[test]
fn one_policy_for_all_crates() {
    let workspace = Workspace::new();
    workspace.put("weather.json", MODEL);
    workspace.put("museums.json", MUSEUMS);
    let operations = "operations = ['ListMuseums']\n";
    let entries = [
        entry("weather.json", "clients/weather", ""),
        entry("museums.json", "clients/museums", operations),
        entry("museums.json", "pictures", "operations = ['PutPainting']\nname = 'paintings'\n"),
    ];
    workspace.put("codegen.toml", &entries.concat());
    let actions = |line: &str| {
        let ran = workspace.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.err);
        let policy: Value = serde_json::from_str(&ran.out).unwrap();
        let statements = policy["Statement"].as_array().unwrap().iter();
        let actions = statements.flat_map(|statement| statement["Action"].as_array().unwrap());
        actions.map(|action| action.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (list, put) = ("museum:ListMuseums", "museum:PutPainting");
    assert_eq!(actions("policy"), [list, put]);
    assert_eq!(actions("policy museums"), [list]);
    assert_eq!(actions("policy clients/museums/"), [list]);
    assert_eq!(actions("policy paintings"), [put]);
    insta::assert_snapshot!(workspace.run("policy --quiet clients/weather").failure(), @"
    error: weather.json: AWS IAM authorizes no operation of this crate: its service lacks `aws.api#service` or `aws.auth#sigv4`, or it has no operations
      help: name the model of a service of AWS
    ");
    insta::assert_snapshot!(workspace.run("policy nothing").failure(), @"
    error: codegen.toml has no crate `nothing`
      help: name one of `clients/weather`, `clients/museums`, `pictures`
    ");
    let note = workspace.run("policy museums").err;
    assert_eq!(note, "");
    assert!(workspace.run("policy").err.starts_with("note: weather.json: AWS IAM authorizes no"));
}

#[test]
fn a_policy_that_is_too_long() {
    let workspace = Workspace::new();
    let names: Vec<String> =
        (0..200).map(|number| format!("DescribeTheWeatherOfTown{number}")).collect();
    let target = |name: &String| format!("{{\"target\": \"com.example#{name}\"}}, ");
    let shape = |name: &String| format!("\"com.example#{name}\": {{\"type\": \"operation\"}}, ");
    let model = MODEL
        .replacen("aws.protocols#restJson1", "aws.protocols#awsJson1_0", 1)
        .replacen(
            "\"operations\": [",
            &format!("\"operations\": [{}", names.iter().map(target).collect::<String>()),
            1,
        )
        .replacen(
            "\"shapes\": {",
            &format!("\"shapes\": {{{}", names.iter().map(shape).collect::<String>()),
            1,
        )
        .replacen(
            "\"aws.protocols",
            &format!("{OF_AWS}, \"aws.iam#defineConditionKeys\": {{}}, \"aws.protocols"),
            1,
        );
    workspace.put("weather.json", &model);
    let ran = workspace.run("policy --model weather.json");
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.err, @"
    warning: the policy has 7607 characters besides white space, and a managed policy at most 6144
      help: select fewer operations, or name one crate
    ");
}

#[test]
fn no_permission_is_needed() {
    let workspace = Workspace::new();
    workspace.put("museums.json", MUSEUMS);
    let ran = workspace.run("policy --model museums.json --operation GetCallerIdentity");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "note: no permission is needed for GetCallerIdentity\n");
}

#[test]
fn errors() {
    let workspace = Workspace::new();
    insta::assert_snapshot!(workspace.run("policy").failure(), @"
    error: there is no codegen.toml in HERE or a parent folder
      help: create one with `whitesmith init`, or name a model with --model
    ");
    workspace.put("weather.json", MODEL);
    insta::assert_snapshot!(workspace.run("policy --model weather.json").failure(), @"
    error: weather.json: AWS IAM authorizes no operation of this crate: its service lacks `aws.api#service` or `aws.auth#sigv4`, or it has no operations
      help: name the model of a service of AWS
    ");
    insta::assert_snapshot!(workspace.run("policy --model weather.json --operation Pong").failure(), @"
    error: weather.json: com.example#Weather: unknown operation `Pong`
      help: did you mean `Ping`?
    error: 1 problem in weather.json
    ");
    workspace.put(
        "codegen.toml",
        &[entry("weather.json", "a", ""), entry("weather.json", "b", "")].concat(),
    );
    let ran = workspace.run("policy --quiet");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.err, @"
    error: AWS IAM authorizes the operations of no crate in codegen.toml
      help: add a service of AWS with `whitesmith add`
    ");
    let wrong = workspace.run("policy --model weather.json --region us:east");
    assert_eq!(wrong.code, 2);
    insta::assert_snapshot!(wrong.err.lines().next().unwrap_or_default(), @"error: invalid value 'us:east' for '--region <NAME>': expected ASCII letters, digits and `-`, or `*` for all");
}

#[test]
fn objects_for_programs() {
    let workspace = Workspace::with_weather();
    workspace.put("weather.json", &weather_of_aws(OF_AWS));
    workspace.put("codegen.toml", &entry("weather.json", "weather", "operations = ['Ping']\n"));
    let ran = workspace.run("policy --json");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let objects: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects[0]["type"], "warning");
    let action =
        json!({"name": "weather:Ping", "resources": ["*"], "condition_keys": [], "guessed": true});
    let expected = [
        json!({"type": "permissions", "crate": "weather", "operation": "Ping", "actions": [action]}),
        json!({"type": "policy", "document": {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": ["weather:Ping"], "Resource": ["*"]}],
        }}),
        json!({"type": "end", "success": true}),
    ];
    assert_eq!(objects[1..], expected);
}

/// A second model file confirms a name that is derived, and corrects another one.
#[test]
fn names_are_corrected_with_apply_statements() {
    let workspace = Workspace::new();
    workspace.put("weather.json", &weather_of_aws(OF_AWS));
    let fixes = r#"{"smithy": "2.0", "shapes": {
        "com.example#Ping": {"type": "apply", "traits": {"aws.iam#iamAction": {}}},
        "com.example#Report": {"type": "apply", "traits": {"aws.iam#iamAction": {"name": "GetReport"}}}
    }}"#;
    workspace.put("fixes.json", fixes);
    let policy = workspace.run("policy --model weather.json --model fixes.json").success();
    assert!(policy.contains("\"weather:GetReport\",\n        \"weather:Ping\"\n"), "{policy}");
}
