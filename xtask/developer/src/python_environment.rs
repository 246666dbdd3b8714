//! Creates the Python environment of the commands, with exactly the packages of `requirements.txt`.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

/// The folder of the environment, and the names of its main packages in messages.
const FOLDER: &str = "target/python";
const PACKAGES: &str = "botocore and moto";

/// Creates the environment in the repository at `root`, unless it exists with the right versions, and returns
/// its interpreter. `requirements.txt` lists every package, including indirect dependencies.
pub(crate) fn interpreter(root: &Path) -> Result<PathBuf> {
    let requirements = Path::new(env!("CARGO_MANIFEST_DIR")).join("requirements.txt");
    let wanted = fs::read(&requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    let folder = root.join(FOLDER);
    let inner = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let interpreter = folder.join(inner);
    let installed = folder.join("installed.txt");
    if fs::read(&installed).is_ok_and(|found| found == wanted) {
        return Ok(interpreter);
    }
    eprintln!("installing {PACKAGES} into {FOLDER}");
    make_environment(&folder)?;
    install(&interpreter, &requirements)?;
    fs::write(&installed, wanted)
        .with_context(|| format!("cannot write {}", installed.display()))?;
    Ok(interpreter)
}

/// Creates an environment of its own, so that nothing is installed elsewhere.
fn make_environment(folder: &Path) -> Result<()> {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| OsString::from("python3"));
    let output = Command::new(&python).args(["-m", "venv", "--clear"]).arg(folder).output();
    let help = "help: install Python 3.10 or newer with its module venv, or name another interpreter \
                with the environment variable PYTHON";
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let words = [text(&output.stdout), text(&output.stderr)].concat();
            bail!("cannot create a Python environment:\n{words}\n  {help}")
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            bail!("there is no {}\n  {help}", python.display())
        }
        Err(error) => bail!("cannot run {}: {error}\n  {help}", python.display()),
    }
}

fn install(interpreter: &Path, requirements: &Path) -> Result<()> {
    let mut pip = Command::new(interpreter);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    let output = pip.arg("--requirement").arg(requirements).output();
    let output = output.context("cannot run pip")?;
    if !output.status.success() {
        bail!(
            "cannot install {PACKAGES}:\n{}\n  help: they come from PyPI; check the connection, or \
             name another index with PIP_INDEX_URL",
            text(&output.stderr)
        );
    }
    Ok(())
}

/// The output of a program as text, without trailing white space.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end().to_owned()
}
