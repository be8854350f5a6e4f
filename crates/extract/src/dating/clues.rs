//! Clues: what the text of an article gives away about its day of publication.

use std::collections::{BTreeMap, BTreeSet};

use biennien_knowledge::{Knowledge, Term};
use biennien_model::{Document, GroupKind, Interval, MentionKind, Time, TimeType};
use jiff::civil::Date;

use crate::Facts;
use crate::time;

/// How many paragraphs, headline counted, may hold the day of the news.
const LEAD_PARAGRAPHS: usize = 6;
/// The same for papers that call the last two days "today" and "yesterday": the days they number are mostly older.
const LEAD_PARAGRAPHS_OF_TODAY: usize = 3;
/// How many tokens before a year are asked for words such as "election".
const AHEAD_TOKENS: usize = 6;
/// How many days before and after a meeting its bare day still means it: together a year, so that only one year fits.
const DAYS_AROUND: (i32, i32) = (150, 214);
/// For how many days after a meeting papers still name it.
const DAYS_NAMED: i32 = 1100;
/// How many days after the newest day an act may be said to follow.
const DAYS_AFTER_MAX: i32 = 3;

/// The tables, compiled for matching.
pub(crate) struct Rules {
    terms: BTreeMap<String, Vec<Term>>,
    people: BTreeMap<String, String>,
    offices: Vec<(String, String)>,
    meetings: Vec<Meeting>,
    counts: Vec<(Vec<String>, Date)>,
}

/// One row of `world/meetings.tsv`: each way to name it is a list of words of one sentence.
struct Meeting {
    name: String,
    days: Interval,
    named: Vec<Vec<String>>,
    dated: Vec<Vec<String>>,
}

impl Rules {
    /// Compiles the tables.
    pub(crate) fn compile(knowledge: &Knowledge) -> Rules {
        let mut terms: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        for term in &knowledge.world.terms {
            terms.entry(format!("person:{}", term.person)).or_default().push(term.clone());
        }
        let people = knowledge
            .world
            .people
            .iter()
            .map(|row| (format!("person:{}", row.id), row.name.clone()))
            .collect();
        let offices = &knowledge.names.offices;
        let mut offices: Vec<(String, String)> = offices
            .iter()
            .flat_map(|office| {
                office.names.iter().map(|name| (biennien_text::lower_in_step(name), office.id.clone()))
            })
            .collect();
        offices.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        let split = |ways: &[String]| {
            let words = |way: &String| way.split('+').map(|word| word.trim().to_owned()).collect();
            ways.iter().map(words).collect()
        };
        let meetings = knowledge.times.meetings.iter().filter_map(|row| {
            let days = Interval { first: row.from.parse().ok()?, last: row.to.parse().ok()? };
            Some(Meeting { name: row.name.clone(), days, named: split(&row.named), dated: split(&row.dated) })
        });
        let counts = knowledge
            .times
            .counts
            .iter()
            .filter_map(|row| Some((row.words.clone(), row.first.parse().ok()?)));
        Rules { terms, people, offices, meetings: meetings.collect(), counts: counts.collect() }
    }
}

/// Everything found.
pub(crate) struct Clues {
    /// The day itself, with the reason.
    pub(crate) exact: Option<(Date, String)>,
    /// The newest day told as past, without its year.
    pub(crate) newest: Option<NewestDay>,
    /// Published on this day or later.
    pub(crate) not_before: Option<(Date, String)>,
    /// Published on this day or before.
    pub(crate) not_after: Option<(Date, String)>,
    /// Times in which what the text takes for granted was so.
    pub(crate) windows: Vec<Window>,
}

/// The newest day told as past.
pub(crate) struct NewestDay {
    month: i8,
    day: i8,
    /// ISO number of the weekday that stands beside it.
    pub(crate) weekday: Option<i8>,
    /// True when the text calls it today.
    pub(crate) is_today: bool,
    /// How many days later the news came.
    pub(crate) later: i32,
    /// The reason in words.
    pub(crate) because: String,
}

