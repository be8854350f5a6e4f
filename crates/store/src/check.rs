//! Check: is the store what it says it is?

use crate::{Store, StoreError};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What it concerns: a capture's digest, an article's id, a table.
    pub object: String,
    /// What is wrong with it.
    pub what: String,
}

impl Store {
    /// Checks the file (SQLite's own check) and that every article's capture is there. Digests are the caller's to check,
    /// who can make them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn faults(&self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        let mut statement = self.connection.prepare("pragma integrity_check").map_err(self.error("check"))?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(self.error("check"))?;
        for row in rows {
            let what = row.map_err(self.error("check"))?;
            if what != "ok" {
                faults.push(Fault { object: "chronicle.sqlite".to_owned(), what });
            }
        }
        let mut statement =
            self.connection.prepare("pragma foreign_key_check").map_err(self.error("check"))?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(self.error("check"))?;
        for row in rows {
            let object = row.map_err(self.error("check"))?;
            faults.push(Fault {
                object,
                what: "a row points at a capture or article that is not there".to_owned(),
            });
        }
        Ok(faults)
    }

    /// Digests of all captures, sorted.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn capture_digests(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self
            .connection
            .prepare("select digest from capture order by digest")
            .map_err(self.error("check"))?;
        let rows = statement.query_map([], |row| row.get(0)).map_err(self.error("check"))?;
        rows.collect::<Result<_, _>>().map_err(self.error("check"))
    }
}
