//! The keys that change what is emitted.

use super::*;

const OPTIONS: &str = r##"
[[crate]]
model = "m"
out = "o"
types = ["Order", "enum"]
type_attributes = { "*" = "#[derive(Hash)]", Order = ["#[a]", "#[b]"] }
extern_paths = { "a.b#Price" = "money::Price" }
renames.Line = "Item"
renames."Line$Count" = "number"
operation_features = true
mostly_unused = true
dependencies = { money = { path = "../money", default-features = false, features = ["x"] }, log = "1" }
features = { extra = ["hyper"], none = [] }
"##;

#[test]
fn options_of_emitted_code() {
    let jobs = parse(OPTIONS, root().path()).unwrap();
    let text = |text: &str| text.to_owned();
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let config = &jobs[0].config;
    assert_eq!(config.types, ["Order", "enum"]);
    let attributes = [pair("*", "#[derive(Hash)]"), pair("Order", "#[a]"), pair("Order", "#[b]")];
    assert_eq!(config.type_attributes, attributes);
    assert_eq!(config.extern_paths, [pair("a.b#Price", "money::Price")].into());
    assert_eq!(config.renames, [pair("Line", "Item"), pair("Line$Count", "number")].into());
    assert!(config.operation_features && config.mostly_unused);
    let money = vec![
        (text("default-features"), DependencyValue::Flag(false)),
        (text("features"), DependencyValue::List(vec![text("x")])),
        (text("path"), DependencyValue::Text(text("../money"))),
    ];
    let log = vec![(text("version"), DependencyValue::Text(text("1")))];
    assert_eq!(config.dependencies, [(text("log"), log), (text("money"), money)].into());
    let features = [(text("extra"), vec![text("hyper")]), (text("none"), Vec::new())];
    assert_eq!(config.features, features.into());
    let places = &jobs[0].places.0;
    assert_eq!(places[&("renames", text("Line$Count"))], (9, 9));
    assert_eq!(places[&("type_attributes", text("#[b]"))], (6, 63));
    assert_eq!(places[&("extern_paths", text("money::Price"))], (7, 32));
}

#[test]
fn wrong_options_of_emitted_code() {
    let lines = r#"types = []
type_attributes = "derive(Hash)"
extern_paths = { Price = ["money::Price"] }
renames = [["Line", "Item"]]
operation_features = "yes"
dependencies = { money = 1, log = { version = 1 } }
features = { extra = "hyper" }"#;
    insta::assert_snapshot!(of_crate(lines), @r##"
    codegen.toml:4:9: `types` is empty
      help: remove the key, or add a value
    error: codegen.toml:5:19: expected a table for `type_attributes`, found a string
      help: write `type_attributes = { NAME = "#[…]" }`
    error: codegen.toml:6:26: expected a string for `Price`, found a list
      help: write `Price = "…"`
    error: codegen.toml:7:11: expected a table for `renames`, found a list
      help: write `renames = { NAME = "Account" }`
    error: codegen.toml:8:22: expected `true` or `false` for `operation_features`, found a string
      help: write `operation_features = true`
    error: codegen.toml:9:26: expected a version or a table, as in a Cargo.toml, for `money`, found a number
      help: write `money = "1"`
    error: codegen.toml:9:47: expected a string for `version`, found a number
      help: write `version = "…"`
    error: codegen.toml:10:22: expected a list of strings for `extra`, found a string
      help: write `extra = ["hyper"]`
    "##);
}

#[test]
fn the_place_of_a_name_that_is_a_key_and_a_value_is_that_of_the_key() {
    let text =
        "[[crate]]\nmodel = \"m\"\nout = \"o\"\nrenames = { Order = \"Item\", Zone = \"Order\" }\n";
    let job = parse(text, root().path()).unwrap().remove(0);
    let place = |name: &str| job.places.0[&("renames", name.to_owned())];
    assert_eq!([place("Order"), place("Item")], [(4, 13), (4, 21)]);
}

#[test]
fn problems_of_options_have_their_places() {
    let lines =
        "renames.Pong = \"Ping\"\ntype_attributes.Ping = [\"#[derive(Hash)]\", \"derive(Hash)\"]\n";
    let text = format!("[[crate]]\nmodel = \"m\"\nout = \"o\"\n{lines}");
    let job = parse(&text, root().path()).unwrap().remove(0);
    let model = r#"{"smithy": "2.0", "shapes": {
        "a#Weather": {"type": "service", "traits": {"aws.protocols#awsJson1_0": {}},
            "operations": [{"target": "a#Ping"}]},
        "a#Ping": {"type": "operation"}}}"#;
    let source = whitesmith::Source { name: "m", text: model };
    let error = whitesmith::generate(&[source], &job.config).unwrap_err();
    let located = error.problems().iter().map(|problem| job.located(problem).to_string());
    insta::assert_snapshot!(located.collect::<Vec<_>>().join("\n"), @r##"
    codegen.toml:5:17: `type_attributes`: the crate has no structure, union or enum `Ping`
      help: did you mean `PingInput` or `PingOutput`?
    codegen.toml:5:44: `type_attributes`: `derive(Hash)` is not an attribute: unexpected token
      help: write an attribute of an item, such as "#[derive(Hash)]"
    codegen.toml:4:9: `renames`: the crate has no structure, union, enum or operation `Pong`
      help: did you mean `Ping`?
    "##);
}
