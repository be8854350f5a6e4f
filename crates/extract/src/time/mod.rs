//! Times: the words that name a moment, and the moment they name (TimeML TIMEX3).
//!
//! In: a document and the day it was published. Out: times in text order, never overlapping.
//! What words mean and how they combine stands in `data/vi/time/`; these files only apply it:
//! `vocabulary` and `line` the text as numbers, `pattern` the language of the rules, `program` how a rule runs,
//! `matching` which rule wins where, `value` the value of one match, `moment` the calendar, `holiday` and `lunar` days
//! with a name.

mod example;
mod holiday;
mod line;
mod lunar;
mod matching;
mod moment;
mod number;
mod pattern;
mod program;
mod tense;
mod value;

mod vocabulary;
mod zone;

use biennien_knowledge::Knowledge;
use biennien_model::{Document, Interval, Time, TimeType};
use jiff::civil::Date;

pub use example::run_example;
pub(crate) use moment::Tense;

use line::TokenLine;
use matching::{Found, Starts};
use moment::{Grain, Moment};
use pattern::Classes;
use program::Program;
use value::{Context, Value};
use vocabulary::{Vocabulary, WordId};

/// The tables, compiled for matching.
pub struct Rules {
    vocabulary: Vocabulary,
    classes: Classes,
    tense: tense::Cues,
    rules: Vec<Rule>,
    starts: Starts,
    /// The full stop and the end of a paragraph.
    ends: [WordId; 2],
    /// Rules whose pattern does not hold together, in words.
    pub problems: Vec<String>,
}

/// One compiled row of `rules.tsv`.
struct Rule {
    id: String,
    program: Program,
    kind: Option<TimeType>,
    operation: String,
    arguments: Vec<String>,
}

impl Rules {
    /// Compiles the tables. Rules that do not compile are left out and named in `problems`.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        let tables = &knowledge.times;
        let mut problems = Vec::new();
        let shapes: Vec<String> = tables.shapes.iter().map(|row| row.shape.clone()).collect();
        let mut vocabulary = Vocabulary::new(&shapes).unwrap_or_else(|error| {
            problems.push(format!("vi/time/shapes.tsv: {error}"));
            Vocabulary::empty()
        });
        let classes = Classes::new(tables, &mut vocabulary);
        let mut rules = Vec::new();
        for (place, row) in &tables.rules {
            let mut words = row.value.split(' ').map(str::to_owned);
            match classes.compile(&row.pattern, &mut vocabulary) {
                Ok(program) => rules.push(Rule {
                    id: row.id.clone(),
                    program,
                    kind: row.kind(),
                    operation: words.next().unwrap_or_default(),
                    arguments: words.collect(),
                }),
                Err(error) => problems.push(format!("{place}: {error}")),
            }
        }
        let tense = tense::Cues::new(tables, &mut vocabulary);
        let ends = [vocabulary.add("."), vocabulary.add(line::PARAGRAPH)];
        let programs: Vec<&Program> = rules.iter().map(|rule: &Rule| &rule.program).collect();
        let starts = Starts::new(&programs, &vocabulary);
        Rules { vocabulary, classes, tense, rules, starts, ends, problems }
    }
}

/// Finds the times of `document`, in text order, never overlapping.
///
/// Relative words count from `published` (TimeML: `CREATION_TIME`); where that is unknown, `X` stands for what the
/// text does not tell (`XXXX-12-14`).
pub fn find(document: &Document, published: Option<Date>, rules: &Rules) -> Vec<Time> {
    scan(document, rules).times(published)
}

/// The words of a document that name times, whose values still depend on the day of publication.
pub(crate) struct Scan<'a> {
    /// The rules that found them.
    pub(crate) rules: &'a Rules,
    line: TokenLine<'a>,
    found: Vec<Found<'a>>,
    /// The tense of the words around each of `found`.
    tenses: Vec<Tense>,
}

/// Finds the words of `document` that name times.
pub(crate) fn scan<'a>(document: &'a Document, rules: &'a Rules) -> Scan<'a> {
    let line = TokenLine::new(document, &rules.vocabulary);
    let found = matching::find(&line, rules);
    let tenses = found.iter().map(|found| rules.tense.of(&line, found.first, found.end)).collect();
    Scan { rules, line, found, tenses }
}

