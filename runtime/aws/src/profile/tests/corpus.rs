//! The cases of the AWS SDKs' shared tests for parsers of shared files (`profile-parser-tests.json`):
//! the two files and their profiles. Where AWS's tests expect an error, a problem follows ` ! `, and
//! the other lines are still read.

use super::shown_files as read;

/// The number of cases of AWS's tests.
const CASES: usize = 65;

/// `config`, `credentials`, and the expected profiles and problems.
type Case = (&'static str, &'static str, &'static str);

#[test]
fn all_cases_pass() {
    let groups = [
        SECTIONS_BEGIN_WITH_A_HEADER,
        PROPERTIES_ARE_KEYS_AND_VALUES,
        COMMENTS_AND_BLANK_LINES_ARE_SKIPPED,
        VALUES_CONTINUE_ON_INDENTED_LINES,
        PROPERTIES_MAY_HOLD_PROPERTIES,
        WHAT_IS_THERE_TWICE_IS_MERGED,
        SESSIONS_ARE_SECTIONS_OF_THEIR_OWN,
    ];
    let mut cases = 0;
    for (config, credentials, expected) in groups.into_iter().flatten() {
        assert_eq!(read(config, credentials), *expected, "{config:?} {credentials:?}");
        cases += 1;
    }
    assert_eq!(cases, CASES);
}

const SECTIONS_BEGIN_WITH_A_HEADER: &[Case] = &[
    ("", "", ""),
    ("[profile two]", "", "two{}"),
    (
        "[profile some-thing:long/the_two%only.foo@bar+]\n[profile t!wo]",
        "",
        "some-thing:long/the_two%only.foo@bar+{}",
    ),
    ("[profile two", "", "two{} ! line 1: the name of a section must end with `]`"),
    ("[profile \ttwo \t]", "", "two{}"),
    ("[profile\ttwo]", "", "two{}"),
    ("[profile two]\n[profile one]", "", "one{} two{}"),
    ("[profile two]\nkey = v\n[profile one]\nz = w", "", r#"one{z="w"} two{key="v"}"#),
    ("[profile two]; note\n[profile one]# note", "", "one{} two{}"),
    (
        "[profile ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_]",
        "",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_{}",
    ),
    ("[two]\nkey = v", "", ""),
    ("", "[profile two]\nkey = v", ""),
    ("[profile two]; note\n[profile one]# note", "", "one{} two{}"),
    ("[profiletwo]\nkey = v\n[profile one]", "", "one{}"),
    ("[   profile two    ]\nkey = v\n[profile one]", "", r#"one{} two{key="v"}"#),
    ("", "[   two    ]\nkey = v\n[profile one]", r#"two{key="v"}"#),
    (
        "[profile two]\nkey = v\n[profile two words]\nx = 1\n[profile one]\nkey = w",
        "",
        r#"one{key="w"} two{key="v"}"#,
    ),
];

const PROPERTIES_ARE_KEYS_AND_VALUES: &[Case] = &[
    (
        "key = v",
        "",
        " ! line 1: a property must be in a section such as `[default]` or `[profile name]`",
    ),
    ("[profile two]\nkey = v", "", r#"two{key="v"}"#),
    ("[profile two]\r\nkey = v", "", r#"two{key="v"}"#),
    ("[profile two]\nkey = v=v", "", r#"two{key="v=v"}"#),
    ("[profile two]\nkey = ü€", "", r#"two{key="ü€"}"#),
    ("[profile two]\nkey = v\nz = w", "", r#"two{key="v" z="w"}"#),
    ("[profile two]\nkey = v\nz = w", "", r#"two{key="v" z="w"}"#),
    ("[profile two]\nkey \t=  \tv \t", "", r#"two{key="v"}"#),
    ("[profile two]\nkey =", "", r#"two{key=""}"#),
    ("[profile two]\n= v", "", "two{} ! line 2: there is no key before the `=`"),
    ("[profile two]\nkey : v", "", "two{} ! line 2: expected `key = value`"),
    ("[profile two words]\nkey = v", "[not a key]\nz = w", ""),
    ("[profile two]\ntwo words = v", "", "two{}"),
    (
        "[profile two]\nABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ = v",
        "",
        r#"two{abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789-_="v"}"#,
    ),
];

const COMMENTS_AND_BLANK_LINES_ARE_SKIPPED: &[Case] = &[
    ("\t \n[profile two]\n\t\n \nkey = v\n\t \n[profile one]\n \t", "", r#"one{} two{key="v"}"#),
    ("# note\n[profile two] # note\nkey = v # note # note", "", r#"two{key="v"}"#),
    ("; note\n[profile two] ; note\nkey = v ; note ; note", "", r#"two{key="v"}"#),
    ("# note\n[profile two] ; note\nkey = v # note ; note", "", r#"two{key="v"}"#),
    (";\n[profile two];\nkey = v ;\n", "", r#"two{key="v"}"#),
    ("[profile two]\nkey = v; note\nz = v# note", "", r#"two{key="v; note" z="v# note"}"#),
];

const VALUES_CONTINUE_ON_INDENTED_LINES: &[Case] = &[
    ("[profile two]\nkey = v\n -second", "", r#"two{key="v\n-second"}"#),
    ("[profile two]\nkey = v\n -second\n -third", "", r#"two{key="v\n-second\n-third"}"#),
    ("[profile two]\nkey = v\n \t -second \t ", "", r#"two{key="v\n-second"}"#),
    ("[profile two]\nkey = v\n -second # note", "", r#"two{key="v\n-second # note"}"#),
    ("[profile two]\nkey = v\n -second ; note", "", r#"two{key="v\n-second ; note"}"#),
    (" -second", "", " ! line 1: an indented line must follow a property"),
    ("[profile two]\n -second", "", "two{} ! line 2: an indented line must follow a property"),
    (
        "[profile two]\nkey = v\n[profile two]\n -second",
        "",
        r#"two{key="v"} ! line 4: an indented line must follow a property"#,
    ),
    (
        "[profile two]\nkey = v\n[profile two]\n -second",
        "",
        r#"two{key="v"} ! line 4: an indented line must follow a property"#,
    ),
];

const PROPERTIES_MAY_HOLD_PROPERTIES: &[Case] = &[
    ("[profile two]\ns3 =\n key = v", "", r#"two{s3=(key="v")}"#),
    ("[profile two]\ns3 =\n no equals sign", "", r#"two{s3=""} ! line 3: expected `key = value`"#),
    ("[profile two]\ns3 =\n key =", "", r#"two{s3=(key="")}"#),
    ("[profile two]\ns3 =\n = v", "", r#"two{s3=""} ! line 3: there is no key before the `=`"#),
    ("[profile two]\ns3 =\n two words = v", "", r#"two{s3=(two words="v")}"#),
    ("[profile two]\ns3 =\n key = v\n\t \n z = w", "", r#"two{s3=(key="v" z="w")}"#),
];

const WHAT_IS_THERE_TWICE_IS_MERGED: &[Case] = &[
    ("[profile two]\nkey = v\n[profile two]\nz = w", "", r#"two{key="v" z="w"}"#),
    ("[profile two]\nkey = v\nkey = w", "", r#"two{key="w"}"#),
    ("[profile two]\nkey = v\n[profile two]\nkey = w", "", r#"two{key="w"}"#),
    ("[profile two]\nKey = v\n[profile two]\nkey = w", "", r#"two{key="w"}"#),
    ("[profile default]\nkey = v\n[default]\nz = w", "", r#"default{key="v"}"#),
    ("[default]\nz = w\n[profile default]\nkey = v", "", r#"default{key="v"}"#),
    ("[profile two]\nkey = v", "[two]\nz = w", r#"two{key="v" z="w"}"#),
    (
        "[profile default]\nkey = v\n[default]\nz = w\n[profile default]\nq = u",
        "",
        r#"default{key="v" q="u"}"#,
    ),
    (
        "[profile default]\nkey = v\n[default]\nz = w\n[profile default]\nq = u",
        "[default]\ns=two",
        r#"default{key="v" q="u" s="two"}"#,
    ),
    ("[profile two]\nkey = v", "[two]\nkey = w", r#"two{key="w"}"#),
];

const SESSIONS_ARE_SECTIONS_OF_THEIR_OWN: &[Case] = &[
    ("[sso-session two]\nkey = v\n[profile one]", "", r#"one{} sso-session two{key="v"}"#),
    ("", "[sso-sessiontwo]\nkey = v\n[one]", r#"one{} sso-sessiontwo{key="v"}"#),
    ("[sso-sessions two]\nkey = v\n[profile one]", "", "one{}"),
];
