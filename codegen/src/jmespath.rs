//! In: the text of a `JMESPath` expression (<https://jmespath.org/specification.html>). Out: its syntax
//! tree, or what is wrong with it and where.

mod lexer;
mod parser;
#[cfg(test)]
mod tests;

pub(crate) use parser::parse;

/// An expression and where it starts in the text, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expr {
    pub(crate) offset: usize,
    pub(crate) kind: ExprKind,
}

/// The expressions that we know. What they are applied to is the current node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExprKind {
    /// `@`, and what stands for it where nothing is written.
    Current,
    Field(String),
    Literal(serde_json::Value),
    /// `a.b`, `a | b`: the second one is applied to the value of the first.
    Then(Box<Expr>, Box<Expr>),
    /// `a[1]`; from the end if it is negative.
    Index(Box<Expr>, i64),
    Project(Box<Projection>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{name: a, other: b}`
    Object(Vec<(String, Expr)>),
    /// `&a`: the expression itself, which a function applies.
    Reference(Box<Expr>),
    Not(Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Compare(Comparison, Box<Expr>, Box<Expr>),
    Call(String, Vec<Expr>),
}

/// An expression that is applied to each element of a list; nulls are dropped.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Projection {
    pub(crate) list: Expr,
    pub(crate) elements: Elements,
    pub(crate) each: Expr,
}

/// The elements that a projection takes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Elements {
    /// `[*]`
    All,
    /// `[]`: of an element that is a list, its elements.
    Flattened,
    /// `[?condition]`
    Where(Expr),
    /// `.*`: the values of an object.
    Values,
    /// `[1:3]`
    Slice(Slice),
}

/// A part of a list: from a position, to before another, taking one of so many elements. Positions
/// count from the end if they are negative, and the step leads backwards if it is.
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

/// What is wrong with an expression.
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
