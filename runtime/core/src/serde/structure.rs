//! Structures: the members that one has, and how it is read.

use super::source::Skipped;
use super::{Entries, Fault, Hint, Shape, Sink, Source};
use crate::TimestampFormat;

/// A structure.
pub trait Structure {
    /// What holds for all its values.
    fn description(&self) -> &'static Description;

    /// Calls the function with the members, in the order of the description.
    fn members(&self, function: &mut dyn FnMut(&[&dyn Shape]));

    /// Calls the function with the members, in the order of the description.
    ///
    /// # Errors
    ///
    /// Those of the function.
    fn slots(&mut self, function: &mut Slots<'_>) -> Result<(), Fault>;
}

/// A function of the members of a structure that are still to be read.
pub type Slots<'f> = dyn FnMut(&mut [Option<&mut dyn Shape>]) -> Result<(), Fault> + 'f;

/// What holds for all values of a structure.
#[derive(Debug)]
pub struct Description {
    /// The name of its type.
    pub name: &'static str,
    /// The names of the members.
    pub names: &'static [&'static str],
    /// The members, in the order of their names.
    pub members: &'static [Member],
    /// Whether all members are sensitive.
    pub sensitive: bool,
}

/// What holds for all values of a member.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// What holds if it is missing.
    pub presence: Presence,
    /// The format of timestamps in its value.
    pub format: TimestampFormat,
    /// Whether it is sensitive.
    pub sensitive: bool,
}

/// What holds if a member is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It has no value.
    Optional,
    /// It is an error.
    Required,
    /// It has its default.
    Default,
}

/// Reads a structure.
///
/// # Errors
///
/// A value is not of the type of its member, or a required member is missing, or a member occurs twice.
pub fn read(structure: &mut dyn Structure, source: &mut dyn Source) -> Result<(), Fault> {
    let description = structure.description();
    let read = source.read(Hint::Structure(description), &mut StructureSink(structure));
    if description.sensitive { read.map_err(|fault| fault.hidden(description.name)) } else { read }
}

struct StructureSink<'s>(&'s mut dyn Structure);

impl Sink for StructureSink<'_> {
    fn expected(&self) -> &'static str {
        "a structure"
    }

    fn map(&mut self, entries: &mut dyn Entries) -> Result<(), Fault> {
        let description = self.0.description();
        self.0.slots(&mut |slots| read_members(description, slots, entries))
    }
}

fn read_members(
    description: &'static Description,
    slots: &mut [Option<&mut dyn Shape>],
    entries: &mut dyn Entries,
) -> Result<(), Fault> {
    let Description { names, members, .. } = *description;
    let mut key = String::new();
    // Most texts have the members in this order.
    let mut next = 0;
    while entries.next_key(&mut key)? {
        let found = if names.get(next).is_some_and(|name| *name == key) {
            Some(next)
        } else {
            names.iter().position(|name| *name == key)
        };
        let Some(index) = found else {
            entries.read(Hint::Ignored, &mut Skipped)?;
            continue;
        };
        next = index + 1;
        let (Some(name), Some(member), Some(slot)) =
            (names.get(index), members.get(index), slots.get_mut(index))
        else {
            continue;
        };
        let Some(value) = slot.take() else { return Err(Fault::Duplicate(name)) };
        let read = value.read(entries);
        if member.sensitive { read.map_err(|fault| fault.hidden(name)) } else { read }?;
    }
    let missing = names.iter().zip(members).zip(slots).find_map(|((name, member), slot)| {
        (slot.is_some() && member.presence == Presence::Required).then_some(name)
    });
    missing.map_or(Ok(()), |name| Err(Fault::Missing(name)))
}
