//! In: work that can be done again and again. Out: a line with what it cost: two numbers.

use std::alloc::System;
use std::error::Error;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use cpu_time::ProcessTime;
use stats_alloc::{Region, StatsAlloc};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

/// What the service answers, here and over the network.
pub const ANSWER: &str = include_str!("answer.json");

/// How often the work is done before it is measured.
const WARM_UP: usize = 256;

/// A result, or what went wrong.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Does something as often as it is told.
pub type Work = Box<dyn FnMut(usize) -> Outcome<()>>;

/// `CASE COUNT CONCURRENCY URL`, of which the last may be missing.
pub struct Arguments {
    pub case: String,
    pub count: usize,
    pub concurrency: usize,
    pub url: Option<String>,
}

impl Arguments {
    /// Of this process.
    pub fn read() -> Outcome<Self> {
        let mut words = std::env::args().skip(1);
        let mut next = |name| words.next().ok_or(format!("{name} is missing"));
        Ok(Self {
            case: next("CASE")?,
            count: next("COUNT")?.parse()?,
            concurrency: next("CONCURRENCY")?.parse()?,
            url: next("URL").ok(),
        })
    }
}

/// Prints the time on the clock and the CPU time of `count` times, in nanoseconds.
pub fn time(work: &mut Work, count: usize) -> Outcome<()> {
    work(WARM_UP)?;
    let (clock, cpu) = (Instant::now(), ProcessTime::now());
    work(count)?;
    println!("{} {}", clock.elapsed().as_nanos(), cpu.elapsed().as_nanos());
    Ok(())
}

/// Prints how many blocks `count` times allocate, and how many bytes. A block that grows counts.
pub fn allocations(
    allocator: &'static StatsAlloc<System>,
    work: &mut Work,
    count: usize,
) -> Outcome<()> {
    work(WARM_UP)?;
    let region = Region::new(allocator);
    work(count)?;
    let change = region.change();
    println!("{} {}", change.allocations + change.reallocations, change.bytes_allocated);
    Ok(())
}

/// Calls until the output is there, on one thread. Each of `concurrency` tasks does its share.
pub fn whole<C, F>(concurrency: usize, call: C) -> Outcome<Work>
where
    C: Fn() -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Outcome<()>> + Send + 'static,
{
    let runtime = runtime()?;
    Ok(Box::new(move |count| runtime.block_on(all(count, concurrency, &call))))
}

async fn all<C, F>(count: usize, concurrency: usize, call: &C) -> Outcome<()>
where
    C: Fn() -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Outcome<()>> + Send + 'static,
{
    if concurrency == 1 {
        for _ in 0..count {
            call().await?;
        }
        return Ok(());
    }
    let mut tasks = JoinSet::new();
    for _ in 0..concurrency {
        let call = call.clone();
        tasks.spawn(async move {
            for _ in 0..count / concurrency {
                call().await?;
            }
            Outcome::Ok(())
        });
    }
    while let Some(task) = tasks.join_next().await {
        task??;
    }
    Ok(())
}

/// Calls up to where the transport waits for the service, and drops them there.
pub fn until_sent<C, F>(call: C) -> Outcome<Work>
where
    C: Fn() -> F + 'static,
    F: Future<Output = Outcome<()>>,
{
    let runtime = runtime()?;
    Ok(Box::new(move |count| {
        let _inside = runtime.enter();
        for _ in 0..count {
            match pin!(call()).poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Pending => {}
                Poll::Ready(Ok(())) => return Err("a call has an output without an answer".into()),
                Poll::Ready(Err(error)) => return Err(error),
            }
        }
        Ok(())
    }))
}

fn runtime() -> Outcome<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}
