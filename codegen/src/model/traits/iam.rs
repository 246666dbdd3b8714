//! Defines the traits that describe permissions in AWS IAM
//! (<https://smithy.io/2.0/aws/aws-iam.html>), and ARNs of resources
//! (<https://smithy.io/2.0/aws/aws-core.html#aws-api-arn-trait>).
//!
//! Their values stay unparsed, so that one that is not valid does not prevent generation.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::http_tests::Unparsed;

/// The traits about permissions of a service, a resource or an operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Iam<'a> {
    /// Whether any trait of the namespace `aws.iam` is present.
    pub(crate) is_described: bool,
    /// An [`IamAction`].
    pub(crate) action: Option<Unparsed<'a>>,
    /// The name of the action, a string.
    pub(crate) action_name: Option<Unparsed<'a>>,
    /// The names of further actions, strings.
    pub(crate) required_actions: Option<Unparsed<'a>>,
    /// The names of condition keys, strings.
    pub(crate) condition_keys: Option<Unparsed<'a>>,
    /// A [`DefinedConditionKey`] for each name.
    pub(crate) define_condition_keys: Option<Unparsed<'a>>,
    /// Whether the identifiers of a resource, or of all resources of a service, are no condition keys.
    pub(crate) disable_condition_key_inference: bool,
    /// An [`IamResource`].
    pub(crate) resource: Option<Unparsed<'a>>,
    /// An [`Arn`].
    pub(crate) arn: Option<Unparsed<'a>>,
    /// The names of the actions of a service.
    pub(crate) service: Option<IamService>,
    /// The actions of an operation, with their prefixes, where the model does not name them.
    pub(crate) actions: Option<Vec<String>>,
}

/// `aws.iam#iamAction`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IamAction {
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) required_actions: Vec<String>,
    #[serde(default)]
    pub(crate) resources: ActionResources,
}

/// The resources of an action, by the names that they have in IAM.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct ActionResources {
    pub(crate) required: Option<BTreeMap<String, ActionResource>>,
    pub(crate) optional: Option<BTreeMap<String, ActionResource>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActionResource {
    #[serde(default)]
    pub(crate) condition_keys: Vec<String>,
}

/// A condition key of `aws.iam#defineConditionKeys`.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct DefinedConditionKey {
    pub(crate) r#type: ConditionKeyType,
}

/// The type of a condition key (<https://smithy.io/2.0/aws/aws-iam.html#condition-key-types>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum ConditionKeyType {
    #[serde(rename = "ARN")]
    Arn,
    Binary,
    Bool,
    Date,
    #[serde(rename = "IPAddress")]
    IpAddress,
    Numeric,
    String,
    #[serde(rename = "ArrayOfARN")]
    ArrayOfArn,
    ArrayOfBinary,
    ArrayOfBool,
    ArrayOfDate,
    #[serde(rename = "ArrayOfIPAddress")]
    ArrayOfIpAddress,
    ArrayOfNumeric,
    ArrayOfString,
}

impl ConditionKeyType {
    /// The name of the type in models.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Arn => "ARN",
            Self::Binary => "Binary",
            Self::Bool => "Bool",
            Self::Date => "Date",
            Self::IpAddress => "IPAddress",
            Self::Numeric => "Numeric",
            Self::String => "String",
            Self::ArrayOfArn => "ArrayOfARN",
            Self::ArrayOfBinary => "ArrayOfBinary",
            Self::ArrayOfBool => "ArrayOfBool",
            Self::ArrayOfDate => "ArrayOfDate",
            Self::ArrayOfIpAddress => "ArrayOfIPAddress",
            Self::ArrayOfNumeric => "ArrayOfNumeric",
            Self::ArrayOfString => "ArrayOfString",
        }
    }
}

/// `aws.iam#iamResource`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IamResource {
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) disable_condition_key_inheritance: bool,
}

/// `aws.api#arn`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Arn {
    pub(crate) template: String,
    #[serde(default)]
    pub(crate) no_region: bool,
    #[serde(default)]
    pub(crate) no_account: bool,
    #[serde(default)]
    pub(crate) absolute: bool,
}

/// How AWS's Service Authorization Reference names the actions of a service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IamService {
    /// The prefix of the actions, if it is not the ARN namespace.
    pub(crate) prefix: Option<String>,
    /// What the actions are named after.
    pub(crate) names: ActionNames,
    /// The operations without an action in the reference, which is older than their models.
    #[serde(default)]
    pub(crate) unconfirmed: Vec<String>,
}

/// What the actions of a service are named after.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ActionNames {
    /// The operations.
    Operations,
    /// The HTTP methods of the operations.
    HttpMethods,
    /// Nothing: IAM does not authorize the operations.
    None,
}