impl NewestDay {
    /// The day in `year`; `None` where it does not exist.
    pub(crate) fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

/// Times in which something was so.
pub(crate) struct Window {
    /// One interval for each term.
    pub(crate) intervals: Vec<Interval>,
    /// The reason in words.
    pub(crate) because: String,
}

/// Collects the clues of one document.
pub(crate) fn collect(document: &Document, facts: &Facts, times: &time::Rules, rules: &Rules) -> Clues {
    let tenses = time::tenses(document, &facts.times, times);
    let mut windows = office_windows(document, facts, times, rules);
    let dated: Vec<(&Time, time::Tense)> = facts.times.iter().zip(tenses.iter().copied()).collect();
    windows.extend(meeting_windows(document, &dated, rules));
    Clues {
        exact: war_day(document, facts, rules),
        newest: newest_day(document, &dated, times),
        not_before: not_before(document, &dated, times),
        not_after: not_after(document, &dated),
        windows,
    }
}

/// The day that a count of war days names ("day 1,371").
fn war_day(document: &Document, facts: &Facts, rules: &Rules) -> Option<(Date, String)> {
    let time = facts.times.iter().find(|time| time.rule == "war-day")?;
    let words = time.span.of(&document.text);
    let count: i32 = words.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()?;
    let (_, first) = rules
        .counts
        .iter()
        .find(|(words, _)| words.iter().any(|word| document.lower.contains(word.as_str())))?;
    let day = first.checked_add(jiff::Span::new().try_days(count - 1).ok()?).ok()?;
    Some((day, format!("day {count} of the war that began on {first}")))
}

/// The newest of the days told as past, looked for in the headline and the first paragraphs; the whole text is asked
/// whether a newer one follows.
fn newest_day(document: &Document, dated: &[(&Time, time::Tense)], rules: &time::Rules) -> Option<NewestDay> {
    let mut days: Vec<(NewestDay, usize)> = Vec::new();
    for (time, tense) in dated {
        // A day written with its year is rarely one of the last: papers write the year of what lies back.
        let Some((None, month, day)) = day_of(&time.value).filter(|_| *tense != time::Tense::Future) else {
            continue;
        };
        let paragraph = document.paragraph_at(time.span.start).unwrap_or(usize::MAX);
        let words = time.span.of(&document.text);
        days.push((
            NewestDay {
                month,
                day,
                weekday: time::weekday_beside(document, time, rules),
                is_today: rules.says_today(&time.rule),
                later: 0,
                because: format!("the newest day told as past is “{words}”"),
            },
            paragraph,
        ));
    }
    if let Some(index) = days.iter().position(|(day, _)| day.is_today) {
        let mut today = days.swap_remove(index).0;
        today.because = today.because.replace("the newest day told as past is", "the text calls today");
        return Some(today);
    }
    // Days of two years meet around New Year: the newest is the one before the longest stretch without any.
    let ordinal = |day: &NewestDay| i32::from(day.month) * 31 + i32::from(day.day);
    let mut order: Vec<i32> = days.iter().map(|(day, _)| ordinal(day)).collect();
    order.sort_unstable();
    order.dedup();
    let last = *order.last()?;
    let gap = |index: usize| match order.get(index + 1) {
        Some(next) => next - order[index],
        None => order[0] + 12 * 31 - last,
    };
    let newest =
        (0..order.len()).max_by_key(|&index| (gap(index), order[index])).map(|index| order[index])?;
    let says_today = dated.iter().any(|(time, _)| rules.counts_from_today(&time.rule));
    let early = if says_today { LEAD_PARAGRAPHS_OF_TODAY } else { LEAD_PARAGRAPHS };
    let index = days.iter().position(|(day, _)| ordinal(day) == newest)?;
    let (mut day, paragraph) = days.swap_remove(index);
    if let Some((time, count)) = days_after(document, dated, paragraph, rules) {
        day.later = count;
        day.because.push_str(&format!(", and the news came “{}” after it", time.span.of(&document.text)));
        return Some(day);
    }
    (paragraph < early).then_some(day)
}

/// "One day after …", said before paragraph `paragraph` names the newest day for the first time: the news is so much
/// younger than that day.
fn days_after<'a>(
    document: &Document,
    dated: &[(&'a Time, time::Tense)],
    paragraph: usize,
    rules: &time::Rules,
) -> Option<(&'a Time, i32)> {
    dated.iter().find_map(|(time, _)| {
        let count: i32 = time.value.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
        let next = document.tokens.get(document.token_from(time.span.end))?;
        let before = document.paragraph_at(time.span.start)? < paragraph.min(LEAD_PARAGRAPHS);
        let fits = (1..=DAYS_AFTER_MAX).contains(&count) && before;
        (fits && rules.is_class("after", next.span.of(&document.lower))).then_some((*time, count))
    })
}

/// Year (where written), month and day of a value that names one day.
fn day_of(value: &str) -> Option<(Option<i16>, i8, i8)> {
    let day = value.split('T').next()?;
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Some((year.parse().ok(), month, day))
}

/// The first day of the newest year, month or day that is told as past.
///
/// It must have a word of the past beside it; a bare year none such as "election" besides, which may lie years ahead.
fn not_before(
    document: &Document,
    dated: &[(&Time, time::Tense)],
    rules: &time::Rules,
) -> Option<(Date, String)> {
    let past = dated.iter().filter(|(time, tense)| {
        let start = document.token_from(time.span.start);
        let before = document.tokens[start.saturating_sub(AHEAD_TOKENS)..start].iter();
        let ahead =
            before.map(|token| token.span.of(&document.lower)).any(|word| rules.is_class("ahead", word));
        *tense == time::Tense::Past && (time.value.len() > 4 || !ahead) && names_year(document, time)
    });
    let newest = past.filter_map(|(time, _)| Some((Interval::parse(&time.value)?.first, *time)));
    let (first, time) = newest.max_by_key(|(first, time)| (*first, std::cmp::Reverse(time.span.start)))?;
    Some((first, format!("“{}” is told as past", time.span.of(&document.text))))
}

/// The last day of the oldest year that is told as still to come.
fn not_after(document: &Document, dated: &[(&Time, time::Tense)]) -> Option<(Date, String)> {
    let ahead =
        dated.iter().filter(|(time, tense)| *tense == time::Tense::Future && names_year(document, time));
    let oldest = ahead.filter_map(|(time, _)| Some((Interval::parse(&time.value)?.last, *time)));
    let (last, time) = oldest.min_by_key(|(last, time)| (*last, time.span.start))?;
    Some((last, format!("“{}” is told as still to come", time.span.of(&document.text))))
}

/// True for a date whose year stands in its words and that is one year or less, so no decade or range of years.
fn names_year(document: &Document, time: &Time) -> bool {
    let year = time.value.get(..4).unwrap_or("");
    time.kind == TimeType::Date && !time.value.contains('/') && time.span.of(&document.text).contains(year)
}

/// One window for each person named with an office that the tables know.
fn office_windows(document: &Document, facts: &Facts, times: &time::Rules, rules: &Rules) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut seen = BTreeSet::new();
    for group in facts.groups.iter().filter(|group| group.kind == GroupKind::Person) {
        let Some(id) = group.id.as_deref().filter(|id| id.starts_with("person:")) else { continue };
        let Some(terms) = rules.terms.get(id) else { continue };
        let named = facts.mentions.iter().find(|mention| {
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
        let Some((office_name, office)) = rules
            .offices
            .iter()
            .find(|(name, office)| has_words(title, name) && terms.iter().any(|term| term.office == *office))
        else {
            continue;
        };
        // A longer title of another office ("vice president") must not be read as the shorter one.
        let longest = rules.offices.iter().find(|(name, _)| has_words(title, name)).map(|(_, office)| office);
        let former = |word: &&str| times.is_class("former", word) && !has_words(office_name, word);
        if all.iter().any(former) {
            continue;
        }
        if longest != Some(office) || !seen.insert((id, office.as_str())) {
            continue;
        }
        let held: Vec<&Term> = terms.iter().filter(|term| term.office == *office).collect();
        let intervals: Vec<Interval> = held.iter().map(|term| interval(term)).collect();
        let name = rules.people.get(id).map_or(id, String::as_str);
        let spans: Vec<String> =
            held.iter().map(|term| format!("{} to {}", open(&term.from), open(&term.to))).collect();
        windows.push(Window {
            intervals,
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
    let last = term.to.as_deref().and_then(Interval::parse).map_or(Date::MAX, |days| days.last);
    Interval { first, last }
}

/// True when `words` stand in `text` as whole words.
fn has_words(text: &str, words: &str) -> bool {
    let border = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    text.match_indices(words).any(|(at, _)| {
        border(text[..at].chars().next_back()) && border(text[at + words.len()..].chars().next())
    })
}

/// One window for each meeting of `world/meetings.tsv` that the text names.
fn meeting_windows(document: &Document, dated: &[(&Time, time::Tense)], rules: &Rules) -> Vec<Window> {
    let mut windows = Vec::new();
    let sentences: Vec<&str> =
        document.sentences.iter().map(|sentence| sentence.span.of(&document.lower)).collect();
    let says = |ways: &[Vec<String>], text: &str| {
        ways.iter().any(|way| way.iter().all(|word| has_words(text, word)))
    };
    for meeting in &rules.meetings {
        let day = dated.iter().find(|(time, _)| {
            falls_on(&time.value, meeting.days)
                && document
                    .sentence_at(time.span.start)
                    .is_some_and(|index| says(&meeting.dated, sentences[index]))
        });
        let (before, after, why) = match day {
            Some((time, _)) => {
                (DAYS_AROUND.0, DAYS_AROUND.1, format!("with its day “{}”", time.span.of(&document.text)))
            }
            None if sentences.iter().any(|text| says(&meeting.named, text)) => {
                (DAYS_AROUND.0, DAYS_NAMED, "by its name".to_owned())
            }
            None => continue,
        };
        let (Ok(first), Ok(last)) = (
            meeting.days.first.checked_sub(jiff::Span::new().days(before)),
            meeting.days.last.checked_add(jiff::Span::new().days(after)),
        ) else {
            continue;
        };
        let because = format!("it tells of {} ({}) {why}", meeting.name, meeting.days.first);
        windows.push(Window { intervals: vec![Interval { first, last }], because });
    }
    windows
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
