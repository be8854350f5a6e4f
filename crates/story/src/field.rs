//! Fields: what each account says of the date, place, medium, length and people of a happening, and how they agree.

use std::collections::BTreeMap;

use biennien_model::{Agreement, EventType, Field, FieldValue, Interval, Member, Span, Telling, TimeType};

use crate::join::shift;

/// Lengths that differ by no more than this share of the longer one are the same, rounded.
const ROUNDING_SHARE: f64 = 0.17;

/// The fields of a happening: one row per field that at least one account fills, in a fixed order.
pub(crate) fn fields(accounts: &[(&Member, Vec<&Telling>)]) -> Vec<Field> {
    let mut rows: BTreeMap<usize, Vec<(FieldValue, bool)>> = BTreeMap::new();
    for (member, tellings) in accounts {
        for (row, (name, _)) in FIELDS.iter().enumerate() {
            for (value, words) in exact(values(name, tellings)) {
                // Words of its own are better evidence than the trigger of a sentence that shares the value.
                let own = words.is_some();
                let trigger = || tellings.first().map(|telling| (telling.event_words(), telling.event.span));
                let Some((quote, span)) = words.or_else(trigger) else { continue };
                let (outlet, source_id) = (member.outlet.clone(), member.source_id.clone());
                let found = FieldValue { value, outlet, source_id, quote, span };
                let row = rows.entry(row).or_default();
                let same = |(other, _): &&mut (FieldValue, bool)| {
                    other.source_id == found.source_id && other.value == found.value
                };
                match row.iter_mut().find(same) {
                    Some((_, true)) => {}
                    Some(known) if own => *known = (found, own),
                    Some(_) => {}
                    None => row.push((found, own)),
                }
            }
        }
    }
    rows.into_iter()
        .map(|(row, values)| {
            let (name, compare) = FIELDS[row];
            let values: Vec<FieldValue> = values.into_iter().map(|(value, _)| value).collect();
            Field { field: name.to_owned(), agreement: agreement(&values, compare), values }
        })
        .collect()
}

type Compare = fn(&str, &str) -> Agreement;

const FIELDS: &[(&str, Compare)] = &[
    ("date", dates),
    ("place", words),
    ("medium", words),
    ("length", lengths),
    ("participants", people),
    ("asked", words),
    ("topics", people),
    ("outcome", people),
    ("numbers", numbers),
];

trait Words {
    fn words(&self, span: Span) -> Option<String>;
    fn event_words(&self) -> String;
}

impl Words for Telling {
    /// The words of `span`, which counts in the article's text, when it lies in the telling's sentence.
    fn words(&self, span: Span) -> Option<String> {
        if !self.sentence.contains(span) {
            return None;
        }
        let start = span.start - self.sentence.start;
        self.quote.get(start..start + span.len()).map(str::to_owned)
    }

    fn event_words(&self) -> String {
        self.words(self.event.span).unwrap_or_default()
    }
}

/// The values that one article gives for one field, each with its words where it has some of its own.
fn values(field: &str, tellings: &[&Telling]) -> Vec<(String, Option<(String, Span)>)> {
    let mut found = Vec::new();
    for telling in tellings {
        let event = &telling.event;
        match field {
            "date" => {
                if let Some(date) = &event.date {
                    let words = date.span.and_then(|span| Some((telling.words(span)?, span)));
                    found.push((date.value.clone(), words));
                }
            }
            "place" => {
                if let Some(place) = &event.place {
                    found.push((place.name.clone(), None));
                }
            }
            "medium" if event.kind == EventType::Consult => {
                if let Some(mode) = &event.mode {
                    found.push((mode.clone(), None));
                }
            }
            "length" if event.kind == EventType::Consult => {
                for time in telling.durations.iter().filter(|time| is_length(time.kind, &time.value)) {
                    found
                        .push((time.value.clone(), telling.words(time.span).map(|words| (words, time.span))));
                }
            }
            "participants" => {
                for actor in event.actors.iter().chain(&event.recipients) {
                    if let (Some(name), Some(span)) = (&actor.name, actor.span) {
                        found.push((name.clone(), telling.words(span).map(|words| (words, span))));
                    }
                }
            }
            // The kinds of notes are named like the fields.
            noted => {
                for note in telling.notes.iter().filter(|note| note.kind == noted) {
                    let words = telling.words(note.span).map(|words| (words, note.span));
                    found.push((note.value.clone(), words));
                }
            }
        }
    }
    found
}

