//! Segments: the best way to cut a page into what stands before the article, the article with its insertions,
//! and what stands after it (Viterbi over four states).

use crate::page::score::Weights;

/// What a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Segment {
    /// Before the article.
    Head,
    /// The article.
    Core,
    /// Something put between paragraphs of the article.
    Inner,
    /// After the article.
    Tail,
}

const STATES: [Segment; 4] = [Segment::Head, Segment::Core, Segment::Inner, Segment::Tail];

/// Cuts a page whose lines have `scores` (above 0 for the article).
pub(crate) fn cut(scores: &[f64], weights: &Weights) -> Vec<Segment> {
    let (enter, leave, inside) = (weights.of("enter"), weights.of("leave"), weights.of("inside"));
    let skipped = weights.of("skipped");
    // What it costs to go from one state to another; infinite where there is no way.
    let cost = |from: usize, to: usize| match (STATES[from], STATES[to]) {
        (Segment::Core, Segment::Inner) => enter,
        (Segment::Inner, Segment::Core) => leave,
        (from, to) if from == to => 0.0,
        (Segment::Head, Segment::Core) | (Segment::Core, Segment::Tail) => 0.0,
        _ => f64::INFINITY,
    };
    let gain = |state: usize, score: f64| match STATES[state] {
        Segment::Core => score,
        Segment::Inner => -inside,
        // To pass over paragraphs above the article costs something: the first stretch of text is the likelier one.
        Segment::Head => -skipped * score.max(0.0),
        Segment::Tail => 0.0,
    };
    let mut best = [0.0, f64::NEG_INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let mut back: Vec<[usize; 4]> = Vec::with_capacity(scores.len());
    for &score in scores {
        let (mut next, mut from) = ([f64::NEG_INFINITY; 4], [0; 4]);
        for to in 0..STATES.len() {
            for (before, &value) in best.iter().enumerate() {
                let value = value - cost(before, to) + gain(to, score);
                if value > next[to] {
                    (next[to], from[to]) = (value, before);
                }
            }
        }
        best = next;
        back.push(from);
    }
    // A page may end inside the article or without one, but not inside an insertion.
    let mut state =
        [0, 1, 3].into_iter().fold(0, |top, state| if best[state] > best[top] { state } else { top });
    let mut segments = vec![Segment::Head; scores.len()];
    for index in (0..scores.len()).rev() {
        segments[index] = STATES[state];
        state = back[index][state];
    }
    segments
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[track_caller]
    fn check(scores: &[f64], segments: &str) {
        let weights = BTreeMap::from([("enter", 1.0), ("leave", 1.5), ("inside", 0.25)]);
        let weights =
            Weights::new(&weights.into_iter().map(|(name, weight)| (name.to_owned(), weight)).collect());
        let letters: String =
            cut(scores, &weights).iter().map(|segment| format!("{segment:?}").remove(0)).collect();
        assert_eq!(letters, segments);
    }

    #[test]
    fn the_article_is_the_best_stretch() {
        check(&[-1.0, -1.0, 3.0, -1.0, 3.0, -1.0, -1.0], "HHCCCTT");
        check(&[-1.0, 4.0, 4.0, -6.0, -1.0, 4.0, 4.0, -6.0, 1.0], "HCCIICCTT");
        check(&[-1.0, -1.0], "HH");
        check(&[], "");
    }
}
