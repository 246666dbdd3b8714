//! Tests of how values are encoded in paths, queries and hosts, and which are rejected.

use percent_encoding::percent_decode_str;
use proptest::prelude::*;

use super::*;
use crate::protocol::RestJson1;
use crate::request::VerbatimPath;

fn uri(build: impl FnOnce(&mut RequestWriter)) -> String {
    let mut request = RequestWriter::new::<RestJson1>();
    build(&mut request);
    request.finish().unwrap().path_and_query
}

fn refusal(build: impl FnOnce(&mut RequestWriter)) -> String {
    let mut request = RequestWriter::new::<RestJson1>();
    build(&mut request);
    request.finish().unwrap_err().to_string()
}

#[test]
fn segments_that_mean_another_path_are_refused() {
    let message = "`Id` must have no segment `.` or `..`";
    for label in [".", ".."] {
        assert_eq!(
            refusal(|r| {
                r.path("/x/").label("Id", label);
            }),
            message
        );
    }
    for label in ["..", "a/../b", "a/.", "./a", "/.."] {
        assert_eq!(
            refusal(|r| {
                r.path("/x/").greedy_label("Id", label);
            }),
            message
        );
    }
    let kept = uri(|r| {
        r.path("/").greedy_label("Id", "a..b/.c/...");
    });
    assert_eq!(kept, "/a..b/.c/...");
}

#[test]
fn a_verbatim_label_keeps_all_segments() {
    for key in ["../a", "a/../b", "a//b/.", ".."] {
        let mut request = RequestWriter::new::<RestJson1>();
        request.path("/").verbatim_label("Key", key);
        let request = request.finish().unwrap().into_http("https://example.com").unwrap();
        assert_eq!(request.uri().path(), format!("/{key}"));
        assert!(request.extensions().get::<VerbatimPath>().is_some());
    }
    let mut request = RequestWriter::new::<RestJson1>();
    request.path("/").greedy_label("Key", "a//b");
    let request = request.finish().unwrap().into_http("https://example.com").unwrap();
    assert!(request.extensions().get::<VerbatimPath>().is_none());
}

#[test]
fn nothing_is_appended_to_an_endpoint_that_has_the_path() {
    let url = |endpoint: &str, path: &str, query: Option<&str>| {
        let mut request = RequestWriter::new::<RestJson1>();
        request.endpoint_label("Bucket", "photos").path(path);
        if let Some(name) = query {
            request.query_literal(name, None);
        }
        request.finish().unwrap().into_http(endpoint).unwrap().uri().to_string()
    };
    assert_eq!(url("https://a.com/photos", "", None), "https://a.com/photos");
    assert_eq!(url("https://a.com/photos", "", Some("acl")), "https://a.com/photos?acl");
    assert_eq!(url("https://a.com/photos", "/b", Some("acl")), "https://a.com/photos/b?acl");
    assert_eq!(url("https://photos.a.com", "", Some("acl")), "https://photos.a.com/?acl");
    // Other operations without a path have that of the root.
    let request = RequestWriter::new::<RestJson1>().finish().unwrap();
    assert_eq!(request.into_http("https://a.com/v1").unwrap().uri(), "https://a.com/v1/");
}

#[test]
fn an_id_may_be_the_path_of_its_resource() {
    for (id, expected) in
        [("Z1", "/x/Z1"), ("/hostedzone/Z1", "/x/Z1"), ("hostedzone/Z 1", "/x/Z%201")]
    {
        let path = uri(|r| {
            r.path("/x/").last_segment_label("Id", id);
        });
        assert_eq!(path, expected);
    }
    let nothing = refusal(|r| {
        r.path("/x/").last_segment_label("Id", "/hostedzone/");
    });
    assert_eq!(nothing, "`Id` must not be empty");
}

#[test]
fn a_label_of_the_endpoint_is_not_in_the_path() {
    let path = uri(|r| {
        r.endpoint_label("Bucket", "photos").path("/").greedy_label("Key", "a/b");
    });
    assert_eq!(path, "/a/b");
    assert_eq!(
        uri(|r| {
            r.endpoint_label("Bucket", "photos");
        }),
        "/"
    );
    let refused = refusal(|r| {
        r.endpoint_label("Bucket", "");
    });
    assert_eq!(refused, "`Bucket` must not be empty");
}

#[test]
fn labels_are_encoded_as_other_clients_encode_them() {
    for (value, expected) in [
        ("a b", "/x/a%20b"),
        ("a/b", "/x/a%2Fb"),
        ("ü", "/x/%C3%BC"),
        ("a%2f", "/x/a%252f"),
        ("-._~", "/x/-._~"),
        ("x*y'()!", "/x/x%2Ay%27%28%29%21"),
        (
            " %:/?#[]@!$&'()*+,;=😹",
            "/x/%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9",
        ),
        ("../y", "/x/..%2Fy"),
    ] {
        assert_eq!(
            uri(|r| {
                r.path("/x/").label("X", value);
            }),
            expected
        );
    }
}

