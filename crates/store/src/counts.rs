//! Counts: how much of what is in the store.

use std::collections::BTreeMap;

use crate::{Store, StoreError};

/// How much of what is in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Rows by kind: captures, sightings, failures, articles, dated, undated, mentions, times, statements, events, happenings.
    pub rows: Vec<(&'static str, u64)>,
    /// Articles by outlet; the empty name for those without.
    pub outlets: BTreeMap<String, u64>,
    /// Events by PLOVER type and status.
    pub happenings: BTreeMap<(String, String), u64>,
}

/// What is counted, and how.
const QUERIES: &[(&str, &str)] = &[
    ("captures", "select count(*) from capture"),
    ("sightings", "select count(*) from sighting"),
    ("failures", "select count(*) from failure"),
    ("articles", "select count(*) from article"),
    ("articles_dated", "select count(*) from article where published is not null and basis <> 'inferred'"),
    ("articles_inferred", "select count(*) from article where basis = 'inferred'"),
    ("articles_undated", "select count(*) from article where published is null"),
    ("mentions", "select count(*) from fact where kind = 'mention'"),
    ("times", "select count(*) from fact where kind = 'time'"),
    ("statements", "select count(*) from fact where kind = 'statement'"),
    ("events", "select count(*) from fact where kind = 'event'"),
    ("facts_without_raw", "select count(*) from fact where raw_start is null"),
    ("happenings", "select count(*) from happening"),
    ("stories", "select count(*) from story"),
];

impl Store {
    /// Counts everything.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let mut rows = Vec::new();
        for &(name, sql) in QUERIES {
            let count: i64 =
                self.connection.query_row(sql, [], |row| row.get(0)).map_err(self.error("count"))?;
            rows.push((name, count.unsigned_abs()));
        }
        let mut outlets = BTreeMap::new();
        let mut happenings = BTreeMap::new();
        let sql = "select coalesce(outlet, ''), '', count(*) from article group by 1";
        self.count_groups(sql, |name, _, count| {
            outlets.insert(name, count);
        })?;
        let sql = "select type, status, count(*) from happening group by 1, 2";
        self.count_groups(sql, |kind, status, count| {
            happenings.insert((kind, status), count);
        })?;
        Ok(Counts { rows, outlets, happenings })
    }

    fn count_groups(&self, sql: &str, mut take: impl FnMut(String, String, u64)) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare(sql).map_err(self.error("count"))?;
        let mut rows = statement.query([]).map_err(self.error("count"))?;
        while let Some(row) = rows.next().map_err(self.error("count"))? {
            let cells = (|| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?)))();
            let (first, second, count) = cells.map_err(self.error("count"))?;
            take(first, second, count.unsigned_abs());
        }
        Ok(())
    }
}
