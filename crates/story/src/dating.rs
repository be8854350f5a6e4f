//! Dating by neighbours: an article without a date, dated by dated accounts of the same happenings.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::{Basis, Candidate, EventType, Interval, Member, Published, Telling};
use jiff::civil::Date;

use crate::join::shift;
use crate::likeness::{Likeness, years};
use crate::local::is_mutual;
use crate::origin::reprints;
use crate::sketch::is_short;

/// An article of which only the year is known was published within so many days of the last day it names.
const MONTH_DAYS: i32 = 30;

/// What other captures say of the day of each member that has none of its own: by article id.
///
/// A reprint has the day of the text it repeats. Else every day and month that the article gives for a happening is
/// looked up among the dated accounts of the same type and sides; when they agree on the year, the article was
/// published on the latest of those days or the day after. Else its year is that of the articles around its days that
/// have the same rare words. Members that were dated so before count as undated, so
/// that the same captures give the same dates whatever was read first.
pub fn date_by_neighbours(members: &[Member]) -> BTreeMap<String, Published> {
    let is_dated = |member: &Member| member.published.is_some() && !member.by_neighbours;
    let dated: Vec<&Member> = members.iter().filter(|member| is_dated(member)).collect();
    let index = index(&dated);
    let mut found = by_reprint(members, is_dated);
    let mut rest = Vec::new();
    for member in members.iter().filter(|member| !is_dated(member) && !found.contains_key(&member.article)) {
        rest.push((member, by_happenings(member, &index)));
    }
    let unknown: Vec<&Member> =
        rest.iter().filter(|(_, published)| published.is_none()).map(|&(member, _)| member).collect();
    for (at, Likeness { day, source }) in years(&unknown, members, is_dated) {
        let because = format!("{source}, published around that day, has the same rare words");
        let days = format!("{day}/{}", shift(day, MONTH_DAYS));
        let candidates = vec![Candidate { value: day.to_string(), because: because.clone() }];
        let because = vec![format!("{day}: {because}")];
        let published = Published { value: days, basis: Basis::Inferred, candidates, because };
        found.insert(unknown[at].article.clone(), published);
    }
    for (member, published) in rest {
        found.extend(published.map(|published| (member.article.clone(), published)));
    }
    found
}

/// Type, sides, month and day → the full days on which dated articles put such a happening, each with one article.
type Index<'a> = BTreeMap<Key, BTreeMap<Date, &'a str>>;

type Key = (EventType, Vec<String>, i8, i8);

fn index<'a>(dated: &[&'a Member]) -> Index<'a> {
    let mut index = Index::new();
    for member in dated {
        for telling in &member.tellings {
            let Some(key) = key(telling, Words::Dated) else { continue };
            let value = telling.event.date.as_ref().map_or("", |date| date.value.as_str());
            if let Some(day) = Interval::parse(value).filter(|days| days.first == days.last) {
                index.entry(key).or_default().entry(day.first).or_insert(&member.source_id);
            }
        }
    }
    index
}

/// Which date of a telling counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    /// The one that its article's own day gives it.
    Dated,
    /// The one that its words give: a day that other captures told would prove itself.
    Alone,
}

/// `None` for events without two sides or without a day and month: too many happenings would fit.
fn key(telling: &Telling, words: Words) -> Option<Key> {
    let event = &telling.event;
    let actors = event.actors.iter().map(|actor| actor.code.clone());
    let recipients = event.recipients.iter().map(|actor| actor.code.clone());
    let sides: Vec<String> = if is_mutual(event.kind) {
        actors.chain(recipients).collect::<BTreeSet<_>>().into_iter().collect()
    } else {
        actors.chain(recipients).collect()
    };
    let value = match words {
        Words::Dated => &event.date.as_ref()?.value,
        Words::Alone => telling.date_by_words()?,
    };
    let (month, day) = month_and_day(value)?;
    (sides.len() >= 2).then_some((event.kind, sides, month, day))
}

