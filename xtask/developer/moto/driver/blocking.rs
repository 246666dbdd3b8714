//! Runs the scenarios with blocking clients.

/// The kind of these clients.
const KIND: &str = "blocking";

/// Counts a call and returns its result.
macro_rules! wait {
    ($call:expr) => {{
        crate::check::count();
        $call
    }};
}

/// Counts a call and returns the next page, or the next item of pages with one item each.
macro_rules! next {
    ($pages:expr) => {{
        let next = $pages.next();
        if next.is_some() {
            crate::check::count();
        }
        next
    }};
}

/// Reads the whole body of an output.
macro_rules! body {
    ($body:expr) => {{
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut $body.into_reader(), &mut bytes)?;
        bytes
    }};
}

mod clients {
    pub(crate) use cloudformation::blocking::Client as CloudFormation;
    pub(crate) use cloudwatch_cbor::blocking::Client as CloudWatchCbor;
    pub(crate) use cloudwatch_json::blocking::Client as CloudWatchJson;
    pub(crate) use cloudwatch_query::blocking::Client as CloudWatchQuery;
    pub(crate) use dynamodb::blocking::Client as DynamoDb;
    pub(crate) use ec2::blocking::Client as Ec2;
    pub(crate) use ecs::blocking::Client as Ecs;
    pub(crate) use elastic_load_balancing_v2::blocking::Client as LoadBalancing;
    pub(crate) use iam::blocking::Client as Iam;
    pub(crate) use kms::blocking::Client as Kms;
    pub(crate) use lambda::blocking::Client as Lambda;
    pub(crate) use rds::blocking::Client as Rds;
    pub(crate) use route_53::blocking::Client as Route53;
    pub(crate) use s3::blocking::Client as S3;
    pub(crate) use secrets_manager::blocking::Client as SecretsManager;
    pub(crate) use sfn::blocking::Client as Sfn;
    pub(crate) use sns::blocking::Client as Sns;
    pub(crate) use sqs::blocking::Client as Sqs;
    pub(crate) use sqs_query::blocking::Client as SqsQuery;
    pub(crate) use sts::blocking::Client as Sts;
}

#[path = "services/list.rs"]
pub(crate) mod services;
