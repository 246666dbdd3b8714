//! Formats the measurements of both as a table with ratios.

use std::fmt;
use std::time::Duration;

use crate::table::{Side, Table};

/// A figure with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Figure {
    /// A number of crates, lines or memory blocks.
    Count(u64),
    Bytes(u64),
    Time(Duration),
    /// Higher is better, unlike for the others.
    PerSecond(u64),
}

/// What the figure of ours must meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wanted {
    Nothing,
    /// A budget: it is a failure to exceed it.
    AtMost(Figure),
    /// This many times better than theirs. As machines differ, missing it is not a failure.
    Times(u32),
}

/// A row of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) what: String,
    pub(super) ours: Figure,
    /// `None` if the official SDK has nothing to compare.
    pub(super) theirs: Option<Figure>,
    pub(super) wanted: Wanted,
}

/// All rows, with a title.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    title: &'static str,
    rows: Vec<Row>,
}

impl Figure {
    #[allow(clippy::cast_precision_loss)] // Three digits are shown.
    fn value(self) -> f64 {
        match self {
            Self::Count(number) | Self::Bytes(number) | Self::PerSecond(number) => number as f64,
            Self::Time(time) => time.as_secs_f64(),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(number) => write!(f, "{number}"),
            Self::Bytes(_) => write!(f, "{:.2} MB", self.value() / 1e6),
            Self::Time(time) if *time < Duration::from_millis(1) => {
                write!(f, "{:.2} µs", self.value() * 1e6)
            }
            Self::Time(time) if *time < Duration::from_secs(1) => {
                write!(f, "{:.2} ms", self.value() * 1e3)
            }
            Self::Time(_) => write!(f, "{:.1} s", self.value()),
            Self::PerSecond(number) => write!(f, "{number}/s"),
        }
    }
}

impl Row {
    pub(super) fn new(what: impl Into<String>, ours: Figure) -> Self {
        Self { what: what.into(), ours, theirs: None, wanted: Wanted::Nothing }
    }

    pub(super) fn theirs(mut self, theirs: Figure) -> Self {
        self.theirs = Some(theirs);
        self
    }

    pub(super) fn wanted(mut self, wanted: Wanted) -> Self {
        self.wanted = wanted;
        self
    }

    /// How many times better ours is.
    fn ratio(&self) -> Option<f64> {
        let (ours, theirs) = (self.ours.value(), self.theirs?.value());
        let ratio = match self.ours {
            Figure::PerSecond(_) => ours / theirs,
            Figure::Count(_) | Figure::Bytes(_) | Figure::Time(_) => theirs / ours,
        };
        ratio.is_finite().then_some(ratio)
    }

    fn is_missed(&self) -> bool {
        match self.wanted {
            Wanted::Nothing => false,
            Wanted::AtMost(limit) => self.ours.value() > limit.value(),
            Wanted::Times(times) => self.ratio().is_some_and(|ratio| ratio < f64::from(times)),
        }
    }

    fn is_over(&self) -> bool {
        matches!(self.wanted, Wanted::AtMost(_)) && self.is_missed()
    }

    fn cells(&self) -> [String; 6] {
        let or_nothing = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        [
            self.what.clone(),
            self.ours.to_string(),
            or_nothing(self.theirs.map(|theirs| theirs.to_string())),
            or_nothing(self.ratio().map(|ratio| format!("{ratio:.1}"))),
            match self.wanted {
                Wanted::Nothing => String::new(),
                Wanted::AtMost(limit) => format!("at most {limit}"),
                Wanted::Times(times) => format!("{times} times"),
            },
            match (self.is_over(), self.is_missed()) {
                (true, _) => "over".to_owned(),
                (false, true) => "missed".to_owned(),
                (false, false) => String::new(),
            },
        ]
    }
}

impl Rows {
    pub(super) fn new(title: &'static str) -> Self {
        Self { title, rows: Vec::new() }
    }

    /// Appends rows.
    pub(super) fn extend(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
    }

    /// Whether a budget is exceeded.
    pub(super) fn is_over(&self) -> bool {
        self.rows.iter().any(Row::is_over)
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new(&[
            (self.title, Side::Left),
            ("ours", Side::Right),
            ("official", Side::Right),
            ("ratio", Side::Right),
            ("wanted", Side::Left),
            ("", Side::Left),
        ]);
        for row in &self.rows {
            table.row(row.cells());
        }
        write!(f, "{table}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_tells_what_is_missed() {
        let micros = |micros| Figure::Time(Duration::from_micros(micros));
        let mut rows = Rows::new("UpdateAccount of Amazon Chime");
        rows.extend(vec![
            Row::new("crates", Figure::Count(50))
                .theirs(Figure::Count(200))
                .wanted(Wanted::AtMost(Figure::Count(60))),
            Row::new("a call", micros(20)).theirs(micros(50)).wanted(Wanted::Times(3)),
            Row::new("calls", Figure::PerSecond(9_000))
                .theirs(Figure::PerSecond(2_000))
                .wanted(Wanted::Times(3)),
            Row::new("its parts", Figure::Time(Duration::from_millis(2))),
        ]);
        assert!(!rows.is_over());
        assert_eq!(
            rows.to_string(),
            "UpdateAccount of Amazon Chime      ours  official  ratio  wanted\n\
             crates                               50       200    4.0  at most 60\n\
             a call                         20.00 µs  50.00 µs    2.5  3 times     missed\n\
             calls                            9000/s    2000/s    4.5  3 times\n\
             its parts                       2.00 ms         -      -\n"
        );
        let limit = Wanted::AtMost(Figure::Bytes(1_500_000));
        rows.extend(vec![Row::new("size", Figure::Bytes(2_000_000)).wanted(limit)]);
        assert!(rows.is_over());
        assert!(rows.to_string().ends_with("2.00 MB         -      -  at most 1.50 MB  over\n"));
    }
}
