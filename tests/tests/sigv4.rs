//! Runs AWS's signing test suite: the canonical request, the string to sign, the signature and the
//! signed request of each case, with the signature in the headers and in the query string.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use http::request::Parts;
use http::{HeaderName, HeaderValue, Method, Request, Uri};
use serde_json::Value;
use whitesmith_aws::Credentials;
use whitesmith_aws::sigv4::{
    self, ContentSha256, PathEncoding, PathNormalization, Payload, SessionToken, Signature,
    SignatureLocation, SigningParams,
};
use whitesmith_runtime::DateTime;

/// A case, which is a folder of the suite.
struct Case {
    name: String,
    files: BTreeMap<String, String>,
}

/// The parameters of a signature.
struct Context {
    credentials: Credentials,
    region: String,
    service: String,
    time: SystemTime,
    path_encoding: PathEncoding,
    path_normalization: PathNormalization,
    content_sha256: ContentSha256,
    session_token: SessionToken,
    expires_in: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Header,
    Query,
}

#[test]
fn the_signing_test_suite() {
    let Some(shared) = tests::shared() else { return };
    let mut cases: BTreeMap<String, Case> = BTreeMap::new();
    for (path, text) in tests::files(&shared.join("sigv4-test-suite")) {
        let (name, file) = path.split_once('/').expect("each case is a folder");
        let new = || Case { name: name.to_owned(), files: BTreeMap::new() };
        cases.entry(name.to_owned()).or_insert_with(new).files.insert(file.to_owned(), text);
    }
    let mut runs = 0;
    for case in cases.values() {
        match case.files.get("context.json") {
            Some(context) => {
                let context = Context::read(&serde_json::from_str(context).unwrap());
                for place in [Place::Header, Place::Query] {
                    case.check(place, &context);
                    runs += 1;
                }
            }
            None => runs += case.check_without_context(),
        }
    }
    assert_eq!((cases.len(), runs), (40, 2 * 40));
}

impl Case {
    /// The expected text, if the suite has one.
    fn expected(&self, place: Place, file: &str) -> Option<&str> {
        let place = match place {
            Place::Header => "header",
            Place::Query => "query",
        };
        self.files.get(&format!("{place}-{file}.txt")).map(|text| text.trim_end())
    }

    fn check(&self, place: Place, context: &Context) {
        let (request, signature) = self.sign(place, context);
        self.check_texts(place, &signature);
        let at = format!("{} {place:?}", self.name);
        assert_eq!(Some(signature.as_str()), self.expected(place, "signature"), "{at}");
        self.check_signed_request(place, &request);
    }

    /// The two cases of double encoding have no context, and their expected headers were created
    /// with several contexts, so that each file is compared with the signature of its own context.
    /// They expect nothing of the query; its path must equal that of the headers.
    fn check_without_context(&self) -> usize {
        let at = |region: &str, service: &str, stamp: &str| Context {
            credentials: Credentials::new("ANOTREAL", "notrealrnrELgWzOk3IfjzDKtFBhDby"),
            region: region.to_owned(),
            service: service.to_owned(),
            time: time(stamp),
            path_encoding: PathEncoding::Twice,
            path_normalization: PathNormalization::On,
            content_sha256: ContentSha256::NotSent,
            session_token: SessionToken::Signed,
            expires_in: Duration::from_secs(3600),
        };
        let context = at("us-east-2", "lambda", "2021-05-11T15:40:45Z");
        let (_, signature) = self.sign(Place::Header, &context);
        self.check_texts(Place::Header, &signature);
        let path = |signature: &Signature| canonical(signature).lines().nth(1).map(str::to_owned);
        let (_, in_query) = self.sign(Place::Query, &context);
        assert_eq!(path(&in_query), path(&signature), "{}", self.name);
        let context = if self.name == "double-encode-path" {
            at("us-east-1", "service", "2015-08-30T12:36:00Z")
        } else {
            let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
            Context { credentials: Credentials::new("AKIDEXAMPLE", secret), ..context }
        };
        let (request, _) = self.sign(Place::Header, &context);
        self.check_signed_request(Place::Header, &request);
        2
    }

