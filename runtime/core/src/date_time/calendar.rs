//! The proleptic Gregorian calendar: converts dates to days since the Unix epoch and back.
//!
//! Internally a year begins on the first of March, so that the leap day is its last day, and the
//! months before it have the same lengths in every year.

/// The days from the first of March of year 0 to the Unix epoch.
const EPOCH: i64 = 719_468;

/// A date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: i64,
    /// 1 to 12.
    pub(super) month: i64,
    /// 1 to 31.
    pub(super) day: i64,
}

impl Date {
    /// Returns the date `days` days after the Unix epoch, within the range that an [`i64`] of seconds
    /// covers.
    pub(super) fn from_days(days: i64) -> Self {
        let days = days + EPOCH;
        // 400 years have 146,097 days. The estimate is at most one year off.
        let mut year = (days * 400).div_euclid(146_097);
        if days < days_before_year(year) {
            year -= 1;
        } else if days >= days_before_year(year + 1) {
            year += 1;
        }
        let day_of_year = days - days_before_year(year);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - days_before_month(month) + 1;
        if month < 10 {
            Self { year, month: month + 3, day }
        } else {
            Self { year: year + 1, month: month - 9, day }
        }
    }

    /// Returns the days from the Unix epoch to this date; `None` if the date does not exist.
    pub(super) fn days(self) -> Option<i64> {
        let Self { year, month, day } = self;
        if !(1..=12).contains(&month) {
            return None;
        }
        let year_from_march = if month <= 2 { year - 1 } else { year };
        let month_from_march = (month + 9) % 12;
        let days = days_before_year(year_from_march) + days_before_month(month_from_march) + day
            - 1
            - EPOCH;
        (Self::from_days(days) == self).then_some(days)
    }
}

/// Returns the days from the first of March of year 0 to the first of March of `year`.
fn days_before_year(year: i64) -> i64 {
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400)
}

/// Returns the days from the first of March to the first of a month; March is 0. Each run of five
/// months has 153 days.
fn days_before_month(month: i64) -> i64 {
    (153 * month + 2) / 5
}
