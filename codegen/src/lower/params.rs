//! Converts JSON values of a model's tests and examples to values of the shapes that they are for.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::default;
use crate::error::{Diagnostic, Diagnostics};
use crate::ir::{
    Crate, Element, Member, MemberParam, Param, Presence, Structure, Type, TypeName, Union,
};
use crate::model::http_tests::Unparsed;
use crate::model::json::Entries;
use crate::model::shape_id::ShapeId;

/// The structures and unions of the crate by their shapes.
pub(super) struct Shapes<'c> {
    structures: BTreeMap<&'c ShapeId, &'c Structure>,
    unions: BTreeMap<&'c ShapeId, &'c Union>,
}

impl<'c> Shapes<'c> {
    pub(super) fn new(emitted: &'c Crate) -> Self {
        Self { structures: emitted.structures(), unions: emitted.unions() }
    }

    /// The structure or error with this shape.
    pub(super) fn structure(&self, id: &ShapeId) -> Option<&'c Structure> {
        self.structures.get(id).copied()
    }
}

/// What the values belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CaseKind {
    /// A protocol test, which may leave out required members, to test client error correction.
    ProtocolTest,
    SmokeTest,
    Example,
}

impl CaseKind {
    fn help(self) -> &'static str {
        match self {
            Self::ProtocolTest => "correct the parameter, or generate without protocol tests",
            Self::SmokeTest => "correct the smoke test in the model, or remove it",
            Self::Example => "correct the example in the model, or remove it",
        }
    }
}

/// The maximum nesting of values, because the passes over them are recursive.
const DEEPEST: usize = 64;

/// Converts the parameters of a test case or an example.
pub(super) struct CaseParams<'m, 'c, 'a> {
    shapes: &'m Shapes<'c>,
    kind: CaseKind,
    /// The shape with the case.
    owner: &'m ShapeId,
    /// The value of the trait, for places.
    tests: Unparsed<'a>,
    /// The nesting of the current value.
    depth: usize,
    pub(super) found: &'m mut Diagnostics,
}

impl<'m, 'c, 'a> CaseParams<'m, 'c, 'a> {
    /// Converts cases of the shape `owner` in the value of a trait.
    pub(super) fn new(
        shapes: &'m Shapes<'c>,
        kind: CaseKind,
        owner: &'m ShapeId,
        tests: Unparsed<'a>,
        found: &'m mut Diagnostics,
    ) -> Self {
        Self { shapes, kind, owner, tests, depth: 0, found }
    }

