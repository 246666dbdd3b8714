//! Lowers the endpoint of a rule or a test: the entries of `authSchemes` are typed, other
//! properties are kept as they are.

use serde_json::{Map, Value};

use super::Lower;
use super::expression::RuleScope;
use crate::ir::endpoint::{AuthScheme, EndpointValue, Expr, Property};
use crate::model::endpoint_rules::Endpoint;
use crate::model::endpoint_tests::ExpectedEndpoint;

/// The name of the typed property.
const AUTH_SCHEMES: &str = "authSchemes";

impl Lower<'_> {
    /// Lowers the endpoint of a rule; `None` if it has a problem.
    pub(super) fn endpoint(
        &mut self,
        endpoint: &Endpoint,
        scope: &RuleScope,
    ) -> Option<EndpointValue> {
        let url = self.text(&endpoint.url, scope)?;
        let mut headers = Vec::new();
        for (name, values) in &endpoint.headers {
            for value in values {
                headers.push((name.to_ascii_lowercase(), self.text(value, scope)?));
            }
        }
        headers.sort_by(|a, b| a.0.cmp(&b.0));
        let mut is_reported = false;
        let mut text = |text: &str| {
            let text = self.template(text, endpoint.offset, scope);
            is_reported |= text.is_none();
            text
        };
        let properties = endpoint.properties.iter().map(|(name, value)| (name.as_str(), value));
        let read = read(properties, &mut text);
        let Some((auth_schemes, properties)) = read else {
            if is_reported {
                return None;
            }
            let help = "`authSchemes` must be a list of objects with a `name`, and placeholders in \
                        properties must be strings";
            self.problem(endpoint.offset, "the endpoint has an invalid property", help);
            return None;
        };
        Some(EndpointValue { shared: None, url, headers, auth_schemes, properties })
    }
}

/// Lowers the expected endpoint of a test; `None` if its `authSchemes` are invalid.
pub(super) fn expected(endpoint: &ExpectedEndpoint) -> Option<EndpointValue> {
    let mut headers = Vec::new();
    for (name, values) in &endpoint.headers {
        for value in values {
            headers.push((name.to_ascii_lowercase(), Expr::Text(value.clone())));
        }
    }
    headers.sort_by(|a, b| a.0.cmp(&b.0));
    let mut text = |text: &str| Some(Expr::Text(text.to_owned()));
    let properties = endpoint.properties.iter().map(|(name, value)| (name.as_str(), value));
    let (auth_schemes, properties) = read(properties, &mut text)?;
    let url = Expr::Text(endpoint.url.clone());
    Some(EndpointValue { shared: None, url, headers, auth_schemes, properties })
}

type Texts<'t> = &'t mut dyn FnMut(&str) -> Option<Expr>;

type Properties = Vec<(String, Property)>;

fn read<'v>(
    values: impl Iterator<Item = (&'v str, &'v Value)>,
    text: Texts<'_>,
) -> Option<(Vec<AuthScheme>, Properties)> {
    let (mut auth_schemes, mut properties) = (Vec::new(), Vec::new());
    for (name, value) in values {
        if name == AUTH_SCHEMES {
            for scheme in value.as_array()? {
                auth_schemes.push(auth_scheme(scheme.as_object()?, text)?);
            }
        } else {
            properties.push((name.to_owned(), property(value, text)?));
        }
    }
    properties.sort_by(|a, b| a.0.cmp(&b.0));
    Some((auth_schemes, properties))
}

fn auth_scheme(values: &Map<String, Value>, text: Texts<'_>) -> Option<AuthScheme> {
    let mut scheme = AuthScheme {
        name: text(values.get("name")?.as_str()?)?,
        signing_name: None,
        signing_region: None,
        signing_region_set: Vec::new(),
        disable_double_encoding: false,
        disable_normalize_path: false,
        properties: Vec::new(),
    };
    for (name, value) in values {
        match name.as_str() {
            "name" => {}
            "signingName" => scheme.signing_name = Some(text(value.as_str()?)?),
            "signingRegion" => scheme.signing_region = Some(text(value.as_str()?)?),
            "signingRegionSet" => {
                for region in value.as_array()? {
                    scheme.signing_region_set.push(text(region.as_str()?)?);
                }
            }
            "disableDoubleEncoding" => scheme.disable_double_encoding = value.as_bool()?,
            "disableNormalizePath" => scheme.disable_normalize_path = value.as_bool()?,
            _ => scheme.properties.push((name.clone(), property(value, text)?)),
        }
    }
    Some(scheme)
}

fn property(value: &Value, text: Texts<'_>) -> Option<Property> {
    Some(match value {
        Value::Null => Property::Null,
        Value::Bool(value) => Property::Bool(*value),
        Value::Number(number) => Property::Number(number.to_string()),
        Value::String(value) => Property::Text(text(value)?),
        Value::Array(values) => {
            let mut list = Vec::with_capacity(values.len());
            for value in values {
                list.push(property(value, text)?);
            }
            Property::List(list)
        }
        Value::Object(values) => {
            let mut object = Vec::with_capacity(values.len());
            for (name, value) in values {
                object.push((name.clone(), property(value, text)?));
            }
            Property::Object(object)
        }
    })
}
