//! Fitting: the weights under which the labels of all pages are likeliest, pulled towards the prior.

use crate::chain::Costs;
use crate::gold::Page;
use crate::{chain, near, titles};

/// Weights, one for each row of the table.
pub(crate) type Weights = Vec<f64>;

/// What weights are pulled to, and how strongly.
pub(crate) struct Fit<'a> {
    pub(crate) prior: &'a Weights,
    pub(crate) pull: f64,
    /// Weights that are costs, which cannot be gains.
    pub(crate) costs: Costs,
}

/// Steps of the descent.
const STEPS: usize = 150;

/// Finds the weights of `pages` by descent with momentum (Adam).
pub(crate) fn fit(pages: &[&Page], fit: &Fit<'_>) -> Weights {
    let mut weights = fit.prior.clone();
    let (mut first, mut second) = (vec![0.0; weights.len()], vec![0.0; weights.len()]);
    for step in 1..=STEPS {
        let pulled = weights
            .iter()
            .zip(fit.prior)
            .map(|(weight, prior)| 2.0 * fit.pull * (weight - prior) / scale(*prior));
        let mut slope: Weights = pulled.collect();
        for page in pages {
            chain::loss(page, &weights, &fit.costs, &mut slope);
            titles::loss(page, &weights, &mut slope);
            near::loss(page, &weights, &mut slope);
        }
        let rate = 0.1 * (1.0 - step as f64 / (STEPS + 1) as f64);
        for (at, slope) in slope.into_iter().enumerate() {
            first[at] = 0.9 * first[at] + 0.1 * slope;
            second[at] = 0.99 * second[at] + 0.01 * slope * slope;
            let mean = first[at] / (1.0 - 0.9_f64.powi(step as i32));
            let square = second[at] / (1.0 - 0.99_f64.powi(step as i32));
            weights[at] -= rate * mean / (square.sqrt() + 1e-8);
            if fit.costs.contains(&at) {
                weights[at] = weights[at].max(0.0);
            }
        }
    }
    weights
}

/// Large weights may move further.
fn scale(prior: f64) -> f64 {
    1.0 + prior.abs()
}
