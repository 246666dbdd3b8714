//! Corrects official protocol tests whose conversion to JSON has rounded numbers to 64 bits: their body has the
//! digits that their parameters have lost. The sources of these tests have them in both
//! (<https://github.com/smithy-lang/smithy/blob/main/smithy-protocol-tests/model/rpcv2Json/arbitrary-precision.smithy>).

use std::borrow::Cow;

use anyhow::{Context as _, Result};
use serde::de::IgnoredAny;

/// The ids of tests, and their parameters.
const PARAMS: [(&str, &str); 6] = [
    ("RpcV2JsonRequestBigDecimalHighPrecision", r#"{"value": 0.100000000000000000000001}"#),
    (
        "RpcV2JsonRequestBigDecimalNegativeHighPrecision",
        r#"{"value": -0.100000000000000000000001}"#,
    ),
    ("RpcV2JsonRequestBigDecimalLargeWithFraction", r#"{"value": 100000000000000000000001.0}"#),
    ("RpcV2JsonResponseBigDecimalHighPrecision", r#"{"value": 0.100000000000000000000001}"#),
    (
        "RpcV2JsonResponseBigDecimalNegativeHighPrecision",
        r#"{"value": -0.100000000000000000000001}"#,
    ),
    ("RpcV2JsonResponseBigDecimalLargeWithFraction", r#"{"value": 100000000000000000000001.0}"#),
];

/// The text of a model, with the parameters of such tests corrected.
pub(super) fn correct(model: &str) -> Result<Cow<'_, str>> {
    let mut corrected = Cow::Borrowed(model);
    for (id, params) in PARAMS {
        if let Some(place) = corrected.find(&format!("\"{id}\"")) {
            let replaced = replace_params(&corrected, place, params)
                .with_context(|| format!("the test {id} has no parameters to correct"))?;
            corrected = Cow::Owned(replaced);
        }
    }
    Ok(corrected)
}

/// Replaces the parameters of the test whose id is at `place`.
fn replace_params(model: &str, place: usize, params: &str) -> Option<String> {
    const NAME: &str = "\"params\":";
    let start = place + model.get(place..)?.find(NAME)? + NAME.len();
    let rest = model.get(start..)?;
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    let after = rest.get(values.byte_offset()..)?;
    Some(format!("{} {params}{after}", model.get(..start)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_replaced() {
        let model = r#"[{"id": "A", "params": {"value": 0.1}}, {"id": "RpcV2JsonRequestBigDecimalHighPrecision",
            "body": "}", "params": {"value": 0.1}, "tags": []}]"#;
        let corrected = correct(model).unwrap();
        let (before, after) = model.rsplit_once("0.1").unwrap();
        assert_eq!(corrected, format!("{before}0.100000000000000000000001{after}"));
        assert!(matches!(correct(r#"{"id": "A"}"#).unwrap(), Cow::Borrowed(_)));
    }

    #[test]
    fn a_test_without_parameters() {
        let model = r#"{"id": "RpcV2JsonRequestBigDecimalHighPrecision"}"#;
        let error = correct(model).unwrap_err().to_string();
        assert!(error.ends_with("has no parameters to correct"), "{error}");
    }
}