impl Scan<'_> {
    /// The times, counted from `published` as [`find`] does.
    pub(crate) fn times(&self, published: Option<Date>) -> Vec<Time> {
        let Scan { rules, line, found, tenses } = self;
        let today = published.map_or_else(|| matching::presumed_today(found, rules), Moment::day);
        let month = if today.known == moment::Known::Nothing { self.newest_day() } else { today };
        let mut context =
            Context { today, month, last: None, last_day: None, tense: moment::Tense::Open, rules };
        let mut drafts: Vec<Draft> = Vec::new();
        for (found, tense) in found.iter().zip(tenses) {
            let rule = &rules.rules[found.rule];
            let Some(kind) = rule.kind else { continue };
            context.tense = *tense;
            let Some(value) = value::value(rule, found, &context) else { continue };
            context.remember(&value);
            drafts.push(Draft { first: found.first, end: found.end, rule: found.rule, kind, value });
        }
        let days = lend_days(&drafts, line, today, rules);
        drafts
            .iter()
            .zip(days)
            .map(|(draft, day)| Time {
                span: line.span(draft.first, draft.end),
                kind: draft.value.kind(draft.kind),
                value: draft.value.write(day),
                zone: if draft.value.names_clock() { zone::zone(line, draft.end, rules) } else { None },
                rule: rules.rules[draft.rule].id.clone(),
            })
            .collect()
    }

    /// The times of a document that was published on one of `days`.
    ///
    /// Values that depend on which of them it was are those of an undated document.
    pub(crate) fn times_between(&self, days: Interval) -> Vec<Time> {
        let at_first = self.times(Some(days.first));
        let undated = self.times(None);
        let mut times = self.times(Some(days.last));
        for time in &mut times {
            let same_words = |times: &[Time]| {
                let index = times.partition_point(|other| other.span.start < time.span.start);
                times.get(index).filter(|other| other.span == time.span).map(|other| other.value.clone())
            };
            let (first, unknown) = (same_words(&at_first), same_words(&undated));
            if let Some(unknown) = unknown.filter(|_| first.as_ref() != Some(&time.value)) {
                time.value = unknown;
            }
        }
        times
    }

    /// The tense of the words around each of `times`, in their order.
    pub(crate) fn tenses(&self, times: &[Time]) -> Vec<Tense> {
        let tokens = |time: &Time| (self.line.token_at(time.span.start), self.line.token_at(time.span.end));
        times.iter().map(tokens).map(|(first, end)| self.rules.tense.of(&self.line, first, end)).collect()
    }

    /// The newest of the days without a year that the text tells as past; [`Moment::unknown`] where there is none.
    fn newest_day(&self) -> Moment {
        let mut newest = Moment::unknown();
        for (found, tense) in self.found.iter().zip(&self.tenses) {
            if let Some(day) = found.day_of_no_year().filter(|_| *tense != Tense::Future)
                && (newest.known == moment::Known::Nothing || newest.date < day.date)
            {
                newest = day;
            }
        }
        newest
    }
}

/// The ISO number of the weekday that `time` names beside its day ("Friday, 6/5").
pub(crate) fn weekday_beside(document: &Document, time: &Time, rules: &Rules) -> Option<i8> {
    let words: Vec<&str> =
        time.span.of(&document.lower).split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let pairs = words.windows(2).find_map(|pair| rules.classes.value("weekday", &pair.join(" ")));
    pairs?.parse().ok()
}

impl Rules {
    /// True when the rule named `id` says that its day is today.
    pub(crate) fn says_today(&self, id: &str) -> bool {
        let rule = self.rules.iter().find(|rule| rule.id == id);
        rule.is_some_and(|rule| rule.arguments.iter().any(|argument| argument == "today"))
    }

    /// True when the rule named `id` counts days from the day of publication ("yesterday").
    pub(crate) fn counts_from_today(&self, id: &str) -> bool {
        let rule = self.rules.iter().find(|rule| rule.id == id);
        rule.is_some_and(|rule| {
            rule.operation == "shift" && rule.arguments.last().is_some_and(|unit| unit == "D")
        })
    }

    /// True when the rule named `id` counts from another time of the text ("two days later").
    pub(crate) fn counts_from_another(&self, id: &str) -> bool {
        let rule = self.rules.iter().find(|rule| rule.id == id);
        rule.is_some_and(|rule| {
            rule.operation == "last" || rule.arguments.iter().any(|argument| argument == "last")
        })
    }

    /// True when `word` is of `class`.
    pub(crate) fn is_class(&self, class: &str, word: &str) -> bool {
        self.classes.value(class, word).is_some()
    }
}

/// How far, in tokens, a day may stand after the clock time that belongs to it.
const LENT_TOKENS_MAX: usize = 4;

/// A time whose day may still be missing.
struct Draft {
    first: usize,
    end: usize,
    rule: usize,
    kind: TimeType,
    value: Value,
}

/// For every draft the day that a clock time or part of a day without one belongs to: the nearest day named in the
/// same sentence, the one after it first, else the last day named before, else the day of publication.
fn lend_days(drafts: &[Draft], line: &TokenLine<'_>, today: Moment, rules: &Rules) -> Vec<Moment> {
    let own = |draft: &Draft| draft.value.moment.filter(|moment| moment.grain == Grain::Day);
    let mut ahead: Vec<Option<Moment>> = vec![None; drafts.len()];
    for index in (0..drafts.len().saturating_sub(1)).rev() {
        let (draft, next) = (&drafts[index], &drafts[index + 1]);
        let apart = (draft.end..next.first).any(|token| rules.ends.contains(&line.word(token)));
        if !apart && next.first - draft.end <= LENT_TOKENS_MAX {
            ahead[index] = own(next).or(ahead[index + 1].filter(|_| next.value.moment.is_none()));
        }
    }
    let mut days = Vec::with_capacity(drafts.len());
    let mut last = today;
    for (draft, ahead) in drafts.iter().zip(ahead) {
        if let Some(own) = own(draft) {
            last = own;
        }
        days.push(own(draft).or(ahead).unwrap_or(last));
    }
    days
}