/// Month and day of `2021-12-30` or `XXXX-12-30`.
fn month_and_day(value: &str) -> Option<(i8, i8)> {
    let mut parts = value.splitn(3, '-');
    let (_, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some((month.parse().ok()?, day.get(..2)?.parse().ok()?))
}

/// The days of undated members that repeat a dated text.
fn by_reprint(members: &[Member], is_dated: impl Fn(&Member) -> bool) -> BTreeMap<String, Published> {
    let sketches: Vec<&[u64]> = members.iter().map(|member| member.sketch.as_slice()).collect();
    let mut earliest: BTreeMap<&str, (Date, &str)> = BTreeMap::new();
    let long = |&(a, b): &(usize, usize)| !is_short(sketches[a]) && !is_short(sketches[b]);
    for (a, b) in reprints(&sketches).into_iter().filter(long) {
        let (undated, text) = match (is_dated(&members[a]), is_dated(&members[b])) {
            (false, true) => (&members[a], &members[b]),
            (true, false) => (&members[b], &members[a]),
            _ => continue,
        };
        if let Some(days) = text.published.as_deref().and_then(Interval::parse) {
            let day = (days.first, text.source_id.as_str());
            let before = earliest.entry(&undated.article).or_insert(day);
            *before = day.min(*before);
        }
    }
    let published = |(day, source): (Date, &str)| {
        let because = format!("its text is that of {source}, which is dated");
        inferred(day.to_string(), vec![(day, because)])
    };
    earliest.into_iter().map(|(article, day)| (article.to_owned(), published(day))).collect()
}

fn by_happenings(member: &Member, index: &Index<'_>) -> Option<Published> {
    let mut days: BTreeMap<Date, String> = BTreeMap::new();
    for telling in &member.tellings {
        let Some(found) = key(telling, Words::Alone).and_then(|key| index.get(&key)) else { continue };
        for (&day, source) in found {
            let because = format!("{source} dates the same {} so", telling.event.kind);
            days.entry(day).or_insert(because);
        }
    }
    let years: BTreeSet<i16> = days.keys().map(|day| day.year()).collect();
    let (&latest, _) = days.last_key_value()?;
    if years.len() > 1 {
        return None;
    }
    let value = format!("{latest}/{}", shift(latest, 1));
    Some(inferred(value, days.into_iter().rev().collect()))
}

fn inferred(value: String, reasons: Vec<(Date, String)>) -> Published {
    let because = reasons.iter().map(|(day, because)| format!("{day}: {because}")).collect();
    let candidates =
        reasons.into_iter().map(|(day, because)| Candidate { value: day.to_string(), because }).collect();
    Published { value, basis: Basis::Inferred, candidates, because }
}

#[cfg(test)]
mod tests {
    use super::*;
    use biennien_model::{Actor, Event, EventDate, LineKind, Span, Status};

    fn call(value: &str, sides: [&str; 2]) -> Telling {
        let actor = |code: &&str| Actor { code: (*code).to_owned(), name: None, span: None };
        let event = Event {
            span: Span::new(0, 1),
            kind: EventType::Consult,
            mode: None,
            actors: sides.iter().map(actor).collect(),
            recipients: Vec::new(),
            status: Status::Actual,
            date: Some(EventDate { value: value.to_owned(), span: None }),
            place: None,
            rule: String::new(),
            confidence: None,
        };
        let (sentence, quote) = (Span::new(0, 1), String::new());
        Telling {
            index: 0,
            event,
            inferred_date: false,
            words_date: None,
            sentence,
            quote,
            kind: LineKind::Body,
            durations: Vec::new(),
            dependent: false,
            said_by: None,
            notes: Vec::new(),
        }
    }

    fn member(id: &str, published: Option<&str>, tellings: Vec<Telling>) -> Member {
        Member {
            article: id.to_owned(),
            source_id: id.to_owned(),
            outlet: None,
            title: String::new(),
            published: published.map(str::to_owned),
            basis: None,
            by_neighbours: false,
            credit: None,
            sketch: Vec::new(),
            people: Vec::new(),
            tellings,
        }
    }

    #[track_caller]
    fn check(undated: Vec<Telling>, neighbours: &[(&str, [&str; 2])], expected: Option<&str>) {
        let mut members = vec![member("u", None, undated)];
        for (at, (day, sides)) in neighbours.iter().enumerate() {
            members.push(member(&format!("d{at}"), Some(day), vec![call(day, *sides)]));
        }
        let found = date_by_neighbours(&members);
        assert_eq!(found.get("u").map(|published| published.value.as_str()), expected);
    }

    #[test]
    fn the_year_comes_from_a_dated_account_of_the_same_call() {
        let undated = vec![call("XXXX-12-30", ["RUS", "USA"])];
        check(undated, &[("2021-12-30", ["USA", "RUS"])], Some("2021-12-30/2021-12-31"));
    }

    #[test]
    fn two_years_decide_nothing() {
        let undated = vec![call("XXXX-12-30", ["RUS", "USA"])];
        check(undated, &[("2021-12-30", ["USA", "RUS"]), ("2016-12-30", ["USA", "RUS"])], None);
    }

    #[test]
    fn other_sides_decide_nothing() {
        check(vec![call("XXXX-12-30", ["RUS", "USA"])], &[("2021-12-30", ["CHN", "RUS"])], None);
    }
}
