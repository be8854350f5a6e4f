//! Time tables: words that name moments, shapes of one token, named days, and the rules that join them.

use std::collections::BTreeSet;

use biennien_model::{Problem, TimeType};
use serde::Deserialize;

use crate::examples::Example;
use crate::table::{Files, Place, list};

/// Words of one class with one value; columns of `vi/time/words.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct TimeWord {
    /// Class that patterns name: `{unit}`.
    pub class: String,
    /// What the words mean, in the terms of the class.
    pub value: String,
    /// The words, in lower case; `^` before a syllable asks for a capital.
    #[serde(deserialize_with = "list")]
    pub words: Vec<String>,
}

/// What one token looks like; columns of `vi/time/shapes.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct TimeShape {
    /// Name that patterns use: `{dm}`.
    pub name: String,
    /// Regular expression of the whole token, in lower case.
    pub shape: String,
}

/// A day with a name; columns of `vi/time/days.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct NamedDay {
    /// `12-25`, `lunar 01-01`, `easter 0`, `weekday 11 4 4` (month, ISO weekday, which one).
    pub day: String,
    /// Its names, in lower case.
    #[serde(deserialize_with = "list")]
    pub words: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// A count of days that papers keep; columns of `vi/time/counts.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct DayCount {
    /// ISO date of day 1.
    pub first: String,
    /// Words, in lower case, one of which the article must hold.
    #[serde(deserialize_with = "list")]
    pub words: Vec<String>,
}

/// A meeting or other occurrence that is named by place or number; columns of `world/meetings.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Meeting {
    /// Usual English name.
    pub name: String,
    /// ISO date of its first day.
    pub from: String,
    /// ISO date of its last day.
    pub to: String,
    /// `yes` for what is set beforehand, so that it may be named as still to come.
    pub planned: String,
    /// Words, in lower case, that mean it and nothing else; `+` joins words that stand in one sentence.
    #[serde(deserialize_with = "list")]
    pub named: Vec<String>,
    /// Words that mean it when one of its days stands in the same sentence.
    #[serde(deserialize_with = "list")]
    pub dated: Vec<String>,
}

/// One rule; columns of `vi/time/rules.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct TimeRule {
    /// Name of the rule, what facts give as theirs.
    pub id: String,
    /// Elements in text order: words, `{class}`, `{name:class}`, groups with `( | )?`, `[ ]` around the time.
    pub pattern: String,
    /// TIMEX3 type, or `NONE` for words that are no time.
    #[serde(rename = "type")]
    kind: String,
    /// How the value is made.
    pub value: String,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

impl TimeRule {
    /// TIMEX3 type; `None` for a rule that finds words that are no time.
    pub fn kind(&self) -> Option<TimeType> {
        match self.kind.as_str() {
            "DATE" => Some(TimeType::Date),
            "TIME" => Some(TimeType::Time),
            "DURATION" => Some(TimeType::Duration),
            "SET" => Some(TimeType::Set),
            _ => None,
        }
    }
}

/// Words that name moments.
#[derive(Debug, Clone, Default)]
pub struct TimeTables {
    /// Words by class, in file order.
    pub words: Vec<TimeWord>,
    /// Shapes, in file order.
    pub shapes: Vec<TimeShape>,
    /// Days with a name, in file order.
    pub days: Vec<NamedDay>,
    /// Counts of days, in file order.
    pub counts: Vec<DayCount>,
    /// Meetings, in file order.
    pub meetings: Vec<Meeting>,
    /// Rules, in file order: of two that match the same words the first wins.
    pub rules: Vec<(Place, TimeRule)>,
}

impl TimeTables {
    pub(crate) fn read(
        files: &Files,
        problems: &mut Vec<Problem>,
        examples: &mut Vec<Example>,
    ) -> TimeTables {
        let words =
            files.rows::<TimeWord>("vi/time/words.tsv", problems).into_iter().map(|(_, row)| row).collect();
        let shapes =
            files.rows::<TimeShape>("vi/time/shapes.tsv", problems).into_iter().map(|(_, row)| row).collect();
        let mut days = Vec::new();
        for (place, day) in files.rows::<NamedDay>("vi/time/days.tsv", problems) {
            add_examples(&place, &day.example, problems, examples);
            days.push(day);
        }
        let counts =
            files.rows::<DayCount>("vi/time/counts.tsv", problems).into_iter().map(|(_, row)| row).collect();
        let meetings =
            files.rows::<Meeting>("world/meetings.tsv", problems).into_iter().map(|(_, row)| row).collect();
        let rules = files.rows::<TimeRule>("vi/time/rules.tsv", problems);
        let mut ids = BTreeSet::new();
        for (place, rule) in &rules {
            if !ids.insert(rule.id.as_str()) {
                problems.push(Problem::new("table_row", format!("{place}: second rule {}", rule.id)));
            }
            if rule.kind().is_none() && rule.kind != "NONE" {
                problems
                    .push(Problem::new("table_row", format!("{place}: {:?} is no TIMEX3 type", rule.kind)));
            }
            add_examples(place, &rule.example, problems, examples);
        }
        TimeTables { words, shapes, days, counts, meetings, rules }
    }
}

/// Adds the examples of one row, written `sentence with [time] @published = value; value`.
fn add_examples(place: &Place, cells: &[String], problems: &mut Vec<Problem>, examples: &mut Vec<Example>) {
    for cell in cells {
        let Some((marked, expected)) = cell.rsplit_once('@') else {
            let message = format!("{place}: example without @published: {cell}");
            problems.push(Problem::new("table_row", message));
            continue;
        };
        examples.push(Example {
            place: place.clone(),
            kind: "vi/time",
            marked: marked.trim().to_owned(),
            expected: expected.trim().to_owned(),
        });
    }
}
