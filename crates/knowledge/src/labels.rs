//! Labels: words of the interface for types, modes, statuses and sides.

use std::collections::BTreeMap;

use biennien_model::Problem;
use serde::Deserialize;

use crate::table::Files;

#[derive(Debug, Deserialize)]
struct Row {
    key: String,
    text: String,
}

/// Words of the interface by key; columns of `vi/labels.tsv`.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    texts: BTreeMap<String, String>,
}

impl Labels {
    pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>) -> Labels {
        let rows = files.rows::<Row>("vi/labels.tsv", problems);
        Labels { texts: rows.into_iter().map(|(_, row)| (row.key, row.text)).collect() }
    }

    /// The words for `key`; the key itself where there are none.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The words for `key`, if there are any.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }
}
