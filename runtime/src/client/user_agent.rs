//! A service and an application in, the header `user-agent` out, in the form that AWS reads:
//! `whitesmith/0.1.0 ua/2.1 os/linux lang/rust api/chime#2018-05-01 app/my-app`.

use http::HeaderValue;

/// The value of the header.
pub(super) fn user_agent(sdk_id: &str, version: &str, app_name: Option<&str>) -> HeaderValue {
    let name = env!("CARGO_PKG_VERSION");
    let service = token(&sdk_id.to_lowercase());
    let mut agent = format!(
        "whitesmith/{name} ua/2.1 os/{os} lang/rust api/{service}#{version}",
        os = std::env::consts::OS,
        version = token(version),
    );
    if let Some(app_name) = app_name {
        agent.push_str(" app/");
        agent.push_str(&token(app_name));
    }
    HeaderValue::try_from(agent).unwrap_or_else(|_| HeaderValue::from_static("whitesmith"))
}

/// The text with `-` for each character that a token of HTTP may not have.
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
    }
}
