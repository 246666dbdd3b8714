//! Tests what is printed on a terminal only. The program `script` of util-linux provides the terminal; without it,
//! these tests have nothing to run on.

use std::process::Command;

use crate::workspace::{MODEL, Ran, Workspace};

/// Runs in a terminal of a type, with `NO_COLOR`. `None` if there is no `script`.
fn in_terminal(mut workspace: Workspace, kind: &str, no_color: &str, line: &str) -> Option<Ran> {
    let version = Command::new("script").arg("--version").output().ok()?;
    if !String::from_utf8_lossy(&version.stdout).contains("util-linux") {
        return None;
    }
    workspace.set("TERM", kind.to_owned());
    workspace.set("NO_COLOR", no_color.to_owned());
    let line = format!("{} {line}", env!("CARGO_BIN_EXE_whitesmith"));
    Some(workspace.run_program("script", &["-qec", &line, "/dev/null"]))
}

#[test]
fn colors() {
    let line = "generate --model absent.json --out x";
    for (kind, no_color, has_colors) in
        [("xterm", "", true), ("xterm", "1", false), ("dumb", "", false)]
    {
        let Some(ran) = in_terminal(Workspace::new(), kind, no_color, line) else { return };
        assert_eq!(ran.code, 1);
        let start = if has_colors { "\x1b[1;31merror:\x1b[0m cannot" } else { "error: cannot" };
        assert!(ran.out.starts_with(start), "{kind} {no_color} {:?}", ran.out);
        assert_eq!(ran.out.contains("\x1b[1;32m  help:\x1b[0m"), has_colors);
    }
}

#[test]
fn progress() {
    let workspace = || {
        let workspace = Workspace::new();
        workspace.put("weather.json", MODEL);
        let entry = |out: &str| format!("[[crate]]\nmodel = 'weather.json'\nout = '{out}'\n");
        workspace.put("codegen.toml", &[entry("a"), entry("b"), entry("c")].concat());
        workspace
    };
    let Some(ran) = in_terminal(workspace(), "xterm", "", "generate") else { return };
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains(" of 3\r\x1b[K"), "{:?}", ran.out);
    for line in ["generate --quiet", "generate --json"] {
        let Some(ran) = in_terminal(workspace(), "xterm", "", line) else { return };
        assert!(!ran.out.contains("\x1b["), "{:?}", ran.out);
    }
    let elsewhere = workspace().run("generate").success();
    assert!(!elsewhere.contains('\x1b'), "{elsewhere}");
}
