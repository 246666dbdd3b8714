//! Calls services with clients of each kind, and prints one line for each scenario: the service,
//! the kind of client, the number of calls, the milliseconds, and `ok` or the failure, separated by
//! tabs. Environment variables set the endpoint and the credentials.
//!
//! `cargo xtask moto` builds this program with the generated crates and runs it.
#![allow(clippy::duplicate_mod, clippy::unused_async)]

mod asynchronous;
mod blocking;
mod check;

use std::time::Instant;

use anyhow::{Context as _, Result};

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let config = whitesmith_aws::Config::from_env();
    let role = std::env::var("DRIVER_ROLE_ARN").context("DRIVER_ROLE_ARN is not set")?;
    let surroundings = Surroundings { config, role };
    runtime.block_on(asynchronous::services::all(&surroundings));
    // The same functions with blocking clients: they never yield.
    runtime.block_on(blocking::services::all(&surroundings));
    Ok(())
}

/// The configuration of the calls.
struct Surroundings {
    config: whitesmith_aws::Config,
    /// The ARN of a role that services may assume.
    role: String,
}

/// Runs a scenario and prints its line.
async fn report(service: &str, kind: &str, scenario: impl Future<Output = Result<()>>) {
    let (calls, started) = (check::calls(), Instant::now());
    let outcome = match scenario.await {
        Ok(()) => "ok".to_owned(),
        Err(error) => format!("{error:#}").replace(['\n', '\t'], " "),
    };
    let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
    println!("{service}\t{kind}\t{}\t{milliseconds:.1}\t{outcome}", check::calls() - calls);
}
