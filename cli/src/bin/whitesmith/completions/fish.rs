//! The script for fish.

use std::fmt::Write as _;

use super::{Completed, Value};

/// The script.
pub(super) fn script(commands: &[Completed]) -> String {
    let mut script = String::new();
    for command in commands {
        let (name, help) = (&command.name, quoted(&command.help));
        // Writing to a string cannot fail.
        let _ = writeln!(
            script,
            "complete -c whitesmith -n __fish_use_subcommand -f -a {name} -d {help}"
        );
    }
    for command in commands {
        let condition = format!("-n '__fish_seen_subcommand_from {}'", command.name);
        for option in &command.options {
            let short = option.short.map(|short| format!(" -s {short}")).unwrap_or_default();
            let value = match option.value {
                None => "",
                Some(Value::Path) => " -r -F",
                Some(Value::Text) => " -x",
            };
            let (long, help) = (&option.long, quoted(&option.help));
            let _ = writeln!(
                script,
                "complete -c whitesmith {condition} -l {long}{short}{value} -d {help}"
            );
        }
        if !command.values.is_empty() {
            let values = command.values.join(" ");
            let _ = writeln!(script, "complete -c whitesmith {condition} -f -a '{values}'");
        }
    }
    script
}

/// A string between single quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
