//! What is said of XML that is wrong: what was expected, the kind of what was found, and the place;
//! never a value, which may be a secret and goes into logs.

use super::structures::read;

/// Checks what is said of an account with this content.
fn check(cases: &[(&str, &str)]) {
    for (content, error) in cases {
        let found = read(format!("<A>{content}</A>"));
        assert_eq!(found.as_ref().map_err(String::as_str), Err(*error), "{content}");
    }
}

#[test]
fn numbers_that_are_not_as_the_model_says() {
    check(&[
        (
            "<Integer>3000000000</Integer>",
            "Integer: expected an integer of 32 bits, found a number beyond that (at byte 3 of the body)",
        ),
        (
            "<Byte>128</Byte>",
            "Byte: expected an integer of 8 bits, found a number beyond that (at byte 3 of the body)",
        ),
        (
            "<Long>9223372036854775808</Long>",
            "Long: expected an integer of 64 bits, found a number beyond that (at byte 3 of the body)",
        ),
        (
            "<Long>1.5</Long>",
            "Long: expected an integer of 64 bits, found a number with a fraction (at byte 3 of the body)",
        ),
        (
            "<Long>1e400</Long>",
            "Long: expected an integer of 64 bits, found a number beyond that (at byte 3 of the body)",
        ),
        (
            "<Long>one</Long>",
            "Long: expected an integer of 64 bits, found another text (at byte 3 of the body)",
        ),
        (
            "<Short/>",
            "Short: expected an integer of 16 bits, found no text (at byte 3 of the body)",
        ),
        (
            "<Short> </Short>",
            "Short: expected an integer of 16 bits, found no text (at byte 3 of the body)",
        ),
        (
            "<Float>1e39</Float>",
            "Float: expected a number that fits 32 bits, found a number beyond that (at byte 3 of the body)",
        ),
        (
            "<Double>inf</Double>",
            "Double: expected a number that fits 64 bits, found another text (at byte 3 of the body)",
        ),
        (
            "<BigInteger>1e-1</BigInteger>",
            "BigInteger: expected an integer, found a number (at byte 3 of the body)",
        ),
        (
            "<BigDecimal>1,5</BigDecimal>",
            "BigDecimal: expected a number, found another text (at byte 3 of the body)",
        ),
        (
            "<Seen>today</Seen>",
            "Seen: expected a number of seconds, found another text (at byte 3 of the body)",
        ),
    ]);
}

#[test]
fn what_is_not_as_the_model_says() {
    check(&[
        ("<Id><a/></Id>", "Id: expected a string, found an element (at byte 7 of the body)"),
        ("<Id>a<b>c</b></Id>", "Id: expected a string, found an element (at byte 8 of the body)"),
        (
            "<Active>True</Active>",
            "Active: expected a boolean, found another text (at byte 3 of the body)",
        ),
        (
            "<Active>1</Active>",
            "Active: expected a boolean, found a number (at byte 3 of the body)",
        ),
        (
            "<Parent>a</Parent>",
            "Parent: expected an element or the end of the open one, found text (at byte 11 of the body)",
        ),
        (
            "<Tags><Tag/> a </Tags>",
            "Tags: expected an element or the end of the open one, found text (at byte 16 of the body)",
        ),
        (
            "<Tags><Tag/><x/><Tag><Values><member>1</member><member>a</member></Values></Tag></Tags>",
            "Tags[1].Values[1]: expected an integer of 32 bits, found another text (at byte 50 of the body)",
        ),
        (
            "<Flat/><FlatTag/><Flat/><FlatTag><Key><a/></Key></FlatTag>",
            "FlatTag[1].Key: expected a string, found an element (at byte 41 of the body)",
        ),
        (
            "<Flat/><Flat><a/></Flat>",
            "Flat[1]: expected a string, found an element (at byte 16 of the body)",
        ),
        (
            "<Parent expires='hush'/>",
            "Parent.@expires: expected an RFC 3339 date and time (at byte 3 of the body)",
        ),
        (
            "<Parent><p:Shape/></Parent>",
            "Parent.p:Shape: expected one member of a union, found none (at byte 11 of the body)",
        ),
        (
            "<p:Shape> <!-- --> </p:Shape>",
            "p:Shape: expected one member of a union, found none (at byte 3 of the body)",
        ),
        (
            "<p:Shape><sides>1</sides><circle/></p:Shape>",
            "p:Shape.circle: expected one member of a union, found two (at byte 28 of the body)",
        ),
        ("<Name>&nbsp;</Name>", "Name: an entity that XML does not define (at byte 9 of the body)"),
        ("<Name>a & b</Name>", "Name: a reference without an end (at byte 9 of the body)"),
        (
            "<Parent xsi:kind='&x;'/>",
            "Parent.@xsi:kind: an entity that XML does not define (at byte 3 of the body)",
        ),
    ]);
}

