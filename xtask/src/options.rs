//! In: a problem whose help names a setting of the generator. Out: the same problem, with the option of the
//! command line in the setting's place.

use whitesmith::Problem;

/// The problem as a person at the command line reads it. Those who use codegen.toml know the setting by
/// its key.
pub(crate) fn with_options(mut problem: Problem) -> Problem {
    if let (Some(key), Some(help)) = (problem.help_setting, &mut problem.help) {
        // One option adds one operation.
        let option = if key == "operations" { "operation" } else { key };
        *help = help.replace(&format!("`{key}`"), &format!("`--{option}`"));
    }
    problem
}
