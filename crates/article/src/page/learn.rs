//! Learning: what the training command needs to know of a page: the traits by which its lines are labelled.

use biennien_model::Capture;

use crate::Rules;
use crate::decode::decode_capture;
use crate::page::label::{Page, Stated, segments};
use crate::page::line::split_flat;
use crate::page::markdown::plain;
use crate::page::near::{self, Frame};
use crate::page::repeat;
use crate::page::title;

/// A trait's name in `vi/pages/weights.tsv`, and how much of it there is.
pub type Trait = (&'static str, f64);

/// One line of a page, with what it is learned from.
#[derive(Debug, Clone)]
pub struct Sample {
    /// 1-based number of its first row in the file.
    pub line: usize,
    /// What speaks for the article, with the words it shares with the article that the present weights find.
    pub traits: Vec<Trait>,
    /// What speaks for the title; `None` when the line cannot be it.
    pub title: Option<Vec<Trait>>,
    /// What speaks for a line near the article as a part of it; `None` for all others.
    pub near: Option<Vec<Trait>>,
}

/// The lines of a flattened page as the present weights see them.
pub fn sample(capture: &Capture, rules: &Rules) -> Vec<Sample> {
    let (source, marks) = plain(decode_capture(capture, &rules.encodings, &mut Vec::new()).composed());
    let lines = split_flat(&source.text, &marks, rules);
    let repeats = repeat::find(&source.text, &lines);
    let (segments, traits, _) = segments(&lines, &repeats, Stated::default(), rules);
    let sample = |(line, traits): (_, Vec<Trait>)| Sample { line, traits, title: None, near: None };
    let mut all: Vec<Sample> = lines.iter().map(|line| line.number).zip(traits).map(sample).collect();
    for (index, traits) in title::candidates(&lines, &repeats, &segments) {
        all[index].title = Some(traits);
    }
    let title = title::find(&lines, &repeats, &segments, &rules.weights);
    let page = Page { text: &source.text, lines: &lines, repeats: &repeats, segments, kinds: Vec::new() };
    if let Some((first, last)) = page.core() {
        let frame = Frame { title, first, last };
        for (index, traits) in near::candidates(&source.text, &lines, &repeats, &page.segments, frame) {
            all[index].near = Some(traits);
        }
    }
    all
}
