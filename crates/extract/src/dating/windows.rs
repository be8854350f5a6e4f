//! Windows: times in which what an undated text takes for granted was so (offices held, meetings spoken of).

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use biennien_knowledge::Term;
use biennien_model::{Document, GroupKind, Interval, MentionKind, Time};
use jiff::civil::Date;

use super::clues::{Meeting, Rules};
use super::days::day_of;
use super::spot::Spotted;
use crate::Facts;
use crate::time;

/// How many days before and after a meeting its bare day still means it: together a year, so that only one year fits.
const DAYS_AROUND: (i32, i32) = (150, 214);
/// For how many days after a meeting papers still name it.
const DAYS_NAMED: i32 = 1100;
/// The same when the sentence speaks of what will be.
const DAYS_NAMED_AHEAD: i32 = 30;

/// Times in which something was so.
pub(crate) struct Window {
    /// One interval for each term.
    pub(crate) intervals: Vec<Interval>,
    /// True for offices held.
    pub(crate) is_office: bool,
    /// The reason in words.
    pub(crate) because: String,
}

/// One window for each person named with an office that the tables know.
pub(crate) fn of_offices(
    document: &Document,
    facts: &Facts,
    times: &time::Rules,
    rules: &Rules,
) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut seen = BTreeSet::new();
    for group in facts.groups.iter().filter(|group| group.kind == GroupKind::Person) {
        let Some(id) = group.id.as_deref().filter(|id| id.starts_with("person:")) else { continue };
        let Some(terms) = rules.terms.get(id) else { continue };
        let first = facts.mentions.partition_point(|mention| mention.span.start < group.span.start);
        let inside = facts.mentions[first..].iter().take_while(|mention| mention.span.start < group.span.end);
        let mut inside = inside.inspect(|_| crate::work::step());
        let named = inside.find(|mention| {
            mention.kind == MentionKind::Person
                && mention.id.as_deref() == Some(id)
                && group.span.contains(mention.span)
        });
        let Some(named) = named else { continue };
        let title = document.lower.get(group.span.start..named.span.start).unwrap_or("");
        let start = document.token_from(group.span.start);
        let before = document.tokens[start.saturating_sub(2)..start]
            .iter()
            .map(|token| token.span.of(&document.lower));
        let all: Vec<&str> = before.chain(title.split(' ')).collect();
        // The longest name, so that "vice president" is not read as "president"; several offices may share it.
        let Some(office_name) = rules.office_name(title) else { continue };
        let same = rules.offices.iter().filter(|(name, _)| name == office_name);
        let offices: Vec<&String> = same.map(|(_, office)| office).collect();
        let held: Vec<&Term> = terms.iter().filter(|term| offices.contains(&&term.office)).collect();
        let is_former = |word: &&str| times.is_class("former", word) && !has_words(office_name, word);
        let Some(office) = held.first().map(|term| term.office.as_str()) else { continue };
        if all.iter().any(is_former) || !seen.insert((id, office)) {
            continue;
        }
        let intervals: Vec<Interval> = held.iter().map(|term| interval(term)).collect();
        let name = rules.people.get(id).map_or(id, String::as_str);
        let spans: Vec<String> =
            held.iter().map(|term| format!("{} to {}", open(&term.from), open(&term.to))).collect();
        windows.push(Window {
            intervals,
            is_office: true,
            because: format!("{name} held the office “{}”: {}", title.trim(), spans.join(", ")),
        });
    }
    windows
}

fn open(date: &Option<String>) -> &str {
    date.as_deref().unwrap_or("…")
}

fn interval(term: &Term) -> Interval {
    let first = term.from.as_deref().and_then(Interval::parse).map_or(Date::MIN, |days| days.first);
    let to = term.to.as_deref().and_then(Interval::parse);
    // The successor may begin on the day of leaving.
    let last = to.map_or(Date::MAX, |days| {
        if days.first == days.last { days.last.yesterday().unwrap_or(days.last) } else { days.last }
    });
    Interval { first, last }
}

/// The words of `text`: letters and digits in a row.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// True when `words` stand in `text` as whole words.
pub(crate) fn has_words(text: &str, words: &str) -> bool {
    if words.len() > text.len() {
        return false;
    }
    let border = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    text.match_indices(words).any(|(at, _)| {
        border(text[..at].chars().next_back()) && border(text[at + words.len()..].chars().next())
    })
}

