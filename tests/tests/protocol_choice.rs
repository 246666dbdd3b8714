//! Tests which protocol is selected for a service with several protocols, or with none.

use whitesmith::{Config, OperationSummary, Output, Protocol, Source, generate, operations};

fn model(protocols: &str) -> String {
    let text = r#"{"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "operations": [{"target": "a#Ping"}], "traits": {PROTOCOLS}},
        "a#Ping": {
            "type": "operation",
            "traits": {"smithy.api#http": {"method": "GET", "uri": "/ping"}}
        }
    }}"#;
    text.replace("PROTOCOLS", protocols)
}

fn config(protocol: Option<&str>) -> Config {
    Config { protocol: protocol.map(str::to_owned), ..Config::default() }
}

fn output(protocols: &str, wanted: Option<&str>) -> Output {
    let text = model(protocols);
    generate(&[Source { name: "a.json", text: &text }], &config(wanted)).unwrap()
}

const BOTH: &str = r#""aws.protocols#restJson1": {}, "aws.protocols#awsJson1_1": {}"#;
const UNSUPPORTED: &str = r#""smithy.protocols#rpcv3Text": {}, "aws.protocols#restYaml": {}"#;

#[test]
fn the_preferred_one_unless_another_is_asked_for() {
    assert_eq!(output(BOTH, None).protocol, Some(Protocol::AwsJson1_1));
    for name in ["restJson1", "aws.protocols#restJson1"] {
        assert_eq!(output(BOTH, Some(name)).protocol, Some(Protocol::RestJson1), "{name}");
    }
    let service = |output: &Output| output.files["src/service.rs"].clone();
    assert!(service(&output(BOTH, None)).contains("protocol::AwsJson1_1;"));
    assert!(service(&output(BOTH, Some("restJson1"))).contains("protocol::RestJson1;"));
}

#[test]
fn any_for_a_service_without() {
    for protocol in Protocol::ALL {
        assert_eq!(output("", Some(protocol.name())).protocol, Some(protocol));
    }
}

#[test]
fn what_is_not_spoken_is_named() {
    let names = |protocols: &str| {
        let text = model(protocols);
        let error = generate(&[Source { name: "a.json", text: &text }], &config(None)).unwrap_err();
        error.unsupported_protocols().map(<[String]>::to_vec)
    };
    assert_eq!(names(UNSUPPORTED), Some(vec!["rpcv3Text".to_owned(), "restYaml".to_owned()]));
    assert_eq!(names(""), Some(Vec::new()));
    let text = model(BOTH);
    let wrong =
        generate(&[Source { name: "a.json", text: &text }], &config(Some("x"))).unwrap_err();
    assert_eq!(wrong.unsupported_protocols(), None);
}

#[test]
fn operations_are_listed_for_any_protocol_but_a_wrong_one() {
    let list = |protocols: &str, wanted| -> Option<Vec<OperationSummary>> {
        let text = model(protocols);
        operations(&[Source { name: "a.json", text: &text }], &config(wanted)).ok()
    };
    assert_eq!(list(UNSUPPORTED, None).map(|list| list.len()), Some(1));
    assert_eq!(list(BOTH, Some("restJson1")).map(|list| list.len()), Some(1));
    assert_eq!(list(BOTH, Some("awsJson1_0")), None);
    assert_eq!(list(BOTH, Some("rpcv2Cbor")), None);
}