    /// The values of a structure's members. Members that are null have no value.
    pub(super) fn members(
        &mut self,
        params: Option<&RawValue>,
        structure: &Structure,
    ) -> Vec<MemberParam> {
        let name = &structure.item.name;
        let text = params.map_or("{}", RawValue::get);
        let Ok(entries) = serde_json::from_str::<Entries<'_>>(text) else {
            self.problem(params, &format!("expected an object for `{name}`"));
            return Vec::new();
        };
        let mut members = Vec::with_capacity(entries.0.len());
        let mut given = Vec::with_capacity(entries.0.len());
        for (key, raw) in entries.0 {
            let found =
                structure.members.iter().enumerate().find(|(_, member)| member.model_name == key);
            let Some((index, member)) = found else {
                let reason = format!("`{name}` has no member `{}`", key.escape_debug());
                self.problem(Some(raw), &reason);
                continue;
            };
            if !is_null(raw) {
                given.push(index);
                members.extend(self.member(index, member, raw));
            }
        }
        members.sort_by_key(|param| param.member);
        self.check_required(params, structure, &given);
        members
    }

    /// Checks that there is a value for each required member.
    fn check_required(
        &mut self,
        params: Option<&RawValue>,
        structure: &Structure,
        given: &[usize],
    ) {
        if self.kind == CaseKind::ProtocolTest {
            return;
        }
        let name = &structure.item.name;
        for (index, member) in structure.members.iter().enumerate() {
            if member.presence == Presence::Required && !given.contains(&index) {
                let member = &member.model_name;
                let reason = format!("the required member `{member}` of `{name}` has no value");
                self.problem(params, &reason);
            }
        }
    }

    fn member(&mut self, index: usize, member: &Member, raw: &RawValue) -> Option<MemberParam> {
        Some(MemberParam { member: index, param: self.value(raw, &member.value)? })
    }

    fn value(&mut self, raw: &RawValue, value: &Type) -> Option<Param> {
        if self.depth == DEEPEST {
            self.problem(Some(raw), &format!("values are nested deeper than {DEEPEST} levels"));
            return None;
        }
        self.depth += 1;
        let param = self.typed(raw, value);
        self.depth -= 1;
        param
    }

    fn typed(&mut self, raw: &RawValue, value: &Type) -> Option<Param> {
        match value {
            Type::Structure(name) | Type::Union(name) if self.is_unknown(value) => {
                self.external(raw, name);
                None
            }
            Type::Structure(name) => {
                let structure = self.shapes.structures.get(&name.id).copied()?;
                Some(Param::Structure(self.members(Some(raw), structure)))
            }
            Type::Union(name) => {
                let union = self.shapes.unions.get(&name.id).copied()?;
                self.union(raw, union)
            }
            Type::List(element) => self.list(raw, element),
            Type::Map(_, element) => self.map(raw, element),
            Type::Blob | Type::Stream { .. } => {
                self.parsed(raw, "expected a string for a blob").map(Param::Bytes)
            }
            simple => {
                let literal = default::of_json(raw.get(), simple);
                if literal.is_none() {
                    self.problem(Some(raw), "the value does not have the type of its shape");
                }
                literal.map(Param::Literal)
            }
        }
    }

    fn union(&mut self, raw: &RawValue, union: &Union) -> Option<Param> {
        let name = &union.item.name;
        let entries: Entries<'_> = self.parsed(raw, &format!("expected an object for `{name}`"))?;
        let mut entries = entries.0.into_iter().filter(|(_, raw)| !is_null(raw));
        let (Some((key, inner)), None) = (entries.next(), entries.next()) else {
            self.problem(Some(raw), &format!("expected one member for the union `{name}`"));
            return None;
        };
        let mut variants = union.variants.iter().enumerate();
        let Some((index, variant)) = variants.find(|(_, variant)| variant.model_name == key) else {
            let reason = format!("`{name}` has no member `{}`", key.escape_debug());
            self.problem(Some(inner), &reason);
            return None;
        };
        let param = match &variant.value {
            Some(value) => Some(Box::new(self.value(inner, value)?)),
            None => None,
        };
        Some(Param::Union(index, param))
    }

    fn list(&mut self, raw: &RawValue, element: &Element) -> Option<Param> {
        let raws: Vec<&RawValue> = self.parsed(raw, "expected an array for a list")?;
        let elements = raws.into_iter().filter_map(|raw| self.element(raw, element));
        Some(Param::List(elements.collect()))
    }

    fn map(&mut self, raw: &RawValue, element: &Element) -> Option<Param> {
        let entries: Entries<'_> = self.parsed(raw, "expected an object for a map")?;
        let entries = entries
            .0
            .into_iter()
            .filter_map(|(key, raw)| Some((key.into_owned(), self.element(raw, element)?)));
        Some(Param::Map(entries.collect()))
    }

    fn element(&mut self, raw: &RawValue, element: &Element) -> Option<Param> {
        if element.sparse && is_null(raw) {
            return Some(Param::Null);
        }
        self.value(raw, &element.value)
    }

    fn parsed<'r, T: serde::Deserialize<'r>>(
        &mut self,
        raw: &'r RawValue,
        expected: &str,
    ) -> Option<T> {
        let parsed = serde_json::from_str(raw.get()).ok();
        if parsed.is_none() {
            self.problem(Some(raw), expected);
        }
        parsed
    }

    /// Whether the constructor of a type is not known, as other code defines the type.
    fn is_unknown(&self, value: &Type) -> bool {
        self.kind != CaseKind::ProtocolTest && value.is_external()
    }

    /// Adds the problem of a value whose type other code defines.
    pub(super) fn external(&mut self, raw: &RawValue, name: &TypeName) {
        let reason =
            format!("other code defines `{}`, so that its constructor is not known", name.id);
        self.problem(Some(raw), &reason);
    }

    /// Adds a problem of a value, or of the trait if there is no value.
    fn problem(&mut self, raw: Option<&RawValue>, reason: &str) {
        let message = format!("invalid parameters: {reason}");
        let place = raw.map_or(self.tests.offset, |raw| self.tests.offset_of(raw));
        let problem = Diagnostic::new(message).shape(self.owner).at(place);
        self.found.push(problem.help(self.kind.help()));
    }
}

fn is_null(raw: &RawValue) -> bool {
    raw.get() == "null"
}
