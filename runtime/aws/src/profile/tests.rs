//! Parses shared files, and compares their profiles and problems.

mod corpus;
mod files;

use proptest::prelude::*;

use super::*;
use crate::testing::FakeEnvironment;

const CREDENTIALS: &str = "/home/me/.aws/credentials";

/// Shows the content of two files as text: `name{key=value …}` for each profile,
/// `sso-session name{…}` for each session, and each problem after ` ! `.
fn shown_files(config: &str, credentials: &str) -> String {
    let environment = FakeEnvironment::default().config(config).file(CREDENTIALS, credentials);
    let Profiles { by_name, sso_sessions, problems, .. } = Profiles::load(&environment);
    let mut shown = vec![shown("", &by_name), shown("sso-session ", &sso_sessions)];
    shown.retain(|sections| !sections.is_empty());
    let mut text = shown.join(" ");
    let of_sections = by_name.into_values().flat_map(|section| section.problems);
    for problem in problems.into_iter().chain(of_sections) {
        let problem = problem.to_string();
        text.push_str(" ! ");
        text.push_str(problem.strip_prefix("/home/me/.aws/config, ").unwrap_or(&problem));
    }
    text
}

fn shown(kind: &str, sections: &BTreeMap<String, Section>) -> String {
    let section = |(name, section): (&String, &Section)| {
        let properties: Vec<_> = section.properties().map(property).collect();
        format!("{kind}{name}{{{}}}", properties.join(" "))
    };
    sections.iter().map(section).collect::<Vec<_>>().join(" ")
}

fn property(property: &Property) -> String {
    let nested: Vec<_> = property.nested.values().map(self::property).collect();
    let value = &property.value;
    if nested.is_empty() {
        format!("{}={value:?}", property.key)
    } else {
        format!("{}=({})", property.key, nested.join(" "))
    }
}

