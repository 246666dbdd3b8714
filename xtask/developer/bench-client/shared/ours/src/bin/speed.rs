//! Measures the time of a case.

fn main() -> meter::Outcome<()> {
    let arguments = meter::Arguments::read()?;
    meter::time(&mut ours::work(&arguments)?, arguments.count)
}
