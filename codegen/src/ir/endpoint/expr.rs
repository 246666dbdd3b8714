//! Defines the expressions of endpoint rules.

use super::{Local, RuleType};

/// An expression. Optional strings are `Option<&str>`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Bool(bool),
    Integer(i64),
    Text(String),
    /// The field of the parameters with this index.
    Param(usize),
    Local(Local),
    /// Literals and values, concatenated.
    Template(Vec<TemplatePart>),
    Not(Box<Expr>),
    Equal(Box<Expr>, Box<Expr>),
    /// Whether an option is `Some`.
    IsSome(Box<Expr>),
    /// Whether an option is `Some` of this value.
    IsSomeOf(Box<Expr>, Box<Expr>),
    /// A field of a structure of the runtime.
    Field(Box<Expr>, Field),
    /// A part of an ARN's resource.
    Resource(Box<Expr>, i64),
    /// An element of a list.
    Element(Box<Expr>, i64),
    /// A function of the runtime.
    Call(Function, Vec<Expr>),
    /// The first value that is `Some`; the last one may be `None`.
    Coalesce {
        values: Vec<Expr>,
        optional: bool,
    },
    /// The value of one of two branches, each of which may be an option.
    Choice {
        condition: Box<Expr>,
        yes: Box<(Expr, bool)>,
        no: Box<(Expr, bool)>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TemplatePart {
    Literal(String),
    Value(Expr),
}

/// A field of a structure of the runtime: its Rust name and type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) kind: RuleType,
    /// Whether it owns its value.
    pub(crate) owned: bool,
}

/// A function of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    IsValidHostLabel,
    IsVirtualHostableS3Bucket,
    ParseArn,
    ParseUrl,
    Partition,
    Split,
    Substring,
    UriEncode,
}

impl Expr {
    /// Visits the expression and its parts.
    pub(crate) fn each(&self, visit: &mut dyn FnMut(&Self)) {
        visit(self);
        match self {
            Self::Local(_) | Self::Bool(_) | Self::Integer(_) | Self::Text(_) | Self::Param(_) => {}
            Self::Template(parts) => parts.iter().for_each(|part| match part {
                TemplatePart::Literal(_) => {}
                TemplatePart::Value(value) => value.each(visit),
            }),
            Self::Not(value)
            | Self::IsSome(value)
            | Self::Field(value, _)
            | Self::Resource(value, _)
            | Self::Element(value, _) => value.each(visit),
            Self::Equal(one, other) | Self::IsSomeOf(one, other) => {
                one.each(visit);
                other.each(visit);
            }
            Self::Call(_, values) | Self::Coalesce { values, .. } => {
                for value in values {
                    value.each(visit);
                }
            }
            Self::Choice { condition, yes, no } => {
                condition.each(visit);
                yes.0.each(visit);
                no.0.each(visit);
            }
        }
    }

    /// The expression with parts of it replaced.
    pub(crate) fn with(&self, replaced: &dyn Fn(&Self) -> Option<Self>) -> Self {
        if let Some(replacement) = replaced(self) {
            return replacement;
        }
        let one = |expr: &Self| Box::new(expr.with(replaced));
        let all = |exprs: &[Self]| exprs.iter().map(|expr| expr.with(replaced)).collect();
        match self {
            Self::Local(_) | Self::Bool(_) | Self::Integer(_) | Self::Text(_) | Self::Param(_) => {
                self.clone()
            }
            Self::Template(parts) => Self::Template(
                parts
                    .iter()
                    .map(|part| match part {
                        TemplatePart::Literal(_) => part.clone(),
                        TemplatePart::Value(value) => TemplatePart::Value(value.with(replaced)),
                    })
                    .collect(),
            ),
            Self::Not(value) => Self::Not(one(value)),
            Self::Equal(a, b) => Self::Equal(one(a), one(b)),
            Self::IsSome(value) => Self::IsSome(one(value)),
            Self::IsSomeOf(a, b) => Self::IsSomeOf(one(a), one(b)),
            Self::Field(of, field) => Self::Field(one(of), *field),
            Self::Resource(of, index) => Self::Resource(one(of), *index),
            Self::Element(of, index) => Self::Element(one(of), *index),
            Self::Call(function, values) => Self::Call(*function, all(values)),
            Self::Coalesce { values, optional } => {
                Self::Coalesce { values: all(values), optional: *optional }
            }
            Self::Choice { condition, yes, no } => Self::Choice {
                condition: one(condition),
                yes: Box::new((yes.0.with(replaced), yes.1)),
                no: Box::new((no.0.with(replaced), no.1)),
            },
        }
    }

    /// Whether the value is owned, and not borrowed from a parameter or a local.
    pub(crate) fn is_made(&self) -> bool {
        match self {
            Self::Template(_) => true,
            Self::Call(function, _) => match function {
                Function::ParseArn | Function::ParseUrl | Function::Split | Function::UriEncode => {
                    true
                }
                Function::IsValidHostLabel
                | Function::IsVirtualHostableS3Bucket
                | Function::Partition
                | Function::Substring => false,
            },
            Self::Coalesce { values, .. } => values.iter().any(Self::is_made),
            Self::Choice { yes, no, .. } => yes.0.is_made() || no.0.is_made(),
            Self::Bool(_)
            | Self::Integer(_)
            | Self::Text(_)
            | Self::Param(_)
            | Self::Local(_)
            | Self::Not(_)
            | Self::Equal(..)
            | Self::IsSome(_)
            | Self::IsSomeOf(..)
            | Self::Field(..)
            | Self::Resource(..)
            | Self::Element(..) => false,
        }
    }
}
