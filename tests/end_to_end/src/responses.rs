//! Collects the valid responses in the model of the crate `shapes`, and the places in each that can
//! be damaged, with the modeled type.

use serde_json::Value;
use whitesmith_runtime::{HeaderMap, HeaderName, HeaderValue, Response};

use crate::readers::{READERS, ResponseReader};

/// The model that `shapes` is made from.
const MODEL: &str = include_str!("../../fixtures/protocols/rest_json_1.json");

/// A valid response.
#[derive(Clone, Debug)]
pub struct GoodResponse {
    /// The reader for it.
    pub reader: ResponseReader,
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
    /// The values in the body, if it is JSON, except the root.
    pub places: Vec<Place>,
    /// The headers that the model binds members to.
    pub bound: Vec<BoundHeader>,
}

/// A value in a body.
#[derive(Clone, Debug)]
pub struct Place {
    /// The place as a JSON pointer.
    pub pointer: String,
    /// The place as in errors.
    pub path: String,
    /// The modeled type at this place; `timestamp` is followed by a space and its format.
    pub kind: String,
}

/// A header that a member is bound to.
#[derive(Clone, Debug)]
pub struct BoundHeader {
    /// The name of the header in the model.
    pub name: String,
    /// The type of the member's shape, or of a list's elements.
    pub kind: String,
}

impl GoodResponse {
    /// The response, with another body.
    #[must_use]
    pub fn with_body(&self, body: impl Into<Vec<u8>>) -> Response {
        Response::new(self.status, self.headers.clone(), body.into())
    }

    /// The body with another value, in JSON, at a place.
    ///
    /// # Panics
    ///
    /// When there is no such place.
    #[must_use]
    pub fn body_with(&self, place: &Place, text: &[u8]) -> Vec<u8> {
        const MARK: &str = "\"\\u0001mark\"";
        let mut body: Value = serde_json::from_str(&self.body).expect("a good body");
        *body.pointer_mut(&place.pointer).expect("a place in it") = "\u{1}mark".into();
        let body = body.to_string();
        let (before, after) = body.split_once(MARK).expect("the mark is there");
        [before.as_bytes(), text, after.as_bytes()].concat()
    }
}

/// All valid responses of the operations in [`READERS`].
///
/// # Panics
///
/// When the model does not have the expected form.
#[must_use]
pub fn good_responses() -> Vec<GoodResponse> {
    let model = Model(serde_json::from_str(MODEL).expect("the model is JSON"));
    READERS.iter().flat_map(|reader| model.responses(*reader)).collect()
}

struct Model(Value);

impl Model {
    fn responses(&self, reader: ResponseReader) -> Vec<GoodResponse> {
        let operation = self.shape(&format!("fixture#{}", reader.operation));
        let errors = operation["errors"].as_array().into_iter().flatten();
        let outputs = std::iter::once(&operation["output"]).chain(errors);
        // The cases of an output are on its operation, those of an error on the error.
        let holders = outputs.filter_map(|output| {
            let target = output["target"].as_str()?;
            let shape = self.shape(target);
            Some((
                shape,
                if shape["traits"]["smithy.api#error"].is_null() { operation } else { shape },
            ))
        });
        let of_holder = |(shape, holder): (&Value, &Value)| {
            let cases = holder["traits"]["smithy.test#httpResponseTests"].as_array().cloned();
            let cases = cases.unwrap_or_default();
            cases.iter().map(|case| self.response(reader, shape, case)).collect::<Vec<_>>()
        };
        holders.flat_map(of_holder).collect()
    }

    fn response(&self, reader: ResponseReader, output: &Value, case: &Value) -> GoodResponse {
        let body = case["body"].as_str().unwrap_or_default().to_owned();
        let lines = case["headers"].as_object().into_iter().flatten();
        let headers = lines.map(|(name, value)| {
            let value = HeaderValue::from_str(value.as_str().unwrap_or_default());
            (name.parse::<HeaderName>().expect("a name"), value.expect("a value"))
        });
        let payload =
            members(output).find(|(_, member)| !trait_of(member, "httpPayload").is_null());
        let mut places = Vec::new();
        let value: Option<Value> = serde_json::from_str(&body).ok();
        match (&value, payload) {
            (Some(value), Some((_, member))) => {
                self.walk(member, value, String::new(), String::new(), &mut places);
            }
            (Some(value), None) => self.walk_members(output, value, "", "", &mut places),
            (None, _) => {}
        }
        let status = case["code"].as_u64().and_then(|code| u16::try_from(code).ok());
        GoodResponse {
            reader,
            status: status.expect("a status"),
            headers: headers.collect(),
            body,
            places,
            bound: self.bound_headers(output),
        }
    }

