//! Measures the size of programs that call each operation once.

use std::fs;

use anyhow::{Context as _, Result};

use super::row::{Figure, Row, Wanted};
use super::workspace::Workspace;

/// Measures release builds without symbols, with Cargo's defaults otherwise.
pub(super) fn rows(workspace: &Workspace) -> Result<Vec<Row>> {
    let ours = size(workspace, "ours", "call")?;
    let blocking = size(workspace, "ours-blocking", "ours-blocking")?;
    let theirs = size(workspace, "official", "call")?;
    let row = |what: &str, ours| Row::new(what, ours).theirs(theirs).wanted(Wanted::Times(4));
    Ok(vec![
        row("stripped release program: async client", ours),
        row("stripped release program: blocking client", blocking),
    ])
}

fn size(workspace: &Workspace, package: &str, program: &str) -> Result<Figure> {
    workspace.build(package)?;
    let program = workspace.program(package, program);
    let file = fs::metadata(&program)
        .with_context(|| format!("cannot read the size of {}", program.display()))?;
    Ok(Figure::Bytes(file.len()))
}
