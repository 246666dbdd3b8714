//! Checks the results of calls.

use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, bail, ensure};
use whitesmith_client::CallError;
use whitesmith_runtime::ServiceError;

static CALLS: AtomicUsize = AtomicUsize::new(0);

/// Counts a call.
pub(crate) fn count() {
    CALLS.fetch_add(1, Ordering::Relaxed);
}

/// The number of calls.
pub(crate) fn calls() -> usize {
    CALLS.load(Ordering::Relaxed)
}

/// Checks that two values are equal.
pub(crate) fn same<T: Debug + PartialEq<U>, U: Debug>(found: &T, expected: &U) -> Result<()> {
    ensure!(found == expected, "found {found:?}, expected {expected:?}");
    Ok(())
}

/// Checks that an optional member is set, and returns it.
pub(crate) fn given<T>(member: Option<T>, name: &str) -> Result<T> {
    member.with_context(|| format!("the output has no {name}"))
}

/// Checks that a call failed with a modeled error of this variant and code, with a message and a
/// request id.
pub(crate) fn refused<T: Debug, E: ServiceError>(
    result: Result<T, CallError<E>>,
    code: &str,
    is_variant: impl Fn(&E) -> bool,
) -> Result<()> {
    let error = match result {
        Ok(output) => bail!("{code} expected, not {output:?}"),
        Err(CallError::Service(error)) => error,
        Err(error) => return Err(error).with_context(|| format!("{code} expected")),
    };
    ensure!(is_variant(&error), "{code} is another variant: {error:?}");
    same(&error.code(), &Some(code))?;
    ensure!(error.message().is_some_and(|message| !message.is_empty()), "no message: {error:?}");
    ensure!(error.request_id().is_some_and(|id| !id.is_empty()), "no request id: {error:?}");
    ensure!((400..500).contains(&error.status()), "{} is a strange status", error.status());
    Ok(())
}

/// Checks that there are at least `least` pages, which contain each of these items once.
pub(crate) fn paged(pages: &[Vec<String>], least: usize, expected: &[String]) -> Result<()> {
    ensure!(pages.len() >= least, "{} pages, expected {least} or more: {pages:?}", pages.len());
    let mut items: Vec<_> = pages.iter().flatten().filter(|item| expected.contains(item)).collect();
    items.sort();
    same(&items, &expected.iter().collect::<Vec<_>>())
}
