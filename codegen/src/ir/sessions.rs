//! Defines how calls create the sessions that the auth schemes of some endpoints require.

use super::Presence;

/// How the calls of a service create sessions.
#[derive(Debug)]
pub(crate) struct Sessions {
    /// The module and the input of the operation that creates them.
    pub(crate) module: String,
    pub(crate) input: String,
}

/// An operation that creates sessions.
#[derive(Debug)]
pub(crate) struct CreatesSessions {
    /// The endpoint parameters that are the arguments of the input's constructor.
    pub(crate) arguments: Vec<SessionArgument>,
    /// The field of the output with the credentials.
    pub(crate) credentials: (String, Presence),
    /// The fields of the credentials, in the order of the constructor of the runtime's `SessionCredentials`.
    pub(crate) fields: Vec<String>,
}

/// An endpoint parameter that names what a session is for.
#[derive(Debug)]
pub(crate) struct SessionArgument {
    /// The field of the parameter.
    pub(crate) field: String,
    /// Whether the field is an `Option`.
    pub(crate) optional: bool,
}
