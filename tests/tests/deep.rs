//! Tests that models with 10,000 levels of nesting, or of exponential size, give a crate or a
//! message in time, without a stack overflow.

use std::fmt::Write as _;

use tests::Fixture;
use whitesmith::Config;

const DEPTH: usize = 10_000;

/// A service with one operation, whose input has a member `a` with these traits and this target.
fn model(target: &str, member_traits: &str, shapes: &str) -> Fixture {
    let text = format!(
        r#"{{"smithy": "2.0", "shapes": {{
        "fixture#Deep": {{"type": "service", "operations": [{{"target": "fixture#Call"}}], "traits": {{"aws.protocols#restJson1": {{}}}}}},
        "fixture#Call": {{"type": "operation", "input": {{"target": "fixture#In"}}, "output": {{"target": "fixture#In"}}, "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/call"}}}}}},
        "fixture#In": {{"type": "structure", "members": {{"a": {{"target": "{target}", "traits": {{{member_traits}}}}}}}}}{shapes}
        }}}}"#
    );
    Fixture { name: "deep".to_owned(), text }
}

/// Shapes `S0` to `S{levels}`: `shape` creates each one from its level and the id of the next; the
/// last is a string.
fn chain(levels: usize, shape: impl Fn(usize, &str) -> String) -> String {
    let mut shapes = String::new();
    for level in 0..levels {
        let next = format!("fixture#S{}", level + 1);
        // Writing to a string cannot fail.
        let _ = write!(shapes, ",\n\"fixture#S{level}\": {}", shape(level, &next));
    }
    shapes + &format!(",\n\"fixture#S{levels}\": {{\"type\": \"string\"}}")
}

/// The error message, shortened; `None` for a crate.
fn message(fixture: &Fixture) -> Option<String> {
    let error = fixture.generate(&Config::default()).err()?;
    Some(error.to_string().chars().take(400).collect())
}

fn nested(open: &str, close: &str) -> String {
    open.repeat(DEPTH) + &close.repeat(DEPTH)
}

