//! Defines the texts of a model.

/// The text of a model, or of a part of one, and the name under which problems are reported.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The name of the file, as problems show it.
    pub name: &'a str,
    /// A Smithy 2.0 JSON AST model.
    pub text: &'a str,
}
