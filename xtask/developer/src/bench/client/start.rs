//! Measures the time from the start of a program to the first byte of its request, with default settings and
//! credentials from environment variables. The server is in this process, and has no TLS.

use std::io::Read as _;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use super::row::{Figure, Row, Wanted};
use super::workspace::Workspace;
use crate::bench::cpu_time;
use crate::figures::median;

/// The number of starts of each program. Ours and theirs alternate.
const RUNS: usize = 21;

/// How many times better ours must be.
const TIMES: u32 = 3;

/// How long a program may take.
const LIMIT: Duration = Duration::from_secs(10);

/// The cost of one start. The CPU time is absent where the system does not report it.
struct Start {
    clock: Duration,
    cpu: Option<Duration>,
}

/// Measures the programs `call` of both.
pub(super) fn rows(workspace: &Workspace) -> Result<Vec<Row>> {
    workspace.build("ours")?;
    workspace.build("official")?;
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot bind a port")?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(start(workspace, "ours", &listener)?);
        theirs.push(start(workspace, "official", &listener)?);
    }
    let clock = |starts: &[Start]| median(starts.iter().map(|start| start.clock).collect());
    let cpu = |starts: &[Start]| median(starts.iter().filter_map(|start| start.cpu).collect());
    let row = |what, ours: Option<Duration>, theirs: Option<Duration>| {
        let row = Row::new(what, Figure::Time(ours?)).theirs(Figure::Time(theirs?));
        Some(row.wanted(Wanted::Times(TIMES)))
    };
    let rows = [
        row("from the start to the first byte sent", clock(&ours), clock(&theirs)),
        row("CPU, from the start to the first byte sent", cpu(&ours), cpu(&theirs)),
    ];
    Ok(rows.into_iter().flatten().collect())
}

/// Starts a program, and ends it when its request arrives.
fn start(workspace: &Workspace, package: &str, listener: &TcpListener) -> Result<Start> {
    let address = listener.local_addr().context("cannot find the port")?;
    let arrival = first_byte(listener.try_clone().context("cannot share the port")?);
    let mut command = Command::new(workspace.program(package, "call"));
    command.env_clear().stdout(Stdio::null()).stderr(Stdio::null()).envs([
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL", &format!("http://{address}")),
    ]);
    let before = cpu_time::of_ended_children()?;
    let started = Instant::now();
    let child = command.spawn().with_context(|| format!("cannot run `call` of {package}"))?;
    let arrived = arrival.recv_timeout(LIMIT);
    end(child)?;
    if arrived.is_err() {
        // Ends the thread that still waits for a connection.
        drop(TcpStream::connect(address));
    }
    let arrived = arrived.with_context(|| format!("`call` of {package} sends no request"))?;
    let cpu = before.zip(cpu_time::of_ended_children()?);
    let cpu = cpu.map(|(before, after)| after.saturating_sub(before));
    Ok(Start { clock: arrived.saturating_duration_since(started), cpu })
}

/// The time at which the first byte of the next connection arrives.
fn first_byte(listener: TcpListener) -> Receiver<Instant> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let Ok((mut connection, _)) = listener.accept() else { return };
        if connection.read_exact(&mut [0]).is_ok() {
            // The receiver is gone if it took too long.
            let _ = sender.send(Instant::now());
        }
    });
    receiver
}

fn end(mut child: Child) -> Result<()> {
    child.kill().and_then(|()| child.wait()).context("cannot end a program")?;
    Ok(())
}
