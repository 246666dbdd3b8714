//! In: a case. Out: what it allocates. The times of this program include the counting.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> meter::Outcome<()> {
    let arguments = meter::Arguments::read()?;
    meter::allocations(ALLOCATOR, &mut official::work(&arguments)?, arguments.count)
}
