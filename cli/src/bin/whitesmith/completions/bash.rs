//! The script for Bash.

use std::fmt::Write as _;

use super::{Completed, words};

/// The script. Values of options, and what is not known, are completed as paths.
pub(super) fn script(commands: &[Completed]) -> String {
    let names: Vec<&str> = commands.iter().map(|command| command.name.as_str()).collect();
    let mut cases = String::new();
    for command in commands {
        // Writing to a string cannot fail.
        let _ =
            writeln!(cases, "        {}) words='{}' ;;", command.name, words(command).join(" "));
    }
    let with_values = commands.iter().flat_map(|command| &command.options);
    let mut with_values: Vec<String> = with_values
        .filter(|option| option.value.is_some())
        .map(|option| format!("--{}", option.long))
        .collect();
    with_values.sort();
    with_values.dedup();
    format!(
        "_whitesmith() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} words
    COMPREPLY=()
    case $previous in {with_values}) return ;; esac
    [ \"$COMP_CWORD\" -gt 1 ] || previous=
    case ${{previous:+${{COMP_WORDS[1]}}}} in
        '') words='{names} --help --version' ;;
{cases}    esac
    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))
}}
complete -o default -F _whitesmith whitesmith
",
        with_values = with_values.join("|"),
        names = names.join(" "),
    )
}
