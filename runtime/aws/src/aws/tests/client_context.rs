//! Client context parameters, and the settings that are built-ins of S3's rules.

use super::*;

struct DepotService;

impl Service for DepotService {
    const SDK_ID: &'static str = "Depot";
    const VERSION: &'static str = "1";
    const AUTH: &'static [Auth] = &[Auth::None];
    type Protocol = RestJson1;
    type EndpointParams = BuiltIns;

    fn endpoint(built_ins: &BuiltIns) -> Result<Endpoint, EndpointError> {
        let of_client = built_ins.client_context.flag("UseArnRegion");
        let is_used = of_client.or(built_ins.s3_use_arn_region);
        let text =
            |flag: Option<bool>| flag.map_or("unset", |flag| if flag { "yes" } else { "no" });
        Ok(Endpoint::new(format!("https://{}.example.com", text(is_used))))
    }
}

#[derive(Clone, Copy, Debug)]
struct GetDepot;

impl Operation for GetDepot {
    type Output = Page;
    type Error = ListError;
    type Service = DepotService;
    const NAME: &'static str = "GetDepot";

    fn write_request(&self, request: &mut RequestWriter) {
        request.method(Method::GET);
    }

    fn read_response(_: &mut ResponseReader<'_>) -> Page {
        Page::default()
    }
}

#[test]
fn a_client_context_parameter_takes_precedence_over_a_setting() {
    let settings = |value| Settings { s3_use_arn_region: value, ..Settings::default() };
    for (setting, of_client, expected) in [
        (None, None, "unset"),
        (Some(true), None, "yes"),
        (Some(true), Some(false), "no"),
        (None, Some(true), "yes"),
    ] {
        let url = format!("GET https://{expected}.example.com/");
        let transport = FakeTransport::default().on(&url, [ok("{}")]);
        let mut config = Config::new().settings(settings(setting)).transport(transport);
        if let Some(value) = of_client {
            config = config.client_context("UseArnRegion", value);
        }
        assert!(call(config, GetDepot).is_ok(), "{setting:?} {of_client:?}");
    }
}
