//! The codec of form bodies: serializes inputs as `application/x-www-form-urlencoded`, as the protocols
//! awsQuery and ec2Query do. Their responses are XML.
//!
//! Generated code calls [`Writer`] once for each member. The writer keeps its first error, so that generated
//! code has no errors to propagate; `finish` returns the error.

mod key;
mod message;
mod writer;

#[cfg(test)]
mod tests;

pub use writer::Writer;
