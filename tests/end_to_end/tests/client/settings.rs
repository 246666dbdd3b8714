//! Tests clients whose configuration comes from an environment with invalid settings.

use std::io;
use std::path::Path;

use generated::Config;
use whitesmith_client::Environment;

use crate::caller::{Caller, both};
use crate::listening::listen;
use crate::server::{Server, ok};

/// Variables in memory, and files that cannot be read.
struct Surroundings(&'static [(&'static str, &'static str)]);

impl Environment for Surroundings {
    fn var(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    }

    fn vars(&self, prefix: &str) -> Vec<(String, String)> {
        let all = self.0.iter().filter(|(name, _)| name.starts_with(prefix));
        all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn read(&self, _: &Path) -> io::Result<String> {
        Err(io::ErrorKind::PermissionDenied.into())
    }
}

#[test]
fn keys_in_variables_work_and_what_is_wrong_is_logged_once() {
    let surroundings = Surroundings(&[
        ("HOME", "/home/other"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "hush-key"),
        ("AWS_RETRY_MODE", "quick"),
        ("AWS_ENDPOINT_URL_S3", "me:hush-password@localhost"),
    ]);
    let (config, heard) = listen(|| Config::from_environment(surroundings));
    for wrong in [
        "/home/other/.aws/config: cannot be read: permission denied",
        "/home/other/.aws/credentials: cannot be read: permission denied",
        "AWS_RETRY_MODE: expected standard, adaptive or legacy, found \"quick\"",
        "AWS_ENDPOINT_URL_S3: expected a URL",
    ] {
        assert_eq!(heard.spans.matches(wrong).count(), 1, "{wrong}\n{}", heard.spans);
    }
    let warnings: Vec<_> = config.warnings().iter().map(ToString::to_string).collect();
    assert_eq!(warnings.len(), 4, "{warnings:?}");
    assert!(!format!("{heard} {config:?} {warnings:?}", heard = heard.spans).contains("hush"));
    both(|kind| {
        let server = Server::new([ok()]);
        let (called, heard) =
            listen(|| Caller::new(kind, config.clone().endpoint_url(server.endpoint())).call());
        assert!(called.is_ok(), "{called:?}");
        assert!(!heard.spans.contains("permission denied"), "{}", heard.spans);
    });
}

#[test]
fn a_ca_bundle_that_cannot_be_read_fails_https_alone() {
    let config = Config::from_environment(Surroundings(&[
        ("AWS_CA_BUNDLE", "/nowhere/ca.pem"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI"),
    ]));
    let config = config.max_attempts(1);
    both(|kind| {
        let server = Server::new([ok()]);
        let plain = config.clone().endpoint_url(server.endpoint());
        assert!(Caller::new(kind, plain).call().is_ok());
        let secure = config.clone().endpoint_url(server.endpoint().replace("http:", "https:"));
        let error = Caller::new(kind, secure).call().unwrap_err().to_string();
        assert!(error.contains("the CA bundle /nowhere/ca.pem: No such file"), "{error}");
    });
}

/// The endpoint rules reject FIPS with a custom endpoint, but nobody requested FIPS here.
#[test]
fn a_malformed_fips_setting_does_not_stop_calls_of_a_named_endpoint() {
    let config = Config::from_environment(Surroundings(&[
        ("AWS_USE_FIPS_ENDPOINT", "1"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI"),
    ]));
    both(|kind| {
        let server = Server::new([ok()]);
        let named = config.clone().endpoint_url(server.endpoint());
        assert!(Caller::new(kind, named.clone()).call().is_ok());
        let error = Caller::new(kind, named.use_fips(true)).call().unwrap_err().to_string();
        assert!(error.contains("FIPS and custom endpoint are not supported"), "{error}");
        let error = Caller::new(kind, config.clone()).call().unwrap_err().to_string();
        assert!(error.contains("AWS_USE_FIPS_ENDPOINT: expected true or false"), "{error}");
    });
}
