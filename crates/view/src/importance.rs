//! Importance: which entries of the chronicle stay when only some are shown.

use biennien_model::{Happening, Interval};

use crate::TimelineRow;

/// Points that each further independent origin gives.
const ORIGIN: usize = 4;

/// Points that each later reference gives.
const REFERENCE: usize = 2;

/// An account is a later reference when it was published more than so many days after the first.
const LATER_DAYS: i32 = 2;

/// How important a happening is: 4 points for each independent origin after the first, 2 for each account published
/// more than two days after the first, and `rank`, 0 to 3, for the highest office among those it names.
pub fn importance(happening: &Happening, rank: usize) -> usize {
    let days = |value: &Option<String>| Interval::parse(value.as_deref()?);
    let published: Vec<Interval> =
        happening.accounts.iter().filter_map(|account| days(&account.published)).collect();
    let first = published.iter().map(|days| days.first).min();
    let is_later = |day: &&Interval| {
        first.is_some_and(|first| first.saturating_add(jiff::Span::new().days(LATER_DAYS)) < day.first)
    };
    let references = published.iter().filter(is_later).count();
    ORIGIN * happening.origins.saturating_sub(1) + REFERENCE * references + rank
}

/// The `count` most important of `rows` in their order; each says how many were left out right before it. Background
/// comes after everything else; of equals the earlier stays. Also gives how many were left out after the last.
pub fn most(rows: Vec<TimelineRow>, count: usize) -> (Vec<TimelineRow>, usize) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&at| (rows[at].background, std::cmp::Reverse(rows[at].importance), at));
    order.truncate(count);
    order.sort_unstable();
    let (mut kept, mut left_out) = (Vec::new(), 0);
    for (at, mut row) in rows.into_iter().enumerate() {
        if order.binary_search(&at).is_ok() {
            row.left_out = std::mem::take(&mut left_out);
            kept.push(row);
        } else {
            left_out += 1;
        }
    }
    (kept, left_out)
}
