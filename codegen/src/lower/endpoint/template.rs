//! Lowers a string with placeholders, such as `{Region}` or `{url#authority}`.

use super::Lower;
use super::cause::Cause;
use super::expression::{RuleScope, Typed};
use crate::error::Place;
use crate::ir::endpoint::{Expr, RuleType, TemplatePart};

impl Lower<'_> {
    /// Lowers a string; `None` if a placeholder has a problem.
    pub(super) fn template(&mut self, text: &str, at: Place, scope: &RuleScope) -> Option<Expr> {
        let mut parts: Vec<TemplatePart> = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(brace) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(brace);
            literal.push_str(before);
            if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
                literal.push_str(from.get(..1).unwrap_or_default());
                rest = after;
                continue;
            }
            let placeholder = from.strip_prefix('{').and_then(|from| from.split_once('}'));
            let placeholder = placeholder.filter(|(placeholder, _)| !placeholder.contains('{'));
            let Some((placeholder, after)) = placeholder else {
                let message = format!("unbalanced braces in `{}`", text.escape_debug());
                let help = "close each `{`, and write `{{` and `}}` for the characters themselves";
                self.problem_of(Cause::UnmatchedBraces(text.to_owned()), at, message, help);
                return None;
            };
            if !literal.is_empty() {
                parts.push(TemplatePart::Literal(std::mem::take(&mut literal)));
            }
            parts.push(TemplatePart::Value(self.placeholder(placeholder, at, scope)?));
            rest = after;
        }
        literal.push_str(rest);
        if parts.is_empty() {
            return Some(Expr::Text(literal));
        }
        if !literal.is_empty() {
            parts.push(TemplatePart::Literal(literal));
        }
        match parts.as_slice() {
            [TemplatePart::Value(value)] => Some(value.clone()),
            _ => Some(Expr::Template(parts)),
        }
    }

    fn placeholder(&mut self, placeholder: &str, at: Place, scope: &RuleScope) -> Option<Expr> {
        let (name, path) = match placeholder.split_once('#') {
            Some((name, path)) => (name, Some(path)),
            None => (placeholder, None),
        };
        let value = self.reference(name, at, scope)?;
        let value = match path {
            Some(path) if !value.optional => self.attribute(value, path, at)?,
            _ => value,
        };
        let Typed { expr, kind, optional } = value;
        if optional {
            self.unset(&expr, at);
            return None;
        }
        if kind != RuleType::Text {
            self.wrong_type(
                Some(placeholder),
                (kind, RuleType::Text),
                at,
                "a placeholder must be a string",
            );
            return None;
        }
        Some(expr)
    }
}
