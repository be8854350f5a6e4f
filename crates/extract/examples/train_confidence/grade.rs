//! Grade: which of the facts that were found are right, as the grader of the annotated folder counts them.

use std::collections::BTreeSet;

use biennien_extract::Facts;
use biennien_model::{Actor, Document};
use unicode_normalization::UnicodeNormalization;

use super::annotated::{Annotated, pair};
use super::gold::Said;

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
                edges.push((both * 1000 / all.max(1), gold, found));
            }
        }
    }
    let mut right = vec![false; facts.statements.len()];
    for (gold, found) in pair(edges) {
        let speaker = facts.statements[found].speaker.as_ref().map_or("", |source| source.name.as_str());
        right[found] = is_same_name(&said[gold].speaker, speaker);
    }
    right
}

/// For each event found, whether type and sides are right.
pub(crate) fn events(article: &Annotated, facts: &Facts) -> Vec<bool> {
    let (acts, mut edges) = (article.acts(), Vec::new());
    for (gold, act) in acts.iter().enumerate() {
        for (found, event) in facts.events.iter().enumerate().filter(|(_, event)| event.kind == act.kind) {
            edges.push((article.likeness(act, event.span, &codes(&event.actors)), gold, found));
        }
    }
    let mut right = vec![false; facts.events.len()];
    for (gold, found) in pair(edges) {
        let (act, event) = (&acts[gold], &facts.events[found]);
        right[found] = act.actors == codes(&event.actors) && act.recipients == codes(&event.recipients);
    }
    right
}

fn codes(sides: &[Actor]) -> Vec<&str> {
    let mut codes: Vec<&str> = sides.iter().map(|actor| actor.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
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