/// One window for each day or sentence that names meetings of `world/meetings.tsv`.
pub(crate) fn of_meetings(
    document: &Document,
    dated: &[(&Time, time::Tense)],
    times: &time::Rules,
    rules: &Rules,
) -> Vec<Window> {
    let spotted = rules.meeting_words.spot(document);
    let mut windows: BTreeMap<usize, Window> = BTreeMap::new();
    for meeting in &rules.meetings {
        let Some((key, window)) = of_meeting(meeting, document, dated, &spotted, times) else { continue };
        // One day may be that of several meetings: one of them is meant.
        match windows.entry(key) {
            Entry::Vacant(entry) => drop(entry.insert(window)),
            Entry::Occupied(mut entry) => {
                let held = entry.get_mut();
                held.intervals.extend(window.intervals);
                held.because.push_str(", or ");
                held.because.push_str(window.because.trim_start_matches("it tells of "));
            }
        }
    }
    windows.into_values().collect()
}

/// Where `meeting` is named, as a byte of the text, and its window.
fn of_meeting(
    meeting: &Meeting,
    document: &Document,
    dated: &[(&Time, time::Tense)],
    spotted: &Spotted,
    times: &time::Rules,
) -> Option<(usize, Window)> {
    // Most meetings are named nowhere: that is known before any day is looked at.
    let is_spotted = |ways: &[Vec<usize>]| ways.iter().any(|way| spotted.has_all(way));
    let mut day = None;
    if is_spotted(&meeting.dated) {
        day = dated.iter().find(|(time, _)| {
            let Some(index) = document.sentence_at(time.span.start) else { return false };
            let says = |sentences: &[usize]| {
                meeting.dated.iter().any(|way| way.iter().all(|&word| spotted.stands_in(word, sentences)))
            };
            if falls_on(&time.value, meeting.days) {
                // Who met may stand in the headline or one sentence earlier.
                says(&[0, index.saturating_sub(1), index])
            } else {
                // Only a month alone: with "last year" beside it, it is older.
                time.rule == "month" && falls_in_month(&time.value, meeting.days) && says(&[index])
            }
        });
    }
    let (key, after, why) = match day {
        Some((time, _)) => {
            let words = time.span.of(&document.text);
            (time.span.start, DAYS_AROUND.1, format!("with its day “{words}”"))
        }
        None => {
            if !is_spotted(&meeting.named) {
                return None;
            }
            let index = meeting.named.iter().filter_map(|way| spotted.first_with_all(way)).min()?;
            let sentence = document.sentences[index].span;
            let mut words = sentence.of(&document.lower).split(' ');
            let is_ahead = meeting.is_planned && words.any(|word| times.is_class("future", word));
            let after = if is_ahead { DAYS_NAMED_AHEAD } else { DAYS_NAMED };
            let why = if is_ahead { "by its name, as still to come" } else { "by its name" };
            (sentence.start, after, why.to_owned())
        }
    };
    let first = meeting.days.first.checked_sub(jiff::Span::new().days(DAYS_AROUND.0)).ok()?;
    let last = meeting.days.last.checked_add(jiff::Span::new().days(after)).ok()?;
    let because = format!("it tells of {} ({}) {why}", meeting.name, meeting.days.first);
    Some((key, Window { intervals: vec![Interval { first, last }], is_office: false, because }))
}

/// True when `value` names, without a year, the month in which `days` begin.
fn falls_in_month(value: &str, days: Interval) -> bool {
    value.strip_prefix("XXXX-").and_then(|month| month.parse().ok()) == Some(days.first.month())
}

/// True when `value` names, without a year, one of `days`, or the stretch that they are.
fn falls_on(value: &str, days: Interval) -> bool {
    let (first, last) = value.split_once('/').unwrap_or((value, value));
    let in_year = |value: &str| match day_of(value)? {
        (None, month, day) => Date::new(days.first.year(), month, day).ok(),
        (Some(_), ..) => None,
    };
    let (Some(first), Some(last)) = (in_year(first), in_year(last)) else { return false };
    if value.contains('/') {
        first == days.first && last == days.last
    } else {
        days.first <= first && first <= days.last
    }
}

impl Window {
    /// True when `day` lies in one of its intervals.
    pub(crate) fn holds(&self, day: Date) -> bool {
        self.holds_soon(day, 0)
    }

    /// True when `day` lies in one of its intervals or, for offices, at most `slack` days before one.
    pub(crate) fn holds_soon(&self, day: Date, slack: i32) -> bool {
        let slack = if self.is_office { slack } else { 0 };
        let until = day.checked_add(jiff::Span::new().days(slack)).unwrap_or(day);
        self.intervals.iter().any(|interval| interval.first <= until && day <= interval.last)
    }
}
