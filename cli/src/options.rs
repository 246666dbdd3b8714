//! Replaces the name of a setting in a problem's help by the name of the command line's option.

use whitesmith::Problem;

/// The problem for users of the command line. Users of codegen.toml know the setting by its key.
#[must_use]
pub fn with_options(mut problem: Problem) -> Problem {
    if let (Some(key), Some(help)) = (problem.help_setting, &mut problem.help) {
        // `--operation` adds a single operation.
        let option = if key == "operations" { "operation" } else { key };
        *help = help.replace(&format!("`{key}`"), &format!("`--{option}`"));
    }
    problem
}
