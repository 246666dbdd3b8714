//! Infers whether a condition holds from the conditions that are known to hold and the groups of
//! conditions that do not all hold. Rules repeat conditions; this removes the repetitions.

use crate::ir::endpoint::Expr;

/// A condition without its negation, and whether it holds.
type Literal = (Expr, bool);

/// What is known where a rule is evaluated.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    known: Vec<Literal>,
    /// Groups of conditions, of each of which at least one does not hold.
    not_all: Vec<Vec<Literal>>,
}

impl Facts {
    /// Whether a condition holds, if that is known.
    pub(super) fn of(&self, condition: &Expr) -> Option<bool> {
        let (condition, holds) = literal(condition);
        let value = match condition {
            Expr::Bool(value) => Some(*value),
            _ => self.value(condition),
        };
        value.map(|value| value == holds)
    }

    /// Records that a condition holds.
    pub(super) fn holds(&mut self, condition: &Expr) {
        let (condition, holds) = literal(condition);
        self.learn(condition.clone(), holds);
        self.conclude(None);
    }

    /// Records that not all of these conditions hold.
    pub(super) fn do_not_all_hold(&mut self, conditions: &[Expr]) {
        let literals = conditions.iter().map(|condition| {
            let (condition, holds) = literal(condition);
            (condition.clone(), holds)
        });
        self.conclude(Some(literals.collect()));
    }

    fn value(&self, condition: &Expr) -> Option<bool> {
        self.known.iter().find(|(known, _)| known == condition).map(|(_, holds)| *holds)
    }

    fn learn(&mut self, condition: Expr, holds: bool) {
        if self.value(&condition).is_none() {
            self.known.push((condition, holds));
        }
    }

    /// Adds a group, and draws conclusions. If all conditions of a group except one hold, that one does not. If
    /// a condition holds neither together with another one nor without it, it does not hold.
    fn conclude(&mut self, mut added: Option<Vec<Literal>>) {
        let mut is_new = true;
        while is_new {
            is_new = false;
            // Pairs that were not pairs before.
            let mut pairs = Vec::new();
            let groups = std::mem::take(&mut self.not_all).into_iter().map(|group| (false, group));
            for (is_added, mut group) in groups.chain(added.take().map(|group| (true, group))) {
                if group.iter().any(|(condition, holds)| self.value(condition) == Some(!holds)) {
                    continue;
                }
                let length = group.len();
                group.retain(|(condition, _)| self.value(condition).is_none());
                if let [(condition, holds)] = group.as_slice() {
                    self.learn(condition.clone(), !holds);
                    is_new = true;
                    continue;
                }
                if let ([one, other], true) = (&*group, is_added || group.len() < length) {
                    pairs.push([one.clone(), other.clone()]);
                }
                self.not_all.push(group);
            }
            for pair in &pairs {
                if let Some((condition, holds)) = self.impossible(pair) {
                    self.learn(condition, !holds);
                    is_new = true;
                }
            }
        }
    }

    /// A condition of two that do not both hold, if it does not hold with the negation of the other one either.
    fn impossible(&self, [one, other]: &[Literal; 2]) -> Option<Literal> {
        let excludes = |this: &Literal, (condition, holds): &Literal| {
            let negated = (condition.clone(), !holds);
            let is_both = |group: &Vec<Literal>| {
                group.len() == 2 && group.contains(this) && group.contains(&negated)
            };
            self.not_all.iter().any(is_both)
        };
        let found =
            [(one, other), (other, one)].into_iter().find(|(this, with)| excludes(this, with));
        found.map(|(this, _)| this.clone())
    }
}

/// A condition without its negation, and whether it must hold.
fn literal(condition: &Expr) -> (&Expr, bool) {
    match condition {
        Expr::Not(inner) => {
            let (inner, holds) = literal(inner);
            (inner, !holds)
        }
        other => (other, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(param: usize) -> Expr {
        Expr::Param(param)
    }

    fn not(param: usize) -> Expr {
        Expr::Not(Box::new(Expr::Param(param)))
    }

    #[test]
    fn a_group_with_one_open_condition_is_decided() {
        let mut facts = Facts::default();
        facts.do_not_all_hold(&[holds(0), holds(1)]);
        facts.do_not_all_hold(&[holds(0), not(1), holds(2)]);
        assert_eq!(facts.of(&Expr::Param(1)), None);
        facts.holds(&Expr::Param(0));
        assert_eq!(facts.of(&Expr::Param(1)), Some(false));
        assert_eq!(facts.of(&not(1)), Some(true));
        assert_eq!(facts.of(&Expr::Param(2)), Some(false), "it follows from what followed");
        assert_eq!(facts.of(&Expr::Param(3)), None);
    }

    #[test]
    fn a_condition_that_holds_neither_with_another_nor_without_it() {
        let mut facts = Facts::default();
        facts.do_not_all_hold(&[holds(0), not(1)]);
        facts.do_not_all_hold(&[holds(2), holds(0), holds(1)]);
        assert_eq!(facts.of(&Expr::Param(0)), None);
        facts.holds(&Expr::Param(2));
        assert_eq!(facts.of(&Expr::Param(0)), Some(false));
        assert_eq!(facts.of(&Expr::Param(1)), None);
    }

    #[test]
    fn a_single_condition_that_did_not_hold() {
        let mut facts = Facts::default();
        facts.do_not_all_hold(&[not(0)]);
        assert_eq!(facts.of(&Expr::Param(0)), Some(true));
        assert_eq!(facts.of(&Expr::Bool(false)), Some(false));
    }
}
