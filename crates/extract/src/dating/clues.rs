//! Clues: what the text of an article gives away about its day of publication.

use std::collections::BTreeMap;

use biennien_knowledge::{Knowledge, Term};
use biennien_model::{Document, Interval, Time};
use jiff::civil::Date;

use super::days::{self, NewestDay, ToldDay};
use super::spot::WordFinder;
use super::windows::{self, Window};
use crate::Facts;
use crate::time;

/// The tables, compiled for matching.
pub(crate) struct Rules {
    pub(crate) terms: BTreeMap<String, Vec<Term>>,
    pub(crate) people: BTreeMap<String, String>,
    /// Names of offices in lower case and the office of each, the longest name first.
    pub(crate) offices: Vec<(String, String)>,
    /// Rows of `offices` by the first word of the name.
    offices_by_word: BTreeMap<String, Vec<usize>>,
    pub(crate) meetings: Vec<Meeting>,
    pub(crate) meeting_words: WordFinder,
    counts: Vec<(Vec<String>, Date)>,
}

/// One row of `world/meetings.tsv`: each way to name it is a list of words of one sentence, as indices into
/// [`Rules::meeting_words`].
pub(crate) struct Meeting {
    pub(crate) name: String,
    pub(crate) days: Interval,
    pub(crate) is_planned: bool,
    pub(crate) named: Vec<Vec<usize>>,
    pub(crate) dated: Vec<Vec<usize>>,
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
        let mut offices_by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (row, (name, _)) in offices.iter().enumerate() {
            let first = windows::words(name).next().unwrap_or("");
            offices_by_word.entry(first.to_owned()).or_default().push(row);
        }
        let mut words: BTreeMap<String, usize> = BTreeMap::new();
        let mut split = |ways: &[String]| -> Vec<Vec<usize>> {
            let mut index = |word: &str| {
                let next = words.len();
                *words.entry(word.trim().to_owned()).or_insert(next)
            };
            ways.iter().map(|way| way.split('+').map(&mut index).collect()).collect()
        };
        let meetings: Vec<Meeting> = knowledge
            .times
            .meetings
            .iter()
            .filter_map(|row| {
                let days = Interval { first: row.from.parse().ok()?, last: row.to.parse().ok()? };
                Some(Meeting {
                    name: row.name.clone(),
                    days,
                    is_planned: row.planned == "yes",
                    named: split(&row.named),
                    dated: split(&row.dated),
                })
            })
            .collect();
        let mut in_order: Vec<(usize, &String)> = words.iter().map(|(word, index)| (*index, word)).collect();
        in_order.sort_unstable();
        let meeting_words = WordFinder::new(in_order.into_iter().map(|(_, word)| word));
        let counts = knowledge
            .times
            .counts
            .iter()
            .filter_map(|row| Some((row.words.clone(), row.first.parse().ok()?)));
        Rules { terms, people, offices, offices_by_word, meetings, meeting_words, counts: counts.collect() }
    }
}

impl Rules {
    /// The longest name of an office that stands in `title`; several offices may share it.
    pub(crate) fn office_name(&self, title: &str) -> Option<&str> {
        let rows = windows::words(title).filter_map(|word| self.offices_by_word.get(word)).flatten();
        let fitting = rows.copied().filter(|&row| windows::has_words(title, &self.offices[row].0));
        fitting.min().map(|row| self.offices[row].0.as_str())
    }
}

/// Everything found.
pub(crate) struct Clues {
    /// The day itself, with the reason.
    pub(crate) exact: Option<(Date, String)>,
    /// The newest day told as past, without its year.
    pub(crate) newest: Option<NewestDay>,
    /// The next day told as still to come, without its year.
    pub(crate) next: Option<ToldDay>,
    /// ISO numbers of the weekdays that the headline and the lead name without their day.
    pub(crate) weekdays: Vec<i8>,
    /// The oldest bare year told as still to come.
    pub(crate) next_year: Option<i16>,
    /// Published on this day or later.
    pub(crate) not_before: Option<(Date, String)>,
    /// Published on this day or before.
    pub(crate) not_after: Option<(Date, String)>,
    /// The day of the capture, where it is known.
    pub(crate) captured: Option<Date>,
    /// Times in which what the text takes for granted was so.
    pub(crate) windows: Vec<Window>,
}

/// Collects the clues of one document.
pub(crate) fn collect(document: &Document, facts: &Facts, scan: &time::Scan<'_>, rules: &Rules) -> Clues {
    let (tenses, times) = (scan.tenses(&facts.times), scan.rules);
    let dated: Vec<(&Time, time::Tense)> = facts.times.iter().zip(tenses.iter().copied()).collect();
    let mut windows = windows::of_offices(document, facts, times, rules);
    windows.extend(windows::of_meetings(document, &dated, times, rules));
    Clues {
        exact: war_day(document, facts, rules),
        newest: days::newest(document, &dated, times),
        next: days::next(document, &dated),
        next_year: days::next_year(document, &dated),
        weekdays: days::weekdays(document, &dated),
        not_before: days::not_before(document, &dated, times),
        not_after: days::not_after(document, &dated),
        captured: None,
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
