//! Pairs: which articles are alike at all, and how much.

use std::collections::VecDeque;

use biennien_knowledge::StorySettings;

use super::days::Days;
use super::vectors::{Vector, Vectors, cosine, index};

/// Pairs under this share of the likeness that joins are not kept; averages count them as nothing.
const KEPT: f64 = 0.25;

/// Where days do not count, vectors meet only through terms that so many of them have at most.
const RARE: u32 = 100;

/// Two articles that share words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    /// The earlier one.
    pub(super) a: usize,
    /// The later one.
    pub(super) b: usize,
    /// How alike they are, from 0 to 1, less the more days lie between.
    pub(super) likeness: f64,
}

impl Pair {
    /// True for a likeness that is worth keeping where groups are joined from `join` on.
    pub(super) fn counts(likeness: f64, join: f64) -> bool {
        likeness >= join * KEPT
    }
}

/// All pairs of some likeness, sorted. `days` come in order.
pub(super) fn pairs(vectors: &Vectors, days: &[Days], settings: &StorySettings) -> Vec<Pair> {
    let mut pairs = dated_pairs(vectors, days, settings);
    undated_pairs(&mut pairs, vectors, days, settings);
    pairs.sort_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// Pairs of dated articles within the window, through lists of who has each term that move along with the days.
fn dated_pairs(vectors: &Vectors, days: &[Days], settings: &StorySettings) -> Vec<Pair> {
    let mut holders: Vec<VecDeque<(usize, f32)>> = vec![VecDeque::new(); vectors.terms()];
    let mut sums = vec![0.0_f64; days.len()];
    let mut pairs = Vec::new();
    let mut first = 0;
    for (b, &day) in days.iter().enumerate() {
        let Days::Known(..) = day else { break };
        let far = |a: usize| days[a].between(day).is_none_or(|gap| f64::from(gap) > settings.window);
        while far(first) {
            first += 1;
        }
        for &(term, weight) in &vectors.of[b] {
            let holders = &mut holders[index(term)];
            while holders.front().is_some_and(|&(a, _)| a < first) {
                holders.pop_front();
            }
            for &(a, other) in holders.iter() {
                sums[a] += f64::from(weight) * f64::from(other);
            }
            holders.push_back((b, weight));
        }
        for (a, sum) in sums.iter_mut().enumerate().take(b).skip(first) {
            let gap = days[a].between(day).map_or(f64::INFINITY, f64::from);
            let likeness = *sum * (-gap / settings.days).exp();
            if Pair::counts(likeness, settings.join) {
                pairs.push(Pair { a, b, likeness });
            }
            *sum = 0.0;
        }
        sums[b] = 0.0;
    }
    pairs
}

/// Pairs with an undated article, which come last.
fn undated_pairs(pairs: &mut Vec<Pair>, vectors: &Vectors, days: &[Days], settings: &StorySettings) {
    let dated = days.iter().take_while(|days| **days != Days::Unknown).count();
    if dated == days.len() {
        return;
    }
    for (a, b) in meetings(&vectors.of, vectors.terms(), dated) {
        let likeness = cosine(&vectors.of[a], &vectors.of[b]) * settings.undated;
        if Pair::counts(likeness, settings.join) {
            pairs.push(Pair { a, b, likeness });
        }
    }
}

/// Pairs of vectors, the later one not before `from`, that share two rare terms: one may be chance.
pub(super) fn meetings(vectors: &[Vector], terms: usize, from: usize) -> Vec<(usize, usize)> {
    let mut counts: Vec<u32> = vec![0; terms];
    for &(term, _) in vectors.iter().flatten() {
        counts[index(term)] += 1;
    }
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); terms];
    let mut found = Vec::new();
    for (b, vector) in vectors.iter().enumerate() {
        let rare = vector.iter().map(|&(term, _)| term).filter(|&term| counts[index(term)] <= RARE);
        if b >= from {
            let mut met: Vec<usize> =
                rare.clone().flat_map(|term| holders[index(term)].iter().copied()).collect();
            met.sort_unstable();
            found.extend(met.chunk_by(|a, b| a == b).filter(|run| run.len() > 1).map(|run| (run[0], b)));
        }
        for term in rare {
            holders[index(term)].push(b);
        }
    }
    found
}
