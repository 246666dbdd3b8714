//! In: a member of a structure. Out: whether its Rust field is an `Option`
//! (<https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality>).
//!
//! In one point we are stricter than the specification asks: a required member of a structure with
//! the `input` trait is an argument of `new`, so that leaving it out does not compile. When a
//! service stops requiring a member, regenerating the crate changes that argument into a setter.

use crate::model::shape::{Member, Shape};

/// What a structure has for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nullability<'m> {
    /// Perhaps a value.
    Optional,
    /// A value that the caller or the service gives.
    Required,
    /// A value: this JSON text if nobody gives one.
    Default(&'m str),
}

/// Whether a structure always has a value for a member.
pub(crate) fn of<'m>(structure: &Shape<'_>, member: &'m Member<'_>) -> Nullability<'m> {
    let traits = &member.traits;
    // A token that is left out is filled in when the request is sent.
    if traits.client_optional || traits.idempotency_token {
        return Nullability::Optional;
    }
    let otherwise = if traits.required { Nullability::Required } else { Nullability::Optional };
    match traits.default.as_deref() {
        None | Some("null") => otherwise,
        // The service fills in what an input leaves out.
        Some(_) if structure.traits.input || traits.added_default => otherwise,
        // Also of a required member: it is there, and nobody has to give it.
        Some(default) => Nullability::Default(default),
    }
}
