//! Makes a program of the API of a crate, from what rustdoc says of it: the program names each public item and
//! uses it as its signature allows.
//!
//! It compiles with a newer version of the crate if, and only if, no program that names those items breaks: it
//! reads every field and asserts its type, calls every function with arguments of the declared types, constructs and
//! matches every variant of an enum, and asserts every trait and its associated types.

mod expression;
mod signature;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use rustdoc_types::{
    Crate, Enum, FORMAT_VERSION, Id, Impl, Item, ItemEnum, Module, Struct, StructKind, Trait,
    VariantKind,
};
use serde::Deserialize;

use expression::identifier;

/// The name of the crate in the program.
pub(super) const SUBJECT: &str = "subject";

/// The traits that only the compiler can name.
const UNNAMEABLE: [&str; 3] = ["StructuralPartialEq", "Freeze", "UnsafeUnpin"];

/// The program for a crate.
#[derive(Debug)]
pub(super) struct Probe {
    pub(super) program: String,
    /// The names of the parameters of each function.
    pub(super) parameters: BTreeMap<String, Vec<String>>,
}

impl Probe {
    /// The functions of this crate that take parameters of the same names in another order in a newer version.
    pub(super) fn exchanged(&self, newer: &Self) -> Vec<String> {
        let sorted = |names: &[String]| {
            let mut names = names.to_vec();
            names.sort();
            names
        };
        let functions = self.parameters.iter().filter_map(|(function, old)| {
            let new = newer.parameters.get(function)?;
            let is_exchanged = old != new && sorted(old) == sorted(new);
            is_exchanged.then(|| {
                format!("`{function}` takes {}, no longer {}", new.join(", "), old.join(", "))
            })
        });
        functions.collect()
    }
}

/// Makes the program for the crate that rustdoc has written this file for.
pub(super) fn of(rustdoc: &Path) -> Result<Probe> {
    let shown = rustdoc.display();
    let text = std::fs::read(rustdoc).with_context(|| format!("cannot read {shown}"))?;
    let format: Format = serde_json::from_slice(&text).with_context(|| shown.to_string())?;
    if format.format_version != FORMAT_VERSION {
        bail!(
            "{shown} has the format {} of rustdoc, expected {FORMAT_VERSION}\n  help: use the \
             version of Rust that `rustdoc-types` in xtask/developer/Cargo.toml is for",
            format.format_version
        );
    }
    let found: Crate = serde_json::from_slice(&text).with_context(|| shown.to_string())?;
    let mut api = Api {
        found: &found,
        places: BTreeMap::new(),
        lines: Vec::new(),
        parameters: BTreeMap::new(),
    };
    api.find_places(found.root, SUBJECT)?;
    api.use_all()?;
    let Api { lines, parameters, .. } = api;
    Ok(Probe { program: format!("#![allow(warnings)]\n{}\n", lines.join("\n")), parameters })
}

#[derive(Debug, Deserialize)]
struct Format {
    format_version: u32,
}

/// The API of a crate, and the lines of the program.
struct Api<'a> {
    found: &'a Crate,
    /// The public path of each item.
    places: BTreeMap<Id, String>,
    lines: Vec<String>,
    /// The names of the parameters of each function.
    parameters: BTreeMap<String, Vec<String>>,
}

