//! The texts that a model is given in.

/// A model, or a part of one, as text, with the name that problems are reported under.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file's name, as people know it.
    pub name: &'a str,
    /// A Smithy 2.0 JSON AST model.
    pub text: &'a str,
}
