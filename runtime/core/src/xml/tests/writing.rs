//! What the writer writes, and what it refuses.

use std::collections::BTreeMap;

use super::structures::{Account, Level, Shape, Tag, written};
use crate::xml::Writer;
use crate::{BuildError, DateTime};

fn built(write: impl FnOnce(&mut Writer)) -> Result<String, BuildError> {
    let mut writer = Writer::new("A");
    write(&mut writer);
    writer.finish().map(|xml| String::from_utf8(xml).unwrap())
}

fn failure(account: &Account) -> String {
    built(|w| Account::write(w, account)).unwrap_err().to_string()
}

#[test]
fn members_are_elements_in_the_order_of_the_model() {
    let account = Account {
        kind: Some("a<b>&\"'\t\n".into()),
        id: "<1>".into(),
        name: Some(String::new()),
        level: Some(Level::High),
        double: Some(5.0),
        float: Some(f32::NEG_INFINITY),
        seen: Some(DateTime::from_secs(1_398_796_238)),
        created: Some(DateTime::from_secs(1_398_796_238)),
        tags: vec![Tag { key: "a".into(), values: vec![1, 2] }],
        flat: Some(vec!["x".into(), String::new()]),
        limits: Some([("b".into(), 2), ("a".into(), 1)].into()),
        flat_map: Some([("k".into(), "v".into())].into()),
        shape: Some(Shape::Corners(vec![1, 2])),
        ..Account::default()
    };
    assert_eq!(
        str::from_utf8(&written(&account)).unwrap(),
        "<Account xsi:kind=\"a&lt;b&gt;&amp;&quot;&apos;&#x9;&#xA;\"><Id>&lt;1&gt;</Id><Name></Name>\
         <Level>7</Level><Active>false</Active><Float>-Infinity</Float><Double>5.0</Double>\
         <Created>2014-04-29T18:30:38Z</Created><Seen>1398796238</Seen>\
         <Tags><Tag><Key>a</Key><Values><member>1</member><member>2</member></Values></Tag></Tags>\
         <Flat>x</Flat><Flat></Flat>\
         <Limits><entry><key>a</key><value>1</value></entry><entry><key>b</key><value>2</value></entry></Limits>\
         <FlatMap><key>k</key><value>v</value></FlatMap>\
         <p:Shape><corner>1</corner><corner>2</corner></p:Shape></Account>"
    );
}

#[test]
fn namespaces_stand_in_the_open_tag() {
    let (tags, map) = (vec![1], BTreeMap::from([("k".to_owned(), 2)]));
    let xml = built(|w| {
        w.namespace(None, "https://a/?b&c");
        w.field("N", &7, |w, v| {
            w.namespace(Some("p"), "uri");
            w.attribute("p:b", &true, Writer::boolean);
            w.integer(v);
        });
        w.each("T", &tags, |w, v| {
            w.namespace(None, "t");
            w.integer(v);
        });
        let key: fn(&mut Writer, &str) = |w, key| {
            w.namespace(None, "k");
            w.key(key);
        };
        w.entries_with("M", ["K", "V"], &map, key, Writer::integer);
        w.field("M", &map, |w, v| {
            w.namespace(None, "m");
            w.map(["K", "V"], v, |w, v| {
                w.namespace(None, "v");
                w.integer(v);
            });
        });
    });
    assert_eq!(
        xml.unwrap(),
        "<A xmlns=\"https://a/?b&amp;c\"><N xmlns:p=\"uri\" p:b=\"true\">7</N><T xmlns=\"t\">1</T>\
         <M><K xmlns=\"k\">k</K><V>2</V></M>\
         <M xmlns=\"m\"><entry><K>k</K><V xmlns=\"v\">2</V></entry></M></A>"
    );
}

#[test]
fn members_without_a_value_are_left_out() {
    let xml = built(|w| {
        w.attribute("a", &None, Writer::string);
        w.field("b", &None, Writer::string);
        w.each("c", &None, Writer::string);
        w.each("d", &Vec::new(), Writer::string);
        w.entries("e", ["k", "v"], None::<&BTreeMap<String, i32>>, Writer::integer);
        w.field("f", &vec![None, Some(1)], |w, v| {
            w.list("g", v, |w, v| w.nullable(v, Writer::integer));
        });
    });
    assert_eq!(xml.unwrap(), "<A><f><g></g><g>1</g></f></A>");
}

#[test]
fn values_that_cannot_be_sent() {
    let far = Some(DateTime::from_secs(1_000_000_000_000));
    let bad = || "a\u{1}".to_owned();
    let years = "is sent as a date and must be in the years 0000 to 9999";
    let character = "has a character that XML does not allow";
    let tag = || Tag { key: bad(), values: vec![] };
    for (account, error) in [
        (Account { id: bad(), ..Account::default() }, format!("`Id` {character}")),
        (Account { kind: Some(bad()), ..Account::default() }, format!("`@xsi:kind` {character}")),
        (Account { expires: far, ..Account::default() }, format!("`@expires` {years}")),
        (
            Account { kind: Some("a<b=\" c".into()), expires: far, ..Account::default() },
            format!("`@expires` {years}"),
        ),
        (Account { created: far, ..Account::default() }, format!("`Created` {years}")),
        (
            Account { tags: vec![Tag::default(), tag()], ..Account::default() },
            format!("`Tags[1].Key` {character}"),
        ),
        (
            Account { flat: Some(vec![String::new(), bad()]), ..Account::default() },
            format!("`Flat[1]` {character}"),
        ),
        (
            Account { flat_map: Some([(bad(), String::new())].into()), ..Account::default() },
            format!("`FlatMap.*` {character}"),
        ),
        (
            Account { groups: Some([("hush".into(), vec![tag()])].into()), ..Account::default() },
            format!("`Groups.*[0].Key` {character}"),
        ),
        (
            Account { shape: Some(Shape::Unknown("x".into())), ..Account::default() },
            "`p:Shape.x` is not a member that the model knows".to_owned(),
        ),
        (
            Account {
                parent: Some(Box::new(Account { expires: far, ..Account::default() })),
                ..Account::default()
            },
            format!("`Parent.@expires` {years}"),
        ),
    ] {
        assert_eq!(failure(&account), error);
    }
}

#[test]
fn the_first_error_is_kept() {
    let result = built(|w| {
        w.fail("First", "is wrong");
        w.fail("Second", "is wrong");
        w.field("Third", &1, Writer::integer);
    });
    assert_eq!(result, Err(BuildError::new("First", "is wrong")));
}
