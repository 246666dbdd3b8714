//! The script for Elvish.

use std::fmt::Write as _;

use super::{Completed, words};

/// The script, which `rc.elv` runs. Values of options are completed as paths.
pub(super) fn script(commands: &[Completed]) -> String {
    let mut entries = String::new();
    for command in commands {
        // Writing to a string cannot fail.
        let _ = writeln!(entries, "        &{}=[{}]", command.name, words(command).join(" "));
    }
    let names: Vec<&str> = commands.iter().map(|command| command.name.as_str()).collect();
    format!(
        "set edit:completion:arg-completer[whitesmith] = {{|@words|
    var options = [
{entries}    ]
    if (== (count $words) 2) {{
        put {} --help --version
    }} else {{
        if (has-key $options $words[1]) {{
            all $options[$words[1]]
        }}
        edit:complete-filename $words[-1]
    }}
}}
",
        names.join(" ")
    )
}
