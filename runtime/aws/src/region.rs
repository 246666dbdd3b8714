//! Gets the region from the EC2 instance metadata service for calls whose configuration names none.

mod instance;
mod name;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use super::aws_client::AwsClient;
use super::providers::instance_region;
use super::resolve::depends_on_region;
use whitesmith_client::{Context, Rules};
use whitesmith_runtime::{Auth, BuiltIns};

use instance::Answer;
pub(super) use instance::InstanceRegion;
pub(super) use name::check_region;

/// How long to wait before asking again when there was no answer.
const RETRY_AFTER: Duration = Duration::from_secs(60);

impl AwsClient {
    /// Whether a call needs a region that neither the configuration nor an earlier call supplies,
    /// so that it has to be fetched.
    pub(super) fn wants_region(&self, auth: &[Auth], rules: Rules<'_>, now: SystemTime) -> bool {
        if !self.lacks_region() {
            return false;
        }
        let is_signed = auth.iter().any(|auth| matches!(auth, Auth::SigV4 { .. }));
        let is_needed =
            (is_signed && self.credentials.is_some()) || depends_on_region(rules, &self.built_ins);
        is_needed
            && match &*self.instance_region.answer() {
                Answer::Unknown => true,
                Answer::Region(_) => false,
                Answer::Absent(since, _) => {
                    now.duration_since(*since).is_ok_and(|since| since >= RETRY_AFTER)
                }
            }
    }

    /// Fetches the region of the EC2 instance. Nothing is remembered of a fetch that is dropped: the
    /// next call may have more time.
    pub(super) async fn find_region(&self, context: &Context) {
        let now = context.clock.now();
        let region = instance_region(context).await;
        *self.instance_region.answer() = match region {
            Ok(region) => Answer::Region(region),
            Err(error) => Answer::Absent(now, error),
        };
    }

    /// Whether the configuration may use the environment, but contains no region.
    fn lacks_region(&self) -> bool {
        self.aws.is_from_environment
            && self.built_ins.region.is_none()
            && self.aws.settings.malformed.region.is_none()
    }

    /// Returns the built-ins for the endpoint rules, with the region that was fetched.
    pub(super) fn known_built_ins(&self) -> Cow<'_, BuiltIns> {
        let mut built_ins = Cow::Borrowed(&self.built_ins);
        if self.lacks_region()
            && let Answer::Region(region) = &*self.instance_region.answer()
        {
            built_ins.to_mut().region = Some(region.clone());
        }
        built_ins
    }

    /// Returns the error message for a missing region, with the places where it was looked for.
    pub(super) fn no_region(&self) -> String {
        if let Some(error) = &self.aws.settings.malformed.region {
            return error.to_string();
        }
        let mut tried = Vec::new();
        if let Answer::Absent(_, error) = &*self.instance_region.answer() {
            tried.push(format!("EC2 instance: {error}"));
        }
        tried.extend(self.aws.settings.malformed.files.iter().map(ToString::to_string));
        let message = "no region is configured: set AWS_REGION or `region` in the profile, or call \
                       Config::region";
        if tried.is_empty() {
            return message.to_owned();
        }
        format!("{message} ({})", tried.join("; "))
    }
}
