//! Prints what an update changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::json;
use whitesmith::{Effect, ModelChange};
use whitesmith_build::{Job, report::counted};
use whitesmith_cli::{Console, Format};

use crate::cli::Output;

/// Traits for people, which do not change the API of a crate.
const DOCUMENTATION: [&str; 4] = [
    "smithy.api#documentation",
    "smithy.api#examples",
    "smithy.api#externalDocumentation",
    "smithy.api#title",
];

/// Reports a crate whose model is not replaced.
pub(crate) fn up_to_date(job: &Job, output: &Output, console: &Console) {
    if console.format == Format::Text && !output.quiet {
        let (out, model) = (&job.out.shown, job.model.title());
        console.result(format!("{out}: no newer model than {model}\n").as_bytes());
    }
}

/// Reports the changes of a model for a crate.
pub(crate) fn changes(job: &Job, changes: &[ModelChange], output: &Output, console: &Console) {
    match console.format {
        Format::Json => {
            for change in changes {
                object(job, change, console);
            }
        }
        Format::Text if output.quiet => {}
        Format::Text => {
            let title = format!("{}: newer model for {}", job.out.shown, job.model.title());
            console.result(text(&title, changes).as_bytes());
        }
    }
}

fn object(job: &Job, change: &ModelChange, console: &Console) {
    let (effect, what) = match &change.effect {
        Effect::Added => ("added", &[] as &[String]),
        Effect::Removed => ("removed", &[] as &[String]),
        Effect::Changed(what) => ("changed", what.as_slice()),
    };
    console.object(&json!({
        "type": "change",
        "crate": job.out.shown,
        "shape": change.shape,
        "shape_type": change.shape_type,
        "member": change.member,
        "effect": effect,
        "what": what,
    }));
}

/// The lines of one shape: its own, and those of its members.
#[derive(Default)]
struct Lines {
    own: Option<String>,
    members: Vec<String>,
}

fn text(title: &str, changes: &[ModelChange]) -> String {
    let mut shapes: BTreeMap<(&str, &str), Lines> = BTreeMap::new();
    let mut documented = BTreeSet::new();
    for change in changes {
        let (sign, what) = match &change.effect {
            Effect::Added => ('+', String::new()),
            Effect::Removed => ('-', String::new()),
            Effect::Changed(what) => {
                let is_text = |name: &&String| DOCUMENTATION.contains(&name.as_str());
                documented.extend(what.iter().any(|name| is_text(&name)).then_some(&change.shape));
                let names: Vec<&str> =
                    what.iter().filter(|name| !is_text(name)).map(|name| short(name)).collect();
                if names.is_empty() {
                    continue;
                }
                ('~', format!(" ({})", names.join(", ")))
            }
        };
        let lines = shapes.entry((change.shape_type, &change.shape)).or_default();
        match &change.member {
            Some(member) => lines.members.push(format!("      {sign} {member}{what}\n")),
            None => lines.own = Some(format!("{sign} {}{what}", name(change))),
        }
    }
    let mut text = format!("{title}\n");
    for ((shape_type, shape), lines) in &shapes {
        let own =
            lines.own.clone().unwrap_or_else(|| format!("~ {shape_type} {}", shape_name(shape)));
        // Writing to a string cannot fail.
        let _ = write!(text, "  {own}\n{}", lines.members.concat());
    }
    match (documented.len(), shapes.is_empty()) {
        (0, true) => text.push_str("  no change for its operations\n"),
        (0, false) => {}
        (count, _) => {
            let _ = writeln!(text, "  ~ documentation of {}", counted(count, "shape"));
        }
    }
    text
}

fn name(change: &ModelChange) -> String {
    format!("{} {}", change.shape_type, shape_name(&change.shape))
}

fn shape_name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// The id of a trait, without the namespace of Smithy's own.
fn short(id: &str) -> &str {
    id.strip_prefix("smithy.api#").unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(
        shape_type: &'static str,
        shape: &str,
        member: Option<&str>,
        effect: Effect,
    ) -> ModelChange {
        let (shape, member) = (format!("a.b#{shape}"), member.map(str::to_owned));
        ModelChange { shape, shape_type, member, effect }
    }

    #[test]
    fn lines() {
        let changed =
            |names: &[&str]| Effect::Changed(names.iter().map(|name| (*name).to_owned()).collect());
        let all = [
            change("structure", "Account", Some("Id"), changed(&["smithy.api#documentation"])),
            change(
                "structure",
                "Account",
                Some("Name"),
                changed(&["smithy.api#documentation", "smithy.api#required"]),
            ),
            change("structure", "Account", Some("Note"), Effect::Added),
            change("operation", "Get", None, changed(&["errors"])),
            change("enum", "Kind", None, Effect::Removed),
        ];
        insta::assert_snapshot!(text("chime", &all), @"
        chime
          - enum Kind
          ~ operation Get (errors)
          ~ structure Account
              ~ Name (required)
              + Note
          ~ documentation of 1 shape
        ");
        assert_eq!(text("chime", &[]), "chime\n  no change for its operations\n");
    }
}
