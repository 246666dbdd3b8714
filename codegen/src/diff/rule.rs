//! The rules of the comparison: what each kind of change affects, how much, and why.

use super::change::{Category, Level};
use Category::{Behavior, Docs, Source, Wire};
use Level::{Major, Minor, Patch};

/// Declares the rules: name, category, level, and the reason.
macro_rules! rules {
    ($($rule:ident = $name:literal, $category:ident, $level:ident, $reason:literal;)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule { $(#[doc = $reason] $rule,)* }

        /// All rules, in the order in which the documentation lists them.
        pub const RULES: &[Rule] = &[$(Rule::$rule),*];

        impl Rule {
            /// The name in output, such as `member-removed`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$rule => $name,)* }
            }

            /// What a change of this kind affects.
            #[must_use]
            pub fn category(self) -> Category {
                match self { $(Self::$rule => $category,)* }
            }

            /// How much it matters.
            #[must_use]
            pub fn level(self) -> Level {
                match self { $(Self::$rule => $level,)* }
            }

            /// The reason for the level.
            #[must_use]
            pub fn reason(self) -> &'static str {
                match self { $(Self::$rule => $reason,)* }
            }
        }
    };
}

rules! {
    // Rust code that uses the crate.
    PackageRenamed = "package-renamed", Source, Major, "Every path to the crate starts with its name.";
    ConfigChanged = "config-changed", Source, Major, "`Config` is a type of another crate of the runtime.";
    ProtocolTypeChanged = "protocol-type-changed", Source, Major, "The protocol is an associated type of `Service`, which code that calls the runtime names.";
    OperationRemoved = "operation-removed", Source, Major, "Its module, types and functions are gone.";
    OperationAdded = "operation-added", Source, Minor, "A new module and new functions break no code.";
    TypeRemoved = "type-removed", Source, Major, "Code that names the type no longer compiles.";
    TypeAdded = "type-added", Source, Minor, "A new type breaks no code.";
    TypeKindChanged = "type-kind-changed", Source, Major, "A structure, a union and an enum are used in different ways.";
    MemberRemoved = "member-removed", Source, Major, "The field and its setter are gone.";
    MemberAdded = "member-added", Source, Minor, "Structures are `#[non_exhaustive]`, and `new` does not take the member.";
    RequiredMemberAdded = "required-member-added", Source, Major, "`new` takes an argument for each required member.";
    MemberBecameRequired = "member-became-required", Source, Major, "The field is no longer an `Option`, and `new` takes it.";
    MemberBecameOptional = "member-became-optional", Source, Major, "The field became an `Option`, or `new` no longer takes it.";
    MemberTypeChanged = "member-type-changed", Source, Major, "Code that reads or sets the field has values of the old type.";
    RequiredMembersReordered = "required-members-reordered", Source, Major, "The arguments of `new` are in the order of the model.";
    VariantRemoved = "variant-removed", Source, Major, "Code that names the variant no longer compiles.";
    VariantAdded = "variant-added", Source, Minor, "Enums and unions are `#[non_exhaustive]`.";
    VariantTypeChanged = "variant-type-changed", Source, Major, "Code that matches the variant has a value of the old type.";
    ErrorRemoved = "error-removed", Source, Major, "Code that names the variant of the operation's error no longer compiles.";
    ErrorAdded = "error-added", Source, Minor, "The errors of operations are `#[non_exhaustive]`.";
    FunctionRemoved = "function-removed", Source, Major, "A function of the client is gone: a paginator or a waiter.";
    FunctionAdded = "function-added", Source, Minor, "A new function of the client breaks no code.";
    FunctionChanged = "function-changed", Source, Major, "A function of the client returns another type.";
    SettingRemoved = "setting-removed", Source, Major, "A function of `Config`, or a field of the endpoint parameters, is gone.";
    SettingAdded = "setting-added", Source, Minor, "A new setting breaks no code.";
    SettingChanged = "setting-changed", Source, Major, "A setting has values of another type.";
    FeatureRemoved = "feature-removed", Source, Major, "Packages that enable the feature no longer build.";
    FeatureAdded = "feature-added", Source, Minor, "A new feature breaks no code.";
    FeaturesNeeded = "features-needed", Source, Major, "Packages that enable no feature have no operation.";
    ConstantRemoved = "constant-removed", Source, Major, "Code that names the constant no longer compiles.";
    ConstantAdded = "constant-added", Source, Minor, "A new constant breaks no code.";
    AttributeRemoved = "attribute-removed", Source, Major, "Code may need what the attribute derives.";
    AttributeAdded = "attribute-added", Source, Minor, "An attribute that the settings of the crate add, such as a derive.";
    DeprecationAdded = "deprecation-added", Source, Minor, "The compiler warns where the item is used.";
    DeprecationRemoved = "deprecation-removed", Source, Patch, "The compiler no longer warns where the item is used.";

    // Clients of the old version that call the new version of the service.
    ProtocolChanged = "protocol-changed", Wire, Major, "The service no longer offers the protocol that old clients speak.";
    ProtocolPreferred = "protocol-preferred", Wire, Minor, "The crate speaks another protocol; the service still offers the old one.";
    CallRemoved = "call-removed", Wire, Major, "Old clients still call the operation.";
    CallAdded = "call-added", Wire, Minor, "Old clients do not call the operation.";
    RequestTargetChanged = "request-target-changed", Wire, Major, "Old clients send the request to a method, path or name that no longer stands for the operation.";
    HostPrefixChanged = "host-prefix-changed", Wire, Major, "Old clients send the request to another host.";
    MediaTypeChanged = "media-type-changed", Wire, Minor, "The body has another content type, which clients send and do not check.";
    RequestMemberRemoved = "request-member-removed", Wire, Major, "The service no longer reads what old clients send.";
    RequestMemberAdded = "request-member-added", Wire, Minor, "Old clients do not send the member, and need not.";
    RequestMemberRequired = "request-member-required", Wire, Major, "The service refuses requests without the member, and old clients may not send it.";
    RequestMemberMoved = "request-member-moved", Wire, Major, "Old clients send the member under another name, in another place or in another format.";
    RequestMemberOptional = "request-member-optional", Wire, Minor, "Old clients send the member, which is no longer required.";
    RequestTypeChanged = "request-type-changed", Wire, Major, "Old clients send values that the new type does not have.";
    RequestTypeWidened = "request-type-widened", Wire, Minor, "All values that old clients send are values of the new type.";
    RequestValueRemoved = "request-value-removed", Wire, Major, "Old clients may send a value or a variant that the service no longer knows.";
    RequestValueAdded = "request-value-added", Wire, Minor, "Old clients do not send the new value or variant.";
    ResponseMemberRemoved = "response-member-removed", Wire, Minor, "Old clients find no value, which the member allows.";
    ResponseMemberLost = "response-member-lost", Wire, Major, "Old clients rely on a value that no longer comes, and read the zero value of its type.";
    ResponseMemberAdded = "response-member-added", Wire, Minor, "Old clients skip members that they do not know.";
    ResponseMemberOptional = "response-member-optional", Wire, Major, "Old clients rely on a value that may be absent now, and then read the zero value of its type.";
    ResponseMemberRequired = "response-member-required", Wire, Minor, "Old clients allow that the member is absent, which it no longer is.";
    ResponseMemberMoved = "response-member-moved", Wire, Major, "Old clients look for the member under another name, in another place or in another format.";
    ResponseTypeChanged = "response-type-changed", Wire, Major, "The service sends values that old clients cannot read.";
    ResponseTypeNarrowed = "response-type-narrowed", Wire, Minor, "All values that the service sends are values of the old type.";
    ResponseValueRemoved = "response-value-removed", Wire, Minor, "The value or variant no longer comes.";
    ResponseValueAdded = "response-value-added", Wire, Minor, "Old clients read a value or variant that they do not know as `Unknown`.";
    ResponseErrorRemoved = "response-error-removed", Wire, Minor, "The error no longer comes.";
    ResponseErrorAdded = "response-error-added", Wire, Minor, "Old clients report an error that they do not know as `Unhandled`, with its code and message.";
    ResponseErrorChanged = "response-error-changed", Wire, Major, "Old clients know the error by another code, and report it as `Unhandled`.";

    // What a call does besides its request and response.
    AuthRemoved = "auth-removed", Behavior, Major, "The service no longer accepts an auth scheme that clients may have used.";
    AuthAdded = "auth-added", Behavior, Minor, "Clients may use another auth scheme.";
    AuthReordered = "auth-reordered", Behavior, Minor, "Clients with credentials for several auth schemes choose another one.";
    ChecksumRequired = "checksum-required", Behavior, Major, "The service refuses requests without a checksum, and old clients send none.";
    ChecksumChanged = "checksum-changed", Behavior, Minor, "Requests get another checksum, or responses are validated by another one.";
    PermissionAdded = "permission-added", Behavior, Major, "The IAM policy of callers must allow another action, or calls are refused.";
    PermissionRemoved = "permission-removed", Behavior, Minor, "The IAM policy of callers may allow an action less.";
    DefaultChanged = "default-changed", Behavior, Minor, "A member that is not set has another value.";
    RetriesChanged = "retries-changed", Behavior, Minor, "Calls are repeated in other cases or at other times.";
    EndpointsChanged = "endpoints-changed", Behavior, Minor, "Calls may go to other endpoints.";
    EndpointParameterChanged = "endpoint-parameter-changed", Behavior, Minor, "The endpoint of the operation depends on other values.";
    SerializationChanged = "serialization-changed", Behavior, Minor, "Requests are compressed, signed or given headers in another way.";
    TokenChanged = "token-changed", Behavior, Minor, "Whether a client fills in the idempotency token has changed.";
    PagesChanged = "pages-changed", Behavior, Minor, "A paginator takes its tokens or its items from other members.";
    WaiterChanged = "waiter-changed", Behavior, Minor, "A waiter ends on other responses, or waits other times.";
    SerdeChanged = "serde-changed", Behavior, Major, "What serde has serialized before is not read any more.";
    VariantsReordered = "variants-reordered", Behavior, Patch, "Values of enums are ordered as their variants are declared.";
    SensitivityChanged = "sensitivity-changed", Behavior, Patch, "Whether `Debug` hides the value has changed.";
    ConstraintChanged = "constraint-changed", Behavior, Patch, "Clients do not enforce constraints; the service may refuse other values.";
    VersionChanged = "version-changed", Behavior, Patch, "The version of the service tells its models apart.";
    TargetChanged = "target-changed", Behavior, Patch, "The member has the same type in Rust and on the wire, with the traits of another shape.";
    TraitChanged = "trait-changed", Behavior, Patch, "The trait has no effect of its own on the emitted code.";

    // Documentation alone.
    DocumentationChanged = "documentation-changed", Docs, Patch, "Only the text of comments changes.";
    MembersReordered = "members-reordered", Docs, Patch, "Fields and variants are in another order in the source, which no code can tell.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_reasons_are_sentences() {
        let names: BTreeSet<_> = RULES.iter().map(|rule| rule.name()).collect();
        assert_eq!(names.len(), RULES.len());
        for rule in RULES {
            let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(rule.name().chars().all(is_name), "{}", rule.name());
            assert!(rule.reason().ends_with('.'), "{}", rule.name());
        }
        assert!(RULES.is_sorted_by_key(|rule| rule.category()));
    }
}