#[test]
fn files_have_profiles() {
    for (config, expected) in [
        ("", ""),
        ("[profile a]", "a{}"),
        ("[default]\nregion = eu-west-1", r#"default{region="eu-west-1"}"#),
        ("\u{feff}[default]\r\nregion=x\r\n", r#"default{region="x"}"#),
        (
            "[profile some-thing:long/the_one%only.foo@bar+]",
            "some-thing:long/the_one%only.foo@bar+{}",
        ),
        ("[profile a!b]\nx = y\n[profile c]", "c{}"),
        ("[profile in valid]\nx = y", ""),
        ("[ profile \ta\t ] # comment\n", "a{}"),
        ("[profile\ta]; comment", "a{}"),
        ("[profilea]\nx = y\n[b]\nx = y", ""),
        ("[plugins]\nx = y\n[profile c]\nz = 1", r#"c{z="1"}"#),
        ("[profile a]\nx \t=  y=z \t", r#"a{x="y=z"}"#),
        ("[profile a]\nx = y ; z # z\nv = w; z\nu = #", r#"a{u="" v="w; z" x="y"}"#),
        ("# c\n; c\n\n \t\n[profile a]\n#x = y", "a{}"),
        (
            "[profile a]\nName = 1\n[profile b]\n[profile a]\nname = 2\nz =",
            r#"a{name="2" z=""} b{}"#,
        ),
        ("[profile a]\nx = y\n \t-z # c\n -w", r#"a{x="y\n-z # c\n-w"}"#),
        ("[profile a]\ns3 =\n  X = 1\n\n  # c\n  y = 2 # c\nz = 3", r#"a{s3=(x="1" y="2") z="3"}"#),
        ("[profile a]\n  # c\nx = y", r#"a{x="y"}"#),
        ("[default]\nx = 1\n[profile default]\ny = 2\n[default]\nz = 3", r#"default{y="2"}"#),
    ] {
        assert_eq!(shown_files(config, ""), expected, "{config}");
    }
}

#[test]
fn the_credentials_file_wins() {
    let config = "[default]\nx = 1\ny = 1\n[profile a]\nx = 1";
    let credentials = "[default]\nx = 2\n[b]\nx = 2\n[profile c]\nx = 2\n[in valid]\nx = 2";
    let expected = r#"a{x="1"} b{x="2"} default{x="2" y="1"}"#;
    assert_eq!(shown_files(config, credentials), expected);
}

#[test]
fn a_line_that_cannot_be_read_is_told_and_not_shown() {
    for (config, expected) in [
        (
            "x = SECRET\n SECRET\n[profile a]\nx = y",
            r#"a{x="y"} ! line 1: a property must be in a section such as `[default]` or `[profile name]`"#,
        ),
        (
            "[profile a]\nSECRET\n SECRET\nx = y\n[profile b]\nx = y",
            r#"a{x="y"} b{x="y"} ! line 2: expected `key = value`"#,
        ),
        (
            "[profile a\nx = y\n[profile b # c\nx = y",
            "a{x=\"y\"} b{x=\"y\"} ! line 1: the name of a section must end with `]` \
             ! line 3: the name of a section must end with `]`",
        ),
        (
            "[profile a]\ns3 =\n  SECRET\n  x = y\n",
            r#"a{s3=(x="y")} ! line 3: expected `key = value`"#,
        ),
        ("[plugins]\nSECRET\n[profile a]", "a{}"),
    ] {
        assert_eq!(shown_files(config, ""), expected, "{config}");
    }
}

#[test]
fn few_problems_of_a_section_are_kept() {
    let environment = FakeEnvironment::default().config(&"nonsense\n".repeat(1000));
    assert_eq!(Profiles::load(&environment).problems.len(), 8);
}

#[test]
fn problems_belong_to_the_profile_that_needs_the_value() {
    let config = "[default]\nsource_profile = a\nsso_session = s\n[profile a]\nsource_profile = default\n\
        nonsense\n[profile b]\nnonsense\n[sso-session s]\nnonsense\n[sso-session t]\nnonsense\n\
        [profile c";
    let profiles = Profiles::load(&FakeEnvironment::default().config(config));
    let lines = |name| {
        let problems = profiles.problems_of(name).into_iter().map(ToString::to_string);
        let line = |problem: String| problem.split(": ").next().unwrap().to_owned();
        problems
            .map(line)
            .map(|place| place.replace("/home/me/.aws/config, ", ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(lines("default"), ["line 13", "line 10", "line 6"]);
    assert_eq!(lines("b"), ["line 13", "line 8"]);
    assert_eq!(lines("c"), ["line 13"]);
    assert_eq!(lines("d"), ["line 13"]);
}

#[test]
fn sessions_and_services_are_no_profiles() {
    let config =
        "[sso-session s]\nsso_region = eu-west-1\n[services t]\ns3 =\n  endpoint_url = http://s3\n";
    let profiles = Profiles::load(&FakeEnvironment::default().config(config));
    assert_eq!(shown("", &profiles.by_name), "");
    assert_eq!(shown("", &profiles.sso_sessions), r#"s{sso_region="eu-west-1"}"#);
    assert_eq!(shown("", &profiles.services), r#"t{s3=(endpoint_url="http://s3")}"#);
}

#[test]
fn debug_shows_no_values() {
    let profiles = FakeEnvironment::default().config("[default]\naws_secret_access_key = SECRET");
    let shown = format!("{:?}", Profiles::load(&profiles));
    assert!(shown.contains("aws_secret_access_key") && !shown.contains("SECRET"), "{shown}");
}

proptest! {
    #[test]
    fn anything_is_read_without_a_panic(
        text in "(\\[|\\]|=|#|;| |\t|\r?\n|profile |services |default|a|b|é|\u{feff})*",
    ) {
        let _ = shown_files(&text, &text);
    }

    #[test]
    fn a_value_reads_back(value in "([!-~]([ -~]*[!-~])?)?") {
        let is_plain = [" #", " ;"].iter().all(|comment| !value.contains(comment));
        if is_plain && !value.starts_with(['#', ';']) {
            let profiles = shown_files(&format!("[profile a]\nkey = {value}\r\n"), "");
            prop_assert_eq!(profiles, format!("a{{key={value:?}}}"));
        }
    }
}
