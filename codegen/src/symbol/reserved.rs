//! Lists, for each namespace of emitted code, the reserved names: those that emitted code or the
//! runtime uses, so that modeled names must not shadow them.
//!
//! This is the only such list. The tests of this module compare it with emitted code and the
//! runtime.

#[cfg(test)]
mod tests;

use crate::ir::endpoint::{FUNCTIONS, PARAMS};

/// The functions of configurations.
const SETTINGS: &[&str] = &[
    "account_id",
    "api_key",
    "app_name",
    "attempt_timeout",
    "basic_auth",
    "bearer_token",
    "bearer_token_provider",
    "blocking_transport",
    "ca_bundle",
    "client_context",
    "clock",
    "credentials",
    "disable_host_prefix_injection",
    "disable_request_compression",
    "endpoint_discovery",
    "endpoint_url",
    "environment",
    "from_env",
    "from_environment",
    "max_attempts",
    "max_response_bytes",
    "new",
    "of_vendor",
    "random",
    "region",
    "request_checksum_calculation",
    "request_min_compression_size_bytes",
    "response_checksum_validation",
    "retry_behavior",
    "retry_mode",
    "settings",
    "sleep",
    "stall_timeout",
    "timeout",
    "transport",
    "use_dual_stack",
    "use_fips",
    "warnings",
];

/// A namespace of emitted code with modeled names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// The types of the modules `types` and `types::error`.
    Type,
    /// The variants of an enum, a union or an operation's error.
    Variant,
    /// The fields of a structure, and its setters.
    Field,
    /// The fields of an operation's input, whose setters are inherent functions beside those of
    /// `Operation` and `Paginated`.
    InputField,
    /// The fields of an error.
    ErrorField,
    /// The prefixes of an operation's types: `UpdateAccount` of `UpdateAccountInput`.
    Operation,
    /// The functions of the client, and the modules of the operations.
    Function,
    /// The types of waiters.
    Waiter,
    /// The variables of the endpoint rules.
    Variable,
    /// The functions that the endpoint rules are split into.
    RuleFunction,
    /// The functions that set client context parameters, beside those of a configuration.
    Setting,
    /// The functions of a test file.
    Test,
}

impl Space {
    /// Whether its names are written in `UpperCamelCase`, not in `snake_case`.
    pub(crate) fn is_upper_camel_case(self) -> bool {
        match self {
            Self::Type | Self::Variant | Self::Operation | Self::Waiter => true,
            Self::Field
            | Self::InputField
            | Self::ErrorField
            | Self::Function
            | Self::Variable
            | Self::RuleFunction
            | Self::Setting
            | Self::Test => false,
        }
    }

    /// The reserved names of this namespace; `reserves` also checks those that it shares with
    /// others.
    pub(crate) fn reserved(self) -> &'static [&'static str] {
        match self {
            Self::Type => &[
                "BTreeMap",
                "Box",
                "Default",
                "ErrorMetadata",
                "Into",
                "Option",
                "Reader",
                "ResponseReader",
                "Self",
                "String",
                "Vec",
                "Writer",
            ],
            Self::Variant => &["Self", "Unhandled", "Unknown"],
            Self::Field => &[
                "new",
                "read_cbor",
                "read_json",
                "read_xml",
                "write_cbor",
                "write_form",
                "write_json",
                "write_xml",
            ],
            Self::InputField => &[
                "endpoint_discovery",
                "idempotency_token",
                "next_page",
                "parse",
                "read_response",
                "request",
                "set_token",
                "write_request",
            ],
            Self::ErrorField => &["metadata"],
            // Its error type would be `CallError`.
            Self::Operation => &["Call"],
            Self::Function => &["call_with_metadata", "clone", "new", "presigned", "with"],
            Self::Waiter => &[
                "AsRef",
                "Duration",
                "Err",
                "None",
                "Ok",
                "Polled",
                "Some",
                "Waiter",
                "WaiterState",
            ],
            Self::Variable => &[PARAMS],
            Self::RuleFunction => &["resolve"],
            Self::Setting => SETTINGS,
            Self::Test => &["assert_same", "check", "config", "resolve", "variable"],
        }
    }

    /// Whether a name is reserved in this namespace.
    pub(crate) fn reserves(self, name: &str) -> bool {
        let is_shared = match self {
            Self::InputField | Self::ErrorField => Self::Field.reserves(name),
            Self::Waiter => Self::Type.reserves(name),
            Self::Variable | Self::RuleFunction => FUNCTIONS.contains(&name),
            Self::Type
            | Self::Variant
            | Self::Field
            | Self::Operation
            | Self::Function
            | Self::Setting
            | Self::Test => false,
        };
        is_shared || self.reserved().contains(&name)
    }
}
