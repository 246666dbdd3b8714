//! Examples for the documentation of emitted code. They compile: they are made from the first operation whose
//! required members are simple values.

use crate::config::Layout;
use crate::docs::Docs;
use crate::ir::{Auth, Body, Crate, Member, Operation, Presence, Type, Vendor};

/// What a configuration needs where the model does not say where requests go.
const ENDPOINT_URL: &str = r#".endpoint_url("https://service.example.com")"#;

const WITHOUT_A_CLIENT: &str = "\
# Without a client

An operation serializes its input into an HTTP request and deserializes the response. Any HTTP library can
exchange them.";

/// A request and a response without a client. Empty if no operation can serve as an example.
pub(super) fn without_client(emitted: &Crate, layout: Layout) -> Docs {
    let Some((operation, call)) = chosen(emitted) else { return Docs::default() };
    let input = &operation.input.item.name;
    let (package, module) = (emitted.name.replace('-', "_"), &operation.module);
    // Without the feature of the operation, the example compiles to nothing.
    let (before, after) = match emitted.feature_of(operation) {
        Some(_) => {
            let feature = &operation.item.name;
            let start = "fn main() -> Result<(), Box<dyn std::error::Error>> {";
            let otherwise = format!("# #[cfg(not(feature = \"{feature}\"))]\n# fn main() {{}}");
            let gated = format!("# #[cfg(feature = \"{feature}\")]\n# {start}\n");
            (gated, format!("\n# Ok(())\n# }}\n{otherwise}"))
        }
        None => (String::new(), "\n# Ok::<(), Box<dyn std::error::Error>>(())".to_owned()),
    };
    let code = format!(
        r#"{before}use {package}::operation::{module}::{input};
use {package}::{{Operation, Response}};

# fn send<T>(_: T) -> Response {{
#     Response::new(200, Default::default(), "{{}}")
# }}
let input = {call};
let request = input.request()?.into_http("https://service.example.com")?;
let response: Response = send(request);
let output = {input}::parse(&response)?;
println!("{{output:?}}");{after}"#
    );
    // The response in it is one of the protocol, or the example only compiles.
    let runs = emitted.protocol.is_some_and(|protocol| protocol.rules().reads_empty_objects());
    let of_package = if runs { "" } else { "no_run" };
    Docs::from(WITHOUT_A_CLIENT).then(Docs::example(attributes(layout, of_package), &code))
}

/// A call of a client. Empty if no operation can serve as an example. It stands in the documentation of the
/// root, and compiles to nothing where the package has no client.
pub(super) fn of_client(emitted: &Crate, layout: Layout) -> Docs {
    let Some((operation, input)) = chosen(emitted) else { return Docs::default() };
    let (package, module) = (emitted.name.replace('-', "_"), &operation.module);
    let (function, name) = (&operation.module, &operation.input.item.name);
    let config = match emitted.service.vendor {
        Vendor::Aws => "from_env",
        Vendor::None => "new",
    };
    let gate = match (layout, emitted.feature_of(operation)) {
        (Layout::Package, None) => "# #[cfg(feature = \"client\")]\n".to_owned(),
        (Layout::Package, Some(_)) => {
            let feature = &operation.item.name;
            format!("# #[cfg(all(feature = \"client\", feature = \"{feature}\"))]\n")
        }
        (Layout::Module { .. }, _) => String::new(),
    };
    let endpoint = if emitted.endpoints.has_rules { "" } else { ENDPOINT_URL };
    let identity = identity(emitted, operation);
    let code = format!(
        r#"{gate}# async fn example() -> Result<(), Box<dyn std::error::Error>> {{
use {package}::operation::{module}::{name};
use {package}::{{Client, Config}};

let client = Client::new(Config::{config}(){endpoint}{identity});
let input = {input};
let output = client.{function}(input).await?;
println!("{{output:?}}");
# Ok(())
# }}"#
    );
    Docs::example(attributes(layout, "no_run"), &code)
}

/// The identity that the preferred auth scheme of an operation needs, where the environment has none.
fn identity(emitted: &Crate, operation: &Operation) -> &'static str {
    let schemes = operation.auth.as_ref().unwrap_or(&emitted.service.auth);
    match schemes.first() {
        Some(Auth::Bearer) if emitted.service.vendor == Vendor::None => r#".bearer_token("token")"#,
        Some(Auth::ApiKeyHeader { .. } | Auth::ApiKeyQuery { .. }) => r#".api_key("key")"#,
        Some(Auth::Basic) => r#".basic_auth("user", "password")"#,
        Some(Auth::Bearer | Auth::SigV4 { .. } | Auth::None) | None => "",
    }
}

/// The attributes of an example that has these in a package. What would compile the example of a module
/// does not know where the module is.
pub(super) fn attributes(layout: Layout, of_package: &'static str) -> &'static str {
    match layout {
        Layout::Package => of_package,
        Layout::Module { .. } => "ignore",
    }
}

/// The operation that serves as an example, and how its input is made.
fn chosen(emitted: &Crate) -> Option<(&Operation, String)> {
    // An operation that the client itself calls is the last resort.
    let is_internal = |operation: &&Operation| operation.creates_sessions.is_some();
    let (internal, others): (Vec<_>, Vec<_>) = emitted.operations.iter().partition(is_internal);
    let candidates = others.into_iter().chain(internal);
    let (operation, arguments) = candidates
        .filter(|operation| !matches!(operation.response.body, Body::Payload { .. }))
        .find_map(|operation| Some((operation, arguments(operation)?)))?;
    let input = &operation.input.item.name;
    Some((operation, format!("{input}::new({}){}", arguments.join(", "), setter(operation))))
}

/// A call of the first setter that takes a string, unless that is a token which clients generate.
fn setter(operation: &Operation) -> String {
    let is_text =
        |member: &Member| member.presence == Presence::Optional && member.value == Type::String;
    let mut members = operation.input.members.iter().enumerate();
    let member = members
        .find(|(index, member)| is_text(member) && operation.idempotency_token != Some(*index));
    member.map(|(_, member)| format!(".{}(\"example\")", member.item.name)).unwrap_or_default()
}

/// The arguments of `new`, if each is a simple value.
fn arguments(operation: &Operation) -> Option<Vec<String>> {
    let required =
        operation.input.members.iter().filter(|member| member.presence == Presence::Required);
    required.map(argument).collect()
}

fn argument(member: &Member) -> Option<String> {
    match &member.value {
        Type::String => {
            Some(format!("{:?}", member.item.name.trim_start_matches("r#").replace('_', "-")))
        }
        Type::Boolean => Some("true".to_owned()),
        Type::Byte | Type::Short | Type::Integer | Type::Long => Some("1".to_owned()),
        _ => None,
    }
}
