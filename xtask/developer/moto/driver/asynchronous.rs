//! The scenarios, over the clients that do not block.

/// The kind of these clients.
const KIND: &str = "async";

/// What a function of a client gives, and one more call on the count.
macro_rules! wait {
    ($call:expr) => {{
        crate::check::count();
        $call.await
    }};
}

/// The next page, or the next item of pages that have one each: one more call on the count.
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
