//! In: a case. Out: the time that it takes.

fn main() -> meter::Outcome<()> {
    let arguments = meter::Arguments::read()?;
    meter::time(&mut ours::work(&arguments)?, arguments.count)
}