/// The values without the coarse dates of an article that names an exact one inside them ("the end of the year" beside "30 December").
fn exact(values: Vec<(String, Option<(String, Span)>)>) -> Vec<(String, Option<(String, Span)>)> {
    let days: Vec<Option<Interval>> = values.iter().map(|(value, _)| Interval::parse(value)).collect();
    let holds = |wide: Interval, other: Interval| {
        wide.first <= other.first && other.last <= wide.last && other.days() < wide.days()
    };
    let coarse = |wide: Option<Interval>| {
        wide.is_some_and(|wide| days.iter().flatten().any(|&other| holds(wide, other)))
    };
    let kept: Vec<bool> = days.iter().map(|&days| !coarse(days)).collect();
    values.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(value, _)| value).collect()
}

/// True for durations of minutes to hours: the length of a call or meeting.
fn is_length(kind: TimeType, value: &str) -> bool {
    kind == TimeType::Duration && minutes(value).is_some_and(|minutes| (1.0..=24.0 * 60.0).contains(&minutes))
}

/// How all values of a field stand to each other: the worst that two of them are.
fn agreement(values: &[FieldValue], compare: Compare) -> Agreement {
    let rank = |agreement: &Agreement| match agreement {
        Agreement::Agree => 0,
        Agreement::Precision => 1,
        Agreement::Rounding => 2,
        Agreement::Zone => 3,
        Agreement::Contradict => 4,
    };
    let mut worst = Agreement::Agree;
    for (at, a) in values.iter().enumerate() {
        for b in &values[at + 1..] {
            let found = compare(&a.value, &b.value);
            if rank(&found) > rank(&worst) {
                worst = found;
            }
        }
    }
    worst
}

fn dates(a: &str, b: &str) -> Agreement {
    if a == b {
        return Agreement::Agree;
    }
    let (Some(a), Some(b)) = (Interval::parse(a), Interval::parse(b)) else { return Agreement::Precision };
    let wide = Interval { first: shift(a.first, -1), last: shift(a.last, 1) };
    if a.overlaps(b) {
        Agreement::Precision
    } else if wide.overlaps(b) {
        Agreement::Zone
    } else {
        Agreement::Contradict
    }
}

fn words(a: &str, b: &str) -> Agreement {
    if a == b { Agreement::Agree } else { Agreement::Contradict }
}

/// People named by one account and not by the other do not contradict each other.
fn people(a: &str, b: &str) -> Agreement {
    if a == b { Agreement::Agree } else { Agreement::Precision }
}

fn lengths(a: &str, b: &str) -> Agreement {
    if a == b {
        return Agreement::Agree;
    }
    let (Some(a), Some(b)) = (minutes(a), minutes(b)) else { return Agreement::Contradict };
    if (a - b).abs() <= ROUNDING_SHARE * a.max(b) { Agreement::Rounding } else { Agreement::Contradict }
}

/// Numbers of the same noun compare; others say different things.
fn numbers(a: &str, b: &str) -> Agreement {
    let parts = |value: &str| -> Option<(f64, String)> {
        let (figure, noun) = value.split_once(' ')?;
        Some((figure.parse().ok()?, noun.to_owned()))
    };
    match (parts(a), parts(b)) {
        (Some((a, a_noun)), Some((b, b_noun))) if a_noun == b_noun && a != b => {
            if (a - b).abs() <= ROUNDING_SHARE * a.max(b) {
                Agreement::Rounding
            } else {
                Agreement::Contradict
            }
        }
        _ => Agreement::Agree,
    }
}

/// Minutes of an ISO 8601 duration of hours, minutes and seconds; `None` for others.
fn minutes(value: &str) -> Option<f64> {
    let rest = value.strip_prefix("PT")?;
    let (mut total, mut digits) = (0.0, String::new());
    for letter in rest.chars() {
        match letter {
            '0'..='9' | '.' => digits.push(letter),
            'H' | 'M' | 'S' => {
                let number: f64 = digits.parse().ok()?;
                digits.clear();
                total += number
                    * match letter {
                        'H' => 60.0,
                        'M' => 1.0,
                        _ => 1.0 / 60.0,
                    };
            }
            _ => return None,
        }
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_compare_in_minutes() {
        assert_eq!(lengths("PT1H", "PT62M"), Agreement::Rounding);
        assert_eq!(lengths("PT2H", "PT50M"), Agreement::Contradict);
        assert_eq!(lengths("PT60M", "PT60M"), Agreement::Agree);
    }

    #[test]
    fn numbers_of_the_same_noun_compare() {
        assert_eq!(numbers("94000 quân", "100000 quân"), Agreement::Rounding);
        assert_eq!(numbers("94000 quân", "175000 quân"), Agreement::Contradict);
        assert_eq!(numbers("94000 quân", "12 nước"), Agreement::Agree);
    }

    #[test]
    fn dates_one_day_apart_differ_by_zone() {
        assert_eq!(dates("2021-12-30", "2021-12-31"), Agreement::Zone);
        assert_eq!(dates("2021-12-30", "2021-12"), Agreement::Precision);
        assert_eq!(dates("2021-12-30", "2022-01-02"), Agreement::Contradict);
    }
}
