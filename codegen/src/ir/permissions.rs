//! Defines the permissions in AWS IAM that an operation needs.

/// What a caller of an operation must be allowed to do; nothing if there are no actions.
#[derive(Debug, Default)]
pub(crate) struct Permissions {
    pub(crate) actions: Vec<Action>,
}

/// An IAM action.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    /// The name with its prefix, such as `s3:GetObject`.
    pub(crate) name: String,
    /// The resources that the action is authorized for; all resources if there are none.
    pub(crate) resources: Vec<Arn>,
    /// The condition keys that policies may use.
    pub(crate) condition_keys: Vec<ConditionKey>,
    /// Whether the name is derived from the operation's, and nothing confirms it.
    pub(crate) is_guessed: bool,
}

/// A condition key, which policies may restrict an action by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionKey {
    /// The name with its prefix, such as `lambda:VpcIds`.
    pub name: String,
    /// The type of its values, such as `ARN` or `ArrayOfString`, which is `None` if the model does not define the
    /// key. See <https://smithy.io/2.0/aws/aws-iam.html#condition-key-types>.
    pub value_type: Option<&'static str>,
}

/// The ARNs of all resources of a type, as a pattern for policies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arn(pub(crate) Vec<ArnPart>);

/// A part of the pattern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ArnPart {
    Text(String),
    Partition,
    Region,
    Account,
    /// Any value of an identifier.
    Any,
}

/// The part of AWS that ARNs are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArnScope {
    /// The partition, such as `aws` or `aws-cn`.
    pub partition: String,
    /// The region, or `*` for all.
    pub region: String,
    /// The id of the account, or `*` for all.
    pub account: String,
}

impl Default for ArnScope {
    /// The partition `aws`, with all regions and accounts.
    fn default() -> Self {
        let any = || "*".to_owned();
        Self { partition: "aws".to_owned(), region: any(), account: any() }
    }
}

impl Arn {
    /// The pattern for the resources in a part of AWS, such as `arn:aws:lambda:*:*:function:*`.
    #[must_use]
    pub fn within(&self, scope: &ArnScope) -> String {
        self.0.iter().map(|part| part.within(scope)).collect()
    }
}

impl ArnPart {
    fn within<'s>(&'s self, scope: &'s ArnScope) -> &'s str {
        match self {
            Self::Text(text) => text,
            Self::Partition => &scope.partition,
            Self::Region => &scope.region,
            Self::Account => &scope.account,
            Self::Any => "*",
        }
    }
}
