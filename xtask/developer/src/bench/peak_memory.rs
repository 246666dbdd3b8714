//! Reads the peak memory of this process, or of the largest process that it started and waited for.

use anyhow::Result;

/// The peak memory of the largest ended child, in bytes; `None` where the system does not report
/// it.
#[cfg(unix)]
pub(super) fn of_ended_children() -> Result<Option<u64>> {
    peak(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)
}

/// The peak memory of this process so far, in bytes; `None` where the system does not report it.
#[cfg(unix)]
pub(crate) fn of_this_process() -> Result<Option<u64>> {
    peak(nix::sys::resource::UsageWho::RUSAGE_SELF)
}

#[cfg(unix)]
fn peak(of: nix::sys::resource::UsageWho) -> Result<Option<u64>> {
    use anyhow::Context as _;
    let usage = nix::sys::resource::getrusage(of).context("cannot read the memory used")?;
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
    Ok(Some(u64::try_from(usage.max_rss())? * unit))
}

/// `None`: this system does not report it.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same form as on the systems that report it")]
pub(super) fn of_ended_children() -> Result<Option<u64>> {
    Ok(None)
}

/// `None`: this system does not report it.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same form as on the systems that report it")]
pub(crate) fn of_this_process() -> Result<Option<u64>> {
    Ok(None)
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn a_process_needs_memory() {
        assert!(Command::new("true").status().unwrap().success());
        for bytes in [of_ended_children(), of_this_process()] {
            let bytes = bytes.unwrap().unwrap();
            assert!(bytes > 100_000, "{bytes}");
        }
    }
}
