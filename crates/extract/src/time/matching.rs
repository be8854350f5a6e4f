//! Matching: every rule on the token line, and which match wins where two overlap.

use std::collections::BTreeSet;

use super::line::{TokenLine, words};
use super::moment::{Moment, Tense, day_near};
use super::pattern::TIME;
use super::{Rules, number};

/// One match of one rule.
pub(crate) struct Found {
    /// The rule, as an index.
    pub(crate) rule: usize,
    /// First token of the time.
    pub(crate) first: usize,
    /// One past the last token of the time.
    pub(crate) end: usize,
    /// One past the last token of the match, words after the time counted.
    to: usize,
    captures: Vec<(String, String)>,
}

impl Found {
    /// The words kept under `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.captures.iter().find(|(other, _)| other == name).map(|(_, words)| words.as_str())
    }

    /// The day and month that the match names, in no year.
    pub(crate) fn day_of_no_year(&self) -> Option<Moment> {
        let &[day, month] = number::parts(self.get("dm")?).as_slice() else { return None };
        day_near(month, day, Moment::unknown(), Tense::Open)
    }
}

/// Finds the matches of all rules: leftmost first, then the one that reaches farthest, words after the time counted;
/// of two that reach as far the earlier row wins. The matches kept never overlap.
pub(crate) fn find(line: &TokenLine, rules: &Rules) -> Vec<Found> {
    let mut all = Vec::new();
    for index in rules.any.matches(&line.text) {
        let rule = &rules.rules[index];
        for captures in rule.regex.captures_iter(&line.text) {
            let Some(whole) = captures.get(0).filter(|whole| !whole.is_empty()) else { continue };
            let time = captures.name(TIME).unwrap_or(whole);
            let kept =
                rule.regex.capture_names().flatten().filter(|&name| name != TIME).filter_map(|name| {
                    captures.name(name).map(|part| (name.to_owned(), words(part.as_str())))
                });
            let found = Found {
                rule: index,
                first: line.token(time.start()),
                end: line.token(time.end()),
                to: line.token(whole.end()),
                captures: kept.collect(),
            };
            if is_possible(&found) {
                all.push(found);
            }
        }
    }
    drop_unknown(&mut all, rules);
    all.sort_by_key(|found| (found.first, std::cmp::Reverse(found.to), found.rule));
    let mut kept: Vec<Found> = Vec::new();
    for found in all {
        let clear =
            kept.iter().rev().take(3).all(|other| found.first >= other.end || found.end <= other.first);
        if clear {
            kept.push(found);
        }
    }
    kept.sort_by_key(|found| found.first);
    kept
}

/// False for matches whose numbers name no day or month.
fn is_possible(found: &Found) -> bool {
    let day = |day: i16| (1..=31).contains(&day);
    let month = |month: i16| (1..=12).contains(&month);
    found.captures.iter().all(|(name, words)| {
        let parts = number::parts(words);
        match (name.as_str(), parts.as_slice()) {
            ("dm" | "of" | "a" | "b", &[d, m]) => day(d) && month(m),
            ("dmx", &[d, m]) => day(d) && month(m) && d > m,
            ("dmy" | "b", &[d, m, y]) if y > 99 => day(d) && month(m),
            ("ddm" | "ddmy", &[a, b, m, ..]) => day(a) && day(b) && a < b && month(m),
            ("my", &[m, _]) => month(m),
            ("d", &[d]) => day(d),
            ("m", &[m]) => month(m),
            _ => true,
        }
    })
}

/// Drops the matches of rules marked `known` whose day is named by no other rule of the document.
fn drop_unknown(all: &mut Vec<Found>, rules: &Rules) {
    let asks = |found: &Found| rules.rules[found.rule].arguments.iter().any(|argument| argument == "known");
    let sure: BTreeSet<Vec<i16>> = all
        .iter()
        .filter(|found| !asks(found))
        .filter_map(|found| found.get("dm"))
        .map(number::parts)
        .collect();
    all.retain(|found| !asks(found) || found.get("dm").is_some_and(|dm| sure.contains(&number::parts(dm))));
}

/// The day that an undated article calls today by its day and month, without a year; else [`Moment::unknown`].
pub(crate) fn presumed_today(found: &[Found], rules: &Rules) -> Moment {
    let asks = |found: &&Found| rules.rules[found.rule].arguments.iter().any(|argument| argument == "today");
    found.iter().filter(asks).find_map(Found::day_of_no_year).unwrap_or_else(Moment::unknown)
}
