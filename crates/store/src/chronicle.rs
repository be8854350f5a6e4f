//! The chronicle as it stands in the store: replaced as a whole, read in order.

use biennien_model::Happening;
use rusqlite::{OptionalExtension, params};

use crate::{Store, StoreError, Writer};

impl Store {
    /// All happenings, in the order of the chronicle.
    ///
    /// # Errors
    /// When the store cannot be read or holds what this program did not write.
    pub fn happenings(&self) -> Result<Vec<Happening>, StoreError> {
        let sql = "select detail from happening order by place_in_order";
        let mut statement = self.connection.prepare(sql).map_err(self.error("read"))?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(self.error("read"))?;
        rows.map(|row| self.parse(&row.map_err(self.error("read"))?)).collect()
    }

    /// The happening with this id.
    ///
    /// # Errors
    /// When the store cannot be read or holds what this program did not write.
    pub fn happening(&self, id: &str) -> Result<Option<Happening>, StoreError> {
        let detail: Option<String> = self
            .connection
            .query_row("select detail from happening where id = ?1", [id], |row| row.get(0))
            .optional()
            .map_err(self.error("read"))?;
        detail.map(|detail| self.parse(&detail)).transpose()
    }
}

impl Writer {
    /// Puts `happenings`, in this order, in place of the chronicle, in one transaction.
    ///
    /// # Errors
    /// When the store cannot be written; then the old chronicle stays.
    pub fn keep_chronicle(&mut self, happenings: &[Happening]) -> Result<(), StoreError> {
        let error = self.error("write");
        let transaction = self.connection_mut().transaction().map_err(&error)?;
        transaction.execute("delete from happening", []).map_err(&error)?;
        for (place, happening) in happenings.iter().enumerate() {
            let detail = serde_json::to_string(happening).unwrap_or_default();
            transaction
                .prepare_cached("insert into happening values (?1,?2,?3,?4,?5,?6,?7,?8,?9)")
                .and_then(|mut statement| {
                    statement.execute(params![
                        happening.id,
                        i64::try_from(place).unwrap_or(i64::MAX),
                        happening.kind.word(),
                        happening.status.word(),
                        happening.date.as_ref().map(|date| &date.value),
                        happening.line,
                        i64::try_from(happening.origins).unwrap_or(i64::MAX),
                        i64::try_from(happening.accounts.len()).unwrap_or(i64::MAX),
                        detail,
                    ])
                })
                .map_err(&error)?;
        }
        transaction.commit().map_err(&error)
    }
}