#[test]
fn entries_of_maps_that_are_not_as_the_model_says() {
    check(&[
        (
            "<Limits><entry><key>hush</key><value>a</value></entry></Limits>",
            "Limits.*: expected an integer of 32 bits, found another text (at byte 33 of the body)",
        ),
        (
            "<Limits><entry><value>1</value></entry></Limits>",
            "Limits.*: an entry without a key (at byte 11 of the body)",
        ),
        ("<Limits><entry/></Limits>", "Limits.*: an entry without a key (at byte 11 of the body)"),
        (
            "<FlatGroup><K>hush</K><V><Values><member>x</member></Values></V></FlatGroup>",
            "FlatGroup.*.Values[0]: expected an integer of 32 bits, found another text (at byte 36 of the body)",
        ),
        (
            "<FlatMap>a</FlatMap>",
            "FlatMap.*: expected an element or the end of the open one, found text (at byte 12 of the body)",
        ),
        (
            "<Groups><entry><Name>hush</Name><Tags><member><Key><x/></Key></member></Tags></entry></Groups>",
            "Groups.*[0].Key: expected a string, found an element (at byte 54 of the body)",
        ),
    ]);
}

#[test]
fn every_member_refuses_the_content_of_another_kind() {
    let scalars = [
        "Id",
        "Name",
        "License",
        "Level",
        "Active",
        "Byte",
        "Short",
        "Integer",
        "Long",
        "Float",
        "Double",
        "BigInteger",
        "BigDecimal",
        "Photo",
        "Created",
        "Seen",
        "Modified",
    ];
    for name in scalars {
        for content in ["<a/>", "x<a/>", "<a>x</a>", "<!-- --><a/>", "x"] {
            let result = read(format!("<A><{name}>{content}</{name}></A>"));
            // Any text is a string, a blob needs four characters.
            let is_text = content == "x" && ["Id", "Name", "License"].contains(&name);
            let found = result.as_ref().map_err(|error| error.starts_with(&format!("{name}: ")));
            assert!(if is_text { found.is_ok() } else { found == Err(true) }, "{result:?}");
        }
    }
    let containers = [
        ("Licenses", "Licenses"),
        ("Tags", "Tags"),
        ("FlatTag", "FlatTag[0]"),
        ("Limits", "Limits"),
        ("FlatMap", "FlatMap.*"),
        ("Sparse", "Sparse"),
        ("Parent", "Parent"),
        ("p:Shape", "p:Shape"),
    ];
    for (name, path) in containers {
        for content in ["x", "<!-- -->x", "<x/>x", "&lt;"] {
            let error = read(format!("<A><{name}>{content}</{name}></A>")).unwrap_err();
            assert!(error.starts_with(&format!("{path}: ")), "{error}");
        }
    }
}

