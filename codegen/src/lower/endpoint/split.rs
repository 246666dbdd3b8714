//! Splits a long function: a large block becomes a function of its own, named after the subject of
//! its conditions.

use std::collections::BTreeSet;

use super::lines::lines;
use super::{repeats, uses};
use crate::ir::endpoint::{
    Condition, EndpointParam, Expr, Local, Outcome, RuleFunction, SharedEndpoint, Statement,
};
use crate::symbol::given;
use crate::symbol::ident::identifier;
use crate::symbol::reserved::Space;

/// A function with more lines is split.
const LONGEST: usize = 90;

/// A block with fewer lines is not moved.
const SHORTEST: usize = 12;

/// The minimum number of lines that a function for equal blocks saves.
const FEWEST_SAVED: usize = 10;

/// Splits `resolve`, whose statements are `body`.
pub(super) fn split(
    body: Vec<Statement>,
    params: &[EndpointParam],
    shared: &[SharedEndpoint],
) -> Vec<RuleFunction> {
    // A local would shadow a function of the same name.
    let locals = uses::made(&body).into_iter().map(|local| &local.name);
    let names = locals.chain(shared.iter().map(|shared| &shared.name)).cloned().collect();
    let mut splitter = Splitter { params, functions: vec![function("resolve")], names };
    let body = splitter.share(body);
    let body = splitter.shorten(body);
    if let Some(resolve) = splitter.functions.first_mut() {
        resolve.body = body;
    }
    splitter.functions
}

fn function(name: &str) -> RuleFunction {
    RuleFunction { name: name.to_owned(), arguments: Vec::new(), body: Vec::new() }
}

struct Splitter<'p> {
    params: &'p [EndpointParam],
    functions: Vec<RuleFunction>,
    /// The names of functions and locals.
    names: BTreeSet<String>,
}

impl Splitter<'_> {
    fn shorten(&mut self, mut body: Vec<Statement>) -> Vec<Statement> {
        for statement in &mut body {
            if let Statement::If(_, inner) = statement {
                *inner = self.shorten(std::mem::take(inner));
            }
        }
        while lines(&body) > LONGEST {
            let Some((conditions, inner)) = largest(&mut body) else { break };
            let name = subject(conditions, self.params);
            let statements = std::mem::take(inner);
            let locals = uses::free(&statements);
            let function = self.extract(&name, statements);
            *inner = vec![self.call(function, locals)];
        }
        body
    }

    /// Moves each block that several rules have to a function, if that saves enough lines.
    fn share(&mut self, mut body: Vec<Statement>) -> Vec<Statement> {
        for (block, count) in repeats::counted(&body) {
            if lines(&block).saturating_sub(1) * (count - 1) < FEWEST_SAVED {
                continue;
            }
            let mut shared: Option<usize> = None;
            repeats::each(&mut body, &block, &mut |conditions, occurrence| {
                let statements = std::mem::take(occurrence);
                let locals = uses::free(&statements);
                let index = *shared.get_or_insert_with(|| {
                    let local = conditions.iter().rev().find_map(Condition::local);
                    let name = local.map(|local| format!("with_{}", local.name));
                    let name = name.unwrap_or_else(|| subject(conditions, self.params));
                    self.extract(&name, statements)
                });
                *occurrence = vec![self.call(index, locals)];
            });
        }
        body
    }

    /// Moves statements to a function and returns its index.
    fn extract(&mut self, name: &str, body: Vec<Statement>) -> usize {
        let wanted = identifier(Space::RuleFunction, name);
        let name = given::free(Space::RuleFunction, &wanted, |name| self.names.contains(name));
        self.names.insert(name.clone());
        let arguments = uses::free(&body);
        self.functions.push(RuleFunction { arguments, body, ..function(&name) });
        self.functions.len() - 1
    }

    /// The call of a function with the locals that have the names of its arguments.
    fn call(&self, function: usize, mut locals: Vec<Local>) -> Statement {
        let arguments = self.functions.get(function).map(|function| function.arguments.as_slice());
        let place = |local: &Local| {
            arguments.unwrap_or_default().iter().position(|argument| argument.name == local.name)
        };
        locals.sort_by_key(place);
        let locals = locals.into_iter().map(Expr::Local).collect();
        Statement::Return(Outcome::Call(function, locals))
    }
}

/// The largest block that should be a function.
fn largest(body: &mut [Statement]) -> Option<(&[Condition], &mut Vec<Statement>)> {
    let mut found: Option<(usize, &[Condition], &mut Vec<Statement>)> = None;
    let mut pending: Vec<&mut Statement> = body.iter_mut().collect();
    while let Some(statement) = pending.pop() {
        let Statement::If(conditions, inner) = statement else { continue };
        let length = lines(inner);
        if length >= SHORTEST && found.as_ref().is_none_or(|(longest, ..)| length > *longest) {
            found = Some((length, conditions, inner));
        }
    }
    found.map(|(_, conditions, inner)| (conditions, inner))
}

/// The subject of conditions, after which a function is named: the last value that they test, or
/// else `name`.
fn subject(conditions: &[Condition], params: &[EndpointParam]) -> String {
    let word = |condition: &Condition| match condition {
        Condition::Some(local, _) | Condition::Let(local, _) => Some(local.name.clone()),
        Condition::Holds(Expr::Not(_)) => None,
        Condition::Holds(holds) => asked(holds, params),
    };
    let negated = |condition: &Condition| match condition {
        Condition::Holds(Expr::Not(value)) => asked(value, params),
        Condition::Holds(_) | Condition::Some(..) | Condition::Let(..) => None,
    };
    let with = conditions.iter().rev().find_map(word).map(|word| format!("with_{word}"));
    let without =
        || conditions.iter().rev().find_map(negated).map(|word| format!("without_{word}"));
    with.or_else(without).unwrap_or_else(|| "otherwise".to_owned())
}

fn asked(holds: &Expr, params: &[EndpointParam]) -> Option<String> {
    match holds {
        Expr::Text(text) => {
            let word: String =
                text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            let word = word.trim_matches('_').to_owned();
            (!word.is_empty()).then_some(word)
        }
        Expr::Param(index) => params.get(*index).map(|param| param.item.name.clone()),
        Expr::Local(local) => Some(local.name.clone()),
        Expr::Field(_, field) => Some(field.name.to_owned()),
        Expr::Equal(one, other) | Expr::IsSomeOf(one, other) => {
            asked(other, params).or_else(|| asked(one, params))
        }
        Expr::Call(_, values) => asked(values.first()?, params),
        Expr::IsSome(value) | Expr::Resource(value, _) | Expr::Element(value, _) => {
            asked(value, params)
        }
        Expr::Bool(_)
        | Expr::Integer(_)
        | Expr::Not(_)
        | Expr::Template(_)
        | Expr::Coalesce { .. }
        | Expr::Choice { .. } => None,
    }
}
