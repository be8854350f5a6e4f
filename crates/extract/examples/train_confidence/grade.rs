//! Grade: which of the facts that were found are right, as the grader of the annotated folder counts them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use biennien_extract::Facts;
use biennien_model::{Actor, Document};
use unicode_normalization::UnicodeNormalization;

use super::gold::{Done, Said};

/// Words that names may lack.
const DROPPED: &[&str] = &["the", "of", "us", "u", "s"];

/// For each statement found, whether content and speaker are right.
pub(crate) fn statements(document: &Document, said: &[Said], facts: &Facts) -> Vec<bool> {
    let mut edges = Vec::new();
    for (gold, one) in said.iter().enumerate() {
        let wanted: BTreeSet<usize> = document.tokens_in(one.span).collect();
        for (found, other) in facts.statements.iter().enumerate() {
            if !one.span.overlaps(other.span) {
                continue;
            }
            let got: BTreeSet<usize> = document.tokens_in(other.span).collect();
            let (both, all) = (wanted.intersection(&got).count(), wanted.union(&got).count());
            if both * 2 >= all {
                edges.push((Reverse(both * 1000 / all.max(1)), gold, found));
            }
        }
    }
    let mut right = vec![false; facts.statements.len()];
    for (gold, found) in pair(edges, said.len(), facts.statements.len()) {
        let speaker = facts.statements[found].speaker.as_ref().map_or("", |source| source.name.as_str());
        right[found] = is_same_name(&said[gold].speaker, speaker);
    }
    right
}

/// For each event found, whether type and sides are right.
pub(crate) fn events(document: &Document, done: &[Done], facts: &Facts) -> Vec<bool> {
    let mut edges = Vec::new();
    for (gold, one) in done.iter().enumerate() {
        for (found, other) in facts.events.iter().enumerate() {
            if one.kind != other.kind.word() {
                continue;
            }
            let actors = codes(&other.actors);
            let weight = if one.span.overlaps(other.span) {
                2 + u8::from(one.actors == actors)
            } else {
                let same = document.paragraph_at(one.span.start) == document.paragraph_at(other.span.start);
                u8::from(same && one.actors.iter().any(|code| actors.contains(code)))
            };
            if weight > 0 {
                edges.push((Reverse(usize::from(weight)), gold, found));
            }
        }
    }
    let mut right = vec![false; facts.events.len()];
    for (gold, found) in pair(edges, done.len(), facts.events.len()) {
        let (one, other) = (&done[gold], &facts.events[found]);
        right[found] = one.actors == codes(&other.actors) && one.recipients == codes(&other.recipients);
    }
    right
}

fn codes(sides: &[Actor]) -> Vec<String> {
    let mut codes: Vec<String> = sides.iter().map(|actor| actor.code.clone()).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Greedy one-to-one pairs, best first.
fn pair(mut edges: Vec<(Reverse<usize>, usize, usize)>, golds: usize, founds: usize) -> Vec<(usize, usize)> {
    edges.sort_unstable();
    let (mut gold_taken, mut found_taken) = (vec![false; golds], vec![false; founds]);
    let mut pairs = Vec::new();
    for (_, gold, found) in edges {
        if !gold_taken[gold] && !found_taken[found] {
            (gold_taken[gold], found_taken[found]) = (true, true);
            pairs.push((gold, found));
        }
    }
    pairs
}

fn is_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (name_words(one), name_words(other));
    !one.is_empty() && !other.is_empty() && (one.is_subset(&other) || other.is_subset(&one))
}

/// The words of a name without marks and tones.
fn name_words(name: &str) -> BTreeSet<String> {
    let plain: String = name
        .replace(['đ', 'Đ'], "d")
        .nfd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect();
    let all: BTreeSet<String> = plain
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let kept: BTreeSet<String> =
        all.iter().filter(|word| !DROPPED.contains(&word.as_str())).cloned().collect();
    if kept.is_empty() { all } else { kept }
}
