//! In: what was done with a model. Out: a line on standard error that says so, and how many are to
//! come; nothing if nobody wants to know.

/// The progress of one stage through the models.
#[derive(Debug)]
pub(super) struct Progress {
    quiet: bool,
    total: usize,
    done: usize,
}

impl Progress {
    /// A stage with so many models to go through.
    pub(super) fn new(quiet: bool, total: usize) -> Self {
        Self { quiet, total, done: 0 }
    }

    /// Tells that one more model is through.
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
