//! Fit: a yes or no as a logistic model with a pull towards zero, one weight after another until they stand still.
//!
//! Deterministic: sorted features, fixed rounds.

use std::collections::BTreeMap;

use biennien_extract::confidence::BIAS;

/// Rounds over all weights.
const ROUNDS: usize = 60;

/// Pull on the weight that holds for every fact.
const FREE_PULL: f64 = 0.01;

/// A feature that holds in fewer cases gets no weight.
const CASES_MIN: usize = 8;

/// A fact that was found.
pub(crate) struct Case {
    pub(crate) features: Vec<String>,
    pub(crate) is_right: bool,
    /// What the tables rate it today.
    pub(crate) confidence: Option<f64>,
}

/// Weights by feature.
pub(crate) struct Weights(BTreeMap<String, f64>);

impl Weights {
    /// Learns from `cases`.
    pub(crate) fn fit(cases: &[&Case], pull: f64) -> Weights {
        let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, case) in cases.iter().enumerate() {
            for feature in &case.features {
                holders.entry(feature).or_default().push(index);
            }
        }
        holders.retain(|_, indices| indices.len() >= CASES_MIN);
        let mut weights: BTreeMap<String, f64> =
            holders.keys().map(|feature| ((*feature).to_owned(), 0.0)).collect();
        let mut sums = vec![0.0_f64; cases.len()];
        for _ in 0..ROUNDS {
            for ((feature, weight), indices) in weights.iter_mut().zip(holders.values()) {
                let pull = if feature == BIAS { FREE_PULL } else { pull };
                let (mut slope, mut bend) = (pull * *weight, pull);
                for index in indices {
                    let chance = 1.0 / (1.0 + (-sums[*index]).exp());
                    slope += chance - f64::from(u8::from(cases[*index].is_right));
                    bend += chance * (1.0 - chance);
                }
                let change = (slope / bend).clamp(-1.0, 1.0);
                *weight -= change;
                indices.iter().for_each(|index| sums[*index] -= change);
            }
        }
        Weights(weights)
    }

    /// How probably the fact is right.
    pub(crate) fn chance(&self, case: &Case) -> f64 {
        let sum: f64 = case.features.iter().filter_map(|feature| self.0.get(feature)).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// Weights with three digits, without those that round to nothing.
    pub(crate) fn rounded(self) -> BTreeMap<String, f64> {
        let rounded = self.0.into_iter().map(|(name, weight)| (name, (weight * 1e3).round() / 1e3));
        rounded.filter(|(name, weight)| *weight != 0.0 || name == BIAS).collect()
    }
}
