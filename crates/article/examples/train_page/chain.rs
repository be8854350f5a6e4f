//! The chain: how likely each cutting of a page is, and how that changes with the weights.
//!
//! The states and their costs are those of the crate's `page/segment.rs`; here all cuttings count, each by its
//! likelihood.

use crate::gold::{Line, Page, Truth};

/// Head, core, inner, tail.
const STATES: usize = 4;
const CORE: usize = 1;

/// Names of what it costs to move between states and to stay in them.
pub(crate) const COSTS: [&str; 4] = ["enter", "leave", "inside", "skipped"];

/// Where these stand among the weights.
pub(crate) type Costs = [usize; COSTS.len()];

/// The cost of moving between two states, as an index into [`COSTS`]; `None` where there is no way.
fn cost(from: usize, to: usize) -> Option<Option<usize>> {
    match (from, to) {
        (CORE, 2) => Some(Some(0)),
        (2, CORE) => Some(Some(1)),
        (from, to) if from == to => Some(None),
        (0, CORE) | (CORE, 3) => Some(None),
        _ => None,
    }
}

/// A page with its scores under some weights.
struct Scored<'a> {
    page: &'a Page,
    scores: Vec<f64>,
    costs: [f64; COSTS.len()],
    at: Costs,
}

impl<'a> Scored<'a> {
    fn new(page: &'a Page, weights: &[f64], costs: &Costs) -> Scored<'a> {
        let sum = |line: &Line| line.traits.iter().map(|&(at, value)| weights[at] * value).sum();
        Scored {
            page,
            scores: page.lines.iter().map(sum).collect(),
            costs: costs.map(|at| weights[at]),
            at: *costs,
        }
    }

    fn gain(&self, index: usize, state: usize) -> f64 {
        match state {
            CORE => self.scores[index],
            2 => -self.costs[2],
            0 => -self.costs[3] * self.scores[index].max(0.0),
            _ => 0.0,
        }
    }

    fn step(&self, from: usize, to: usize) -> f64 {
        cost(from, to).map_or(f64::NEG_INFINITY, |cost| cost.map_or(0.0, |cost| -self.costs[cost]))
    }
}

/// Which cuttings count.
#[derive(Clone, Copy, PartialEq)]
enum Which {
    All,
    True,
}

fn allowed(which: Which, truth: Truth, state: usize) -> bool {
    match (which, truth) {
        (Which::True, Truth::Inside) => state == CORE,
        (Which::True, Truth::Outside) => state != CORE,
        _ => true,
    }
}

/// Adds `sign` times the expected traits of the page to `slope`; gives the logarithm of the sum of all cuttings.
fn expect(scored: &Scored<'_>, which: Which, sign: f64, slope: &mut [f64]) -> f64 {
    let count = scored.scores.len();
    let open = |index: usize, state: usize| allowed(which, scored.page.truth[index], state);
    let mut ahead = vec![[f64::NEG_INFINITY; STATES]; count + 1];
    ahead[0][0] = 0.0;
    for index in 0..count {
        for to in (0..STATES).filter(|&to| open(index, to)) {
            let terms: [f64; STATES] = std::array::from_fn(|from| ahead[index][from] + scored.step(from, to));
            ahead[index + 1][to] = sum(&terms) + scored.gain(index, to);
        }
    }
    let mut behind = vec![[f64::NEG_INFINITY; STATES]; count + 1];
    // A page may not end inside an insertion.
    behind[count] = [0.0, 0.0, f64::NEG_INFINITY, 0.0];
    for index in (0..count).rev() {
        for from in 0..STATES {
            let terms: [f64; STATES] = std::array::from_fn(|to| {
                if !open(index, to) {
                    return f64::NEG_INFINITY;
                }
                scored.step(from, to) + scored.gain(index, to) + behind[index + 1][to]
            });
            behind[index][from] = sum(&terms);
        }
    }
    let total = behind[0][0];
    let mut add = |at: usize, value: f64| slope[at] += sign * value;
    for index in 0..count {
        for to in (0..STATES).filter(|&to| open(index, to)) {
            let here = (ahead[index + 1][to] + behind[index + 1][to] - total).exp();
            let score = scored.scores[index];
            let share = match to {
                CORE => here,
                0 if score > 0.0 => -scored.costs[3] * here,
                _ => 0.0,
            };
            if share != 0.0 {
                for &(at, value) in &scored.page.lines[index].traits {
                    add(at, share * value);
                }
            }
            match to {
                2 => add(scored.at[2], -here),
                0 => add(scored.at[3], -here * score.max(0.0)),
                _ => {}
            }
            for (from, before) in ahead[index].iter().enumerate() {
                if let Some(Some(cost)) = cost(from, to) {
                    let way = before + scored.step(from, to) + scored.gain(index, to);
                    add(scored.at[cost], -(way + behind[index + 1][to] - total).exp());
                }
            }
        }
    }
    total
}

/// The logarithm of a sum of exponentials.
fn sum(terms: &[f64]) -> f64 {
    let top = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if top == f64::NEG_INFINITY {
        top
    } else {
        top + terms.iter().map(|term| (term - top).exp()).sum::<f64>().ln()
    }
}

/// How unlikely the page's labels are; its slope is added to `slope`.
pub(crate) fn loss(page: &Page, weights: &[f64], costs: &Costs, slope: &mut [f64]) -> f64 {
    let scored = Scored::new(page, weights, costs);
    let all = expect(&scored, Which::All, 1.0, slope);
    let truth = expect(&scored, Which::True, -1.0, slope);
    all - truth
}

/// F1 of the article's lines in the best cutting.
pub(crate) fn f1(page: &Page, weights: &[f64], costs: &Costs) -> f64 {
    let scored = Scored::new(page, weights, costs);
    let count = scored.scores.len();
    let mut best = [0.0, f64::NEG_INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let mut back = Vec::with_capacity(count);
    for index in 0..count {
        let (mut next, mut from) = ([f64::NEG_INFINITY; STATES], [0; STATES]);
        for to in 0..STATES {
            for (before, &value) in best.iter().enumerate() {
                let value = value + scored.step(before, to) + scored.gain(index, to);
                if value > next[to] {
                    (next[to], from[to]) = (value, before);
                }
            }
        }
        best = next;
        back.push(from);
    }
    let mut state =
        [0, 1, 3].into_iter().fold(0, |top, state| if best[state] > best[top] { state } else { top });
    let (mut hit, mut extra, mut missed) = (0.0, 0.0, 0.0);
    for index in (0..count).rev() {
        match (state == CORE, page.truth[index]) {
            (true, Truth::Inside) => hit += 1.0,
            (true, Truth::Outside) => extra += 1.0,
            (false, Truth::Inside) => missed += 1.0,
            _ => {}
        }
        state = back[index][state];
    }
    if hit + extra + missed == 0.0 { 1.0 } else { 2.0 * hit / (2.0 * hit + extra + missed) }
}
