//! Uploads to Amazon S3 by a form of a browser: POST policies.

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use whitesmith_runtime::json::Writer;
use whitesmith_runtime::{DateTime, Document, TimestampFormat};

use super::params::expiry;
use super::text::{Stamp, printable};
use super::{SigningError, SigningKey, SigningParams};
use crate::Credentials;

/// A policy for uploading an object to Amazon S3 by a `POST` request with a form
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html>): anyone who holds the signed
/// [`PostForm`] can upload one object that meets the conditions, until the policy expires.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use whitesmith_aws::Credentials;
/// use whitesmith_aws::sigv4::{PostPolicy, SigningParams};
///
/// let policy = PostPolicy::new("photos", "user/eric/${filename}", Duration::from_secs(600))
///     .field("acl", "public-read")
///     .starts_with("Content-Type", "image/")
///     .content_length(1..=1_048_576);
/// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI");
/// let params = SigningParams::new("eu-central-1", "s3", SystemTime::now());
/// let form = policy.sign(&credentials, &params)?;
/// // The form is sent to https://photos.s3.eu-central-1.amazonaws.com/, with these fields, a field
/// // `Content-Type`, and the field `file` at its end.
/// assert_eq!(form.fields[0], ("acl".to_owned(), "public-read".to_owned()));
/// # Ok::<(), whitesmith_aws::sigv4::SigningError>(())
/// ```
#[derive(Clone, Debug)]
pub struct PostPolicy {
    conditions: Vec<Document>,
    fields: Vec<(String, String)>,
    expires_in: Duration,
}

/// The fields of a form that a [`PostPolicy`] allows to send.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PostForm {
    /// Names and values, to which the form adds the fields that only have conditions, and `file` as the last
    /// one.
    pub fields: Vec<(String, String)>,
}

impl PostPolicy {
    /// Creates a policy for an object of a bucket.
    ///
    /// A `key` that ends in `${filename}` allows all keys that begin with the text before it; S3 puts the
    /// name of the uploaded file there. `expires_in` is 1 second to 7 days.
    #[must_use]
    pub fn new(bucket: &str, key: &str, expires_in: Duration) -> Self {
        let policy = Self { conditions: Vec::new(), fields: Vec::new(), expires_in };
        let mut policy = policy.equals("bucket", bucket);
        policy = match key.strip_suffix("${filename}") {
            Some(prefix) => policy.starts_with("key", prefix),
            None => policy.equals("key", key),
        };
        policy.fields.push(("key".to_owned(), key.to_owned()));
        policy
    }

    /// Adds a field with its value to the form, and the condition that it is sent so.
    #[must_use]
    pub fn field(mut self, name: &str, value: &str) -> Self {
        let at = self.fields.len().saturating_sub(1);
        self.fields.insert(at, (name.to_owned(), value.to_owned()));
        self.equals(name, value)
    }

    /// Adds the condition that the field `name` has this value.
    #[must_use]
    pub fn equals(mut self, name: &str, value: &str) -> Self {
        self.conditions.push(object(name, value));
        self
    }

    /// Adds the condition that the value of the field `name` begins with this text; with an empty one, any
    /// value is allowed.
    #[must_use]
    pub fn starts_with(mut self, name: &str, start: &str) -> Self {
        let condition = ["starts-with", &format!("${name}"), start].map(Document::from);
        self.conditions.push(Document::Array(condition.into()));
        self
    }

    /// Adds the condition that the size of the object, in bytes, is in this range.
    #[must_use]
    pub fn content_length(mut self, bytes: std::ops::RangeInclusive<u64>) -> Self {
        let condition = [
            Document::from("content-length-range"),
            Document::from(*bytes.start()),
            Document::from(*bytes.end()),
        ];
        self.conditions.push(Document::Array(condition.into()));
        self
    }

    /// Signs the policy. Of `params` the region, the service and the time count.
    ///
    /// # Errors
    ///
    /// The time or the expiry is not valid, or the credentials, the region or the service have characters
    /// other than printable ASCII.
    pub fn sign(
        &self,
        credentials: &Credentials,
        params: &SigningParams<'_>,
    ) -> Result<PostForm, SigningError> {
        expiry(self.expires_in)?;
        let key = SigningKey::derive(credentials, params)?;
        let stamp = Stamp::new(params.time)?;
        let credential = [credentials.access_key_id(), "/", key.scope()].concat();
        let mut of_signature = vec![
            ("x-amz-algorithm", key.algorithm()),
            ("x-amz-credential", printable("id of the access key", &credential)?),
            ("x-amz-date", stamp.as_str()),
        ];
        of_signature
            .extend(credentials.session_token().map(|token| ("x-amz-security-token", token)));
        let conditions = self.conditions.iter().cloned();
        let added = of_signature.iter().map(|(name, value)| object(name, value));
        let policy = STANDARD.encode(self.policy(conditions.chain(added).collect(), params)?);
        let signature = key.sign(policy.as_bytes());
        of_signature.extend([("policy", policy.as_str()), ("x-amz-signature", &signature)]);
        let added =
            of_signature.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Ok(PostForm { fields: self.fields.iter().cloned().chain(added).collect() })
    }

