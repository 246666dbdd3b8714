//! Builds a model whose shapes, members, enum values, operations and waiters have all names that
//! are reserved in Rust, the runtime or emitted code.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::Fixture;

/// The keywords of all editions, and words like them.
const KEYWORDS: &str = "
    abstract as async auto await become box break catch const continue crate default do dyn else enum
    extern false final fn for gen if impl in let loop macro macro_rules match mod move mut override
    priv pub raw ref return safe Self self static struct super trait true try type typeof union unsafe
    unsized use virtual where while yield";

/// Crates, modules, primitive types, attributes and functions that are special to the compiler.
const LANGUAGE: &str = "
    alloc bool char cfg core derive doc f32 f64 i8 i16 i32 i64 i128 isize main proc_macro str std test
    u8 u16 u32 u64 u128 usize whitesmith_runtime runtime r w a_ _b c__d e2 E_2";

/// The prelude, and traits and types of the standard library that emitted code and macros use.
const STANDARD: &str = "
    Any Arc AsMut AsRef Borrow Box BTreeMap BTreeSet Cell Clone Copy Cow Debug Default Deref Display
    DoubleEndedIterator Drop Duration Eq Err Error ExactSizeIterator Extend Fn FnMut FnOnce Formatter From
    FromIterator FromStr Future Hash HashMap Hasher Infallible Into IntoFuture IntoIterator Iterator None
    Ok Option Ord Ordering PartialEq PartialOrd PhantomData Pin Rc RefCell Result Send Sized Some String
    Sync ToOwned ToString TryFrom TryInto Unpin Vec";

/// Methods and associated items of these.
const METHODS: &str = "
    as_ref as_str as_deref borrow build clone clone_from cmp deref eq extend filter filter_map find first
    flat_map flatten fmt from from_bytes from_iter from_str from_text get hash insert into into_iter
    into_items is_empty is_some is_none is_some_and iter keys last len map max min ne next nth partial_cmp
    poll read some text to_owned to_string try_from try_into type_id unwrap unwrap_or_default values zip
    Item Output Target Owned Token IntoIter Key Value";

/// Exports of the runtime, and modules and variables of emitted code.
const EMITTED: &str = "
    Acceptor Arn Auth AuthScheme BigDecimal BigInteger BlockingClient Blob BuildError BuiltIns Bytes
    ByteStream CallError CallOptions CallPages CallResult Client Config Credentials DateTime Document
    Endpoint EndpointError ErrorCode ErrorHead ErrorMetadata ErrorReader FromText HeaderMap HeaderName
    HeaderValue MessageReader MessageWriter Method Number Operation OperationError PageToken Paginated
    PaginatedItems Params ParseError Partition Polled Primitives Protocol QueryValue Reader Redacted Request
    RequestTest RequestWriter Response ResponseError ResponseReader ResponseTest RetryHint Service
    ServiceError Text TimestampFormat Types Unhandled UnhandledValue Unknown UnknownValue Url Waiter
    WaiterError WaiterState Writer
    acceptor assert_same blocking body built_ins call code endpoint endpoint_params error expected field
    headers idempotency_token input is_retryable is_throttling item json key message metadata new next_page
    next_token object operation other output owned page pages params parse presigned primitives private
    read_json read_response reader request request_id resolve response service set set_token skip state
    status tag token types value variant wait waiter with with_options write write_json write_request writer";

/// Names that become the same Rust name.
const TWINS: &str = "
    userId user_id UserID USER_ID new_ type_ Type self_ r_type rType Build_ Parse_ error_ String_ STRING
    OptionShape SelfShape StringShape OkWaiter SelfValue _2fa _2_fa list_pages List ListPages list_2";

/// The model.
#[must_use]
pub fn model() -> Fixture {
    let names = names();
    let mut shapes = Map::new();
    let operations: Vec<Value> = names.iter().map(|name| target("calls", name)).collect();
    let service = json!({"type": "service", "version": "1", "operations": operations,
        "traits": {"aws.protocols#restJson1": {}}});
    shapes.insert("service#Core".to_owned(), service);
    collections(&names, &mut shapes);
    for (index, name) in names.iter().enumerate() {
        data(index, name, &mut shapes);
        operation(index, name, &names, &mut shapes);
    }
    let text = json!({"smithy": "2.0", "shapes": shapes}).to_string();
    Fixture { name: "hostile".to_owned(), text }
}

/// All names without duplicates; case is significant.
fn names() -> Vec<&'static str> {
    let all = [KEYWORDS, LANGUAGE, STANDARD, METHODS, EMITTED, TWINS];
    let names: BTreeSet<&str> = all.iter().flat_map(|names| names.split_whitespace()).collect();
    names.into_iter().collect()
}

/// A reference to a shape by namespace and name.
fn target(namespace: &str, name: &str) -> Value {
    json!({"target": format!("{namespace}#{name}")})
}

/// A member for each name, which targets the shape of the same name in a namespace.
fn members(names: &[&str], namespace: &str) -> Map<String, Value> {
    names.iter().map(|name| ((*name).to_owned(), target(namespace, name))).collect()
}

fn with_trait(mut member: Value, name: &str, value: &Value) -> Value {
    member["traits"] = json!({name: value});
    member
}