#[test]
fn what_is_not_xml() {
    for (xml, error) in [
        ("", "expected an element, found the end of the body (at byte 0 of the body)"),
        (" \n", "expected an element, found the end of the body (at byte 2 of the body)"),
        ("{}", "expected an element, found text (at byte 0 of the body)"),
        ("</A>", "expected an element, found another end tag (at byte 0 of the body)"),
        ("<![CDATA[a]]>", "expected an element, found text (at byte 0 of the body)"),
        ("<", "expected a name (at byte 1 of the body)"),
        ("< A/>", "expected a name (at byte 1 of the body)"),
        ("<1/>", "expected a name (at byte 1 of the body)"),
        ("<A", "a start tag without an end (at byte 0 of the body)"),
        ("<A/", "a start tag without an end (at byte 0 of the body)"),
        ("<A b='c'", "a start tag without an end (at byte 0 of the body)"),
        ("<A b", "expected `=` after the name of an attribute (at byte 4 of the body)"),
        ("<A b=c>", "expected the value of an attribute in quotes (at byte 5 of the body)"),
        ("<A b='c>", "the value of an attribute without an end (at byte 5 of the body)"),
        ("<A b='<'/>", "a `<` in the value of an attribute (at byte 5 of the body)"),
        ("<A b='c'd='e'/>", "a character that is not expected in a tag (at byte 8 of the body)"),
        ("<A<B/>", "a character that is not expected in a tag (at byte 2 of the body)"),
        ("<A / >", "expected a name (at byte 3 of the body)"),
        (
            "<A>",
            "expected an element or the end of the open one, found the end of the body (at byte 3 of the body)",
        ),
        ("<A></", "expected a name (at byte 5 of the body)"),
        ("<A></A", "an end tag without a `>` (at byte 3 of the body)"),
        (
            "<A></B>",
            "expected an element or the end of the open one, found another end tag (at byte 3 of the body)",
        ),
        (
            "<A></a:A>",
            "expected an element or the end of the open one, found another end tag (at byte 3 of the body)",
        ),
        ("<A/><B/>", "expected the end of the body, found an element (at byte 4 of the body)"),
        ("<A/>a", "expected the end of the body, found text (at byte 4 of the body)"),
        ("<A/></A>", "expected the end of the body, found another end tag (at byte 4 of the body)"),
        ("<A><Id>a", "Id: expected a string, found the end of the body (at byte 8 of the body)"),
        ("<A><Id>a</I", "Id: an end tag without a `>` (at byte 8 of the body)"),
        (
            "<A><Id>a</Name></A>",
            "Id: expected a string, found another end tag (at byte 8 of the body)",
        ),
        ("<A><Id>a</A>", "Id: expected a string, found another end tag (at byte 8 of the body)"),
        (
            "<A><More><a></More></A>",
            "More: expected an element or the end of the open one, found another end tag (at byte 12 of the body)",
        ),
        (
            "<A><More><a>",
            "More: expected an element or the end of the open one, found the end of the body (at byte 12 of the body)",
        ),
        ("<A><!-- </A>", "a comment without an end (at byte 3 of the body)"),
        ("<A><![CDATA[ </A>", "a CDATA section without an end (at byte 3 of the body)"),
        ("<A><? </A>", "a processing instruction without an end (at byte 3 of the body)"),
        ("<A><!a></A>", "a `<` that starts no tag (at byte 3 of the body)"),
    ] {
        assert_eq!(read(xml).as_ref().map_err(String::as_str), Err(error), "{xml}");
    }
}

#[test]
fn bytes_that_are_not_utf_8() {
    for (xml, error) in [
        (&b"\xff"[..], "bytes that are not UTF-8 (at byte 0 of the body)"),
        (b"<A><Name>a\xff</Name></A>", "Name: bytes that are not UTF-8 (at byte 10 of the body)"),
        (b"<A/>\xff", "bytes that are not UTF-8 (at byte 4 of the body)"),
        (b"\xff\xfe<\0A\0/\0>\0", "bytes that are not UTF-8 (at byte 0 of the body)"),
    ] {
        assert_eq!(read(xml).as_ref().map_err(String::as_str), Err(error));
    }
}

#[test]
fn errors_do_not_repeat_values() {
    for (xml, secrets) in [
        ("<A><Byte>8675309</Byte></A>", &["8675309"][..]),
        ("<A><Double>hush</Double></A>", &["hush"]),
        ("<A><Created>hush</Created></A>", &["hush"]),
        ("<A><Photo>hush!</Photo></A>", &["hush", "!"]),
        ("<A><Active>hush</Active></A>", &["hush"]),
        ("<A><Name>&hush;</Name></A>", &["hush"]),
        ("<A><Limits><entry><key>hush</key><value>hush</value></entry></Limits></A>", &["hush"]),
        ("<A expires='hush'/>", &["hush"]),
        ("<A>hush</A>", &["hush"]),
    ] {
        let error = read(xml).unwrap_err();
        assert!(secrets.iter().all(|secret| !error.contains(secret)), "{error}");
    }
}
