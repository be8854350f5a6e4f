//! Suggest: what the tables lack, added up over a corpus.
//!
//! In: paths of captures. Out: names and titles without a row by the number of articles that have them, each with
//! examples, a guess of what it is and a row to paste; and how many names have a row. Memory is bounded: of a long
//! corpus, what is rare is forgotten on the way (lossy counting), always in the same way.

mod row;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use biennien_capture::Failed;
use biennien_extract::mention::{Sort, Stray, Survey};
use biennien_model::{Capture, Document};

use crate::Reader;
use crate::batch::{Inputs, in_order};

pub use row::Suggestion;

/// Examples kept of one name.
const EXAMPLES_MAX: usize = 3;

/// Bytes of text kept on each side of an example.
const CONTEXT_BYTES: usize = 70;

/// Names held at most, before what is rare is forgotten.
const NAMES_MAX: usize = 300_000;

/// How many names of a corpus have a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// Articles read.
    pub articles: usize,
    /// Capitalised names in them.
    pub names: usize,
    /// Names with a row in the tables.
    pub rows: usize,
    /// Names of people whom only the text tells, with side, office or trade.
    pub told: usize,
}

/// What a corpus lacks.
#[derive(Debug, Clone, Default)]
pub struct Lacking {
    /// How many names have a row.
    pub known: Known,
    /// Most articles first; then in the order of the words.
    pub suggestions: Vec<Suggestion>,
}

/// Surveys the captures of `paths`; inputs that cannot be read go to `fail`. `sort` keeps one kind, `top` the most
/// frequent ones.
pub fn suggest(
    paths: &[PathBuf],
    reader: &Reader,
    sort: Option<Sort>,
    top: usize,
    fail: &mut dyn FnMut(Failed),
) -> Lacking {
    let mut counts = Counts::default();
    let Ok(()) =
        in_order(Inputs { paths, fields: &[] }, &|capture| surveyed(capture, reader), &mut |surveyed| {
            match surveyed {
                Ok((document, survey)) => counts.add(&document, &survey, sort),
                Err(failed) => fail(failed),
            }
            Ok::<(), std::convert::Infallible>(())
        });
    let known = counts.known;
    let mut found: Vec<(String, Seen)> = counts.seen.into_iter().collect();
    found.sort_by(|a, b| b.1.articles.cmp(&a.1.articles).then_with(|| a.0.cmp(&b.0)));
    found.truncate(top);
    let spellings = row::Spellings::new(reader.knowledge());
    let suggestions =
        found.into_iter().map(|(words, seen)| row::suggestion(words, seen, &spellings)).collect();
    Lacking { known, suggestions }
}

/// The text of a capture and what the tables do not know of it; nothing when the program fails on it.
fn surveyed(capture: &Capture, reader: &Reader) -> (Document, Survey) {
    catch_unwind(AssertUnwindSafe(|| reader.survey(capture))).unwrap_or_else(|_| {
        let document = Document {
            text: String::new(),
            lower: String::new(),
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            quotations: Vec::new(),
        };
        (document, Survey::default())
    })
}

/// One name or title as it was met.
#[derive(Debug, Clone, Default)]
struct Seen {
    articles: usize,
    /// Count of forgotten names when this one was first met: it may have been forgotten before.
    bucket: usize,
    last_article: usize,
    /// How often each guess was made.
    sorts: BTreeMap<Sort, usize>,
    codes: BTreeMap<String, usize>,
    genders: BTreeMap<String, usize>,
    offices: BTreeMap<String, usize>,
    examples: Vec<String>,
}

#[derive(Debug, Default)]
struct Counts {
    known: Known,
    bucket: usize,
    seen: BTreeMap<String, Seen>,
}

impl Counts {
    fn add(&mut self, document: &Document, survey: &Survey, sort: Option<Sort>) {
        self.known.articles += 1;
        self.known.names += survey.names;
        self.known.rows += survey.rows;
        self.known.told += survey.told;
        for stray in &survey.strays {
            if sort.is_none_or(|sort| sort == stray.sort) {
                self.add_stray(document, stray);
            }
        }
        while self.seen.len() > NAMES_MAX {
            self.bucket += 1;
            let bucket = self.bucket;
            self.seen.retain(|_, seen| seen.articles + seen.bucket > bucket);
        }
    }

    fn add_stray(&mut self, document: &Document, stray: &Stray) {
        let words = stray.span.of(&document.text);
        let key = if stray.sort == Sort::Title { words.to_lowercase() } else { words.to_owned() };
        let (article, bucket) = (self.known.articles, self.bucket);
        let seen = self.seen.entry(key).or_insert_with(|| Seen { bucket, ..Seen::default() });
        *seen.sorts.entry(stray.sort).or_default() += 1;
        for (counts, word) in [
            (&mut seen.codes, &stray.code),
            (&mut seen.genders, &stray.gender),
            (&mut seen.offices, &stray.office),
        ] {
            if let Some(word) = word {
                *counts.entry(word.clone()).or_default() += 1;
            }
        }
        if seen.last_article == article {
            return;
        }
        seen.last_article = article;
        seen.articles += 1;
        if seen.examples.len() < EXAMPLES_MAX {
            let text = &document.text;
            let sentence = document.sentence_at(stray.span.start).map(|at| document.sentences[at].span);
            let near = sentence.unwrap_or(stray.span);
            let from =
                text.ceil_char_boundary(stray.span.start.saturating_sub(CONTEXT_BYTES)).max(near.start);
            let to = text.floor_char_boundary(stray.span.end + CONTEXT_BYTES).min(near.end);
            let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
            let marked = format!("{}[{words}]{}", part(from, stray.span.start), part(stray.span.end, to),);
            seen.examples.push(marked.replace(['\n', '\t'], " "));
        }
    }
}

/// The most frequent of `counts`, the first of equals.
fn most<T: Clone>(counts: &BTreeMap<T, usize>) -> Option<T> {
    let mut best: Option<(&T, usize)> = None;
    for (word, count) in counts {
        if best.is_none_or(|(_, most)| *count > most) {
            best = Some((word, *count));
        }
    }
    best.map(|(word, _)| word.clone())
}
