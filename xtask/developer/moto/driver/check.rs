//! In: what calls gave. Out: whether that is what has to be.

use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, bail, ensure};
use whitesmith_runtime::ServiceError;
use whitesmith_runtime::client::CallError;

static CALLS: AtomicUsize = AtomicUsize::new(0);

/// Counts a call.
pub(crate) fn count() {
    CALLS.fetch_add(1, Ordering::Relaxed);
}

/// How many calls there were.
pub(crate) fn calls() -> usize {
    CALLS.load(Ordering::Relaxed)
}

/// Two values are the same.
pub(crate) fn same<T: Debug + PartialEq<U>, U: Debug>(found: &T, expected: &U) -> Result<()> {
    ensure!(found == expected, "found {found:?}, expected {expected:?}");
    Ok(())
}

/// A member that the model does not require is there.
pub(crate) fn given<T>(member: Option<T>, name: &str) -> Result<T> {
    member.with_context(|| format!("the output has no {name}"))
}

/// The call failed with an error of the model, of this variant and code; it has a message and the id of
/// the request.
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

/// Pages came one after the other: as many as there have to be, and in them, among others, these items
/// once each.
pub(crate) fn paged(pages: &[Vec<String>], least: usize, expected: &[String]) -> Result<()> {
    ensure!(pages.len() >= least, "{} pages, expected {least} or more: {pages:?}", pages.len());
    let mut items: Vec<_> = pages.iter().flatten().filter(|item| expected.contains(item)).collect();
    items.sort();
    same(&items, &expected.iter().collect::<Vec<_>>())
}
