//! Lowers the `waitable` traits of operations to waiters with typed expressions.

use std::collections::BTreeSet;

use super::expression::{CONSTANT_CONDITION, Expressions, Root, is_text, name_of, with_place};
use super::with_models;
use crate::docs::Docs;
use crate::error::{Diagnostic, Diagnostics, Part};
use crate::ir::{
    Acceptor, Condition, Crate, Deprecated, Expression, ExpressionType, Item, Matcher, Waiter,
};
use crate::jmespath;
use crate::model::http_tests::Unparsed;
use crate::model::shape_id::ShapeId;
use crate::model::waitable::{self, Comparator, State, Waiters};
use crate::projection::{self, Projection};
use crate::protocol::ErrorCodes;

/// The maximum length of a waiter's name, because rustdoc names files after it.
const LONGEST_NAME: usize = 200;

/// The waiters of the operations, in the same order. A waiter that cannot be lowered is left out.
pub(super) fn waiters(
    projection: &Projection<'_>,
    emitted: &Crate,
    found: &mut Diagnostics,
) -> Vec<Waiter> {
    let mut waiters = Vec::new();
    let of_protocol = emitted.protocol.map(|protocol| protocol.rules().error_codes);
    let has_query_codes = of_protocol == Some(ErrorCodes::AwsQueryError)
        || projection.service.traits.aws_query_compatible;
    for (index, (operation, modeled)) in with_models(emitted, projection).enumerate() {
        let Some(unparsed) = modeled.shape.traits.waitable else { continue };
        let parsed = unparsed.parse::<Waiters<'_>>().unwrap_or_else(|problem| {
            let problem = problem.shape(&operation.id).help(FORM);
            found.leave_out(Part::Waiter, &format!("{}.*", operation.id.name()), problem);
            Waiters::default()
        });
        let expressions = Expressions::new(emitted, operation);
        for (name, raw) in parsed {
            let unparsed = unparsed.part(raw);
            let lower =
                Lower { projection, unparsed, modeled, expressions: &expressions, has_query_codes };
            match lower.named(index, &name) {
                Ok(waiter) => waiters.push(waiter),
                Err(problem) => {
                    found.leave_out(Part::Waiter, &name, problem.shape(&operation.id));
                }
            }
        }
    }
    waiters
}

const FORM: &str = "see the page of the trait in the Smithy specification";

struct Lower<'l, 'a> {
    projection: &'l Projection<'a>,
    /// The unparsed value of the waiter.
    unparsed: Unparsed<'a>,
    modeled: &'l projection::Operation<'a>,
    expressions: &'l Expressions<'l>,
    /// Whether errors may have the codes of the trait `awsQueryError`.
    has_query_codes: bool,
}

type Lowered<T> = Result<T, Diagnostic>;

impl Lower<'_, '_> {
    fn problem(&self, message: impl Into<String>, help: &str) -> Diagnostic {
        Diagnostic::new(message).at(self.unparsed.offset).help(help)
    }

    /// Lowers a waiter, if its name is valid.
    fn named(&self, operation: usize, name: &str) -> Lowered<Waiter> {
        let starts_well = name.starts_with(|first: char| first.is_ascii_uppercase());
        let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric());
        if !starts_well || !is_plain || name.len() > LONGEST_NAME {
            let help = "use ASCII letters and digits, beginning with an upper case letter";
            return Err(self.problem("invalid waiter name", help));
        }
        let waiter = self.unparsed.parse::<waitable::Waiter<'_>>();
        self.waiter(operation, name, &waiter.map_err(|problem| problem.help(FORM))?)
    }

    fn waiter(
        &self,
        operation: usize,
        name: &str,
        waiter: &waitable::Waiter<'_>,
    ) -> Lowered<Waiter> {
        let max_delay = waiter.max_delay.unwrap_or(waitable::MAX_DELAY.max(waiter.min_delay));
        if waiter.min_delay < 1 || max_delay < waiter.min_delay {
            let help = "use `1 <= minDelay <= maxDelay`";
            return Err(self.problem("invalid delays", help));
        }
        if !waiter.acceptors.iter().any(|acceptor| acceptor.state == State::Success) {
            let help = "add an acceptor with the state `success`";
            return Err(self.problem("no acceptor has the state `success`", help));
        }
        let acceptors: Lowered<Vec<Acceptor>> =
            waiter.acceptors.iter().map(|acceptor| self.acceptor(acceptor)).collect();
        let docs = waiter.documentation.as_deref().map(Docs::of_model).unwrap_or_default();
        let deprecated = waiter.deprecated.then_some(Deprecated::default());
        Ok(Waiter {
            // Set by `functions`.
            item: Item { name: String::new(), docs, deprecated },
            model_name: name.to_owned(),
            function: String::new(),
            operation,
            min_delay: waiter.min_delay,
            max_delay,
            acceptors: reachable(acceptors?),
        })
    }

    fn acceptor(&self, acceptor: &waitable::Acceptor<'_>) -> Lowered<Acceptor> {
        let matcher = match &acceptor.matcher {
            waitable::Matcher::Success(true) => Matcher::Output,
            waitable::Matcher::Success(false) => Matcher::Error,
            waitable::Matcher::ErrorType(name) => Matcher::Codes(self.codes(name)),
            waitable::Matcher::Output(matcher) => {
                Matcher::Holds(Box::new(self.condition(Root::Output, matcher)?))
            }
            waitable::Matcher::InputOutput(matcher) => {
                Matcher::Holds(Box::new(self.condition(Root::Both, matcher)?))
            }
        };
        Ok(Acceptor { state: acceptor.state, matcher })
    }

    /// The codes of an error that is given by its shape id, its name or its awsQuery code. A
    /// service that speaks awsQuery, or is compatible with it, may send the name or the awsQuery code. An
    /// error that is not modeled stands for its own code.
    fn codes(&self, error: &str) -> BTreeSet<String> {
        let name = error.rsplit_once('#').map_or(error, |(_, name)| name);
        let query_code = |id: &ShapeId| {
            let shape = self.projection.shapes.get(id).filter(|_| self.has_query_codes)?;
            Some(shape.traits.aws_query_error.as_ref()?.code.clone())
        };
        let mut errors = self.modeled.errors.iter();
        let modeled = errors.clone().find(|id| id.name() == name);
        let modeled =
            modeled.or_else(|| errors.find(|id| query_code(id).is_some_and(|code| code == name)));
        let mut codes = BTreeSet::from([name.to_owned()]);
        if let Some(id) = modeled {
            codes.insert(id.name().to_owned());
            codes.extend(query_code(id));
        }
        codes
    }

    fn condition(&self, root: Root, matcher: &waitable::PathMatcher<'_>) -> Lowered<Condition> {
        let problem = |message: &str| {
            Diagnostic::new(message)
                .at(self.unparsed.offset_of(matcher.path))
                .help("correct the expression or the expected value")
        };
        let text: String = serde_json::from_str(matcher.path.get())
            .map_err(|_| problem("the path is not a string"))?;
        let condition = jmespath::parse(&text)
            .and_then(|expr| comparison(self.expressions, root, &expr, matcher));
        condition.map_err(|refused| problem(&with_place(&text, &refused)))
    }
}

