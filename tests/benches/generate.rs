//! Measures the time and the peak memory of generating crates in one process. `cargo xtask bench
//! generate` measures whole processes.

use std::fmt;
use std::fs;

use divan::{AllocProfiler, Bencher};
use tests::{Fixture, chime, shared};
use whitesmith::Config;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// A model, and the operations of the crate; empty for all.
struct Case {
    shown: &'static str,
    model: Fixture,
    operations: &'static [&'static str],
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shown)
    }
}

/// Our own model, and those of AWS if they are beside the repository.
fn cases() -> Vec<Case> {
    const UPDATE_ACCOUNT: &[&str] = &["UpdateAccount"];
    let ours =
        Case { shown: "our Chime, UpdateAccount", model: chime(), operations: UPDATE_ACCOUNT };
    let of_aws = [
        ("AWS's Chime, UpdateAccount", "chime", UPDATE_ACCOUNT),
        ("AWS's Chime, all", "chime", &[][..]),
        ("AWS's SageMaker, all", "sagemaker", &[][..]),
    ];
    let models = shared().map(|shared| shared.join("models"));
    let of_aws = of_aws.into_iter().filter_map(|(shown, name, operations)| {
        let text = fs::read_to_string(models.as_ref()?.join(name).with_extension("json")).ok()?;
        Some(Case { shown, model: Fixture { name: name.to_owned(), text }, operations })
    });
    [ours].into_iter().chain(of_aws).collect()
}

fn main() {
    divan::main();
}

#[divan::bench(args = cases(), sample_count = 30)]
fn generate(bencher: Bencher, case: &Case) {
    let operations = case.operations.iter().map(|&name| name.to_owned()).collect();
    let config = Config { operations, ..Config::default() };
    bencher.bench(|| case.model.generate(&config).is_ok());
}
