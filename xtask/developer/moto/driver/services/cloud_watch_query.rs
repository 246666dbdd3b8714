//! CloudWatch in awsQuery.

use super::KIND;
use super::clients::CloudWatchQuery as CloudWatch;
use cloudwatch_query as cloudwatch;

#[path = "cloud_watch.rs"]
pub(crate) mod scenario;
