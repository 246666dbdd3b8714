//! Runs the program `server`, which responds to requests, until it is dropped.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// The running server.
pub(super) struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// Starts the program. It responds with the content of the file `answer`.
    pub(super) fn start(program: &Path, content_type: &str, answer: &Path) -> Result<Self> {
        let failed = || format!("cannot run {}", program.display());
        let mut command = Command::new(program);
        command.arg(content_type).arg(answer).stdout(Stdio::piped());
        let process = command.spawn().with_context(failed)?;
        // From here on, dropping `self` ends the process.
        let mut server = Self { process, url: String::new() };
        if let Some(output) = server.process.stdout.take() {
            BufReader::new(output).read_line(&mut server.url).with_context(failed)?;
        }
        if !server.url.starts_with("http://") {
            bail!("{} does not print its address", program.display());
        }
        Ok(server)
    }

    /// The URL: scheme, address and port.
    pub(super) fn url(&self) -> &str {
        self.url.trim_end()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
