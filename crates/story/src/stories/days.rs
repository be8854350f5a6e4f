//! Days: when articles were published, as numbers.

use biennien_knowledge::StorySettings;
use biennien_model::{Head, Interval};
use jiff::civil::Date;

/// When an article was published. Sorts by first day, the undated last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Days {
    /// Between two days, counted from 1 January 1970, both included.
    Known(i32, i32),
    /// Not known within the window.
    Unknown,
}

impl Days {
    /// Days between the two, 0 where they overlap.
    pub(super) fn between(self, other: Days) -> Option<i32> {
        match (self, other) {
            (Days::Known(first, last), Days::Known(other_first, other_last)) => {
                Some((other_first - last).max(first - other_last).max(0))
            }
            _ => None,
        }
    }
}

/// The days on which an article may have been published.
pub(super) fn days(head: &Head, settings: &StorySettings) -> Days {
    let published = head.published.as_deref().and_then(Interval::parse);
    match published {
        Some(days) if f64::from(days.days()) <= settings.window => {
            Days::Known(number(days.first), number(days.last))
        }
        _ => Days::Unknown,
    }
}

fn number(date: Date) -> i32 {
    Date::constant(1970, 1, 1).until(date).map_or(0, |span| span.get_days())
}
