//! Confidence: how probably a statement or an event is right.
//!
//! In: the facts of a document. Out: the same facts, each with a number from 0 to 1. What speaks for and against a
//! fact is a sum of weights of named features (`data/vi/confidence.tsv`), made by `examples/train_confidence`, which
//! also shows how far the numbers can be trusted. Without weights no fact is rated. Facts are read as they stand:
//! nothing here depends on how they were found.

mod scene;

mod statement;

mod event;

use std::collections::BTreeMap;

use biennien_knowledge::Knowledge;
use biennien_model::Document;

use crate::Facts;
use scene::Scene;

/// What holds for every fact; a table without it rates nothing.
pub const BIAS: &str = "any";

/// The tables, ready for use.
pub struct Rules {
    statements: BTreeMap<String, f64>,
    events: BTreeMap<String, f64>,
}

impl Rules {
    /// Takes the tables.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        let table = &knowledge.confidence;
        Rules { statements: table.statements.clone(), events: table.events.clone() }
    }
}

/// Rates every statement and event.
pub(crate) fn rate(document: &Document, facts: &mut Facts, rules: &Rules) {
    let (statements, events) = features(document, facts);
    for (fact, features) in facts.statements.iter_mut().zip(statements) {
        fact.confidence = chance(&features, &rules.statements);
    }
    for (fact, features) in facts.events.iter_mut().zip(events) {
        fact.confidence = chance(&features, &rules.events);
    }
}

/// The features of every statement and of every event, in their order.
pub fn features(document: &Document, facts: &Facts) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let scene = Scene::of(document, facts);
    let statements = facts.statements.iter().map(|fact| statement::features(&scene, fact)).collect();
    let events = facts.events.iter().map(|fact| event::features(&scene, fact)).collect();
    (statements, events)
}

/// The probability that the weights of `features` add up to, to three digits.
fn chance(features: &[String], weights: &BTreeMap<String, f64>) -> Option<f64> {
    weights.get(BIAS)?;
    let sum: f64 = features.iter().filter_map(|feature| weights.get(feature)).sum();
    Some((1000.0 / (1.0 + (-sum).exp())).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_weights_nothing_is_rated() {
        check(&["any", "cue:x"], &[("cue:x", 1.0)], None);
    }

    #[test]
    fn weights_add_up_to_log_odds() {
        check(&["any", "cue:x"], &[("any", 0.0), ("cue:y", 3.0)], Some(0.5));
        check(&["any", "cue:x"], &[("any", 1.0), ("cue:x", -1.0)], Some(0.5));
        check(&["any", "cue:x"], &[("any", 1.0), ("cue:x", 1.0)], Some(0.881));
    }

    #[track_caller]
    fn check(features: &[&str], weights: &[(&str, f64)], wanted: Option<f64>) {
        let features: Vec<String> = features.iter().map(|name| (*name).to_owned()).collect();
        let weights = weights.iter().map(|(name, weight)| ((*name).to_owned(), *weight)).collect();
        assert_eq!(chance(&features, &weights), wanted);
    }
}
