//! The locations of the two files, and files that cannot be read.

use std::io;

use super::*;

/// The names of the profiles, and the problems.
fn load(environment: &FakeEnvironment) -> (Vec<String>, Vec<String>) {
    let Profiles { by_name, problems, .. } = Profiles::load(environment);
    (by_name.into_keys().collect(), problems.iter().map(ToString::to_string).collect())
}

#[test]
fn the_home_directory_has_several_names() {
    let all = [("HOME", "/a"), ("USERPROFILE", "/b"), ("HOMEDRIVE", "C:"), ("HOMEPATH", r"\c")];
    for (from, expected) in
        [(0, Some("/a")), (1, Some("/b")), (2, Some(r"C:\c")), (3, None), (4, None)]
    {
        let environment =
            all[from..].iter().fold(FakeEnvironment::default(), |environment, (name, value)| {
                environment.var(name, value)
            });
        assert_eq!(home(&environment), expected.map(Into::into), "{from}");
    }
    assert_eq!(
        home(&FakeEnvironment::default().var("HOME", "").var("USERPROFILE", "/b")),
        Some("/b".into())
    );
}

#[test]
fn a_variable_may_name_a_file() {
    let home = FakeEnvironment::default()
        .var("HOME", "/me")
        .file("/me/.aws/config", "[profile usual]")
        .file("/me/elsewhere", "[profile elsewhere]")
        .file("/me", "[profile home]")
        .file("/absolute", "[profile absolute]")
        .file("~user/config", "[profile of-that-name]");
    for (path, expected) in [
        ("", "usual"),
        ("~/elsewhere", "elsewhere"),
        ("~//elsewhere", "elsewhere"),
        ("~", "home"),
        ("~/", "home"),
        ("~user/config", "of-that-name"),
        ("/absolute", "absolute"),
    ] {
        let (names, problems) = load(&home.clone().var("AWS_CONFIG_FILE", path));
        assert_eq!((names, problems), (vec![expected.to_owned()], vec![]), "{path}");
    }
    for path in ["/dev/null", "/dev/null/config"] {
        let (names, _) = load(&home.clone().var("AWS_CONFIG_FILE", path));
        assert_eq!(names, Vec::<String>::new(), "{path}");
    }
    let nowhere = load(&home.var("AWS_CONFIG_FILE", "/nowhere"));
    assert_eq!(
        nowhere,
        (vec![], vec!["AWS_CONFIG_FILE: the file /nowhere does not exist".to_owned()])
    );
    let homeless = load(&FakeEnvironment::default().var("AWS_SHARED_CREDENTIALS_FILE", "~/x"));
    let expected =
        "AWS_SHARED_CREDENTIALS_FILE: begins with `~`, and neither HOME nor USERPROFILE is set";
    assert_eq!(homeless, (vec![], vec![expected.to_owned()]));
    assert_eq!(load(&FakeEnvironment::default()), (vec![], vec![]));
}

#[test]
fn a_file_that_cannot_be_read_is_empty() {
    for kind in [
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::IsADirectory,
        io::ErrorKind::InvalidData,
        io::ErrorKind::InvalidFilename,
        io::ErrorKind::Other,
    ] {
        let environment = FakeEnvironment::default()
            .var("HOME", "/home/me")
            .unreadable("/home/me/.aws/config", kind)
            .file(CREDENTIALS, "[a]");
        let expected = format!("/home/me/.aws/config: cannot be read: {}", io::Error::from(kind));
        assert_eq!(load(&environment), (vec!["a".to_owned()], vec![expected]));
    }
}

#[test]
fn the_environment_selects_a_profile() {
    for (profile, default_profile, expected) in [
        (None, None, "default"),
        (Some("a"), None, "a"),
        (Some(" a "), Some("b"), "a"),
        (Some(""), Some("b"), "b"),
        (Some(" "), Some(""), "default"),
        (None, Some("b"), "b"),
    ] {
        let mut environment = FakeEnvironment::default();
        for (name, value) in [("AWS_PROFILE", profile), ("AWS_DEFAULT_PROFILE", default_profile)] {
            if let Some(value) = value {
                environment = environment.var(name, value);
            }
        }
        assert_eq!(Profiles::selected(&environment), expected, "{profile:?} {default_profile:?}");
    }
}
