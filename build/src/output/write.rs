//! Carries out the plans of all crates together, or leaves the disk as it was.

use std::borrow::Borrow;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use super::plan::{Change, Plan};
pub(super) use super::transaction::{Disk, Stuck};
use super::transaction::{Staged, Transaction};

/// The file system.
pub struct RealDisk;

impl Disk for RealDisk {}

/// The reason why nothing was changed.
#[derive(Debug)]
pub struct WriteError {
    /// The file that could not be written or removed.
    path: String,
    doing: &'static str,
    cause: io::Error,
    /// What could not be put back either.
    stuck: Vec<Stuck>,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}; ", self.doing, self.path, self.cause)?;
        if self.stuck.is_empty() {
            f.write_str("nothing was changed")?;
        } else {
            f.write_str("the other changes were undone, except:")?;
        }
        for stuck in &self.stuck {
            write!(f, "\n  {}", stuck.path.display())?;
            if let Some(target) = &stuck.belongs_at {
                write!(f, " must be renamed to {}", target.display())?;
            } else {
                f.write_str(" must be removed")?;
            }
            write!(f, " ({})", stuck.cause)?;
        }
        let help = match self.cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "free some space on the disk, then run the command again"
            }
            io::ErrorKind::PermissionDenied => {
                "check the permissions of the folder, then run the command again"
            }
            io::ErrorKind::ReadOnlyFilesystem => "choose a folder on a writable disk",
            _ => "fix the cause, then run the command again",
        };
        write!(f, "\n  help: {help}")
    }
}

impl std::error::Error for WriteError {}

/// Carries out plans. Returns the copies of old files that could not be removed.
///
/// # Errors
///
/// A file could not be written or removed. The error lists what could not be restored.
pub fn write<P: Borrow<Plan>>(plans: &[P], disk: &dyn Disk) -> Result<Vec<Stuck>, WriteError> {
    let mut transaction = Transaction::new(disk);
    let all: Vec<&Plan> = plans.iter().map(Borrow::borrow).collect();
    match perform(&all, &mut transaction) {
        Ok(()) => {
            let stuck = transaction.finish();
            for plan in all {
                remove_empty_folders(plan);
            }
            Ok(stuck)
        }
        Err((doing, path, cause)) => {
            Err(WriteError { path, doing, cause, stuck: transaction.roll_back() })
        }
    }
}

/// The action that failed, its file, and the cause.
type Failure = (&'static str, String, io::Error);

fn perform(plans: &[&Plan], transaction: &mut Transaction<'_>) -> Result<(), Failure> {
    let files = || plans.iter().flat_map(|plan| plan.files.iter().map(move |file| (plan, file)));
    let mut staged: Vec<(String, Staged)> = Vec::new();
    for (plan, file) in files() {
        let (Change::New(text) | Change::Changed { new: text, .. }) = &file.change else {
            continue;
        };
        let shown = plan.out.shown_file(&file.path);
        match transaction.stage(&plan.target(file), text) {
            Ok(file) => staged.push((shown, file)),
            Err(cause) => return Err(("write", shown, cause)),
        }
    }
    for (shown, file) in staged {
        transaction.install(&file).map_err(|cause| ("write", shown, cause))?;
    }
    for (plan, file) in files() {
        if matches!(file.change, Change::Orphan(_)) {
            let failure = |cause| ("remove", plan.out.shown_file(&file.path), cause);
            transaction.remove(&plan.target(file)).map_err(failure)?;
        }
    }
    Ok(())
}

/// Removes the folders that become empty when the plan's orphans are removed, up to `src`.
fn remove_empty_folders(plan: &Plan) {
    let source = plan.out.path.join("src");
    for file in &plan.files {
        if !matches!(file.change, Change::Orphan(_)) {
            continue;
        }
        let target = plan.target(file);
        let folders = target.ancestors().skip(1).take_while(|folder| *folder != source);
        // A folder that is not empty is kept, and its parents too.
        let removed = |folder: &Path| fs::remove_dir(folder).is_ok();
        let _ = folders.take_while(|folder| removed(folder)).count();
    }
}

#[cfg(test)]
mod tests;