    fn sign(&self, place: Place, context: &Context) -> (Parts, Signature) {
        let (mut request, body) = read_request(&self.files["request.txt"]);
        let location = match place {
            Place::Header => SignatureLocation::Headers,
            Place::Query => SignatureLocation::Query { expires_in: context.expires_in },
        };
        let params = SigningParams::new(&context.region, &context.service, context.time)
            .path_encoding(context.path_encoding)
            .path_normalization(context.path_normalization)
            .content_sha256(context.content_sha256)
            .session_token(context.session_token)
            .location(location);
        let payload = Payload::Bytes(body.as_bytes());
        let signature = sigv4::sign(&mut request, payload, &context.credentials, &params).unwrap();
        (request, signature)
    }

    fn check_texts(&self, place: Place, signature: &Signature) {
        let at = format!("{} {place:?}", self.name);
        assert_eq!(Some(canonical(signature)), self.expected(place, "canonical-request"), "{at}");
        // `double-encode-path` has none.
        if let Some(expected) = self.expected(place, "string-to-sign") {
            assert_eq!(signature.string_to_sign(), expected, "{at}");
        }
    }

    fn check_signed_request(&self, place: Place, request: &Parts) {
        let at = format!("{} {place:?}", self.name);
        let expected = self.expected(place, "signed-request").unwrap();
        let (expected, _) = read_request(expected);
        assert_eq!(request.method, expected.method, "{at}");
        assert_eq!(request.uri, expected.uri, "{at}");
        let lines = |parts: &Parts| -> BTreeSet<(String, HeaderValue)> {
            parts.headers.iter().map(|(name, v)| (name.to_string(), v.clone())).collect()
        };
        assert_eq!(lines(request), lines(&expected), "{at}");
        assert_eq!(request.headers.len(), expected.headers.len(), "{at}");
    }
}

impl Context {
    fn read(context: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let is = |name: &str| context.get(name).is_some_and(|value| value.as_bool().unwrap());
        let keys = &context["credentials"];
        let credentials =
            Credentials::new(text(&keys["access_key_id"]), text(&keys["secret_access_key"]));
        Self {
            credentials: match keys.get("token") {
                Some(token) => credentials.with_session_token(text(token)),
                None => credentials,
            },
            region: text(&context["region"]),
            service: text(&context["service"]),
            time: time(context["timestamp"].as_str().unwrap()),
            path_encoding: PathEncoding::Once,
            path_normalization: if is("normalize") {
                PathNormalization::On
            } else {
                PathNormalization::Off
            },
            content_sha256: if is("sign_body") {
                ContentSha256::Sent
            } else {
                ContentSha256::NotSent
            },
            session_token: if is("omit_session_token") {
                SessionToken::Unsigned
            } else {
                SessionToken::Signed
            },
            expires_in: Duration::from_secs(context["expiration_in_seconds"].as_u64().unwrap()),
        }
    }
}

fn time(text: &str) -> SystemTime {
    text.parse::<DateTime>().unwrap().try_into().unwrap()
}

fn canonical(signature: &Signature) -> &str {
    str::from_utf8(signature.canonical_request()).unwrap()
}

/// Parses a request and its body. A `Uri` cannot contain a space, so that a space in a path is
/// encoded, as any client must send it; a folded line is joined with a space (RFC 9112, section
/// 5.2).
fn read_request(text: &str) -> (Parts, String) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let first = lines.next().unwrap();
    let first = first.strip_suffix(" HTTP/1.1").unwrap_or(first);
    let (method, uri) = first.split_once(' ').unwrap();
    let mut request = Request::new(());
    *request.method_mut() = Method::from_bytes(method.as_bytes()).unwrap();
    *request.uri_mut() = Uri::try_from(uri.replace(' ', "%20")).unwrap();
    let mut headers: Vec<(HeaderName, String)> = Vec::new();
    for line in lines {
        match headers.last_mut() {
            Some((_, value)) if line.starts_with(' ') => {
                value.push(' ');
                value.push_str(line.trim_start());
            }
            _ => {
                let (name, value) = line.split_once(':').unwrap();
                headers.push((name.parse().unwrap(), value.to_owned()));
            }
        }
    }
    for (name, value) in headers {
        request.headers_mut().append(name, value.trim().parse().unwrap());
    }
    (request.into_parts().0, body.to_owned())
}
