//! Measures the allocations of a case. Times of this program would include the counting.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> meter::Outcome<()> {
    let arguments = meter::Arguments::read()?;
    meter::allocations(ALLOCATOR, &mut official::work(&arguments)?, arguments.count)
}
