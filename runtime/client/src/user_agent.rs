//! The header `user-agent`, in the format of the AWS SDKs:
//! `whitesmith/0.1.0 ua/2.1 os/linux lang/rust api/chime#2018-05-01 app/my-app`.

use http::HeaderValue;

/// Returns the value for calls of a service.
pub(super) fn user_agent(sdk_id: &str, version: &str, app_name: Option<&str>) -> HeaderValue {
    let (service, version) = (token(&sdk_id.to_lowercase()), token(version));
    let mut agent = format!("{} api/{service}#{version}", platform());
    if let Some(app_name) = app_name {
        agent.push_str(" app/");
        agent.push_str(&token(app_name));
    }
    value(agent)
}

/// Returns the value for requests of credentials providers.
pub(super) fn of_providers() -> HeaderValue {
    value(platform())
}

fn platform() -> String {
    let (name, os) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    format!("whitesmith/{name} ua/2.1 os/{os} lang/rust")
}

fn value(agent: String) -> HeaderValue {
    HeaderValue::try_from(agent).unwrap_or_else(|_| HeaderValue::from_static("whitesmith"))
}

/// Replaces each character that is not allowed in an HTTP token (RFC 9110, section 5.6.2) by `-`.
fn token(text: &str) -> String {
    let keep = |c: char| c.is_ascii_alphanumeric() || "!$%&'*+-.^_`|~".contains(c);
    text.chars().map(|c| if keep(c) { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_tokens() {
        let agent = user_agent("Secrets Manager", "2017-10-17", Some("my app/1\r\n"));
        let agent = agent.to_str().unwrap();
        assert!(agent.starts_with(concat!(
            "whitesmith/",
            env!("CARGO_PKG_VERSION"),
            " ua/2.1 os/"
        )));
        assert!(
            agent.ends_with(" lang/rust api/secrets-manager#2017-10-17 app/my-app-1--"),
            "{agent}"
        );
        let platform = of_providers();
        assert!(agent.starts_with(&format!("{} api/", platform.to_str().unwrap())), "{agent}");
    }
}
