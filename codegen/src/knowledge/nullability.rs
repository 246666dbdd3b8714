//! Determines whether the Rust field of a structure member is an `Option`
//! (<https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality>).
//!
//! In one point this is stricter than the specification: a required member of a structure with the
//! `input` trait is an argument of `new`, so that code without it does not compile. When a service
//! stops requiring a member, regenerating the crate turns that argument into a setter.

use crate::model::shape::{Member, Shape};

/// The nullability of a structure member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nullability<'m> {
    /// There may be no value.
    Optional,
    /// The caller or the service sets the value.
    Required,
    /// There is always a value; this JSON text is the default.
    Default(&'m str),
}

/// The nullability of a member.
pub(crate) fn of<'m>(structure: &Shape<'_>, member: &'m Member<'_>) -> Nullability<'m> {
    let traits = &member.traits;
    // A missing idempotency token is generated when the request is sent.
    if traits.client_optional || traits.idempotency_token {
        return Nullability::Optional;
    }
    let otherwise = if traits.required { Nullability::Required } else { Nullability::Optional };
    match traits.default.as_deref() {
        None | Some("null") => otherwise,
        // The service sets the default of an input.
        Some(_) if structure.traits.input || traits.added_default => otherwise,
        // This includes required members, which callers need not set.
        Some(default) => Nullability::Default(default),
    }
}