    fn bound_headers(&self, output: &Value) -> Vec<BoundHeader> {
        let bound = members(output).filter_map(|(_, member)| {
            let name = trait_of(member, "httpHeader").as_str()?.to_owned();
            let target = self.target(member);
            let kind = if target["type"] == "list" {
                self.kind(&target["member"])
            } else {
                self.kind(member)
            };
            Some(BoundHeader { name, kind })
        });
        bound.collect()
    }

    fn walk(
        &self,
        member: &Value,
        value: &Value,
        pointer: String,
        path: String,
        places: &mut Vec<Place>,
    ) {
        let target = self.target(member);
        match (target["type"].as_str(), value) {
            (Some("structure" | "union"), Value::Object(_)) => {
                self.walk_members(target, value, &pointer, &path, places);
            }
            (Some("list"), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let (pointer, path) =
                        (format!("{pointer}/{index}"), format!("{path}[{index}]"));
                    self.walk(&target["member"], item, pointer, path, places);
                }
            }
            (Some("map"), Value::Object(entries)) => {
                for (key, value) in entries {
                    self.walk(
                        &target["value"],
                        value,
                        under(&pointer, key),
                        // The keys of maps are data, which paths do not show.
                        if path.is_empty() { "*".to_owned() } else { format!("{path}.*") },
                        places,
                    );
                }
            }
            _ => {}
        }
        places.push(Place { pointer, path, kind: self.kind(member) });
    }

    fn walk_members(
        &self,
        shape: &Value,
        value: &Value,
        pointer: &str,
        path: &str,
        places: &mut Vec<Place>,
    ) {
        for (name, member) in members(shape) {
            let name = trait_of(member, "jsonName").as_str().unwrap_or(name);
            if let Some(value) = value.get(name) {
                self.walk(member, value, under(pointer, name), then(path, name), places);
            }
        }
    }

    fn kind(&self, member: &Value) -> String {
        let target = self.target(member);
        let kind = target["type"].as_str().expect("a type");
        if kind != "timestamp" {
            return kind.to_owned();
        }
        let format = |holder| trait_of(holder, "timestampFormat").as_str();
        format!("timestamp {}", format(member).or(format(target)).unwrap_or("default"))
    }

    fn target(&self, member: &Value) -> &Value {
        self.shape(member["target"].as_str().expect("a target"))
    }

    fn shape(&self, id: &str) -> &Value {
        match id.strip_prefix("smithy.api#") {
            Some(name) => prelude(name),
            None => &self.0["shapes"][id],
        }
    }
}

/// The shape of the prelude with this name: a scalar or a document.
fn prelude(name: &str) -> &'static Value {
    static SHAPES: std::sync::LazyLock<Value> = std::sync::LazyLock::new(|| {
        let names = "String Boolean Byte Short Integer Long Float Double BigInteger BigDecimal Blob \
            Timestamp Document Unit";
        let shape = |name: &str| {
            let mut kind = name.to_owned();
            kind[..1].make_ascii_lowercase();
            (name.to_owned(), serde_json::json!({ "type": kind }))
        };
        names.split_whitespace().map(shape).collect::<serde_json::Map<_, _>>().into()
    });
    &SHAPES[name]
}

fn members(shape: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = shape["members"].as_object().into_iter().flatten();
    members.map(|(name, member)| (name.as_str(), member))
}

fn trait_of<'v>(holder: &'v Value, name: &str) -> &'v Value {
    &holder["traits"][format!("smithy.api#{name}")]
}

fn under(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

fn then(path: &str, key: &str) -> String {
    let is_plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    match (is_plain && !key.is_empty(), path.is_empty()) {
        (true, true) => key.to_owned(),
        (true, false) => format!("{path}.{key}"),
        (false, _) => format!("{path}[{key:?}]"),
    }
}
