//! Bodies that are meant to do harm: they get an error, or are read in time and memory that their length
//! bounds.

use super::structures::{read, skip};

#[test]
fn document_types_are_refused() {
    let lol = "<!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;'>]><A><Name>&lol2;</Name></A>";
    let external = "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><A/>";
    let parameter = "<?xml version='1.0'?> <!DOCTYPE a [<!ENTITY % x SYSTEM 'http://a/'> %x;]><A/>";
    for (xml, offset) in [(lol, 0), (external, 0), (parameter, 22)] {
        let error =
            format!("a document type, which is not accepted (at byte {offset} of the body)");
        assert_eq!(read(xml), Err(error.clone()), "{xml}");
        assert_eq!(skip(xml), Err(error), "{xml}");
    }
    assert!(read("<A><!DOCTYPE a></A>").is_err());
    let undefined = "<A><Name>&lol9;</Name></A>";
    let error = "Name: an entity that XML does not define (at byte 9 of the body)";
    assert_eq!(read(undefined), Err(error.to_owned()));
}

#[test]
fn pages_of_proxies_are_not_outputs() {
    for (page, error) in [
        (
            "<html><head><title>502</title></head><body/></html>",
            "expected XML of the service, found an HTML page (at byte 0 of the body)",
        ),
        (
            "<HTML><p>unclosed<br></HTML>",
            "expected XML of the service, found an HTML page (at byte 0 of the body)",
        ),
        (
            "<!DOCTYPE html><html></html>",
            "a document type, which is not accepted (at byte 0 of the body)",
        ),
        ("Bad Gateway", "expected an element, found text (at byte 0 of the body)"),
    ] {
        assert_eq!(read(page), Err(error.to_owned()), "{page}");
    }
}

#[test]
fn nesting_is_limited() {
    let open = |name: &str, levels: usize| format!("<{name}>").repeat(levels);
    let close = |name: &str, levels: usize| format!("</{name}>").repeat(levels);
    let nested = |levels| format!("{}{}", open("Parent", levels), close("Parent", levels));
    assert!(read(nested(128)).is_ok());
    for levels in [129, 10_000] {
        let error = read(nested(levels)).unwrap_err();
        let place = "elements nested more than 128 deep (at byte 1024 of the body)";
        assert_eq!(error, format!("{}Parent: {place}", "Parent.".repeat(127)));
    }
    for xml in [open("a", 10_000), open("a", 10_000) + &close("a", 10_000)] {
        let error = skip(&xml).unwrap_err();
        assert_eq!(error, "elements nested more than 512 deep (at byte 1536 of the body)");
        assert!(read(format!("<A>{xml}</A>")).is_err());
    }
}

#[test]
fn long_bodies_are_read_in_linear_time() {
    const COUNT: usize = 20_000;
    for part in
        ["<!-- a -->", " <!-- a --> ", "<?a?>", "<![CDATA[a]]>", "<a b='c'/>", "&amp;", "&#10;"]
    {
        let many = part.repeat(COUNT);
        for xml in [
            format!("<A><Name>{many}</Name></A>"),
            format!("<A>{many}</A>"),
            format!("{many}<A/>"),
            format!("<A/>{many}"),
            format!("<A><More>{many}"),
            format!("<A a='{many}'/>"),
        ] {
            // Some are errors; each is decided.
            let _ = (read(&xml), skip(&xml));
        }
    }
    assert!(read(format!("<A{}/>", " a='b'".repeat(COUNT))).is_ok());
    let name = "a".repeat(COUNT);
    assert!(read(format!("<{name}><{name}/></{name}>")).is_ok());
}

#[test]
fn every_start_of_a_document_is_an_error() {
    let xml = "<?xml version='1.0'?><A xsi:kind='é' expires='2014-04-29T18:30:38Z'><Id>&amp;1</Id><!--c-->\
               <Tags><Tag><Key>a</Key><Values><member>1</member></Values></Tag></Tags><Flat><![CDATA[x]]></Flat>\
               <Limits><entry><key>a</key><value>1</value></entry></Limits><p:Shape><sides>1</sides></p:Shape>\
               <FlatMap><key>a</key><value>1</value></FlatMap><Unknown><a b='c'/>d</Unknown></A>";
    assert!(read(xml).is_ok() && skip(xml).is_ok());
    for length in 0..xml.len() {
        let start = &xml.as_bytes()[..length];
        assert!(read(start).is_err() && skip(start).is_err(), "{length}");
    }
}
