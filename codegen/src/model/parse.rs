//! Parses the JSON of a shape, without its mixins, and reports each part that does not conform to
//! the specification.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Model;
use super::draft::{Draft, Form};
use super::json::{self, Entries};
use super::shape::{Member, OperationShape, Reference, ResourceShape, ServiceShape, ShapeKind};
use super::shape_id::{ShapeId, is_identifier};
use super::sources::Sources;
use super::traits::Traits;
use crate::error::{Diagnostic, Diagnostics, Place, did_you_mean};

/// The JSON of a shape of any type.
#[derive(Deserialize)]
struct ShapeAst<'a> {
    #[serde(borrow, rename = "type")]
    shape_type: Cow<'a, str>,
    #[serde(borrow, default)]
    traits: Entries<'a>,
    #[serde(borrow, default)]
    members: Entries<'a>,
    #[serde(borrow, default)]
    mixins: Vec<&'a RawValue>,
    member: Option<&'a RawValue>,
    key: Option<&'a RawValue>,
    value: Option<&'a RawValue>,
    input: Option<&'a RawValue>,
    output: Option<&'a RawValue>,
    #[serde(default)]
    errors: Vec<&'a RawValue>,
    version: Option<&'a RawValue>,
    #[serde(default)]
    operations: Vec<&'a RawValue>,
    #[serde(default, rename = "collectionOperations")]
    collection_operations: Vec<&'a RawValue>,
    #[serde(default)]
    resources: Vec<&'a RawValue>,
    create: Option<&'a RawValue>,
    put: Option<&'a RawValue>,
    read: Option<&'a RawValue>,
    update: Option<&'a RawValue>,
    delete: Option<&'a RawValue>,
    list: Option<&'a RawValue>,
    #[serde(borrow, default)]
    identifiers: Entries<'a>,
    #[serde(default)]
    rename: Entries<'a>,
}

#[derive(Deserialize)]
struct MemberAst<'a> {
    #[serde(borrow)]
    target: Cow<'a, str>,
    #[serde(borrow, default)]
    traits: Entries<'a>,
}

/// The keys that shapes of any type may have.
const SHAPE_KEYS: [&str; 23] = [
    "collectionOperations",
    "create",
    "delete",
    "errors",
    "identifiers",
    "input",
    "key",
    "list",
    "member",
    "members",
    "mixins",
    "operations",
    "output",
    "properties",
    "put",
    "read",
    "rename",
    "resources",
    "traits",
    "type",
    "update",
    "value",
    "version",
];

const MEMBER_KEYS: [&str; 2] = ["target", "traits"];

/// The context in which the parts of a shape are parsed.
struct Parser<'a, 'd> {
    sources: Sources<'a>,
    id: &'d ShapeId,
    found: &'d mut Diagnostics,
}

/// Parses a shape, with the traits that `apply` statements add. `None` if it cannot be parsed; the
/// problems are in `found`.
pub(super) fn draft<'a>(
    model: &Model<'a>,
    id: &ShapeId,
    raw: &'a RawValue,
    found: &mut Diagnostics,
) -> Option<Draft<'a>> {
    let sources = model.sources;
    let offset = sources.place(raw);
    let ast: ShapeAst<'a> = match json::object(sources, raw) {
        Ok(ast) => ast,
        Err(error) => {
            found.push(
                error.shape(id).help("see the page on the JSON AST in the Smithy specification"),
            );
            return None;
        }
    };
    let mut parser = Parser { sources, id, found };
    parser.unknown_keys(raw, id, &SHAPE_KEYS);
    let form = parser.form(&ast, offset)?;
    let members = parser.members_of(&form, &ast);
    let mixins = parser.references(&ast.mixins);
    let mut traits = Traits::parse(sources, id.as_str(), ast.traits, parser.found);
    for applied in model.applied_to(id.as_str()) {
        traits.apply(sources, id.as_str(), applied.traits.clone(), parser.found);
    }
    Some(Draft { id: id.clone(), offset, form, members, traits, mixins })
}

