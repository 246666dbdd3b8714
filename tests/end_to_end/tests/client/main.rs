//! Tests clients with misbehaving servers on the loopback: the result of the call, the number of
//! requests, and their contents. Each case runs with the asynchronous client over hyper and the
//! blocking one over ureq.

mod answers;
mod botocore;
mod caller;
mod connections;
mod credentials;
mod errors;
mod failures;
mod injection;
mod listening;
mod options;
mod presigned;
mod retries;
mod secrets;
mod server;
mod settings;
mod stalls;
mod streams;
mod tracing_events;
mod waiting;
