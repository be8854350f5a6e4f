//! Names, graded: spans with their kind, and who is meant, against hand annotation.
//!
//! In: readings, and the names that people marked: in the five seeds (`gold/seeds-mentions.json`) and in 200
//! sentences of the corpora (`eval/mentions/200.tsv`). Out: scores, and every case where it may be looked at.

mod compare;
mod seeds;
mod sentences;

pub(crate) use sentences::{grade as grade_sentences, read as read_sentences};

pub(crate) use seeds::grade as grade_seeds;

use serde_json::Value;

/// A name that people marked.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Gold {
    /// Where it may begin, in the unit of the set (bytes of a text, characters of a line).
    starts: Vec<usize>,
    /// Where it may end.
    ends: Vec<usize>,
    /// The kinds that are right; none for a neutral name, which is neither found nor missed.
    kinds: Vec<String>,
    /// The names that are right; none where any will do.
    names: Vec<String>,
    /// The code that is right; `None` where any will do.
    code: Option<String>,
}

/// A name that the program found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    start: usize,
    end: usize,
    kind: String,
    name: String,
    code: String,
}

impl Found {
    /// Reads one mention of a reading; offsets are bytes of the article's text.
    fn parse(value: &Value) -> Option<Self> {
        let number = |name: &str| value.get(name)?.as_u64().and_then(|number| usize::try_from(number).ok());
        let word = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Some(Self {
            start: number("start")?,
            end: number("end")?,
            kind: word("kind"),
            name: word("name"),
            code: word("code"),
        })
    }
}

/// The mentions of a reading.
fn found_in(reading: &Value) -> Vec<Found> {
    let mentions = reading.get("mentions").and_then(Value::as_array);
    mentions.into_iter().flatten().filter_map(Found::parse).collect()
}