    /// The text of the policy, in JSON.
    fn policy(
        &self,
        conditions: Vec<Document>,
        params: &SigningParams<'_>,
    ) -> Result<Vec<u8>, SigningError> {
        let expiry = params.time.checked_add(self.expires_in).ok_or(SigningError::Time)?;
        let expiry = DateTime::from_secs(DateTime::from(expiry).secs());
        let expiry = expiry.format(TimestampFormat::DateTime);
        let mut writer = Writer::new();
        writer.object(|w| {
            w.field("expiration", &expiry, Writer::string);
            w.field("conditions", &Document::Array(conditions), Writer::document);
        });
        writer.finish().map_err(|_| SigningError::Time)
    }
}

impl fmt::Debug for PostForm {
    /// Shows the names of the fields: with their values anyone can upload.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.fields.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("PostForm").field("fields", &names).finish()
    }
}

fn object(name: &str, value: &str) -> Document {
    Document::Object([(name.to_owned(), Document::from(value))].into())
}

#[cfg(test)]
mod tests {
    use std::time::{SystemTime, UNIX_EPOCH};

    use super::*;
    use crate::sigv4::params::LONGEST;

    fn noon() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_795_780_800)
    }

    fn credentials() -> Credentials {
        Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
            .with_session_token("token/+=")
    }

    fn signed(policy: &PostPolicy) -> Result<PostForm, SigningError> {
        policy.sign(&credentials(), &SigningParams::new("eu-central-1", "s3", noon()))
    }

    fn value<'f>(form: &'f PostForm, wanted: &str) -> &'f str {
        form.fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value).unwrap()
    }

    #[test]
    fn a_policy_is_signed_as_botocore_signs_it() {
        let policy = PostPolicy::new("photos", "user/eric/${filename}", Duration::from_secs(600))
            .field("acl", "public-read")
            .content_length(1..=1_048_576)
            .starts_with("Content-Type", "image/");
        let form = signed(&policy).unwrap();
        let names: Vec<&str> = form.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "acl",
                "key",
                "x-amz-algorithm",
                "x-amz-credential",
                "x-amz-date",
                "x-amz-security-token",
                "policy",
                "x-amz-signature"
            ]
        );
        let expected = concat!(
            r#"{"expiration":"2026-11-27T12:10:00Z","conditions":[{"bucket":"photos"},"#,
            r#"["starts-with","$key","user/eric/"],{"acl":"public-read"},"#,
            r#"["content-length-range",1,1048576],["starts-with","$Content-Type","image/"],"#,
            r#"{"x-amz-algorithm":"AWS4-HMAC-SHA256"},{"x-amz-credential":"#,
            r#""AKIDEXAMPLE/20261127/eu-central-1/s3/aws4_request"},"#,
            r#"{"x-amz-date":"20261127T120000Z"},{"x-amz-security-token":"token/+="}]}"#
        );
        let policy = STANDARD.decode(value(&form, "policy")).unwrap();
        assert_eq!(str::from_utf8(&policy).unwrap(), expected);
        // The signature that botocore's `S3SigV4PostAuth` makes of this text.
        assert_eq!(
            value(&form, "x-amz-signature"),
            "dc80053e995fbd90a118e51787908a5098be536cc9ccd7eb0047d29ee964be4f"
        );
    }

    #[test]
    fn a_key_without_a_file_name_is_the_only_one() {
        let form = signed(&PostPolicy::new("photos", "a.png", Duration::from_secs(60))).unwrap();
        let policy = STANDARD.decode(value(&form, "policy")).unwrap();
        assert!(str::from_utf8(&policy).unwrap().contains(r#"{"key":"a.png"}"#));
        assert_eq!(value(&form, "key"), "a.png");
    }

    #[test]
    fn a_policy_must_expire() {
        for seconds in [0, LONGEST + 1] {
            let expiry = Duration::from_secs(seconds);
            let refused = signed(&PostPolicy::new("photos", "a.png", expiry));
            assert_eq!(refused, Err(SigningError::ExpiresIn(expiry)));
        }
    }

    #[test]
    fn debug_shows_no_value() {
        let form = signed(&PostPolicy::new("photos", "a.png", Duration::from_secs(60))).unwrap();
        assert!(!format!("{form:?}").contains("a.png"));
    }
}
