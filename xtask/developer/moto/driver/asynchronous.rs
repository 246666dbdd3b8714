//! Runs the scenarios with asynchronous clients.

/// The kind of these clients.
const KIND: &str = "async";

/// Counts a call and awaits its result.
macro_rules! wait {
    ($call:expr) => {{
        crate::check::count();
        $call.await
    }};
}

/// Counts a call and awaits the next page, or the next item of pages with one item each.
macro_rules! next {
    ($pages:expr) => {{
        let next = $pages.next().await;
        if next.is_some() {
            crate::check::count();
        }
        next
    }};
}

mod clients {
    pub(crate) use {
        dynamodb::Client as DynamoDb, ecs::Client as Ecs, kms::Client as Kms,
        lambda::Client as Lambda, secrets_manager::Client as SecretsManager, sfn::Client as Sfn,
        sqs::Client as Sqs,
    };
}

#[path = "services/list.rs"]
pub(crate) mod services;
