//! CloudWatch in rpcv2Cbor.

use super::KIND;
use super::clients::CloudWatchCbor as CloudWatch;
use cloudwatch_cbor as cloudwatch;

#[path = "cloud_watch.rs"]
pub(crate) mod scenario;
