//! Prints progress on standard error, unless `--quiet` is set.

/// The progress of one stage.
#[derive(Debug)]
pub(super) struct Progress {
    quiet: bool,
    total: usize,
    done: usize,
}

impl Progress {
    /// A stage for this number of models.
    pub(super) fn new(quiet: bool, total: usize) -> Self {
        Self { quiet, total, done: 0 }
    }

    /// Reports that a model is finished.
    pub(super) fn through(&mut self, model: &str, what: &str) {
        let line = self.line(model, what);
        if !self.quiet {
            eprintln!("{line}");
        }
    }

    fn line(&mut self, model: &str, what: &str) -> String {
        self.done += 1;
        let Self { done, total, .. } = self;
        let width = total.to_string().len();
        format!("[{done:width$}/{total}] {model}: {what}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_are_counted() {
        let mut progress = Progress::new(false, 36);
        assert_eq!(
            progress.line("chime", "generated in 143 ms"),
            "[ 1/36] chime: generated in 143 ms"
        );
        assert_eq!(progress.line("sqs", "compile error"), "[ 2/36] sqs: compile error");
    }
}
