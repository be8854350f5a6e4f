//! Page tables: line cues, date forms and weights that tell an article from the rest of its page.

use std::collections::BTreeMap;

use biennien_model::Problem;
use serde::Deserialize;

use crate::examples::Example;
use crate::table::{Files, list};
use crate::world::add_examples;

/// A pattern that tells what a line or an element of a page is; columns of `vi/pages/cues.tsv` and `markup.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct LineCue {
    /// `end`, `box`, `button`, `footer`, `tags`, `caption`, `image`, `credit`, `byline` or `mark` for lines;
    /// `body`, `main`, `noise`, `comments`, `lead`, `caption`, `author`, `date`, `title` or `section` for elements.
    pub kind: String,
    /// Regular expression over the line without white space at its ends (capitals do not count), or over the element.
    pub pattern: String,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// A form in which pages print when they were published; columns of `vi/pages/dates.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct DateForm {
    /// Name of the rule.
    pub name: String,
    /// Regular expression with the groups `y`, `m` or `month`, `d` and, where it tells a time, `hour`, `minute`, `half`.
    pub pattern: String,
    /// The value of the example.
    expected: String,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// A form in which pages print how long ago they were published; columns of `vi/pages/ago.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct AgoForm {
    /// Regular expression over the whole line, with the group `n`, or `hour` and `minute`.
    pub pattern: String,
    /// What `n` counts, 1 where there is no such group: `minutes`, `hours`, `days`, `weeks`; or `today`.
    pub back: String,
    /// The value of the example, captured at [`AGO_EXAMPLES_CAPTURED`].
    expected: String,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// When the examples of `vi/pages/ago.tsv` were captured, local time.
pub const AGO_EXAMPLES_CAPTURED: &str = "2022-02-13T10:30";

#[derive(Debug, Clone, Deserialize)]
struct Address {
    pattern: String,
    expected: String,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Updated {
    pattern: String,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// Words of pages in one language; columns of `vi/pages/phrases.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct PagePhrases {
    /// `end`, `box`, `button`, `notice`, `footer`, `ago`, `byline`, `credit` or `caption`.
    pub kind: String,
    /// The words, in small letters.
    #[serde(deserialize_with = "list")]
    pub phrases: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Month {
    name: String,
    number: i8,
}

#[derive(Debug, Clone, Deserialize)]
struct Weight {
    feature: String,
    weight: f64,
}

/// How pages of news look.
#[derive(Debug, Clone, Default)]
pub struct PageTables {
    /// Line cues, in file order.
    pub cues: Vec<LineCue>,
    /// Words in the languages of the world, in file order.
    pub phrases: Vec<PagePhrases>,
    /// Date forms, the first that fits counts.
    pub dates: Vec<DateForm>,
    /// Forms of how long ago, the first that fits counts.
    pub ago: Vec<AgoForm>,
    /// Patterns of what stands right before the date of a change.
    pub updated: Vec<String>,
    /// Forms of dates in addresses, with the groups `y`, `m` and `d`.
    pub addresses: Vec<String>,
    /// Names of months in lower case, and their numbers.
    pub months: BTreeMap<String, i8>,
    /// What elements of HTML pages say of the text in them, in file order.
    pub markup: Vec<LineCue>,
    /// Weights of the line scorer, by feature.
    pub weights: BTreeMap<String, f64>,
}

impl PageTables {
    pub(crate) fn read(
        files: &Files,
        problems: &mut Vec<Problem>,
        examples: &mut Vec<Example>,
    ) -> PageTables {
        let mut tables = PageTables::default();
        for (place, row) in files.rows::<LineCue>("vi/pages/cues.tsv", problems) {
            add_examples(examples, &place, "vi/pages/cues", &row.example, &row.kind);
            tables.cues.push(row);
        }
        for (_, row) in files.rows::<PagePhrases>("vi/pages/phrases.tsv", problems) {
            tables.phrases.push(row);
        }
        for (place, row) in files.rows::<LineCue>("vi/pages/markup.tsv", problems) {
            add_examples(examples, &place, "vi/pages/markup", &row.example, &row.kind);
            tables.markup.push(row);
        }
        for (place, row) in files.rows::<DateForm>("vi/pages/dates.tsv", problems) {
            add_examples(examples, &place, "vi/pages/dates", &row.example, &row.expected);
            tables.dates.push(row);
        }
        for (place, row) in files.rows::<AgoForm>("vi/pages/ago.tsv", problems) {
            add_examples(examples, &place, "vi/pages/ago", &row.example, &row.expected);
            tables.ago.push(row);
        }
        for (place, row) in files.rows::<Updated>("vi/pages/updated.tsv", problems) {
            add_examples(examples, &place, "vi/pages/updated", &row.example, "");
            tables.updated.push(row.pattern);
        }
        for (place, row) in files.rows::<Address>("vi/pages/address.tsv", problems) {
            add_examples(examples, &place, "vi/pages/address", &row.example, &row.expected);
            tables.addresses.push(row.pattern);
        }
        for (_, row) in files.rows::<Month>("vi/pages/months.tsv", problems) {
            tables.months.insert(row.name.to_lowercase(), row.number);
        }
        for (_, row) in files.rows::<Weight>("vi/pages/weights.tsv", problems) {
            tables.weights.insert(row.feature, row.weight);
        }
        tables
    }
}
