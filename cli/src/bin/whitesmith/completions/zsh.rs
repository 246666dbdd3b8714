//! The script for Zsh.

use std::fmt::Write as _;

use super::{Completed, Opt, Value};

/// The script, which is a file `_whitesmith` in a folder of `$fpath`.
pub(super) fn script(commands: &[Completed]) -> String {
    let mut names = String::new();
    let mut cases = String::new();
    for command in commands {
        let help = escaped(&command.help).replace(':', "\\:");
        // Writing to a string cannot fail.
        let _ = writeln!(names, "        '{}:{help}'", command.name);
        let _ = write!(cases, "        {}) _arguments -s", command.name);
        for option in &command.options {
            let _ = write!(cases, " \\\n            {}", argument(option));
        }
        if !command.values.is_empty() {
            let _ = write!(cases, " \\\n            '1:value:({})'", command.values.join(" "));
        }
        cases.push_str(" ;;\n");
    }
    format!(
        "#compdef whitesmith

_whitesmith() {{
    local -a commands
    commands=(
{names}    )
    if (( CURRENT == 2 )); then
        _describe command commands
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
{cases}    esac
}}

if [ \"$funcstack[1]\" = _whitesmith ]; then _whitesmith \"$@\"; else compdef _whitesmith whitesmith; fi
"
    )
}

fn argument(option: &Opt) -> String {
    let help = escaped(&option.help).replace('[', "\\[").replace(']', "\\]");
    let help = help.replace(':', "\\:");
    let value = match option.value {
        None => "",
        Some(Value::Path) => ":path:_files",
        Some(Value::Text) => ":value: ",
    };
    let many = if option.value.is_some() { "*" } else { "" };
    let short = option.short.map(|short| format!("'-{short}[{help}]{value}' ")).unwrap_or_default();
    format!("{short}'{many}--{}[{help}]{value}'", option.long)
}

/// Text between single quotes.
fn escaped(text: &str) -> String {
    text.replace('\'', "'\\''")
}
