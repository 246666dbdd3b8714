//! Lowers the `vendorParams` of smoke tests, whose meaning depends on their `vendorParamsShape`: settings
//! of a client of AWS
//! (<https://github.com/smithy-lang/smithy/blob/main/smithy-aws-smoke-test-model/src/main/resources/META-INF/smithy/aws.test.smithy>).

use serde::Deserialize;

use crate::error::Diagnostic;
use crate::ir::endpoint::ParameterKind;
use crate::ir::{Crate, SmokeTestSetting, Vendor};
use crate::model::http_tests::Unparsed;
use crate::model::smoke_tests::SmokeTestCase;

const OF_AWS: &str = "aws.test#AwsVendorParams";
const OF_S3: &str = "aws.test#S3VendorParams";

const HELP: &str = "remove what is not supported from `vendorParams`";

/// The parameters of both shapes, with the defaults of the shapes.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[allow(clippy::struct_excessive_bools, reason = "the shapes have them")]
struct VendorParams {
    region: String,
    #[serde(rename = "sigv4aRegionSet")]
    sigv4a_region_set: Option<Vec<String>>,
    uri: Option<String>,
    use_fips: bool,
    use_dualstack: bool,
    use_account_id_routing: bool,
    use_accelerate: bool,
    use_global_endpoint: bool,
    force_path_style: bool,
    use_arn_region: bool,
    use_multi_region_access_points: bool,
}

impl Default for VendorParams {
    fn default() -> Self {
        Self {
            region: "us-west-2".to_owned(),
            sigv4a_region_set: None,
            uri: None,
            use_fips: false,
            use_dualstack: false,
            use_account_id_routing: true,
            use_accelerate: false,
            use_global_endpoint: false,
            force_path_style: false,
            use_arn_region: true,
            use_multi_region_access_points: true,
        }
    }
}

/// The settings of the client that a case wants; none without `vendorParams`.
pub(super) fn settings(
    case: &SmokeTestCase<'_>,
    place: Unparsed<'_>,
    emitted: &Crate,
) -> Result<Vec<SmokeTestSetting>, Diagnostic> {
    let Some(raw) = case.vendor_params else { return Ok(Vec::new()) };
    let problem = |message: String| Diagnostic::new(message).at(place.offset_of(raw)).help(HELP);
    match case.vendor_params_shape.as_deref() {
        Some(OF_AWS | OF_S3) if emitted.service.vendor == Vendor::Aws => {}
        Some(OF_AWS | OF_S3) => {
            return Err(problem(
                "`vendorParams` of AWS for a service that is not of AWS".to_owned(),
            ));
        }
        Some(shape) => {
            let shape = shape.escape_debug();
            return Err(problem(format!(
                "`vendorParams` of the shape `{shape}` are not supported"
            )));
        }
        None => return Err(problem("`vendorParams` need a `vendorParamsShape`".to_owned())),
    }
    let params: VendorParams = place.part(raw).object().map_err(|mut problem| {
        problem.message = format!("unsupported `vendorParams`: {}", problem.message);
        problem.help(HELP)
    })?;
    params.settings(emitted).map_err(|name| problem(format!("`{name}` is not supported")))
}

impl VendorParams {
    /// The settings, or the name of a parameter that the client has no setting for.
    fn settings(self, emitted: &Crate) -> Result<Vec<SmokeTestSetting>, &'static str> {
        if self.sigv4a_region_set.is_some() {
            return Err("sigv4aRegionSet");
        }
        if !self.use_account_id_routing {
            return Err("useAccountIdRouting");
        }
        if self.use_global_endpoint {
            return Err("useGlobalEndpoint");
        }
        let mut settings = vec![SmokeTestSetting::Region(self.region)];
        settings.extend(self.uri.map(SmokeTestSetting::EndpointUrl));
        settings.extend(self.use_fips.then_some(SmokeTestSetting::UseFips));
        settings.extend(self.use_dualstack.then_some(SmokeTestSetting::UseDualStack));
        // The value of a parameter of the endpoint rules where it is not the default.
        let client_context = [
            ("useAccelerate", "Accelerate", self.use_accelerate, true),
            ("forcePathStyle", "ForcePathStyle", self.force_path_style, true),
            ("useArnRegion", "UseArnRegion", !self.use_arn_region, false),
            (
                "useMultiRegionAccessPoints",
                "DisableMultiRegionAccessPoints",
                !self.use_multi_region_access_points,
                true,
            ),
        ];
        for (name, param, _, value) in client_context.into_iter().filter(|(_, _, set, _)| *set) {
            let setting =
                emitted.endpoints.settings.iter().position(|setting| {
                    setting.param == param && setting.kind == ParameterKind::Bool
                });
            let setting = setting.ok_or(name)?;
            settings.push(SmokeTestSetting::ClientContext { setting, value });
        }
        Ok(settings)
    }
}
