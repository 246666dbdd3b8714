//! Gives each shape, member and operation a name that is unique in its namespace, in the model's
//! order. The first one with a name gets it, so that additions at the end of a model rename
//! nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::ident::{identifier, numbered};
use super::reserved::Space;
use crate::error::Diagnostic;

/// The names that are used in a namespace.
pub(crate) struct Namespace<'n> {
    space: Space,
    /// The modeled item that has each name, as warnings name it.
    owners: BTreeMap<String, Cow<'n, str>>,
}

/// A unique name.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) name: String,
    /// Set if another item has the wanted name.
    clash: Option<Clash>,
}

#[derive(Clone, Debug)]
struct Clash {
    space: Space,
    wanted: String,
    number: usize,
    first: String,
    second: String,
}

impl<'n> Namespace<'n> {
    pub(crate) fn new(space: Space) -> Self {
        Self { space, owners: BTreeMap::new() }
    }

    /// A unique name made from `name`, for the item that warnings call `owner`.
    pub(crate) fn give(&mut self, name: &str, owner: impl Into<Cow<'n, str>>) -> Given {
        self.give_identifier(identifier(self.space, name), owner)
    }

    /// The identifier, with a number if it is in use, for the item that warnings call `owner`.
    pub(crate) fn give_identifier(
        &mut self,
        wanted: String,
        owner: impl Into<Cow<'n, str>>,
    ) -> Given {
        let owner = owner.into();
        let (name, number) = first_free(self.space, &wanted, |name| self.owners.contains_key(name));
        let clash = number.and_then(|number| {
            let first = self.owners.get(&wanted)?.to_string();
            Some(Clash { space: self.space, wanted, number, first, second: owner.to_string() })
        });
        self.owners.insert(name.clone(), owner);
        Given { name, clash }
    }
}

impl Given {
    /// The number that was appended.
    pub(crate) fn number(&self) -> Option<usize> {
        self.clash.as_ref().map(|clash| clash.number)
    }

    /// The wanted name and the items that want it, if this is not the wanted name.
    pub(crate) fn clash(&self) -> Option<(&str, &str, &str)> {
        let clash = self.clash.as_ref()?;
        Some((&clash.wanted, &clash.first, &clash.second))
    }

    /// The warning if this is not the wanted name.
    pub(crate) fn warning(&self) -> Option<Diagnostic> {
        let Clash { space, wanted, first, second, .. } = self.clash.as_ref()?;
        let (kind, name) = (kind(*space), &self.name);
        let warning = Diagnostic::new(format!(
            "`{}` and `{}` both become the {kind} `{wanted}`; the second is renamed to `{name}`",
            first.escape_debug(),
            second.escape_debug()
        ));
        Some(match space {
            Space::Type => warning.help("choose another name with `rename` of the service"),
            _ => warning,
        })
    }
}

/// The identifier, with a number if it is in use or reserved, without a warning.
pub(crate) fn free(space: Space, wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    first_free(space, wanted, |name| space.reserves(name) || is_taken(name)).0
}

/// The name itself, or with the first number that makes it unique.
fn first_free(
    space: Space,
    wanted: &str,
    is_taken: impl Fn(&str) -> bool,
) -> (String, Option<usize>) {
    if !is_taken(wanted) {
        return (wanted.to_owned(), None);
    }
    let mut number = 2;
    loop {
        let name = numbered(space, wanted, number);
        if !is_taken(&name) {
            return (name, Some(number));
        }
        number += 1;
    }
}

fn kind(space: Space) -> &'static str {
    match space {
        Space::Type | Space::Waiter | Space::Operation => "type",
        Space::Variant => "variant",
        Space::Field | Space::InputField | Space::ErrorField => "field",
        Space::Function | Space::RuleFunction | Space::Setting | Space::Test => "function",
        Space::Variable => "variable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(space: Space, names: &[&str]) -> Vec<String> {
        let mut namespace = Namespace::new(space);
        names.iter().map(|name| namespace.give(name, (*name).to_owned()).name).collect()
    }

    #[test]
    fn the_first_keeps_its_name() {
        let rows: [(Space, &[&str], &[&str]); 6] = [
            (
                Space::Field,
                &["userId", "user_id", "UserID"],
                &["user_id", "user_id_2", "user_id_3"],
            ),
            (
                Space::Field,
                &["new", "new_", "type", "Type"],
                &["new_", "new_2", "r#type", "type_2"],
            ),
            (Space::Variant, &["UNKNOWN", "UnknownValue"], &["UnknownValue", "UnknownValue2"]),
            (Space::Variant, &["UnknownValue", "UNKNOWN"], &["UnknownValue", "UnknownValue2"]),
            (Space::Type, &["Item", "ITEM", "Item2"], &["Item", "Item2", "Item2_2"]),
            (Space::Variant, &["count", "__count__"], &["Count", "Count2"]),
        ];
        for (space, names, expected) in rows {
            assert_eq!(given(space, names), expected);
        }
    }

    #[test]
    fn what_is_added_later_renames_nothing() {
        let names = ["a", "A", "a_", "a_2", "_a", "A2", "a2"];
        for count in 1..names.len() {
            let (before, after) =
                (given(Space::Field, &names[..count]), given(Space::Field, &names[..=count]));
            assert_eq!(before, after[..count]);
        }
    }

    #[test]
    fn a_warning_names_both_and_what_the_second_got() {
        let mut namespace = Namespace::new(Space::Field);
        assert!(namespace.give("userId", "userId").warning().is_none());
        let warning = namespace.give("user_id", "user_id").warning().unwrap();
        assert_eq!(
            warning.message,
            "`userId` and `user_id` both become the field `user_id`; the second is renamed to \
             `user_id_2`"
        );
    }
}
