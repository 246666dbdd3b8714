//! Tests the completions of shells: that of Bash runs, if Bash is installed.

use std::process::Command;

use crate::workspace::Workspace;

fn is_installed(shell: &str) -> bool {
    Command::new(shell).arg("--version").output().is_ok_and(|output| output.status.success())
}

#[test]
fn every_script_has_all_commands_and_options() {
    let workspace = Workspace::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = workspace.run(&format!("completions {shell}")).success();
        for word in
            ["generate", "smithy-build", "runtime-path", "operation", "models", "completions"]
        {
            assert!(script.contains(word), "{word} in {script}");
        }
        workspace.put("script", &script);
        if matches!(shell, "bash" | "zsh" | "fish") && is_installed(shell) {
            let checked = workspace.run_program(shell, &["-n", "script"]);
            assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{shell}");
        }
    }
}

#[test]
fn bash_completes() {
    if !is_installed("bash") {
        return;
    }
    let workspace = Workspace::new();
    workspace.put("script", &workspace.run("completions bash").success());
    let complete = |words: &str| {
        let line = format!(
            "source ./script; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _whitesmith; echo ${{COMPREPLY[@]}}"
        );
        workspace.run_program("bash", &["-c", &line]).success()
    };
    assert_eq!(complete("whitesmith gen"), "generate\n");
    assert_eq!(complete("whitesmith add --mo"), "--models\n");
    assert_eq!(complete("whitesmith completions f"), "fish\n");
    assert_eq!(complete("whitesmith generate --run"), "--runtime-path --runtime-version\n");
    assert_eq!(complete("whitesmith generate --model ''"), "\n", "the shell completes paths");
    assert_eq!(complete("whitesmith ''").split_whitespace().next(), Some("add"));
}