#[test]
fn json_in_a_trait_that_nobody_reads() {
    let traits = format!(r#""vendor.example#deep": {}"#, nested("[", "]"));
    assert_eq!(message(&model("smithy.api#String", &traits, "")), None);
}

#[test]
fn json_in_traits_that_are_read() {
    for id in [
        "documentation",
        "deprecated",
        "enumValue",
        "httpHeader",
        "length",
        "externalDocumentation",
    ] {
        let traits = format!(r#""smithy.api#{id}": {}"#, nested("[", "]"));
        let message = message(&model("smithy.api#String", &traits, "")).expect(id);
        assert!(message.contains("fixture#In$a"), "{message}");
    }
}

#[test]
fn json_in_a_default() {
    for (target, open, close) in
        [("String", "[", "]"), ("Document", "[", "]"), ("Document", "{\"a\":", "}")]
    {
        let value = open.repeat(DEPTH) + "1" + &close.repeat(DEPTH);
        let traits = format!(r#""smithy.api#default": {value}"#);
        let message = message(&model(&format!("smithy.api#{target}"), &traits, "")).expect(target);
        assert!(message.contains("fixture#In$a"), "{message}");
    }
}

#[test]
fn values_of_examples() {
    for (depth, is_left_out) in [(30, false), (70, true), (DEPTH, true)] {
        let input = r#"{"b": "#.repeat(depth) + "{}" + &"}".repeat(depth);
        let example = format!(r#"{{"title": "Deep", "input": {{"a": {input}}}}}"#);
        let shapes = r#",
            "fixture#S0": {"type": "structure", "members": {"b": {"target": "fixture#S0"}}}"#;
        let mut fixture = model("fixture#S0", "", shapes);
        let http = r#""smithy.api#http""#;
        let traits = format!(r#""smithy.api#examples": [{example}], {http}"#);
        fixture.text = fixture.text.replace(http, &traits);
        let output = fixture.generate(&Config::default()).unwrap();
        assert_eq!(
            (output.examples, output.warnings.len()),
            if is_left_out { (0, 1) } else { (1, 0) }
        );
    }
}

#[test]
fn json_where_a_shape_is_expected() {
    let shapes = format!(",\n\"fixture#S0\": {}", nested("[", "]"));
    let message = message(&model("fixture#S0", "", &shapes)).expect("this is not a shape");
    assert!(message.contains("fixture#S0"), "{message}");
}

#[test]
fn documentation() {
    for (open, close) in [
        ("<ul><li>", ""),
        ("<b>", "</b>"),
        ("<p><i>", ""),
        ("<div>", "</div>"),
        ("&amp;lt;", ""),
        ("[", "]"),
        ("`", ""),
    ] {
        let text = open.repeat(DEPTH) + "word" + &close.repeat(DEPTH);
        let traits = format!(r#""smithy.api#documentation": "{text}""#);
        assert_eq!(message(&model("smithy.api#String", &traits, "")), None, "{open}");
    }
}

#[test]
fn lists_of_lists() {
    let shapes =
        chain(DEPTH, |_, next| format!(r#"{{"type": "list", "member": {{"target": "{next}"}}}}"#));
    let message = message(&model("fixture#S0", "", &shapes)).expect("this type is too deep");
    assert!(message.contains("fixture#In$a"), "{message}");
}

#[test]
fn maps_of_maps_on_both_sides() {
    let shapes = chain(DEPTH, |_, next| {
        format!(
            r#"{{"type": "map", "key": {{"target": "{next}"}}, "value": {{"target": "{next}"}}}}"#
        )
    });
    assert!(message(&model("fixture#S0", "", &shapes)).is_some());
}

#[test]
fn structures_and_unions_in_each_other() {
    let shapes = chain(DEPTH, |level, next| {
        let kind = if level % 2 == 0 { "structure" } else { "union" };
        format!(r#"{{"type": "{kind}", "members": {{"b": {{"target": "{next}"}}}}}}"#)
    });
    assert_eq!(message(&model("fixture#S0", "", &shapes)), None);
}

#[test]
fn required_structures_in_structures() {
    let shapes = chain(DEPTH, |_, next| structure_of(&[next]));
    // A crate or a message: such values are of no use.
    let _ = message(&model("fixture#S0", "", &shapes));
}

#[test]
fn required_structures_of_which_there_are_some() {
    let shapes = chain(40, |_, next| structure_of(&[next]));
    let output = model("fixture#S0", "", &shapes).generate(&Config::default()).unwrap();
    let length: usize = output.files.values().map(String::len).sum();
    assert!(length < 200_000, "what is emitted does not grow with the model alone: {length} bytes");
}

#[test]
fn required_structures_that_double_at_each_level() {
    let shapes = chain(40, |_, next| structure_of(&[next, next]));
    let message = message(&model("fixture#S0", "", &shapes)).unwrap();
    assert!(message.contains("the structure requires too many nested structures"), "{message}");
}

#[test]
fn mixins_of_mixins() {
    let last = format!("\"fixture#S{DEPTH}\": ");
    let shapes = chain(DEPTH, |_, next| mixin_of(&[next]))
        .replace(&(last.clone() + r#"{"type": "string"}"#), &(last + &mixin_of(&[])));
    // A crate or a message: the maximum depth is not tested, only that the generator returns.
    let _ = message(&model("fixture#S0", "", &shapes));
}

#[test]
fn mixins_that_double_at_each_level() {
    let mut shapes = String::new();
    for level in 0..40 {
        let (left, right) = (format!("fixture#L{}", level + 1), format!("fixture#R{}", level + 1));
        for side in ["L", "R"] {
            write!(shapes, ",\n\"fixture#{side}{level}\": {}", mixin_of(&[&left, &right])).unwrap();
        }
    }
    for side in ["L", "R"] {
        write!(shapes, ",\n\"fixture#{side}40\": {}", mixin_of(&[])).unwrap();
    }
    let _ = message(&model("fixture#L0", "", &shapes));
}

#[test]
fn resources_in_resources() {
    let last = r#"{"type": "resource", "read": {"target": "fixture#Get"}, "resources": [{"target": "fixture#R0"}]}"#;
    let mut shapes = format!(
        r#",
        "fixture#Get": {{"type": "operation", "traits": {{"smithy.api#http": {{"method": "GET", "uri": "/get"}}}}}},
        "fixture#R{DEPTH}": {last}"#
    );
    for level in 0..DEPTH {
        let next = level + 1;
        write!(shapes, ",\n\"fixture#R{level}\": {{\"type\": \"resource\", \"resources\": [{{\"target\": \"fixture#R{next}\"}}]}}").unwrap();
    }
    let Fixture { name, text } = model("smithy.api#String", "", &shapes);
    let text = text.replacen(
        r#""operations""#,
        r#""resources": [{"target": "fixture#R0"}], "operations""#,
        1,
    );
    let output = Fixture { name, text }.generate(&Config::default()).unwrap();
    assert_eq!(output.operations, 2);
}

/// A structure with a required member for each target.
fn structure_of(targets: &[&str]) -> String {
    let members = targets.iter().enumerate().map(|(index, target)| {
        format!(
            r#""m{index}": {{"target": "{target}", "traits": {{"smithy.api#required": {{}}}}}}"#
        )
    });
    let members: Vec<String> = members.collect();
    format!(r#"{{"type": "structure", "members": {{{}}}}}"#, members.join(", "))
}

/// A mixin with these mixins.
fn mixin_of(mixins: &[&str]) -> String {
    let mixins: Vec<String> = mixins.iter().map(|id| format!(r#"{{"target": "{id}"}}"#)).collect();
    let mixins = mixins.join(", ");
    format!(
        r#"{{"type": "structure", "members": {{}}, "mixins": [{mixins}], "traits": {{"smithy.api#mixin": {{}}}}}}"#
    )
}