/// Shapes with members of all names.
fn collections(names: &[&str], shapes: &mut Map<String, Value>) {
    let each = |member: &dyn Fn(usize, &str) -> Value| -> Map<String, Value> {
        names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), member(at, name))).collect()
    };
    let unit =
        |value: Value| with_trait(target("smithy.api", "Unit"), "smithy.api#enumValue", &value);
    let string = || target("smithy.api", "String");
    let mut add = |name: &str, kind: &str, members: Map<String, Value>| {
        shapes.insert(format!("all#{name}"), json!({"type": kind, "members": members}));
    };
    add("Strings", "enum", each(&|_, name| unit(json!(name))));
    add("Numbers", "intEnum", each(&|at, _| unit(json!(at))));
    add("Choices", "union", members(names, "types"));
    add("Types", "structure", members(names, "types"));
    let required = |_: usize, _: &str| with_trait(string(), "smithy.api#required", &json!({}));
    add("Required", "structure", each(&required));
    add("Failed", "structure", each(&|_, _| string()));
    shapes["all#Failed"]["traits"] = json!({"smithy.api#error": "client"});
    shapes.insert(
        "all#Map".to_owned(),
        json!({"type": "map", "key": target("all", "Strings"), "value": target("all", "Required")}),
    );
    shapes.insert(
        "all#Secret".to_owned(),
        json!({"type": "string", "traits": {"smithy.api#sensitive": {}}}),
    );
}

/// A type and an error with a name. The type is a structure, a union or an enum in turn.
fn data(index: usize, name: &str, shapes: &mut Map<String, Value>) {
    let flag = with_trait(target("smithy.api", "Boolean"), "smithy.api#default", &json!(true));
    let when = with_trait(target("smithy.api", "Timestamp"), "smithy.api#required", &json!({}));
    let mut shape = match index % 3 {
        0 => json!({"type": "structure", "members": {
            "itself": target("types", name),
            "map": target("all", "Map"),
            "flag": flag,
            "secret": target("all", "Secret"),
            "when": when,
        }}),
        1 => json!({"type": "union", "members": {
            "plain": target("smithy.api", "Unit"),
            "secret": target("all", "Secret"),
        }}),
        _ => json!({"type": "enum", "members": {}}),
    };
    let member =
        if index % 3 == 2 { target("smithy.api", "Unit") } else { target("all", "Required") };
    shape["members"][name] = member;
    let mut error = json!({"type": "structure", "members": {"more": target("types", name)}});
    error["members"][name] = target("smithy.api", "String");
    error["traits"] = json!({"smithy.api#error": "client"});
    shapes.insert(format!("types#{name}"), shape);
    shapes.insert(format!("errors#{name}"), error);
}

/// A paginated operation with a waiter. The first one has members and errors of all names.
fn operation(index: usize, name: &str, names: &[&str], shapes: &mut Map<String, Value>) {
    let all = if index == 0 { names } else { &[] };
    let mut errors: Vec<Value> = all.iter().map(|name| target("errors", name)).collect();
    errors.extend([target("errors", name), target("all", "Failed")]);
    let mut input = json!({"type": "structure", "members": members(all, "types")});
    let mut label = with_trait(target("smithy.api", "String"), "smithy.api#httpLabel", &json!({}));
    label["traits"]["smithy.api#required"] = json!({});
    input["members"][name] = label;
    let mut output = json!({"type": "structure", "members": members(all, "types")});
    output["members"][name] = target("results", name);
    output["members"]["a_token"] = target("smithy.api", "String");
    if index == 0 {
        for collection in ["Choices", "Numbers", "Required", "Types"] {
            let member = format!("all_{collection}");
            input["members"][&member] = target("all", collection);
            output["members"][&member] = target("all", collection);
        }
    }
    let flag = target("smithy.api", "Boolean");
    let mut result = json!({"type": "structure", "members": {"flag": flag}});
    result["members"][name] = target("smithy.api", "String");
    shapes.insert(format!("results#{name}"), result);
    shapes.insert(format!("inputs#{name}"), input);
    shapes.insert(format!("outputs#{name}"), output);
    let call = json!({
        "type": "operation",
        "input": target("inputs", name),
        "output": target("outputs", name),
        "errors": errors,
        "traits": {
            "smithy.api#http": {"method": "POST", "uri": format!("/{index}/{{{name}}}")},
            "smithy.api#paginated": {"inputToken": name, "outputToken": "a_token"},
            "smithy.waiters#waitable": waiters(name, names),
        },
    });
    shapes.insert(format!("calls#{name}"), call);
}

/// A waiter with a name, if the name is valid (upper camel case) and no other waiter has it.
fn waiters(name: &str, names: &[&str]) -> Value {
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let mut twins = names.iter().filter(|twin| is_name(twin) && twin.eq_ignore_ascii_case(name));
    if twins.next() != Some(&name) {
        return json!({});
    }
    let acceptor = |state: &str, path: String| {
        let path = json!({"path": path, "comparator": "booleanEquals", "expected": "true"});
        json!({"state": state, "matcher": {"inputOutput": path}})
    };
    json!({name: {"acceptors": [
        acceptor("success", format!("output.{name}.flag")),
        acceptor("retry", format!("input.{name} == output.{name}.{name}")),
        acceptor("failure", format!("contains(output.{name}.{name}, input.{name})")),
        {"state": "failure", "matcher": {"errorType": name}},
    ]}})
}