impl<'a> Parser<'a, '_> {
    /// Warns about unknown keys of shapes and members, which would otherwise be ignored silently.
    fn unknown_keys(&mut self, raw: &'a RawValue, place: impl fmt::Display, known: &[&str]) {
        // It has been parsed as an object before, so that there is no error.
        let entries = json::object::<Entries<'_>>(self.sources, raw).unwrap_or_default();
        let unknown = entries.0.iter().filter(|(key, _)| !known.contains(&key.as_ref()));
        self.found.warn(unknown.map(|(key, value)| {
            let otherwise = "see the page on the JSON AST in the Smithy specification";
            Diagnostic::new(format!("unknown key `{}` is ignored", key.escape_debug()))
                .shape(&place)
                .at(self.sources.place(value))
                .help(did_you_mean(key, known.iter().copied(), otherwise))
        }));
    }

    fn form(&mut self, ast: &ShapeAst<'a>, offset: Place) -> Option<Form<'a>> {
        Some(Form::Plain(match ast.shape_type.as_ref() {
            "structure" => return Some(Form::Structure),
            "union" => return Some(Form::Union),
            "enum" => return Some(Form::Enum),
            "intEnum" => return Some(Form::IntEnum),
            "list" | "set" => return Some(Form::List),
            "map" => return Some(Form::Map),
            "blob" => ShapeKind::Blob,
            "boolean" => ShapeKind::Boolean,
            "string" => ShapeKind::String,
            "byte" => ShapeKind::Byte,
            "short" => ShapeKind::Short,
            "integer" => ShapeKind::Integer,
            "long" => ShapeKind::Long,
            "float" => ShapeKind::Float,
            "double" => ShapeKind::Double,
            "bigInteger" => ShapeKind::BigInteger,
            "bigDecimal" => ShapeKind::BigDecimal,
            "timestamp" => ShapeKind::Timestamp,
            "document" => ShapeKind::Document,
            "operation" => ShapeKind::Operation(OperationShape {
                input: ast.input.and_then(|raw| self.reference(raw)),
                output: ast.output.and_then(|raw| self.reference(raw)),
                errors: self.references(&ast.errors),
            }),
            "resource" => ShapeKind::Resource(self.resource(ast)),
            "service" => ShapeKind::Service(self.service(ast)),
            other => {
                let message = format!("unknown shape type `{}`", other.escape_debug());
                self.found.push(
                    Diagnostic::new(message)
                        .shape(self.id)
                        .at(offset)
                        .help("use a shape type of Smithy 2.0, such as `structure`"),
                );
                return None;
            }
        }))
    }

    fn members_of(&mut self, form: &Form<'_>, ast: &ShapeAst<'a>) -> Vec<Member<'a>> {
        let named: &[(&str, Option<&'a RawValue>)] = match form {
            Form::Structure | Form::Union | Form::Enum | Form::IntEnum => {
                return self.members(&ast.members);
            }
            Form::List => &[("member", ast.member)],
            Form::Map => &[("key", ast.key), ("value", ast.value)],
            Form::Plain(_) => &[],
        };
        named.iter().filter_map(|(name, raw)| self.member(name, (*raw)?)).collect()
    }

    fn resource(&mut self, ast: &ShapeAst<'_>) -> ResourceShape {
        let mut bound = |lifecycle: &[Option<&RawValue>], others: &[&RawValue]| {
            let all: Vec<&RawValue> =
                lifecycle.iter().copied().flatten().chain(others.iter().copied()).collect();
            self.references(&all)
        };
        let instance = [ast.put, ast.read, ast.update, ast.delete];
        ResourceShape {
            identifiers: ast.identifiers.0.iter().map(|(name, _)| name.to_string()).collect(),
            instance_operations: bound(&instance, &ast.operations),
            collection_operations: bound(&[ast.create, ast.list], &ast.collection_operations),
            resources: self.references(&ast.resources),
        }
    }

    fn service(&mut self, ast: &ShapeAst<'_>) -> ServiceShape {
        let mut rename = Vec::new();
        for (from, raw) in &ast.rename.0 {
            let to = self.found.keep(
                json::parse::<String>(self.sources, raw).map_err(|error| error.shape(self.id)),
            );
            match (ShapeId::parse(from), to) {
                (Some(from), Some(to)) if is_identifier(&to) => rename.push((from, to)),
                (_, None) => {}
                _ => self.found.push(
                    Diagnostic::new(format!(
                        "`rename` of `{}` needs a shape id and an identifier",
                        from.escape_debug()
                    ))
                    .shape(self.id)
                    .at(self.sources.place(raw)),
                ),
            }
        }
        let version = ast.version.and_then(|raw| {
            let version = json::parse(self.sources, raw).map_err(|error| error.shape(self.id));
            self.found.keep(version)
        });
        ServiceShape {
            version: version.unwrap_or_default(),
            operations: self.references(&ast.operations),
            resources: self.references(&ast.resources),
            errors: self.references(&ast.errors),
            rename,
        }
    }

    fn members(&mut self, entries: &Entries<'a>) -> Vec<Member<'a>> {
        let mut members: Vec<Member<'a>> = Vec::with_capacity(entries.0.len());
        let mut seen = std::collections::BTreeSet::new();
        for (name, raw) in &entries.0 {
            if !seen.insert(name.as_ref()) {
                self.found.push(
                    Diagnostic::new("this member is defined twice")
                        .shape(format!("{}${name}", self.id))
                        .at(self.sources.place(raw))
                        .help("remove one of the two definitions"),
                );
                continue;
            }
            members.extend(self.member(name, raw));
        }
        members
    }

    fn member(&mut self, name: &str, raw: &'a RawValue) -> Option<Member<'a>> {
        let offset = self.sources.place(raw);
        let place = format!("{}${name}", self.id);
        if !is_identifier(name) {
            self.found.push(
                Diagnostic::new("invalid member name")
                    .shape(place)
                    .at(offset)
                    .help(
                        "a member name has only ASCII letters, digits and `_`, does not start with a digit, and is \
                         not just `_`",
                    ),
            );
            return None;
        }
        let ast: MemberAst<'a> = match json::object(self.sources, raw) {
            Ok(ast) => ast,
            Err(error) => {
                self.found.push(
                    error.shape(place).help("a member is `{\"target\": …, \"traits\": {…}}`"),
                );
                return None;
            }
        };
        self.unknown_keys(raw, &place, &MEMBER_KEYS);
        let traits = Traits::parse(self.sources, &place, ast.traits, self.found);
        let target = self.target(&ast.target, place, offset)?;
        Some(Member { name: name.to_owned(), offset, target, traits })
    }

    fn target(&mut self, target: &str, place: String, offset: Place) -> Option<ShapeId> {
        let id = ShapeId::parse(target);
        if id.is_none() {
            let message = format!("the target `{}` is not a shape id", target.escape_debug());
            self.found.push(
                Diagnostic::new(message)
                    .shape(place)
                    .at(offset)
                    .help("a shape id is `namespace#Name`"),
            );
        }
        id
    }

    fn references(&mut self, raws: &[&RawValue]) -> Vec<Reference> {
        raws.iter().filter_map(|raw| self.reference(raw)).collect()
    }

    fn reference(&mut self, raw: &RawValue) -> Option<Reference> {
        let offset = self.sources.place(raw);
        match json::object::<MemberAst<'_>>(self.sources, raw) {
            Ok(ast) => Some(Reference {
                id: self.target(&ast.target, self.id.to_string(), offset)?,
                offset,
            }),
            Err(error) => {
                self.found.push(error.shape(self.id).help("a reference is `{\"target\": …}`"));
                None
            }
        }
    }
}
