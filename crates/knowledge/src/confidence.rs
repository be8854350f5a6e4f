//! Confidence table: what speaks for a fact to be right, learned from annotated articles.

use std::collections::BTreeMap;

use biennien_model::Problem;
use serde::Deserialize;

use crate::table::Files;

/// One learned weight; columns of `vi/confidence.tsv`.
#[derive(Debug, Clone, Deserialize)]
struct WeightRow {
    fact: String,
    feature: String,
    weight: f64,
}

/// Weights by feature (log-odds), for each kind of fact.
#[derive(Debug, Clone, Default)]
pub struct ConfidenceTable {
    /// Of statements.
    pub statements: BTreeMap<String, f64>,
    /// Of events.
    pub events: BTreeMap<String, f64>,
}

impl ConfidenceTable {
    pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>) -> ConfidenceTable {
        let mut table = ConfidenceTable::default();
        for (place, row) in files.rows::<WeightRow>("vi/confidence.tsv", problems) {
            match row.fact.as_str() {
                "statement" => table.statements.insert(row.feature, row.weight),
                "event" => table.events.insert(row.feature, row.weight),
                other => {
                    problems.push(Problem::new(
                        "table_row",
                        format!("{place}: {other:?} is neither statement nor event"),
                    ));
                    None
                }
            };
        }
        table
    }
}
