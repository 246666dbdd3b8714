//! Runs a program and collects its standard output, within limits of time and size.

use std::io::{self, Read as _};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may run.
pub(super) const TIME_LIMIT: Duration = Duration::from_secs(60);

/// The maximum size of a program's output in bytes.
const MAX_OUTPUT: usize = 64 * 1024;

/// How many bytes are read at a time.
const PIECE: usize = 4 * 1024;

/// How often to check whether a program has exited.
const PAUSE: Duration = Duration::from_millis(5);

/// How long to wait for more output after a program has exited. Its output may stay open, because
/// a process that it started, such as an agent, has inherited it.
const GRACE: Duration = Duration::from_millis(200);

/// A child process that is killed on drop. Processes that it started itself keep running.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Nothing can be done about a process that has exited already or cannot be killed.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a program, waits for it to exit, and returns its standard output. It is killed after `limit`.
/// It has no standard input, and its standard error is that of this process.
///
/// # Errors
///
/// The program does not start, does not exit in time, writes too much, or exits with a failure.
pub(super) fn run(command: &[String], limit: Duration) -> io::Result<Vec<u8>> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the command is empty"));
    };
    let started = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut running = Running(command.spawn()?);
    let output = match running.0.stdout.take() {
        Some(stdout) => collect(&pieces_of(stdout)?, &mut running.0, started, limit)?,
        None => Vec::new(),
    };
    let status = exit_status(&mut running.0, started, limit)?;
    if status.success() {
        Ok(output)
    } else {
        Err(io::Error::other(format!("it failed with {status}")))
    }
}

/// Reads the standard output on a thread of its own, as a read cannot be interrupted.
fn pieces_of(mut stdout: ChildStdout) -> io::Result<Receiver<io::Result<Vec<u8>>>> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().name("whitesmith-output".to_owned()).spawn(move || {
        loop {
            let mut piece = vec![0; PIECE];
            let read = match stdout.read(&mut piece) {
                Ok(0) => return,
                Ok(read) => Ok(piece.drain(..read).collect()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => Err(error),
            };
            // The receiver may be gone.
            let is_last = read.is_err();
            if sender.send(read).is_err() || is_last {
                return;
            }
        }
    })?;
    Ok(receiver)
}

/// Collects the output, up to its end or until [`GRACE`] after the program has exited.
fn collect(
    pieces: &Receiver<io::Result<Vec<u8>>>,
    child: &mut Child,
    started: Instant,
    limit: Duration,
) -> io::Result<Vec<u8>> {
    let (mut output, mut quiet_since) = (Vec::new(), None);
    loop {
        match pieces.recv_timeout(PAUSE) {
            Ok(Ok(piece)) => {
                output.extend(piece);
                quiet_since = None;
            }
            Ok(Err(error)) => return Err(error),
            Err(RecvTimeoutError::Disconnected) => return Ok(output),
            Err(RecvTimeoutError::Timeout) if child.try_wait()?.is_some() => {
                let since: &mut Instant = quiet_since.get_or_insert_with(Instant::now);
                if since.elapsed() >= GRACE {
                    return Ok(output);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if output.len() > MAX_OUTPUT {
            return Err(io::Error::other(format!("it wrote more than {MAX_OUTPUT} bytes")));
        }
        if started.elapsed() >= limit {
            return Err(too_slow(limit));
        }
    }
}

fn exit_status(child: &mut Child, started: Instant, limit: Duration) -> io::Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if started.elapsed() >= limit {
            return Err(too_slow(limit));
        }
        thread::sleep(PAUSE);
    }
}

fn too_slow(limit: Duration) -> io::Error {
    let message = format!("it did not end within {limit:?} and was killed");
    io::Error::new(io::ErrorKind::TimedOut, message)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn sh(script: &str, limit: Duration) -> Result<String, String> {
        let command = ["sh", "-c", script].map(str::to_owned);
        match run(&command, limit) {
            Ok(output) => Ok(String::from_utf8(output).unwrap()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn programs_write() {
        assert_eq!(sh("printf '%s' \"a b\"", TIME_LIMIT), Ok("a b".into()));
        // There is nothing to read.
        assert_eq!(sh("cat; printf x", TIME_LIMIT), Ok("x".into()));
        assert_eq!(sh("exec >&-; sleep 0.02", TIME_LIMIT), Ok(String::new()));
        assert_eq!(
            sh("printf SECRET; exit 3", TIME_LIMIT),
            Err("it failed with exit status: 3".into())
        );
        let nothing = run(&["/no/such/program".to_owned()], TIME_LIMIT).unwrap_err();
        assert_eq!(nothing.kind(), io::ErrorKind::NotFound);
        assert_eq!(run(&[], TIME_LIMIT).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }

    #[test]
    fn a_program_that_has_ended_is_not_waited_for() {
        // What the program has started holds the output open.
        let started = Instant::now();
        assert_eq!(
            sh("sleep 20 2>/dev/null & printf x; sleep 0.02; printf y", TIME_LIMIT),
            Ok("xy".into())
        );
        assert_eq!(
            sh("sleep 20 2>/dev/null & exit 3", TIME_LIMIT),
            Err("it failed with exit status: 3".into())
        );
        assert!(started.elapsed() < Duration::from_secs(15));
    }

    #[test]
    fn programs_have_limits() {
        let limit = Duration::from_millis(50);
        let killed = || Err("it did not end within 50ms and was killed".to_owned());
        let started = Instant::now();
        assert_eq!(sh("exec sleep 600", limit), killed());
        assert_eq!(sh("exec >&-; exec sleep 600", limit), killed());
        assert_eq!(sh("sleep 1 & sleep 1", limit), killed());
        assert_eq!(sh("while echo x; do sleep 0.001; done", limit), killed());
        assert!(started.elapsed() < Duration::from_secs(60));
        let long = "yes | head -c 70000";
        assert_eq!(sh(long, TIME_LIMIT), Err("it wrote more than 65536 bytes".into()));
        assert_eq!(sh("yes | head -c 65536", TIME_LIMIT).unwrap().len(), 65536);
    }
}
