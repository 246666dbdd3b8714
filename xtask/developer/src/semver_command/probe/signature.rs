//! Writes a call of a function, in a function with the same signature.

use anyhow::{Result, bail};
use rustdoc_types::{Function, GenericParamDefKind, Generics, WherePredicate};

use super::Api;

impl Api<'_> {
    /// Calls the function at `path` with arguments of its types. `Self` is the type `itself`.
    pub(super) fn call(&mut self, function: &Function, path: &str, itself: &str) -> Result<()> {
        let names = function.sig.inputs.iter().map(|(name, _)| name.clone()).collect();
        self.parameters.insert(path.to_owned(), names);
        let (mut parameters, mut arguments) = (Vec::new(), Vec::new());
        for (index, (_, type_)) in function.sig.inputs.iter().enumerate() {
            parameters.push(format!("a{index}: {}", self.of_type(type_, itself)?));
            arguments.push(format!("a{index}"));
        }
        let output = match &function.sig.output {
            Some(type_) => format!(" -> {}", self.of_type(type_, itself)?),
            None => String::new(),
        };
        if function.header.is_unsafe {
            bail!("`{path}` is unsafe");
        }
        let (generics, predicates) = self.generics(&function.generics, itself)?;
        let (keyword, wait) =
            if function.header.is_async { ("async fn", ".await") } else { ("fn", "") };
        let (parameters, arguments) = (parameters.join(", "), arguments.join(", "));
        self.lines.push(format!(
            "{keyword} u{}{generics}({parameters}){output}{predicates} {{ {path}({arguments}){wait} }}",
            self.lines.len()
        ));
        Ok(())
    }

    /// The parameters in angle brackets, and the `where` clause.
    fn generics(&self, generics: &Generics, itself: &str) -> Result<(String, String)> {
        let mut parameters = Vec::new();
        for parameter in &generics.params {
            match &parameter.kind {
                GenericParamDefKind::Lifetime { outlives } if outlives.is_empty() => {
                    parameters.push(parameter.name.clone());
                }
                GenericParamDefKind::Lifetime { outlives } => {
                    parameters.push(format!("{}: {}", parameter.name, outlives.join(" + ")));
                }
                // `impl Trait` in the position of an argument.
                GenericParamDefKind::Type { is_synthetic: true, .. } => {}
                GenericParamDefKind::Type { bounds, .. } => {
                    parameters.push(format!(
                        "{}: {}",
                        parameter.name,
                        self.bounds(bounds, itself)?
                    ));
                }
                GenericParamDefKind::Const { type_, .. } => {
                    let type_ = self.of_type(type_, itself)?;
                    parameters.push(format!("const {}: {type_}", parameter.name));
                }
            }
        }
        let mut predicates = Vec::new();
        for predicate in &generics.where_predicates {
            match predicate {
                WherePredicate::BoundPredicate { type_, bounds, .. } => {
                    let type_ = self.of_type(type_, itself)?;
                    predicates.push(format!("{type_}: {}", self.bounds(bounds, itself)?));
                }
                WherePredicate::LifetimePredicate { lifetime, outlives } => {
                    predicates.push(format!("{lifetime}: {}", outlives.join(" + ")));
                }
                WherePredicate::EqPredicate { .. } => bail!("an equality in a `where` clause"),
            }
        }
        let wrap = |before: &str, list: &[String], after: &str| match list {
            [] => String::new(),
            _ => format!("{before}{}{after}", list.join(", ")),
        };
        Ok((wrap("<", &parameters, ">"), wrap(" where ", &predicates, "")))
    }
}
