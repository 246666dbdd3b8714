//! What the reader accepts, and what it makes of it.

use super::structures::{Account, Level, License, Shape, Tag, read, skip};
use crate::{Blob, DateTime, TimestampFormat};

fn tag(key: &str, values: &[i32]) -> Tag {
    Tag { key: key.to_owned(), values: values.to_vec() }
}

fn at(text: &str) -> Option<DateTime> {
    DateTime::parse(text, TimestampFormat::DateTime).ok()
}

#[test]
fn scalars() {
    let account = read(
        "<?xml version='1.0' encoding='UTF-8'?>\n<Account xmlns='https://example.com/' \
           xmlns:xsi=\"x\" xsi:kind = 'a&amp;b' expires=\" 2014-04-29T18:30:38Z \">
            <Id> 12a3 </Id><Name>Caf&#xe9; &quot;Bar&quot;</Name><License>Pro</License><Level> 7 </Level>
            <Active>\n true </Active><Byte>-128</Byte><Short>32767</Short><Integer>-2147483648</Integer>
            <Long>9223372036854775807</Long><Float>1.5</Float><Double>-2.5e-3</Double>
            <BigInteger>123456789012345678901234567890</BigInteger>
            <BigDecimal>0.100000000000000000001</BigDecimal><Photo>\n dmFsdWU= \n</Photo>
            <Created>2014-04-29T19:30:38+01:00</Created><Seen>1398796238.5</Seen>
            <Modified>Tue, 29 Apr 2014 18:30:38 GMT</Modified></Account>",
    )
    .unwrap();
    let expected = Account {
        kind: Some("a&b".into()),
        expires: at("2014-04-29T18:30:38Z"),
        id: " 12a3 ".into(),
        name: Some("Café \"Bar\"".into()),
        license: Some(License::Pro),
        level: Some(Level::High),
        active: true,
        byte: Some(-128),
        short: Some(32767),
        integer: Some(i32::MIN),
        long: Some(i64::MAX),
        float: Some(1.5),
        double: Some(-0.0025),
        big_integer: Some("123456789012345678901234567890".parse().unwrap()),
        big_decimal: Some("0.100000000000000000001".parse().unwrap()),
        photo: Some(Blob::from("value")),
        created: at("2014-04-29T18:30:38Z"),
        seen: at("2014-04-29T18:30:38.5Z"),
        modified: at("2014-04-29T18:30:38Z"),
        ..Account::default()
    };
    assert_eq!(account, expected);
}

#[test]
fn containers() {
    let account = read(
        "<Account><Surplus a='1'><Id>no</Id><b/></Surplus>
            <Licenses><member>Basic</member><other>no</other><member>Pro</member></Licenses>
            <Tags><Tag><Key>a</Key><Values><member>1</member><member>2</member></Values></Tag>
                <Tag><More/><Key>b</Key></Tag></Tags>
            <Nested><member><member>1</member></member><member/></Nested>
            <Limits><entry><key>b</key><value>2</value></entry><x/>
                <entry><value>1</value><more/><key>a\n</key></entry></Limits>
            <Groups><entry><Name>Pro</Name><Tags><member><Key>c</Key></member></Tags></entry></Groups>
            <Sparse><entry><key>x</key></entry><entry><key>y</key><value>1</value></entry></Sparse>
            <Parent><Id>0</Id><Parent><Id>1</Id></Parent></Parent></Account>",
    )
    .unwrap();
    let parent = |id: &str, parent| Account { id: id.into(), parent, ..Account::default() };
    let expected = Account {
        licenses: Some(vec!["Basic".into(), "Pro".into()]),
        tags: vec![tag("a", &[1, 2]), tag("b", &[])],
        nested: Some(vec![vec![1], vec![]]),
        limits: Some([("a\n".into(), 1), ("b".into(), 2)].into()),
        groups: Some([("Pro".into(), vec![tag("c", &[])])].into()),
        sparse: Some([("x".into(), None), ("y".into(), Some(1))].into()),
        parent: Some(Box::new(parent("0", Some(Box::new(parent("1", None)))))),
        ..Account::default()
    };
    assert_eq!(account, expected);
}

