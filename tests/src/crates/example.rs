//! Adds a test that runs the example in the documentation of an emitted client, over a transport
//! with a canned response.

use whitesmith::Files;

/// The code around the example.
const AROUND: &str = r#"
fn service() -> Canned {
    Canned::new().answers(200, "{}")
}

#[test]
fn the_example_runs() {
    let mut example = std::pin::pin!(example());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    // The transport is always ready.
    match std::future::Future::poll(example.as_mut(), &mut context) {
        std::task::Poll::Ready(result) => result.unwrap(),
        std::task::Poll::Pending => panic!("the example waits"),
    }
}
"#;

/// Adds the test to the files of a crate.
///
/// # Panics
///
/// When the client has no example.
pub fn add_example(files: &mut Files) {
    let root = files.get("src/lib.rs").map_or("", String::as_str);
    let test = test(root).expect("the client has an example");
    files.insert("tests/example.rs".to_owned(), test);
}

/// The test; `None` if there is no example.
fn test(root: &str) -> Option<String> {
    let (_, rest) = root.split_once("//! ```no_run\n")?;
    let (lines, _) = rest.split_once("//! ```\n")?;
    let lines = lines.lines().map(|line| line.trim_start().trim_start_matches("//!").trim_start());
    let lines = lines.map(|line| line.strip_prefix("# ").unwrap_or(line));
    let code = lines.collect::<Vec<_>>().join("\n");
    let package = code.split_once("use ")?.1.split_once("::")?.0.to_owned();
    let config = "Config::from(&service())";
    let code = code.replace("Config::from_env()", config).replace("Config::new()", config);
    let import = format!("use {package}::runtime::client::test_util::Canned;");
    Some(format!("//! The example of the client.\n\n{import}\n\n{code}{AROUND}"))
}