#[test]
fn greedy_labels_keep_their_slashes() {
    assert_eq!(
        uri(|r| {
            r.path("/").greedy_label("Key", "a b/c//d?");
        }),
        "/a%20b/c//d%3F"
    );
}

#[test]
fn an_empty_label_may_have_a_default() {
    let uri = uri(|r| {
        r.path("/").label_or("A", "", "-").path("/").label_or("B", &None::<String>, "-");
        r.path("/").label_or("C", "a/b", "-");
    });
    assert_eq!(uri, "/-/-/a%2Fb");
}

#[test]
fn labels_take_scalars_and_timestamps() {
    let at = DateTime::from_secs(1_576_540_098);
    let uri = uri(|r| {
        r.path("/").label("N", &4.1_f32).path("/").label("B", &Some(true)).path("/");
        r.label_timestamp("At", &at, TimestampFormat::DateTime).path("/");
        r.label_timestamp("At", &Some(at), TimestampFormat::EpochSeconds);
    });
    assert_eq!(uri, "/4.1/true/2019-12-16T23%3A48%3A18Z/1576540098");
}

#[test]
fn empty_labels_are_refused() {
    let message = "`AccountId` must not be empty";
    assert_eq!(
        refusal(|r| {
            r.path("/").label("AccountId", "");
        }),
        message
    );
    assert_eq!(
        refusal(|r| {
            r.path("/").label("AccountId", &None::<String>);
        }),
        message
    );
    assert_eq!(
        refusal(|r| {
            r.path("/").greedy_label("AccountId", "");
        }),
        message
    );
    assert_eq!(
        refusal(|r| {
            r.label_timestamp("AccountId", None, TimestampFormat::DateTime);
        }),
        message
    );
}

#[test]
fn host_labels_are_checked() {
    let mut request = RequestWriter::new::<RestJson1>();
    request.host("foo.").host_label("Label", "bar").host(".");
    assert_eq!(request.finish().unwrap().host_prefix, "foo.bar.");
    assert_eq!(
        refusal(|r| {
            r.host_label("Label", "");
        }),
        "`Label` must not be empty"
    );
    for value in ["a/b", "evil.com/", "a@b", "a:1", "ü", "a b"] {
        assert!(
            refusal(|r| {
                r.host_label("Label", value);
            })
            .starts_with("`Label` goes into")
        );
    }
}

#[test]
fn parameters_are_joined() {
    let uri = uri(|r| {
        r.path("/x");
        r.query_literal("foo", "bar");
        r.query_literal("hello", None);
        r.query("Empty", "");
        r.query("None", &None::<i32>);
        r.query("a&b", "c=d");
        r.query_list("List", &vec![1, 2]);
        r.query_list("List", &Some(vec![true]));
        r.query_list::<String>("List", None);
        r.query_timestamp("At", &DateTime::from_secs(1), TimestampFormat::DateTime);
        let many = vec![DateTime::from_secs(1), DateTime::from_secs(2)];
        r.query_timestamp_list("Many", &many, TimestampFormat::EpochSeconds);
    });
    assert_eq!(
        uri,
        "/x?foo=bar&hello&Empty=&a%26b=c%3Dd&List=1&List=2&List=true\
         &At=1970-01-01T00%3A00%3A01Z&Many=1&Many=2"
    );
}

#[test]
fn maps_of_parameters_do_not_override() {
    let map = |entries: &[(&str, &str)]| -> BTreeMap<String, String> {
        entries.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    };
    let uri = uri(|r| {
        r.query_literal("flag", None);
        r.query("bar", "named");
        r.query_params(&map(&[("bar", "map"), ("ba", "1"), ("flag", "2"), ("a b", "3")]));
        let lists = BTreeMap::from([("baz".to_owned(), vec!["q".to_owned(), "r".to_owned()])]);
        r.query_params(&Some(lists));
    });
    assert_eq!(uri, "/?flag&bar=named&a%20b=3&ba=1&baz=q&baz=r");
}

proptest! {
    #[test]
    fn labels_round_trip(value in "\\PC+|[\u{0}-\u{20}./%]+") {
        prop_assume!(!matches!(&*value, "." | ".."));
        let path = uri(|r| { r.path("/").label("X", &value); });
        let encoded = path.strip_prefix('/').unwrap();
        prop_assert!(encoded.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)));
        prop_assert_eq!(percent_decode_str(encoded).decode_utf8().unwrap(), &*value);
    }

    #[test]
    fn greedy_labels_round_trip(value in "\\PC+|[a./%]+") {
        prop_assume!(!value.split('/').any(|segment| matches!(segment, "." | "..")));
        let path = uri(|r| { r.path("/").greedy_label("X", &value); });
        let encoded = path.strip_prefix('/').unwrap();
        prop_assert_eq!(percent_decode_str(encoded).decode_utf8().unwrap(), &*value);
    }
}
