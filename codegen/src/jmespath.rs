//! Parses a `JMESPath` expression (<https://jmespath.org/specification.html>) into a syntax tree,
//! or reports the first problem and its place.

mod lexer;
mod parser;
#[cfg(test)]
mod tests;

pub(crate) use parser::parse;

/// An expression, and its offset in the text, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expr {
    pub(crate) offset: usize,
    pub(crate) kind: ExprKind,
}

/// The supported expressions. Each is evaluated against the current node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExprKind {
    /// `@`, also where it is implied.
    Current,
    Field(String),
    Literal(serde_json::Value),
    /// `a.b`, `a | b`: the second expression is evaluated against the value of the first.
    Then(Box<Expr>, Box<Expr>),
    /// `a[1]`; a negative index counts from the end.
    Index(Box<Expr>, i64),
    Project(Box<Projection>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{name: a, other: b}`
    Object(Vec<(String, Expr)>),
    /// `&a`: an expression reference, which a function evaluates.
    Reference(Box<Expr>),
    Not(Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Compare(Comparison, Box<Expr>, Box<Expr>),
    Call(String, Vec<Expr>),
}

/// A projection: an expression that is evaluated for each element of a list; nulls are dropped.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Projection {
    pub(crate) list: Expr,
    pub(crate) elements: Elements,
    pub(crate) each: Expr,
}

/// The elements of a projection.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Elements {
    /// `[*]`
    All,
    /// `[]`: elements that are lists are replaced by their elements.
    Flattened,
    /// `[?condition]`
    Where(Expr),
    /// `.*`: the values of an object.
    Values,
    /// `[1:3]`
    Slice(Slice),
}

/// A slice of a list: start, stop (exclusive) and step. Negative positions count from the end, and
/// a negative step goes backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
    pub(crate) start: Option<i64>,
    pub(crate) stop: Option<i64>,
    /// Never zero.
    pub(crate) step: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A problem with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// In bytes from the start of the expression.
    pub(crate) offset: usize,
    pub(crate) message: String,
}

impl Problem {
    pub(crate) fn new(offset: usize, message: impl Into<String>) -> Self {
        Self { offset, message: message.into() }
    }
}
