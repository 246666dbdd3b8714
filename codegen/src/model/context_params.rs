//! Types for the values of the traits that set endpoint rule set parameters
//! (<https://smithy.io/2.0/additional-specs/rules-engine/parameters.html>). Paths stay unparsed, to
//! keep their places.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::endpoint_rules::ParameterKind;

/// `contextParam`: the parameter that is set to a member's value.
#[derive(Deserialize)]
pub(super) struct ContextParam {
    pub(super) name: String,
}

/// `staticContextParams`: parameters and their values.
#[derive(Deserialize)]
pub(super) struct StaticContextParams(BTreeMap<String, StaticContextParam>);

#[derive(Deserialize)]
struct StaticContextParam {
    value: Value,
}

impl StaticContextParams {
    pub(super) fn values(self) -> BTreeMap<String, Value> {
        self.0.into_iter().map(|(name, param)| (name, param.value)).collect()
    }
}

/// `clientContextParams`: the parameters that are settings of a client, by name.
pub(crate) type ClientContextParams = BTreeMap<String, ClientContextParam>;

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ClientContextParam {
    pub(crate) documentation: Option<String>,
    #[serde(rename = "type")]
    pub(crate) kind: ParameterKind,
}

/// `operationContextParams`: parameters and the paths of their values in the input.
pub(crate) type OperationContextParams<'a> = BTreeMap<String, OperationContextParam<'a>>;

#[derive(Debug, Deserialize)]
pub(crate) struct OperationContextParam<'a> {
    /// A JSON string that holds a `JMESPath` expression.
    #[serde(borrow)]
    pub(crate) path: &'a RawValue,
}
