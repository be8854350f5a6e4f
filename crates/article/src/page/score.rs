//! Scores: how much each line speaks for being a paragraph of the article.

use std::collections::{BTreeMap, HashMap};

use crate::page::traits::Trait;

/// Weights of `vi/pages/weights.tsv`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights(HashMap<String, f64>);

impl Weights {
    pub(crate) fn new(weights: &BTreeMap<String, f64>) -> Weights {
        Weights(weights.iter().map(|(name, &weight)| (name.clone(), weight)).collect())
    }

    /// The weight of `feature`; 0 when the table does not have it.
    pub(crate) fn of(&self, feature: &str) -> f64 {
        self.0.get(feature).copied().unwrap_or(0.0)
    }

    /// What `traits` say together: above 0 for, below against.
    pub(crate) fn sum(&self, traits: &[Trait]) -> f64 {
        traits.iter().filter(|(_, value)| *value != 0.0).map(|(name, value)| self.of(name) * value).sum()
    }
}
