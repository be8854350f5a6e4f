//! Words of a story: what its articles share, as printed.

use std::collections::{BTreeMap, BTreeSet};

use biennien_knowledge::StorySettings;
use biennien_model::{Head, StoryTerm};

use super::units::{limit, name, syllables};
use super::vectors::Vectors;

/// Terms that are told of a story.
const TOLD: usize = 8;

/// Terms among which neighbours are put together to longer words.
const LOOKED_AT: usize = 24;

/// The heaviest terms that several articles of `members` share; pairs that stand side by side become one.
pub(super) fn words(
    members: &[usize],
    heads: &[Head],
    vectors: &Vectors,
    settings: &StorySettings,
) -> Vec<StoryTerm> {
    let shares = shares(members, vectors);
    let holders = |terms: &[u32]| {
        let has = |article: usize, term: &u32| {
            vectors.of[article].binary_search_by_key(term, |&(term, _)| term).is_ok()
        };
        members.iter().filter(|&&article| terms.iter().all(|term| has(article, term))).count()
    };
    let mut found: Vec<StoryTerm> = Vec::new();
    let mut left: BTreeSet<u32> = shares.keys().copied().collect();
    for &article in members {
        for text in [&heads[article].title, &heads[article].text] {
            for (words, terms) in runs(text, &left, vectors, settings) {
                let new: Vec<u32> = terms.iter().copied().filter(|term| left.remove(term)).collect();
                let weight: f64 = new.iter().map(|term| shares[term]).sum();
                if !new.is_empty() {
                    found.push(StoryTerm { words, weight, articles: holders(&terms) });
                }
            }
        }
    }
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.words.cmp(&b.words)));
    found.truncate(TOLD);
    found
}

/// What the heaviest shared terms give to the likeness of all pairs of `members`, as a share of the whole.
fn shares(members: &[usize], vectors: &Vectors) -> BTreeMap<u32, f64> {
    let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for &(term, weight) in members.iter().flat_map(|&article| &vectors.of[article]) {
        let weight = f64::from(weight);
        let (sum, squares) = sums.entry(term).or_default();
        *sum += weight;
        *squares += weight * weight;
    }
    // The products of all pairs are half of what the square of the sum has beyond the sum of the squares.
    let mut shared: Vec<(u32, f64)> =
        sums.into_iter().map(|(term, (sum, squares))| (term, sum * sum - squares)).collect();
    let whole: f64 = shared.iter().map(|(_, weight)| weight).sum();
    shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    shared.truncate(LOOKED_AT);
    let given = shared.into_iter().filter(|&(_, weight)| weight > whole * 1e-6);
    given.map(|(term, weight)| (term, weight / whole)).collect()
}

/// Stretches of `text` whose neighbours are all in `left`, or single syllables that are, with the terms in each.
fn runs(
    text: &str,
    left: &BTreeSet<u32>,
    vectors: &Vectors,
    settings: &StorySettings,
) -> Vec<(String, Vec<u32>)> {
    let found = syllables(text, limit(settings));
    let term = |words: &[&str]| vectors.term(name(words)).filter(|term| left.contains(term));
    let mut runs = Vec::new();
    let mut at = 0;
    while at < found.len() {
        let mut terms: Vec<u32> = term(&[&found[at].lower]).into_iter().collect();
        let mut last = at;
        while let Some(next) = found.get(last + 1) {
            let Some(pair) = term(&[&found[last].lower, &next.lower]) else { break };
            terms.push(pair);
            terms.extend(term(&[&next.lower]));
            last += 1;
        }
        if !terms.is_empty() {
            terms.sort_unstable();
            terms.dedup();
            let words = text[found[at].place.start..found[last].place.end].replace('\n', " ");
            runs.push((words, terms));
        }
        at = last + 1;
    }
    runs.sort_by_key(|(words, terms)| (std::cmp::Reverse(terms.len()), words.len()));
    runs
}

/// The sum of the vectors of `members`, by term.
pub(super) fn sum(members: &[usize], vectors: &Vectors) -> Vec<(u32, f64)> {
    let mut all: Vec<(u32, f32)> =
        members.iter().flat_map(|&article| vectors.of[article].iter().copied()).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut sums: Vec<(u32, f64)> = Vec::new();
    for (term, weight) in all {
        match sums.last_mut() {
            Some(last) if last.0 == term => last.1 += f64::from(weight),
            _ => sums.push((term, f64::from(weight))),
        }
    }
    sums
}
