//! Rows: where the row stands that a fact names as its rule.

use std::collections::BTreeMap;

use crate::table::{Files, Place};

/// Tables whose first column is what facts name, and what stands before it in a fact.
const NAMED: &[(&str, &str)] = &[
    ("vi/event/frames.tsv", ""),
    ("vi/statement/cues.tsv", ""),
    ("vi/time/rules.tsv", ""),
    ("world/states.tsv", "state:"),
    ("world/places.tsv", "place:"),
    ("world/organizations.tsv", "organization:"),
    ("world/people.tsv", "person:"),
    ("world/outlets.tsv", "outlet:"),
    ("vi/bodies.tsv", "body:"),
];

/// Places of rows by the rule that names them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    places: BTreeMap<String, Place>,
}

impl Rows {
    pub(crate) fn read(files: &Files) -> Rows {
        let mut places = BTreeMap::new();
        for &(path, before) in NAMED {
            let lines = files.text(path, &mut Vec::new()).lines().enumerate();
            for (index, line) in lines.filter(|(_, line)| !line.starts_with('#')) {
                let name = format!("{before}{}", line.split('\t').next().unwrap_or_default());
                let place = Place { file: path.to_owned(), line: index as u64 + 1 };
                places.entry(name).or_insert(place);
            }
        }
        Rows { places }
    }

    /// The row that `rule` names, with or without what follows its first full stop (how the row was applied).
    pub(crate) fn find(&self, rule: &str) -> Option<&Place> {
        self.places.get(rule).or_else(|| self.places.get(rule.split('.').next()?))
    }
}
