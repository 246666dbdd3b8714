//! Runs a future on the current thread: by blocking it, except on `wasm32-unknown-unknown`, where a thread cannot
//! wait.

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod native;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod web;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use native::*;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub use web::*;
