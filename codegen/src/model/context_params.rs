//! In: the values of the traits that set parameters of the endpoint rules. Out: names and values
//! (<https://smithy.io/2.0/additional-specs/rules-engine/parameters.html>).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// `contextParam`: the parameter that a member is the value of.
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

/// `operationContextParams`: parameters and where they stand in the input.
#[derive(Deserialize)]
pub(super) struct OperationContextParams(BTreeMap<String, OperationContextParam>);

#[derive(Deserialize)]
struct OperationContextParam {
    path: String,
}

impl OperationContextParams {
    pub(super) fn paths(self) -> BTreeMap<String, String> {
        self.0.into_iter().map(|(name, param)| (name, param.path)).collect()
    }
}
