//! The title: how likely the right line is among those that may be it, or none.

use crate::gold::Page;

fn scores(page: &Page, weights: &[f64]) -> Vec<(usize, f64)> {
    let candidates =
        page.lines.iter().enumerate().filter_map(|(index, line)| Some((index, line.title.as_ref()?)));
    candidates
        .map(|(index, traits)| (index, traits.iter().map(|&(at, value)| weights[at] * value).sum()))
        .collect()
}

/// How unlikely the right title is; its slope is added to `slope`.
pub(crate) fn loss(page: &Page, weights: &[f64], slope: &mut [f64]) -> f64 {
    let scores = scores(page, weights);
    let is_title = |index: usize| page.titles.contains(&index);
    // Without a title among the candidates, the right choice is none, which has score 0.
    let none = if scores.iter().any(|&(index, _)| is_title(index)) { 0.0 } else { 1.0 };
    let top = scores.iter().map(|&(_, score)| score).fold(0.0, f64::max);
    let all = scores.iter().map(|&(_, score)| (score - top).exp()).sum::<f64>() + (-top).exp();
    let right = scores
        .iter()
        .filter(|&&(index, _)| is_title(index))
        .map(|&(_, score)| (score - top).exp())
        .sum::<f64>()
        + none * (-top).exp();
    for &(index, score) in &scores {
        let likely = (score - top).exp();
        let share = likely / all - if is_title(index) { likely / right } else { 0.0 };
        for &(at, value) in page.lines[index].title.iter().flatten() {
            slope[at] += share * value;
        }
    }
    all.ln() - right.ln()
}

/// True when the best line is the title; when the page has none among its candidates, when none is.
pub(crate) fn is_right(page: &Page, weights: &[f64]) -> bool {
    let scores = scores(page, weights);
    let best =
        scores.iter().filter(|(_, score)| *score > 0.0).fold(None, |best: Option<(usize, f64)>, &next| {
            if best.is_some_and(|best| best.1 >= next.1) { best } else { Some(next) }
        });
    best.map_or(page.titles.is_empty(), |(index, _)| page.titles.contains(&index))
}