#[test]
fn flattened_members_need_not_be_adjacent() {
    let account = read(
        "<Account><Flat>a</Flat><FlatTag><Key>x</Key></FlatTag><Flat/><FlatMap><key>k</key>\
         <value>v</value></FlatMap><Id>1</Id><FlatGroup><V><Key>y</Key></V><K>g</K></FlatGroup>\
         <FlatTag/><FlatMap><key>l</key><value>w</value></FlatMap><Flat>b</Flat>\
         <FlatMap><key>null</key></FlatMap><FlatMap><key>k</key><value>u</value></FlatMap></Account>",
    );
    let expected = Account {
        id: "1".into(),
        flat: Some(vec!["a".into(), String::new(), "b".into()]),
        flat_tags: vec![tag("x", &[]), Tag::default()],
        flat_map: Some([("k".into(), "u".into()), ("l".into(), "w".into())].into()),
        flat_groups: [("g".into(), tag("y", &[]))].into(),
        ..Account::default()
    };
    assert_eq!(account, Ok(expected));
}

#[test]
fn empty_elements_are_the_same_with_and_without_an_end_tag() {
    let [a, b] = [("/>", "/>"), (" >", "</{} >")].map(|(start, end)| {
        let names = ["Id", "Name", "Photo", "Licenses", "Tags", "Flat", "Limits", "Parent"];
        let elements = names.map(|name| {
            let end = if start == "/>" { String::new() } else { end.replace("{}", name) };
            format!("<{name}{start}{end}")
        });
        read(format!("<Account>{}</Account>", elements.concat()))
    });
    let expected = Account {
        name: Some(String::new()),
        photo: Some(Blob::default()),
        licenses: Some(vec![]),
        flat: Some(vec![String::new()]),
        limits: Some([].into()),
        parent: Some(Box::default()),
        ..Account::default()
    };
    assert_eq!((a, b), (Ok(expected.clone()), Ok(expected)));
    assert_eq!(read("<Account/>"), Ok(Account::default()));
}

#[test]
fn texts() {
    for (xml, name) in [
        ("", ""),
        ("  two  words \n", "  two  words \n"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;", "<>&\"'A😀"),
        ("escaped data: &amp;lt;&#xD;&#10;", "escaped data: &lt;\r\n"),
        ("a<!-- &no; <b> -->b<?php <c> ?>c", "abc"),
        ("<![CDATA[<a>&amp;]]>", "<a>&amp;"),
        ("a<![CDATA[]]]]><![CDATA[>b\r\n]]>c&amp;d", "a]]>b\nc&d"),
        ("a]]>b > \"c\" 'd'", "a]]>b > \"c\" 'd'"),
        ("木 \u{feff}\u{85}&#x85;", "木 \u{feff}\u{85}\u{85}"),
        ("&#x1;\u{1}", "\u{1}\u{1}"),
    ] {
        let account = read(format!("<Account><Name>{xml}</Name></Account>")).unwrap();
        assert_eq!(account.name.as_deref(), Some(name), "{xml}");
    }
}

#[test]
fn what_is_not_content_is_skipped() {
    let expected = Ok(Account { id: "1".into(), ..Account::default() });
    for xml in [
        "\u{feff}<?xml version=\"1.0\"?><!-- a -->\n<?b?> <Account><Id>1</Id></Account> <!-- c -->\n<?d?>",
        "<Account>\n<![CDATA[ignored]]>\t<Id>1</Id><!-- - -- a -->\r\n</Account>",
        "<a:Account xmlns:a='x'><a:Id>1</a:Id><b:Unknown/></a:Account>",
        "<Account ><Id a='>' b=\"/>\" >1</Id ></Account\n>",
        "<Any><Id\n>1</Id></Any>",
    ] {
        assert_eq!(read(xml), expected, "{xml}");
    }
}

