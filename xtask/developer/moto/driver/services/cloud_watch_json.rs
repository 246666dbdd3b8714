//! CloudWatch in awsJson1_0.

use super::KIND;
use super::clients::CloudWatchJson as CloudWatch;
use cloudwatch_json as cloudwatch;

#[path = "cloud_watch.rs"]
pub(crate) mod scenario;
