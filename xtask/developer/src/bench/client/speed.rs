//! Measures the cost of a call and its parts with the programs `speed` and `allocations` of both.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::row::{Figure, Row, Wanted};
use super::server::Server;
use super::workspace::Workspace;
use crate::figures::median;

/// The number of runs of each program. Ours and theirs alternate.
const RUNS: usize = 5;

/// How many times better ours must be.
const TIMES: u32 = 3;

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

/// Measures calls, and their parts, over a transport that responds at once, on one thread.
pub(super) fn calls(workspace: &Workspace) -> Result<Vec<Row>> {
    workspace.build("ours")?;
    workspace.build("official")?;
    let case = |name, count| Case { name, count, concurrency: 1, url: "" };
    let (call, sent) = (case("call", 20_000), case("until-sent", 20_000));
    let [our_call, their_call] = both(workspace, &call)?;
    let [our_sent, their_sent] = both(workspace, &sent)?;
    let rest = |call: Cost, sent: Cost| Figure::Time(call.cpu.saturating_sub(sent.cpu));
    let time = |what, ours: Cost, theirs: Cost| {
        compared(what, Figure::Time(ours.cpu), Figure::Time(theirs.cpu))
    };
    let mut rows = vec![
        time("CPU, whole call, canned transport", our_call, their_call),
        time("CPU, up to the transport: build, endpoint, sign", our_sent, their_sent),
        compared(
            "CPU, after the transport: parse (the difference)",
            rest(our_call, our_sent),
            rest(their_call, their_sent),
        ),
    ];
    for (name, what) in [
        ("build", "CPU, the request built, without a client"),
        ("sign", "CPU, the request signed, without a client"),
        ("parse", "CPU, the response parsed, without a client"),
    ] {
        let cost = alone(workspace, &case(name, 50_000))?;
        rows.push(Row::new(what, Figure::Time(cost.cpu)));
    }
    rows.extend(allocations(workspace, &call, "whole call, canned transport")?);
    rows.extend(allocations(workspace, &sent, "up to the transport")?);
    Ok(rows)
}

/// Measures calls to a server in another process on this machine, without TLS.
pub(super) fn loopback(workspace: &Workspace) -> Result<Vec<Row>> {
    workspace.build("ours")?;
    workspace.build("official")?;
    workspace.build("server")?;
    let server = Server::start(&workspace.program("server", "server"))?;
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
    let case = Case { count: 1_000, ..*case };
    let each = |package| -> Result<[u64; 2]> {
        let figures = run(workspace, package, "allocations", &case)?;
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
