//! Lines near the article: how likely each is what it should be.

use crate::gold::Page;

/// How unlikely the right choices are; their slope is added to `slope`.
pub(crate) fn loss(page: &Page, weights: &[f64], slope: &mut [f64]) -> f64 {
    let mut loss = 0.0;
    for (traits, part) in page.lines.iter().filter_map(|line| line.near.as_ref()) {
        let score: f64 = traits.iter().map(|&(at, value)| weights[at] * value).sum();
        let likely = 1.0 / (1.0 + (-score).exp());
        let truth = if *part { 1.0 } else { 0.0 };
        loss -= (if *part { likely } else { 1.0 - likely }).max(1e-12).ln();
        for &(at, value) in traits {
            slope[at] += (likely - truth) * value;
        }
    }
    loss
}

/// How many are right, and how many there are.
pub(crate) fn right(page: &Page, weights: &[f64]) -> (usize, usize) {
    let lines = || page.lines.iter().filter_map(|line| line.near.as_ref());
    let is_right = |(traits, part): &&(Vec<(usize, f64)>, bool)| {
        (traits.iter().map(|&(at, value)| weights[at] * value).sum::<f64>() > 0.0) == *part
    };
    (lines().filter(is_right).count(), lines().count())
}
