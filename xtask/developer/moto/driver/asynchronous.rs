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

/// Awaits the whole body of an output.
macro_rules! body {
    ($body:expr) => {
        $body.collect(usize::MAX).await?.to_vec()
    };
}

mod clients {
    pub(crate) use {
        cloudformation::Client as CloudFormation, cloudwatch_cbor::Client as CloudWatchCbor,
        cloudwatch_json::Client as CloudWatchJson, cloudwatch_query::Client as CloudWatchQuery,
        dynamodb::Client as DynamoDb, ec2::Client as Ec2, ecs::Client as Ecs,
        elastic_load_balancing_v2::Client as LoadBalancing, iam::Client as Iam, kms::Client as Kms,
        lambda::Client as Lambda, rds::Client as Rds, route_53::Client as Route53,
        s3::Client as S3, secrets_manager::Client as SecretsManager, sfn::Client as Sfn,
        sns::Client as Sns, sqs::Client as Sqs, sqs_query::Client as SqsQuery, sts::Client as Sts,
    };
}

#[path = "services/list.rs"]
pub(crate) mod services;