#[test]
fn prefixes_are_removed_unless_the_name_has_one() {
    let sides = |sides| Ok(Account { shape: Some(Shape::Sides(sides)), ..Account::default() });
    let nothing = || Ok(Account::default());
    let kind = Ok(Account { kind: Some("a".into()), ..Account::default() });
    for (xml, expected) in [
        ("<A><p:Shape><sides>1</sides></p:Shape></A>", sides(1)),
        ("<A><p:Shape><q:sides>1</q:sides></p:Shape></A>", sides(1)),
        ("<A><q:Shape><sides>1</sides></q:Shape></A>", nothing()),
        ("<A><Shape><sides>1</sides></Shape></A>", nothing()),
        ("<A xsi:kind='a'/>", kind),
        ("<A kind='a' x:kind='a'/>", nothing()),
    ] {
        assert_eq!(read(xml), expected, "{xml}");
    }
    let names = "<A><x:Licenses><x:member>Pro</x:member></x:Licenses><x:Limits><x:entry><x:key>a</x:key>\
                 <x:value>1</x:value></x:entry></x:Limits><x:Flat>f</x:Flat></A>";
    let account = read(names).unwrap();
    assert_eq!(account.licenses, Some(vec![License::Pro]));
    assert_eq!(account.limits, Some([("a".into(), 1)].into()));
    assert_eq!(account.flat, Some(vec!["f".into()]));
}

#[test]
fn the_last_of_elements_with_the_same_name_counts() {
    let account = read(
        "<A><Id>a</Id><Tags><Tag/></Tags><Id>b</Id><Limits><entry><key>x</key><value>1</value></entry>\
         <entry><key>x</key><value>2</value></entry></Limits><Tags/></A>",
    );
    let account = account.unwrap();
    assert_eq!((account.id.as_str(), account.tags), ("b", vec![]));
    assert_eq!(account.limits, Some([("x".into(), 2)].into()));
}

#[test]
fn unions() {
    for (xml, shape) in [
        ("<circle><Key>a</Key></circle>", Shape::Circle(tag("a", &[]))),
        ("<sides>3</sides>", Shape::Sides(3)),
        ("<sides>3</sides><sides>4</sides>", Shape::Sides(4)),
        ("<corner>1</corner><corner>2</corner>", Shape::Corners(vec![1, 2])),
        ("<square><a/></square>", Shape::Unknown("square".into())),
        ("<q:square/>", Shape::Unknown("square".into())),
    ] {
        let account = read(format!("<A><p:Shape type='x'>{xml}</p:Shape></A>")).unwrap();
        assert_eq!(account.shape, Some(shape), "{xml}");
    }
}

#[test]
fn numbers() {
    for (text, float) in
        [("NaN", f64::NAN), ("Infinity", f64::INFINITY), (" -Infinity ", f64::NEG_INFINITY)]
    {
        let account = read(format!("<A><Float>{text}</Float><Double>{text}</Double></A>")).unwrap();
        let (single, double) = (f64::from(account.float.unwrap()), account.double.unwrap());
        assert_eq!(single.to_bits(), double.to_bits(), "{text}");
        assert!(double.total_cmp(&float).is_eq(), "{text}");
    }
    for (text, integer) in [("1.0", 1), ("1e2", 100), ("-0", 0), ("007", 7), ("+7", 7)] {
        let account = read(format!("<A><Integer>{text}</Integer></A>")).unwrap();
        assert_eq!(account.integer, Some(integer), "{text}");
    }
}

#[test]
fn elements_that_are_skipped_may_be_nested_deeper() {
    let nested = |levels: usize| format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels));
    assert_eq!(skip(nested(512)), Ok(()));
    assert_eq!(read(format!("<A>{}</A>", nested(511))), Ok(Account::default()));
}