impl<'a> Api<'a> {
    fn item(&self, id: Id) -> Result<&'a Item> {
        self.found.index.get(&id).with_context(|| format!("rustdoc has no item {id:?}"))
    }

    fn name(item: &Item) -> Result<String> {
        Ok(identifier(item.name.as_deref().context("an item has no name")?))
    }

    /// Finds the public paths of all items in a module, and of those that it exports again.
    fn find_places(&mut self, module: Id, path: &str) -> Result<()> {
        for id in self.members(module)? {
            let item = self.item(id)?;
            match &item.inner {
                ItemEnum::Module(_) => {
                    let inner = format!("{path}::{}", Self::name(item)?);
                    self.find_places(id, &inner)?;
                }
                ItemEnum::Use(exported) if !exported.is_glob => {
                    let place = format!("{path}::{}", identifier(&exported.name));
                    if let Some(id) = exported.id.filter(|id| self.found.index.contains_key(id)) {
                        self.places.insert(id, place.clone());
                    }
                    self.lines.push(format!("use {place} as U{};", self.lines.len()));
                }
                // What is exported so belongs to the runtime.
                ItemEnum::Use(_) => {}
                _ => drop(self.places.insert(id, format!("{path}::{}", Self::name(item)?))),
            }
        }
        Ok(())
    }

    fn members(&self, module: Id) -> Result<Vec<Id>> {
        let ItemEnum::Module(Module { items, .. }) = &self.item(module)?.inner else {
            bail!("{module:?} is not a module");
        };
        Ok(items.clone())
    }

    fn use_all(&mut self) -> Result<()> {
        for (id, place) in self.places.clone() {
            let item = self.item(id)?;
            self.use_item(item, &place).with_context(|| format!("cannot use `{place}`"))?;
        }
        Ok(())
    }

    fn use_item(&mut self, item: &Item, place: &str) -> Result<()> {
        match &item.inner {
            ItemEnum::Struct(inner) => self.use_structure(inner, place),
            ItemEnum::Enum(inner) => self.use_enum(inner, place),
            ItemEnum::Function(function) => self.call(function, place, place),
            ItemEnum::Trait(inner) => self.use_functions_of_trait(inner, place),
            ItemEnum::Constant { type_, .. } => {
                let of_type = self.of_type(type_, place)?;
                self.say(&format!("() -> {of_type} {{ {place} }}"));
                Ok(())
            }
            other => bail!("it is a {other:?}"),
        }
    }

    /// Adds a function without its keyword and name.
    fn say(&mut self, function: &str) {
        self.lines.push(format!("fn u{}{function}", self.lines.len()));
    }

    fn use_structure(&mut self, structure: &Struct, place: &str) -> Result<()> {
        match &structure.kind {
            StructKind::Unit => self.say(&format!("() -> {place} {{ {place} }}")),
            StructKind::Plain { fields, .. } => {
                for id in fields {
                    let (field, type_) = self.field(*id, place)?;
                    self.say(&format!("(v: &{place}) -> &{type_} {{ &v.{field} }}"));
                }
            }
            StructKind::Tuple(fields) => {
                if fields.iter().any(Option::is_some) {
                    bail!("it has public fields without names");
                }
            }
        }
        self.use_impls(&structure.impls, place)
    }

    /// The name and the type of a field.
    fn field(&self, id: Id, itself: &str) -> Result<(String, String)> {
        let item = self.item(id)?;
        let ItemEnum::StructField(type_) = &item.inner else { bail!("{id:?} is not a field") };
        Ok((Self::name(item)?, self.of_type(type_, itself)?))
    }

    fn use_enum(&mut self, inner: &Enum, place: &str) -> Result<()> {
        for id in &inner.variants {
            let item = self.item(*id)?;
            let ItemEnum::Variant(variant) = &item.inner else { bail!("{id:?} is not a variant") };
            let path = format!("{place}::{}", Self::name(item)?);
            match &variant.kind {
                VariantKind::Plain => {
                    self.say(&format!("(v: &{place}) -> bool {{ matches!(v, {path}) }}"));
                    self.say(&format!("() -> {place} {{ {path} }}"));
                }
                VariantKind::Tuple(fields) => match fields.as_slice() {
                    [Some(field)] => {
                        let (_, type_) = self.field(*field, place)?;
                        self.say(&format!(
                            "(v: {place}) -> Option<{type_}> {{ match v {{ {path}(x) => Some(x), _ => None }} }}"
                        ));
                        self.say(&format!("(x: {type_}) -> {place} {{ {path}(x) }}"));
                    }
                    _ => bail!("{path} has {} fields, expected one", fields.len()),
                },
                VariantKind::Struct { .. } => bail!("{path} has fields with names"),
            }
        }
        self.use_impls(&inner.impls, place)
    }

    fn use_impls(&mut self, impls: &[Id], place: &str) -> Result<()> {
        for id in impls {
            let ItemEnum::Impl(inner) = &self.item(*id)?.inner else { bail!("{id:?} is no impl") };
            if inner.blanket_impl.is_some() || inner.is_negative {
                continue;
            }
            match &inner.trait_ {
                None => self.use_functions(inner, place)?,
                Some(_) => self.use_trait(inner, place)?,
            }
        }
        Ok(())
    }

    fn use_functions(&mut self, inner: &Impl, place: &str) -> Result<()> {
        for id in &inner.items {
            let item = self.item(*id)?;
            let path = format!("<{place}>::{}", Self::name(item)?);
            match &item.inner {
                ItemEnum::Function(function) => self.call(function, &path, place)?,
                ItemEnum::AssocConst { type_, .. } => {
                    let type_ = self.of_type(type_, place)?;
                    self.say(&format!("() -> {type_} {{ {path} }}"));
                }
                other => bail!("`{path}` is a {other:?}"),
            }
        }
        Ok(())
    }

    /// Calls the functions of a trait for each type that implements it.
    fn use_functions_of_trait(&mut self, inner: &Trait, place: &str) -> Result<()> {
        for id in &inner.implementations {
            let ItemEnum::Impl(one) = &self.item(*id)?.inner else { bail!("{id:?} is no impl") };
            let itself = self.of_type(&one.for_, place)?;
            for id in &inner.items {
                let item = self.item(*id)?;
                let path = format!("<{itself} as {place}>::{}", Self::name(item)?);
                match &item.inner {
                    ItemEnum::Function(function) => self.call(function, &path, &itself)?,
                    other => bail!("`{path}` is a {other:?}"),
                }
            }
        }
        Ok(())
    }

    fn use_trait(&mut self, inner: &Impl, place: &str) -> Result<()> {
        let Some(path) = &inner.trait_ else { return Ok(()) };
        let last = path.path.rsplit("::").next().unwrap_or_default();
        if UNNAMEABLE.contains(&last) {
            return Ok(());
        }
        let named = self.bound_path(path, place)?;
        self.say(&format!("() {{ fn is<T: {named}>() {{}} is::<{place}>() }}"));
        for id in &inner.items {
            let item = self.item(*id)?;
            if let ItemEnum::AssocType { type_: Some(type_), .. } = &item.inner {
                let type_ = self.of_type(type_, place)?;
                let name = Self::name(item)?;
                self.say(&format!("(v: <{place} as {named}>::{name}) -> {type_} {{ v }}"));
            }
        }
        Ok(())
    }
}
