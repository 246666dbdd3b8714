//! Measures the cost of a call and its parts with the programs `speed` and `allocations` of both.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::row::{Figure, Row, Wanted};
use super::server::Server;
use super::service::Service;
use super::workspace::Workspace;
use crate::figures::median;

/// The number of runs of each program. Ours and theirs alternate.
const RUNS: usize = 5;

/// How many times better ours must be.
const TIMES: u32 = 3;

/// The case that ends where the transport begins. The one before it is the same call, whole.
const UNTIL_SENT: &str = "until-sent";

/// A case that one run of a program measures.
struct Case<'a> {
    name: &'static str,
    /// The number of repetitions in a run.
    count: u32,
    concurrency: u32,
    url: &'a str,
}

/// The cost of one repetition.
#[derive(Clone, Copy)]
struct Cost {
    clock: Duration,
    cpu: Duration,
}

/// Measures the resolution of endpoints. Ours may take half of the time of theirs, or this long, whichever is
/// longer.
pub(super) fn endpoints(service: &Service, workspace: &Workspace) -> Result<Vec<Row>> {
    const ENDPOINT: Duration = Duration::from_nanos(500);
    if service.endpoints.is_empty() {
        return Ok(Vec::new());
    }
    workspace.build("ours")?;
    workspace.build("official")?;
    let mut rows = Vec::new();
    for &(name, what) in service.endpoints {
        let case = Case { name, count: 200_000, concurrency: 1, url: "" };
        let [ours, theirs] = both(workspace, &case)?;
        let limit = Figure::Time(ENDPOINT.max(theirs.cpu / 2));
        let row = Row::new(format!("CPU, endpoint: {what}"), Figure::Time(ours.cpu));
        rows.push(row.theirs(Figure::Time(theirs.cpu)).wanted(Wanted::AtMost(limit)));
    }
    Ok(rows)
}

/// Measures calls, and their parts, over a transport that responds at once, on one thread.
pub(super) fn calls(service: &Service, workspace: &Workspace) -> Result<Vec<Row>> {
    workspace.build("ours")?;
    workspace.build("official")?;
    let case = |name, count| Case { name, count, concurrency: 1, url: "" };
    let mut rows = Vec::new();
    // The costs of the previous call.
    let mut before: Option<[Cost; 2]> = None;
    for &(name, what, count) in service.calls {
        let [ours, theirs] = both(workspace, &case(name, count))?;
        let cpu = |cost: Cost| Figure::Time(cost.cpu);
        rows.push(compared(format!("CPU, {what}"), cpu(ours), cpu(theirs)));
        if let (UNTIL_SENT, Some([our_call, their_call])) = (name, before) {
            let rest = |call: Cost, sent: Cost| Figure::Time(call.cpu.saturating_sub(sent.cpu));
            let what = "CPU, after the transport: parse (the difference)";
            rows.push(compared(what, rest(our_call, ours), rest(their_call, theirs)));
        }
        before = Some([ours, theirs]);
    }
    for &(name, what) in service.parts {
        let cost = alone(workspace, &case(name, 50_000))?;
        rows.push(Row::new(what, Figure::Time(cost.cpu)));
    }
    for &(name, what, count) in service.calls {
        rows.extend(allocations(workspace, &case(name, count.min(1_000)), what)?);
    }
    Ok(rows)
}

/// Measures calls to a server in another process on this machine, without TLS.
pub(super) fn loopback(service: &Service, workspace: &Workspace) -> Result<Vec<Row>> {
    workspace.build("ours")?;
    workspace.build("official")?;
    workspace.build("server")?;
    let [content_type, answer] = service.answer;
    let answer = workspace.folder().join(answer);
    let server = Server::start(&workspace.program("server", "server"), content_type, &answer)?;
    let mut rows = Vec::new();
    for concurrency in [1, 8, 64] {
        let case = Case { name: "loopback", count: 12_800, concurrency, url: server.url() };
        let [ours, theirs] = both(workspace, &case)?;
        let rate = |cost: Cost| {
            let nanos = cost.clock.as_nanos().max(1);
            Figure::PerSecond(u64::try_from(1_000_000_000 / nanos).unwrap_or(u64::MAX))
        };
        let what = format!("calls over loopback, {concurrency} at a time");
        rows.push(compared(what, rate(ours), rate(theirs)));
        let what = format!("CPU of the client, each, {concurrency} at a time");
        rows.push(compared(what, Figure::Time(ours.cpu), Figure::Time(theirs.cpu)));
    }
    Ok(rows)
}

fn compared(what: impl Into<String>, ours: Figure, theirs: Figure) -> Row {
    Row::new(what, ours).theirs(theirs).wanted(Wanted::Times(TIMES))
}

/// Measures ours and theirs, alternating.
fn both(workspace: &Workspace, case: &Case<'_>) -> Result<[Cost; 2]> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(run(workspace, "ours", "speed", case)?);
        theirs.push(run(workspace, "official", "speed", case)?);
    }
    Ok([typical(&ours, case), typical(&theirs, case)])
}

fn alone(workspace: &Workspace, case: &Case<'_>) -> Result<Cost> {
    let runs: Result<Vec<_>> = (0..RUNS).map(|_| run(workspace, "ours", "speed", case)).collect();
    Ok(typical(&runs?, case))
}

/// The median of the runs, per repetition.
fn typical(runs: &[[u64; 2]], case: &Case<'_>) -> Cost {
    let middle = |figures: Vec<u64>| {
        Duration::from_nanos(median(figures).unwrap_or_default() / u64::from(case.count))
    };
    Cost {
        clock: middle(runs.iter().map(|[clock, _]| *clock).collect()),
        cpu: middle(runs.iter().map(|[_, cpu]| *cpu).collect()),
    }
}

/// Measures the memory that a call allocates, which is the same in every run.
fn allocations(workspace: &Workspace, case: &Case<'_>, what: &str) -> Result<[Row; 2]> {
    let each = |package| -> Result<[u64; 2]> {
        let figures = run(workspace, package, "allocations", case)?;
        Ok(figures.map(|figure| figure / u64::from(case.count)))
    };
    let ([our_blocks, our_bytes], [their_blocks, their_bytes]) = (each("ours")?, each("official")?);
    let row = |of: &str, ours, theirs| {
        Row::new(format!("{of} allocated, {what}"), Figure::Count(ours))
            .theirs(Figure::Count(theirs))
    };
    Ok([row("blocks", our_blocks, their_blocks), row("bytes", our_bytes, their_bytes)])
}

/// Runs a program and parses the two numbers that it prints.
fn run(workspace: &Workspace, package: &str, program: &str, case: &Case<'_>) -> Result<[u64; 2]> {
    let path = workspace.program(package, program);
    let mut command = Command::new(&path);
    command.arg(case.name).args([case.count, case.concurrency].map(|number| number.to_string()));
    let output = command
        .arg(case.url)
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run {}", path.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<u64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match numbers[..] {
        [first, second] if output.status.success() => Ok([first, second]),
        _ => bail!("{} {} of {package} failed; its message is above", program, case.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typical_run_is_in_the_middle() {
        let case = Case { name: "call", count: 10, concurrency: 1, url: "" };
        let cost = typical(&[[100, 9_000], [5_000, 10], [200, 80]], &case);
        assert_eq!(cost.clock, Duration::from_nanos(20));
        assert_eq!(cost.cpu, Duration::from_nanos(8));
    }
}
