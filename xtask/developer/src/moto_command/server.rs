//! Runs moto's server as long as the value lives.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

/// The time limit for starting the server.
const PATIENCE: Duration = Duration::from_secs(120);

/// The information that `serve.py` prints.
#[derive(Clone, Debug, Deserialize)]
struct About {
    port: u16,
    role: String,
    access_key_id: String,
    secret_access_key: String,
}

/// moto's server, which ends when this value is dropped or this process ends.
#[derive(Debug)]
pub(super) struct Server {
    process: Process,
    about: About,
}

/// A process that is killed when the value is dropped.
#[derive(Debug)]
struct Process {
    child: Child,
    /// The server ends when this is closed, even if this process is killed.
    _lifeline: Option<ChildStdin>,
    log: PathBuf,
}

impl Drop for Process {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts the server and waits until it listens. Its output is written to the file `log`.
    pub(super) fn start(python: &Path, script: &Path, log: &Path) -> Result<Self> {
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = Command::new(python);
        // -B: Python must not write bytecode beside the sources.
        command.args(["-B", "-X", "utf8"]).arg(script);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(file);
        let mut child = command.spawn().context("cannot start the server")?;
        let (lifeline, stdout) = (child.stdin.take(), child.stdout.take());
        let process = Process { child, _lifeline: lifeline, log: log.to_owned() };
        let (send, receive) = mpsc::channel();
        let reader = BufReader::new(stdout.context("the server has no output")?);
        thread::spawn(move || {
            // Reads until the end, so that the server never blocks on its output.
            for line in reader.lines().map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
        match receive.recv_timeout(PATIENCE).map(|line| serde_json::from_str(&line)) {
            Ok(Ok(about)) => Ok(Self { process, about }),
            Ok(Err(_)) | Err(_) => bail!("the server does not start:\n{}", process.said()),
        }
    }

    /// The environment variables that make the driver call this server only.
    pub(super) fn environment(&self) -> [(&'static str, String); 9] {
        let About { port, role, access_key_id, secret_access_key } = self.about.clone();
        let nowhere = self.process.log.with_file_name("no-such-file").display().to_string();
        [
            ("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}")),
            ("AWS_REGION", "us-east-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", access_key_id),
            ("AWS_SECRET_ACCESS_KEY", secret_access_key),
            ("AWS_CONFIG_FILE", nowhere.clone()),
            ("AWS_SHARED_CREDENTIALS_FILE", nowhere),
            // A second attempt would hide the failure of the first.
            ("AWS_MAX_ATTEMPTS", "1".to_owned()),
            ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
            ("DRIVER_ROLE_ARN", role),
        ]
    }
}

impl Process {
    fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}
