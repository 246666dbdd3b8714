//! Timestamps, and their three formats on the wire.

mod calendar;
mod read;
mod write;

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const NANOS_PER_SECOND: u32 = 1_000_000_000;

/// The range of seconds of the years 0000 to 9999.
const YEARS_OF_FOUR_DIGITS: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

/// The value of a timestamp shape: an instant, in seconds and nanoseconds since the Unix epoch
/// (1970-01-01T00:00:00Z), without leap seconds.
///
/// It holds any number of seconds that fits into an [`i64`]. The formats with a date express the
/// years 0000 to 9999; [`DateTime::parse`] rejects others. Formats are those of the trait
/// [`timestampFormat`](https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait).
///
/// ```
/// use whitesmith_runtime::{DateTime, TimestampFormat};
///
/// let at: DateTime = "1985-04-12T23:20:50.52Z".parse()?;
/// assert_eq!(at.secs(), 482_196_050);
/// assert_eq!(at.subsec_nanos(), 520_000_000);
/// assert_eq!(at.format(TimestampFormat::HttpDate), "Fri, 12 Apr 1985 23:20:50 GMT");
/// # Ok::<(), whitesmith_runtime::DateTimeError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "timestamp")]
pub struct DateTime {
    seconds: i64,
    nanos: u32,
}

/// The format of a timestamp, as in the trait `timestampFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// `date-time`: RFC 3339 in UTC, such as `1985-04-12T23:20:50.52Z`.
    DateTime,
    /// `http-date`: IMF-fixdate of RFC 9110, such as `Tue, 29 Apr 2014 18:30:38 GMT`.
    HttpDate,
    /// `epoch-seconds`: the seconds since the Unix epoch, such as `1515531081.1234`.
    EpochSeconds,
}

impl DateTime {
    /// Creates the instant `seconds` seconds after the Unix epoch, or before it if negative.
    #[must_use]
    pub const fn from_secs(seconds: i64) -> Self {
        Self { seconds, nanos: 0 }
    }

    /// Creates the instant `nanos` nanoseconds after that second. A billion or more of them carry
    /// over.
    #[must_use]
    pub const fn from_secs_and_nanos(seconds: i64, nanos: u32) -> Self {
        let carried = (nanos / NANOS_PER_SECOND) as i64;
        Self { seconds: seconds.saturating_add(carried), nanos: nanos % NANOS_PER_SECOND }
    }

    /// Creates the instant `millis` milliseconds after the Unix epoch, or before it if negative.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the remainder is in 0..1000
    pub const fn from_millis(millis: i64) -> Self {
        Self { seconds: millis.div_euclid(1000), nanos: millis.rem_euclid(1000) as u32 * 1_000_000 }
    }

    /// Returns the whole seconds since the Unix epoch, rounded down.
    #[must_use]
    pub const fn secs(self) -> i64 {
        self.seconds
    }

    /// Returns the nanoseconds since that second, less than a billion.
    #[must_use]
    pub const fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// Parses a timestamp in a format. A `date-time` may have an offset from UTC, and an
    /// `http-date` may have fractional seconds; digits beyond nanoseconds are dropped.
    ///
    /// # Errors
    ///
    /// The text has another format, or the date does not exist. The error does not quote the text,
    /// which may be a secret.
    pub fn parse(text: &str, format: TimestampFormat) -> Result<Self, DateTimeError> {
        let (found, expected) = match format {
            TimestampFormat::DateTime => {
                (read::date_time(text), "expected an RFC 3339 date and time")
            }
            TimestampFormat::HttpDate => (read::http_date(text), "expected an HTTP date"),
            TimestampFormat::EpochSeconds => {
                (read::epoch_seconds(text), "expected a number of seconds")
            }
        };
        found.ok_or(DateTimeError(expected))
    }

    /// Formats the timestamp for a request. The error is the predicate of a sentence about it.
    pub(crate) fn send(self, format: TimestampFormat) -> Result<String, &'static str> {
        match format {
            TimestampFormat::DateTime | TimestampFormat::HttpDate
                if !YEARS_OF_FOUR_DIGITS.contains(&self.seconds) =>
            {
                Err("is sent as a date and must be in the years 0000 to 9999")
            }
            TimestampFormat::DateTime
            | TimestampFormat::HttpDate
            | TimestampFormat::EpochSeconds => Ok(self.format(format)),
        }
    }

    /// Formats the timestamp, in UTC, with only as many fractional digits as needed. An `http-date`
    /// has whole seconds, as few servers support more.
    #[must_use]
    pub fn format(self, format: TimestampFormat) -> String {
        match format {
            TimestampFormat::DateTime => write::date_time(self),
            TimestampFormat::HttpDate => write::http_date(self),
            TimestampFormat::EpochSeconds => write::epoch_seconds(self),
        }
    }

    /// Formats the timestamp for a signature, such as `20150830T123600Z`; `None` for years that do
    /// not have four digits.
    #[doc(hidden)]
    #[must_use]
    pub fn basic(self) -> Option<[u8; 16]> {
        write::basic(self)
    }
}

impl fmt::Display for DateTime {
    /// Writes the format `date-time`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.format(TimestampFormat::DateTime))
    }
}

impl fmt::Debug for DateTime {
    /// Writes `DateTime(1985-04-12T23:20:50.52Z)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DateTime({self})")
    }
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    /// Parses the format `date-time`.
    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        Self::parse(text, TimestampFormat::DateTime)
    }
}

impl From<SystemTime> for DateTime {
    /// Converts the system's time. A time out of range becomes the nearest [`DateTime`].
    fn from(time: SystemTime) -> Self {
        let seconds = |since: Duration| i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self { seconds: seconds(after), nanos: after.subsec_nanos() },
            Err(before) => {
                let before = before.duration();
                match before.subsec_nanos() {
                    0 => Self { seconds: -seconds(before), nanos: 0 },
                    nanos => {
                        let seconds = (-seconds(before)).saturating_sub(1);
                        Self { seconds, nanos: NANOS_PER_SECOND - nanos }
                    }
                }
            }
        }
    }
}

impl TryFrom<DateTime> for SystemTime {
    type Error = DateTimeError;

    fn try_from(at: DateTime) -> Result<Self, DateTimeError> {
        let whole = Duration::from_secs(at.seconds.unsigned_abs());
        let second = if at.seconds < 0 {
            UNIX_EPOCH.checked_sub(whole)
        } else {
            UNIX_EPOCH.checked_add(whole)
        };
        second
            .and_then(|second| second.checked_add(Duration::from_nanos(at.nanos.into())))
            .ok_or(DateTimeError("the instant is out of the range of the system's clock"))
    }
}

/// A text that is not a timestamp, or a timestamp that [`SystemTime`] cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTimeError(&'static str);

impl fmt::Display for DateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for DateTimeError {}
