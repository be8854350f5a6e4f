//! Settings: tables of named numbers, every one of which must be there.

use biennien_model::Problem;
use serde::Deserialize;

use crate::table::Files;

#[derive(Debug, Deserialize)]
struct Row {
    setting: String,
    value: f64,
}

/// Fills `named` from the table at `path`; a name without a row and a row without a name are problems.
pub(crate) fn read(
    files: &Files,
    path: &str,
    named: &mut [(&'static str, &mut f64)],
    problems: &mut Vec<Problem>,
) {
    let rows = files.rows::<Row>(path, problems);
    for (name, value) in named.iter_mut() {
        match rows.iter().find(|(_, row)| row.setting == *name) {
            Some((_, row)) => **value = row.value,
            None => problems.push(Problem::new("table_row", format!("{path}: no row for {name}"))),
        }
    }
    for (place, row) in &rows {
        if !named.iter().any(|(name, _)| *name == row.setting) {
            let message = format!("{place}: there is no setting {}", row.setting);
            problems.push(Problem::new("table_row", message));
        }
    }
}
