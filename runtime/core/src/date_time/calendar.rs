//! The Gregorian calendar, extended to all years: a date in, its day since the start of 1970 out,
//! and the way back.
//!
//! Years are counted from the first of March, so that the leap day is the last day of a year and
//! the months before it have the same lengths in every year.

/// The days from the first of March of year 0 to the start of 1970.
const EPOCH: i64 = 719_468;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: i64,
    /// 1 to 12.
    pub(super) month: i64,
    /// 1 to 31.
    pub(super) day: i64,
}

impl Date {
    /// The day so many days after the start of 1970, which must be within what an [`i64`] of
    /// seconds can reach.
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

    /// The days from the start of 1970 to this date; none if there is no such date.
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

/// The days from the first of March of year 0 to the first of March of `year`.
fn days_before_year(year: i64) -> i64 {
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400)
}

/// The days from the first of March to the first of a month, March being 0: five months in turn
/// have 153 days.
fn days_before_month(month: i64) -> i64 {
    (153 * month + 2) / 5
}
