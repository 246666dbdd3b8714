//! Names the optional parts of a crate in warnings.

/// A part of a crate that is left out with a warning if it cannot be generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Part {
    /// A resource, with all of its operations.
    Resource,
    /// An operation.
    Operation,
    /// The paginator of an operation.
    Paginator,
    /// A waiter.
    Waiter,
    /// An IAM action, in the permissions that an operation needs.
    IamAction,
    /// A resource that an IAM action is authorized for.
    IamResource,
    /// A condition key of an IAM action.
    ConditionKey,
    /// A test of a protocol.
    ProtocolTest,
    /// A test of the endpoint rules.
    EndpointTest,
    /// A test that calls the service.
    SmokeTest,
    /// An example in the documentation.
    Example,
}

/// The number of names that a warning lists.
const MOST_NAMES: usize = 5;

impl Part {
    /// The sentence that says that these parts are left out.
    pub(super) fn left_out(self, names: &[String]) -> String {
        let noun = self.noun();
        let mut shown: Vec<String> = names
            .iter()
            .take(MOST_NAMES)
            .map(|name| format!("`{}`", name.escape_debug()))
            .collect();
        let last = match names.len().saturating_sub(MOST_NAMES) {
            0 => shown.pop().unwrap_or_default(),
            more => format!("{more} more"),
        };
        if shown.is_empty() {
            format!("the {noun} {last} is left out")
        } else {
            format!("the {noun}s {} and {last} are left out", shown.join(", "))
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Operation => "operation",
            Self::Paginator => "paginator",
            Self::Waiter => "waiter",
            Self::IamAction => "IAM action",
            Self::IamResource => "IAM resource",
            Self::ConditionKey => "condition key",
            Self::ProtocolTest => "protocol test",
            Self::EndpointTest => "endpoint test",
            Self::SmokeTest => "smoke test",
            Self::Example => "example",
        }
    }
}
