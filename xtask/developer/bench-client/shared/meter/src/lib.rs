//! Measures a repeatable task and prints its cost: two numbers.

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

/// The number of warm-up repetitions.
const WARM_UP: usize = 256;

/// A result with any error.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// A task that is repeated `count` times.
pub type Work = Box<dyn FnMut(usize) -> Outcome<()>>;

/// The arguments `CASE COUNT CONCURRENCY [URL]`.
pub struct Arguments {
    pub case: String,
    pub count: usize,
    pub concurrency: usize,
    pub url: Option<String>,
}

impl Arguments {
    /// The CPU time of this process.
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

/// The text, with the part between these two, inclusive, as often as this.
pub fn repeated(text: &str, [start, end]: [&str; 2], times: usize) -> String {
    let from = text.find(start).unwrap_or_default();
    let to = text.find(end).map_or(from, |at| at + end.len());
    [&text[..from], &text[from..to].repeat(times), &text[to..]].concat()
}

/// Prints the wall-clock time and the CPU time of `count` repetitions, in nanoseconds.
pub fn time(work: &mut Work, count: usize) -> Outcome<()> {
    work(WARM_UP)?;
    let (clock, cpu) = (Instant::now(), ProcessTime::now());
    work(count)?;
    println!("{} {}", clock.elapsed().as_nanos(), cpu.elapsed().as_nanos());
    Ok(())
}

/// Prints the number of blocks and bytes that `count` repetitions allocate. Reallocations count.
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

/// Polls a call to its end on one thread. Each of `concurrency` tasks makes its share of the calls.
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

/// Polls calls until the transport waits for the service, and drops them there.
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
