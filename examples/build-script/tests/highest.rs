//! Calls the generated client over a transport in memory.

use build_script_example::highest;
use build_script_example::weather::{Client, Config};
use whitesmith_client::test_util::Canned;

/// What `highest` returns for Oslo.
fn highest_in_oslo(service: &Canned) -> Result<Option<f32>, String> {
    let config = service
        .config::<Config>()
        .endpoint_url("https://weather.example.com")
        .bearer_token("secret");
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let client = Client::new(config);
    runtime.block_on(highest(&client, "Oslo")).map_err(|error| error.to_string())
}

#[test]
fn a_forecast() {
    let service = Canned::new().answers(
        200,
        r#"{"days": [{"highest": 11.5, "sky": "CLOUDY"}, {"highest": 14, "sky": "FOG"}]}"#,
    );
    assert_eq!(highest_in_oslo(&service), Ok(Some(14.0)));

    let [request] = &service.requests()[..] else { panic!("one request is sent") };
    assert_eq!(request.method(), "GET");
    assert_eq!(request.uri(), "https://weather.example.com/cities/Oslo/forecast?days=3");
    assert_eq!(request.headers()["authorization"], "Bearer secret");
}

#[test]
fn errors() {
    let unknown = r#"{"__type": "NoSuchCity", "message": "There is no such city."}"#;
    assert_eq!(highest_in_oslo(&Canned::new().answers(404, unknown)), Ok(None));
    let error = highest_in_oslo(&Canned::new().answers(400, r#"{"__type": "Other"}"#)).unwrap_err();
    assert_eq!(error, "Other (HTTP 400)");
}
