//! Messages with forms in their bodies.

use crate::form::Writer;
use crate::protocol::{ErrorHead, Protocol};
use crate::{BuildError, Request, RequestWriter, Response};

/// A protocol whose requests are forms.
struct Query;

impl Protocol for Query {
    const CONTENT_TYPE: &'static str = "application/x-www-form-urlencoded";

    fn error(_: &Response) -> ErrorHead<'_> {
        ErrorHead::default()
    }
}

fn built(write: impl FnOnce(&mut RequestWriter)) -> Result<Request, BuildError> {
    let mut request = RequestWriter::new::<Query>();
    write(&mut request);
    request.finish()
}

fn body(request: &Request) -> &str {
    str::from_utf8(request.body.as_bytes().unwrap()).unwrap()
}

#[test]
fn a_form_names_the_operation_and_the_version() {
    let request = built(|r| r.form("ListUsers", "2010-05-08", |_| {})).unwrap();
    assert_eq!(body(&request), "Action=ListUsers&Version=2010-05-08");
    assert_eq!(request.headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!((request.method.as_str(), request.path_and_query.as_str()), ("POST", "/"));
}

#[test]
fn the_protocols_differ_in_empty_lists() {
    let (empty, none) = (Some(Vec::<String>::new()), None::<Vec<String>>);
    let members = |w: &mut Writer| {
        w.field("A", &empty, |w, v| w.list("member", v, Writer::string));
        w.each("B", &empty, Writer::string);
        w.each("C", &none, Writer::string);
    };
    let request = built(|r| r.form("Put", "1", members)).unwrap();
    assert_eq!(body(&request), "Action=Put&Version=1&A=&B=");
    let request = built(|r| r.ec2_form("Put", "1", members)).unwrap();
    assert_eq!(body(&request), "Action=Put&Version=1");
    assert_eq!(request.headers["content-type"], "application/x-www-form-urlencoded");
}

#[test]
fn an_error_in_the_body_comes_after_those_before_it() {
    let fails = |r: &mut RequestWriter| r.form("Put", "1", |w| w.fail("Name", "is wrong"));
    assert_eq!(built(fails), Err(BuildError::new("Name", "is wrong")));
    let refused = built(|r| {
        r.host_label("Id", "");
        fails(r);
    });
    assert_eq!(refused, Err(BuildError::new("Id", "must not be empty")));
}
