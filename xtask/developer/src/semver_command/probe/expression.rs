//! Writes types, paths and bounds as Rust.

use anyhow::{Context as _, Result, bail};
use rustdoc_types::{
    AssocItemConstraint, AssocItemConstraintKind, GenericArg, GenericArgs, GenericBound, Path,
    Term, TraitBoundModifier, Type,
};

use super::Api;

/// The keywords that are raw identifiers as names.
const KEYWORDS: [&str; 49] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield", "union",
];

/// The public paths of types that the standard library defines in private modules.
const IN_PRIVATE_MODULES: [(&str, &str); 5] = [
    ("alloc::collections::btree::map::BTreeMap", "std::collections::BTreeMap"),
    ("core::panic::unwind_safe::RefUnwindSafe", "std::panic::RefUnwindSafe"),
    ("core::panic::unwind_safe::UnwindSafe", "std::panic::UnwindSafe"),
    ("core::str::traits::FromStr", "std::str::FromStr"),
    ("std::collections::hash::map::HashMap", "std::collections::HashMap"),
];

/// The module of the runtime with the protocols.
const PROTOCOLS: &str = "protocol";

/// A name as an identifier.
pub(super) fn identifier(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}

impl Api<'_> {
    /// A type; `Self` is the type `itself`.
    pub(super) fn of_type(&self, type_: &Type, itself: &str) -> Result<String> {
        Ok(match type_ {
            Type::ResolvedPath(path) => self.path(path, itself, "")?,
            Type::Generic(name) if name == "Self" => itself.to_owned(),
            Type::Generic(name) | Type::Primitive(name) => name.clone(),
            Type::Tuple(members) => {
                let members = members.iter().map(|member| Ok(self.of_type(member, itself)? + ","));
                format!("({})", members.collect::<Result<Vec<_>>>()?.join(" "))
            }
            Type::Slice(element) => format!("[{}]", self.of_type(element, itself)?),
            Type::Array { type_, len } => format!("[{}; {len}]", self.of_type(type_, itself)?),
            Type::ImplTrait(bounds) => format!("impl {}", self.bounds(bounds, itself)?),
            Type::BorrowedRef { lifetime, is_mutable, type_ } => {
                let lifetime = lifetime.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
                let mutable = if *is_mutable { "mut " } else { "" };
                format!("&{lifetime}{mutable}{}", self.of_type(type_, itself)?)
            }
            Type::QualifiedPath { name, args: _, self_type, trait_: Some(trait_) } => {
                let (type_, trait_) =
                    (self.of_type(self_type, itself)?, self.path(trait_, itself, "")?);
                // An empty path is that of an inherent associated type, or of a bound that is not resolved.
                if trait_.is_empty() {
                    format!("{type_}::{name}")
                } else {
                    format!("<{type_} as {trait_}>::{name}")
                }
            }
            Type::QualifiedPath { name, self_type, trait_: None, .. } => {
                format!("{}::{name}", self.of_type(self_type, itself)?)
            }
            Type::DynTrait(_)
            | Type::FunctionPointer(_)
            | Type::Pat { .. }
            | Type::Infer
            | Type::RawPointer { .. } => {
                bail!("the type {type_:?} is not expected in emitted crates")
            }
        })
    }

    /// The path of a trait in a bound, where references need a lifetime.
    pub(super) fn bound_path(&self, path: &Path, itself: &str) -> Result<String> {
        let written = self.path(path, itself, "")?;
        Ok(written.replace("&'_ ", "&").replace('&', "&'static "))
    }

    fn path(&self, path: &Path, itself: &str, separator: &str) -> Result<String> {
        let args = match path.args.as_deref() {
            Some(args) => self.args(args, itself)?,
            None => String::new(),
        };
        Ok(format!("{}{separator}{args}", self.place(path)?))
    }

    /// The public path of an item of this crate or another.
    fn place(&self, path: &Path) -> Result<String> {
        if let Some(place) = self.places.get(&path.id) {
            return Ok(place.clone());
        }
        let summary = self.found.paths.get(&path.id);
        let summary = summary.with_context(|| format!("rustdoc has no path of `{}`", path.path))?;
        let joined = summary.path.join("::");
        let (Some(krate), Some(name)) = (summary.path.first(), summary.path.last()) else {
            bail!("rustdoc has an empty path for `{}`", path.path);
        };
        Ok(match krate.as_str() {
            "core" | "alloc" | "std" => {
                let known = IN_PRIVATE_MODULES.iter().find(|(private, _)| *private == joined);
                match known {
                    Some((_, public)) => (*public).to_owned(),
                    None => format!("std{}", &joined[krate.len()..]),
                }
            }
            // The crates of the runtime export their types at the root, except for the protocols.
            krate if summary.path.get(1).is_some_and(|module| module == PROTOCOLS) => {
                format!("{krate}::{PROTOCOLS}::{name}")
            }
            krate if summary.crate_id != 0 => format!("{krate}::{name}"),
            _ => bail!("`{joined}` is not public"),
        })
    }

    fn args(&self, args: &GenericArgs, itself: &str) -> Result<String> {
        match args {
            GenericArgs::AngleBracketed { args, constraints } => {
                let args = args.iter().map(|arg| match arg {
                    GenericArg::Lifetime(name) => Ok(name.clone()),
                    GenericArg::Type(type_) => self.of_type(type_, itself),
                    GenericArg::Const(constant) => Ok(constant.expr.clone()),
                    GenericArg::Infer => Ok("_".to_owned()),
                });
                let constraints = constraints.iter().map(|one| self.constraint(one, itself));
                let all: Vec<String> = args.chain(constraints).collect::<Result<_>>()?;
                Ok(if all.is_empty() { String::new() } else { format!("<{}>", all.join(", ")) })
            }
            GenericArgs::Parenthesized { inputs, output } => {
                let inputs: Result<Vec<_>> =
                    inputs.iter().map(|type_| self.of_type(type_, itself)).collect();
                let output = match output {
                    Some(type_) => format!(" -> {}", self.of_type(type_, itself)?),
                    None => String::new(),
                };
                Ok(format!("({}){output}", inputs?.join(", ")))
            }
            GenericArgs::ReturnTypeNotation => bail!("return type notation is not expected"),
        }
    }

    fn constraint(&self, constraint: &AssocItemConstraint, itself: &str) -> Result<String> {
        let name = &constraint.name;
        match &constraint.binding {
            AssocItemConstraintKind::Equality(Term::Type(type_)) => {
                Ok(format!("{name} = {}", self.of_type(type_, itself)?))
            }
            AssocItemConstraintKind::Equality(Term::Constant(constant)) => {
                Ok(format!("{name} = {}", constant.expr))
            }
            AssocItemConstraintKind::Constraint(bounds) => {
                Ok(format!("{name}: {}", self.bounds(bounds, itself)?))
            }
        }
    }

    pub(super) fn bounds(&self, bounds: &[GenericBound], itself: &str) -> Result<String> {
        let bounds = bounds.iter().filter_map(|bound| match bound {
            GenericBound::TraitBound { trait_, modifier, .. } => {
                let question = if *modifier == TraitBoundModifier::Maybe { "?" } else { "" };
                Some(self.path(trait_, itself, "").map(|path| format!("{question}{path}")))
            }
            GenericBound::Outlives(lifetime) => Some(Ok(lifetime.clone())),
            GenericBound::Use(_) => None,
        });
        Ok(bounds.collect::<Result<Vec<_>>>()?.join(" + "))
    }
}