/// Compares the value of an expression with the expected value of a matcher.
fn comparison(
    expressions: &Expressions<'_>,
    root: Root,
    expr: &jmespath::Expr,
    matcher: &waitable::PathMatcher<'_>,
) -> Result<Condition, jmespath::Problem> {
    let expected = &matcher.expected;
    Ok(match matcher.comparator {
        Comparator::Boolean if expected == "true" => {
            Condition::IsTrue(expressions.is_true(root, expr)?)
        }
        Comparator::Boolean if expected == "false" => {
            Condition::BooleanEquals(boolean(expressions.value(root, expr)?)?, false)
        }
        Comparator::Boolean => {
            let message = "a boolean can only be compared with `true` or `false`";
            return Err(jmespath::Problem::new(0, message));
        }
        Comparator::String => {
            Condition::TextEquals(texts(expressions.value(root, expr)?, false)?, expected.clone())
        }
        Comparator::AllStrings => {
            Condition::AllEqual(texts(expressions.value(root, expr)?, true)?, expected.clone())
        }
        Comparator::AnyString => {
            Condition::AnyEquals(texts(expressions.value(root, expr)?, true)?, expected.clone())
        }
    })
}

fn boolean(expression: Expression) -> Result<Expression, jmespath::Problem> {
    match expression.ty {
        ExpressionType::Boolean => Ok(expression),
        kind => {
            let message = format!("expected a boolean, found {}", name_of(&kind));
            Err(jmespath::Problem::new(0, message))
        }
    }
}

/// Checks for a string, or a list of strings.
fn texts(expression: Expression, in_list: bool) -> Result<Expression, jmespath::Problem> {
    let holds = match (&expression.ty, in_list) {
        (kind, false) => is_text(kind),
        (ExpressionType::List(element), true) => is_text(&ExpressionType::of(&element.value)),
        (ExpressionType::Items(item), true) => is_text(item),
        (ExpressionType::Array { of, .. }, true) => is_text(of),
        (_, true) => false,
    };
    if holds && !expression.is_literal() {
        return Ok(expression);
    }
    if holds {
        return Err(jmespath::Problem::new(0, CONSTANT_CONDITION));
    }
    let wanted = if in_list { "a list of strings" } else { "a string" };
    let message = format!("expected {wanted}, found {}", name_of(&expression.ty));
    Err(jmespath::Problem::new(0, message))
}

/// Removes the acceptors that can never match, because earlier ones match before.
fn reachable(acceptors: Vec<Acceptor>) -> Vec<Acceptor> {
    let (mut outputs, mut errors, mut codes) = (false, false, BTreeSet::new());
    let is_reached = |acceptor: &Acceptor| match &acceptor.matcher {
        Matcher::Output => !std::mem::replace(&mut outputs, true),
        Matcher::Error => !std::mem::replace(&mut errors, true),
        Matcher::Codes(of_error) => {
            let is_new = of_error.iter().any(|code| !codes.contains(code));
            codes.extend(of_error.iter().cloned());
            !errors && is_new
        }
        Matcher::Holds(_) => !outputs,
    };
    acceptors.into_iter().filter(is_reached).collect()
}
