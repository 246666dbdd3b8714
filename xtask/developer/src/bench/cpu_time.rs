//! Measures the CPU time of this process, and of a command with all the processes that it starts.

use std::process::{Command, ExitStatus};
use std::time::Duration;

use anyhow::{Context as _, Result};

/// Runs a command to its end. The time is absent where the system does not report it.
pub(super) fn measure(command: &mut Command) -> Result<(ExitStatus, Option<Duration>)> {
    let before = of_ended_children()?;
    let program = command.get_program().to_owned();
    let status = command.status().with_context(|| format!("cannot run {}", program.display()))?;
    let after = of_ended_children()?;
    Ok((status, before.zip(after).map(|(before, after)| after.saturating_sub(before))))
}

/// The user and system time of this process so far; absent where the system does not report it.
#[cfg(unix)]
pub(crate) fn of_this_process() -> Result<Option<Duration>> {
    used(nix::sys::resource::UsageWho::RUSAGE_SELF)
}

/// The user and system time of all processes that this one started and waited for, and of theirs.
#[cfg(unix)]
pub(super) fn of_ended_children() -> Result<Option<Duration>> {
    used(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)
}

#[cfg(unix)]
fn used(by: nix::sys::resource::UsageWho) -> Result<Option<Duration>> {
    let usage = nix::sys::resource::getrusage(by).context("cannot read the CPU time used")?;
    let total = usage.user_time() + usage.system_time();
    let seconds = u64::try_from(total.tv_sec())?;
    let microseconds = u64::try_from(total.tv_usec())?;
    Ok(Some(Duration::from_secs(seconds) + Duration::from_micros(microseconds)))
}

/// Absent: this system does not report it.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same form as on the systems that report it")]
pub(crate) fn of_this_process() -> Result<Option<Duration>> {
    Ok(None)
}

/// Absent: this system does not report it.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same form as on the systems that report it")]
pub(super) fn of_ended_children() -> Result<Option<Duration>> {
    Ok(None)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_processes_of_a_process_count() {
        let spin = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("sh -c '{spin}'; exit 3"));
        let (status, time) = measure(&mut command).unwrap();
        assert_eq!(status.code(), Some(3));
        assert!(time.unwrap() > Duration::from_millis(1), "{time:?}");
    }
}
