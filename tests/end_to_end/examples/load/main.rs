//! Makes many calls of `UpdateAccount` concurrently, and prints their speed and the memory in use.
//! Fails if a call is lost or if the memory grows.
//!
//! `cargo xtask bench load` runs this program. Client and server share the process and its cores,
//! so that the figures are lower limits for the client.

mod figures;
mod server;

use std::ops::Range;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use generated::operation::update_account::UpdateAccountInput;
use generated::{Client, Config, Credentials};
use tokio::runtime::Builder;

use figures::{Memory, Times, megabytes};
use server::Server;

/// Calls that open the connections and fill the allocator's pools. They are not measured.
const WARM_UP: u32 = 20_000;

/// The maximum growth of the memory after the warm-up, in bytes. With 200,000 calls this is less
/// than 21 bytes per call, smaller than anything that a call could leak.
const GROWTH: u64 = 4_000_000;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse::<u32>());
    let calls = numbers.next().unwrap_or(Ok(200_000));
    let concurrency = numbers.next().unwrap_or(Ok(64));
    let (Ok(calls), Ok(concurrency @ 1..)) = (calls, concurrency) else {
        eprintln!("usage: load [CALLS] [CONCURRENCY]");
        return ExitCode::FAILURE;
    };
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime can be made");
    let server = Server::start().expect("the loopback can be listened to");
    runtime.block_on(measure(&server, calls, concurrency))
}

async fn measure(server: &Server, calls: u32, concurrency: u32) -> ExitCode {
    let client = Client::new(
        Config::new()
            .region("us-east-1")
            .endpoint_url(server.endpoint())
            .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI"))
            // A lost call is not repeated.
            .max_attempts(1)
            .attempt_timeout(Duration::from_secs(30)),
    );
    // Memory for all times is reserved before memory is measured.
    let mut times = Times::of(calls);
    run(&client, 0..WARM_UP, concurrency, &mut Times::of(WARM_UP)).await;
    let answered = server.answered();
    let start = Memory::now();
    let clock = Instant::now();
    let mut good = run(&client, 0..calls / 2, concurrency, &mut times).await;
    let middle = Memory::now();
    good += run(&client, calls / 2..calls, concurrency, &mut times).await;
    let elapsed = clock.elapsed();
    let end = Memory::now();
    let answered = server.answered() - answered;

    println!(
        "{calls} calls of UpdateAccount, {concurrency} at a time, client and server in one process"
    );
    println!("{:32} {:>12.0}", "calls per second", f64::from(calls) / elapsed.as_secs_f64());
    println!("{:32} {:>12?}", "time of a call: median", times.at(50));
    println!("{:32} {:>12?}", "time of a call: 99 of 100", times.at(99));
    println!("{:32} {:>12}", "memory after the warm-up", start);
    println!("{:32} {:>12}", "memory half way", middle);
    println!("{:32} {:>12}", "memory at the end", end);
    let lost = calls - good;
    println!("{:32} {lost:>12}", "calls lost");
    let has_grown = end.beyond(start).is_some_and(|growth| growth > GROWTH);
    if has_grown {
        println!("the memory has grown by more than {}", megabytes(GROWTH));
    }
    if answered != u64::from(calls) {
        println!("the server has answered {answered} requests");
    }
    let is_good = lost == 0 && answered == u64::from(calls) && !has_grown;
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Makes the calls with these numbers, and returns how many had the right response.
async fn run(client: &Client, numbers: Range<u32>, concurrency: u32, times: &mut Times) -> u32 {
    let tasks: Vec<_> = (0..concurrency)
        .map(|task| {
            let (client, Range { start, end }) = (client.clone(), numbers.clone());
            tokio::spawn(async move {
                let numbers = (start..end).skip(task as usize).step_by(concurrency as usize);
                let mut good = 0;
                let mut taken = Times::of((end - start).div_ceil(concurrency));
                for number in numbers {
                    let begin = Instant::now();
                    good += u32::from(call(&client, number).await);
                    taken.push(begin.elapsed());
                }
                (good, taken)
            })
        })
        .collect();
    let mut good = 0;
    for task in tasks {
        if let Ok((count, taken)) = task.await {
            good += count;
            times.extend(&taken);
        }
    }
    good
}

/// Whether the response has the name that was sent.
async fn call(client: &Client, number: u32) -> bool {
    let name = format!("Account {number}");
    match client.update_account(UpdateAccountInput::new("12a3456b").name(&name)).await {
        Ok(output) => output.account.is_some_and(|account| account.name == name),
        Err(error) => {
            eprintln!("call {number}: {error}");
            false
        }
    }
}
