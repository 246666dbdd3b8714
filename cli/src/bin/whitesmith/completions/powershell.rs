//! The script for PowerShell.

use std::fmt::Write as _;

use super::{Completed, words};

/// The script, which a profile runs.
pub(super) fn script(commands: &[Completed]) -> String {
    let mut cases = String::new();
    for command in commands {
        // Writing to a string cannot fail.
        let _ = writeln!(cases, "        '{}' {{ {} }}", command.name, list(&words(command)));
    }
    let names: Vec<String> = commands.iter().map(|command| command.name.clone()).collect();
    format!(
        "Register-ArgumentCompleter -Native -CommandName whitesmith -ScriptBlock {{
    param($word, $ast, $position)
    $elements = $ast.CommandElements
    $isLater = $elements.Count -gt 2 -or ($elements.Count -eq 2 -and $word -eq '')
    $command = if ($isLater) {{ $elements[1].ToString() }} else {{ '' }}
    $words = switch ($command) {{
{cases}        default {{ {names}, '--help', '--version' }}
    }}
    $words | Where-Object {{ $_ -like \"$word*\" }} | ForEach-Object {{
        [System.Management.Automation.CompletionResult]::new($_)
    }}
}}
",
        names = list(&names),
    )
}

fn list(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    quoted.join(", ")
}
