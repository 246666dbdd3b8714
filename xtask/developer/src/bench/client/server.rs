//! In: the program `server`. Out: a process that answers requests, and where it listens, until it is
//! dropped.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// A server that runs.
pub(super) struct Server {
    process: Child,
    url: String,
}

impl Server {
    pub(super) fn start(program: &Path) -> Result<Self> {
        let failed = || format!("cannot run {}", program.display());
        let process = Command::new(program).stdout(Stdio::piped()).spawn().with_context(failed)?;
        // From here on the process ends with `self`, whatever happens.
        let mut server = Self { process, url: String::new() };
        if let Some(output) = server.process.stdout.take() {
            BufReader::new(output).read_line(&mut server.url).with_context(failed)?;
        }
        if !server.url.starts_with("http://") {
            bail!("{} does not tell where it listens", program.display());
        }
        Ok(server)
    }

    /// A scheme, an address and a port.
    pub(super) fn url(&self) -> &str {
        self.url.trim_end()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
