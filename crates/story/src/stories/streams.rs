//! Streams: stories that go on from one another, however many days lie between.

use biennien_knowledge::StorySettings;

use super::link::{Group, link};
use super::pairs::{Pair, meetings};
use super::vectors::{Vector, Vectors, cosine};
use super::words::sum;

/// Terms of a story that count, the heaviest first: what comes up in passing draws no story to another.
const TERMS: usize = 40;

/// Joins stories whose words agree, days left aside: groups of the places of `stories`.
pub(super) fn streams(stories: &[Group], vectors: &Vectors, settings: &StorySettings) -> Vec<Group> {
    let centres: Vec<Vector> = stories.iter().map(|story| centre(&story.members, vectors)).collect();
    let mut pairs = Vec::new();
    for (a, b) in meetings(&centres, vectors.terms(), 0) {
        let likeness = cosine(&centres[a], &centres[b]);
        if Pair::counts(likeness, settings.stream) {
            pairs.push(Pair { a, b, likeness });
        }
    }
    link(stories.len(), &pairs, settings.stream)
}

/// The heaviest terms of a story, of length 1.
fn centre(members: &[usize], vectors: &Vectors) -> Vector {
    let mut terms = sum(members, vectors);
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(TERMS);
    terms.sort_by_key(|&(term, _)| term);
    let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    terms.into_iter().map(|(term, weight)| (term, (weight / length) as f32)).collect()
}
