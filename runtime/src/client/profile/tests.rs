//! Files in; what their profiles are, or why they have none, out.

use proptest::prelude::*;

use super::*;
use crate::client::testing::FakeEnvironment;

const CREDENTIALS: &str = "/home/me/.aws/credentials";

/// The profiles of two files as text: `name{key=value …}`.
fn profiles(config: &str, credentials: &str) -> Result<String, String> {
    let environment = FakeEnvironment::default().config(config).file(CREDENTIALS, credentials);
    let profiles = Profiles::load(&environment).map_err(|error| error.to_string())?;
    Ok(shown(&profiles.by_name))
}

fn shown(sections: &BTreeMap<String, Section>) -> String {
    let section = |(name, section): (&String, &Section)| {
        let properties: Vec<_> = section.properties().map(property).collect();
        format!("{name}{{{}}}", properties.join(" "))
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
        assert_eq!(profiles(config, ""), Ok(expected.to_owned()), "{config}");
    }
}

#[test]
fn the_credentials_file_wins() {
    let config = "[default]\nx = 1\ny = 1\n[profile a]\nx = 1";
    let credentials = "[default]\nx = 2\n[b]\nx = 2\n[profile c]\nx = 2\n[in valid]\nx = 2";
    let expected = r#"a{x="1"} b{x="2"} default{x="2" y="1"}"#;
    assert_eq!(profiles(config, credentials), Ok(expected.to_owned()));
}

#[test]
fn lines_without_meaning_are_refused_and_not_shown() {
    for (config, expected) in [
        ("[profile a", "line 1: the name of a section must end with `]`"),
        ("x = y", "line 1: a property must stand below `[default]` or `[profile name]`"),
        ("[profile a]\nSECRET", "line 2: expected `key = value`"),
        ("[profile a]\n\n = SECRET", "line 3: an indented line must follow a property"),
        ("[profile a]\n= SECRET", "line 2: there is no key before the `=`"),
        ("[profile a]\ns3 =\n SECRET", "line 3: expected `key = value`"),
        ("[profile a]\ns3 =\n = SECRET", "line 3: there is no key before the `=`"),
        (
            "[profile a]\nx = y\n[profile b]\n SECRET",
            "line 4: an indented line must follow a property",
        ),
        (" SECRET", "line 1: an indented line must follow a property"),
    ] {
        let expected = format!("/home/me/.aws/config, {expected}");
        assert_eq!(profiles(config, ""), Err(expected), "{config}");
    }
}

#[test]
fn sessions_and_services_are_no_profiles() {
    let config =
        "[sso-session s]\nsso_region = eu-west-1\n[services t]\ns3 =\n  endpoint_url = http://s3\n";
    let profiles = Profiles::load(&FakeEnvironment::default().config(config)).unwrap();
    assert_eq!(shown(&profiles.by_name), "");
    assert_eq!(shown(&profiles.sso_sessions), r#"s{sso_region="eu-west-1"}"#);
    assert_eq!(shown(&profiles.services), r#"t{s3=(endpoint_url="http://s3")}"#);
}

#[test]
fn files_are_found() {
    let environment = FakeEnvironment::default()
        .var("USERPROFILE", "/users/me")
        .var("AWS_CONFIG_FILE", "~/elsewhere")
        .file("/users/me/elsewhere", "[profile a]")
        .file("/users/me/.aws/credentials", "[b]");
    assert_eq!(shown(&Profiles::load(&environment).unwrap().by_name), "a{} b{}");
    let nowhere = FakeEnvironment::default();
    assert_eq!(shown(&Profiles::load(&nowhere).unwrap().by_name), "");
    let denied = FakeEnvironment::default().config("(denied)");
    let error = Profiles::load(&denied).unwrap_err().to_string();
    assert_eq!(error, "/home/me/.aws/config: cannot be read: permission denied");
}

#[test]
fn debug_shows_no_values() {
    let profiles = FakeEnvironment::default().config("[default]\naws_secret_access_key = SECRET");
    let shown = format!("{:?}", Profiles::load(&profiles).unwrap());
    assert!(shown.contains("aws_secret_access_key") && !shown.contains("SECRET"), "{shown}");
}

proptest! {
    #[test]
    fn anything_is_read_without_a_panic(
        text in "(\\[|\\]|=|#|;| |\t|\r?\n|profile |services |default|a|b|é|\u{feff})*",
    ) {
        let _ = profiles(&text, &text);
    }

    #[test]
    fn a_value_reads_back(value in "([!-~]([ -~]*[!-~])?)?") {
        let is_plain = [" #", " ;"].iter().all(|comment| !value.contains(comment));
        if is_plain && !value.starts_with(['#', ';']) {
            let profiles = profiles(&format!("[profile a]\nkey = {value}\r\n"), "");
            prop_assert_eq!(profiles, Ok(format!("a{{key={value:?}}}")));
        }
    }
}
