//! Opening: a folder to a store that can be read, or read and written.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::StoreError;
use crate::lock::lock;
use crate::schema::{APPLICATION, DERIVED, FORMAT, FROM_1, TABLES};

/// How long a reader waits for a writer's commit, in milliseconds.
const BUSY_MS: u64 = 10_000;

/// Pages that are kept in memory, in KiB: rows are named by digests, so that new ones fall anywhere in a table.
const CACHE_KIB: i64 = 64 << 10;

/// Pages after which the log is written back into the file: 64 MB.
const LOG_PAGES: i64 = 16_384;

/// A store that can be read.
pub struct Store {
    pub(crate) dir: PathBuf,
    pub(crate) connection: Connection,
}

/// A store that this process alone may write.
pub struct Writer {
    store: Store,
    _lock: File,
}

impl std::ops::Deref for Writer {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl Store {
    /// Opens the store in `dir` for reading.
    ///
    /// # Errors
    /// When there is none, it was written by a newer program, or it is damaged.
    pub fn open(dir: &Path) -> Result<Store, StoreError> {
        let path = file(dir);
        if !path.is_file() {
            return Err(StoreError::Missing { dir: dir.to_owned() });
        }
        // A reader of a WAL database must be able to make its shared-memory file: read-only is asked of SQLite below.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags)
            .or_else(|_| Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY))
            .map_err(|source| StoreError::Database { dir: dir.to_owned(), act: "open", source })?;
        let store = Store { dir: dir.to_owned(), connection };
        store.prepare()?;
        let found = store.check_format()?;
        if found < FORMAT {
            return Err(StoreError::TooOld { dir: dir.to_owned(), found, newest: FORMAT });
        }
        store.connection.pragma_update(None, "query_only", true).map_err(store.error("open"))?;
        Ok(store)
    }

    /// The folder of the store.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Wraps an error of SQLite, telling damage from other failures.
    pub(crate) fn error(&self, act: &'static str) -> impl Fn(rusqlite::Error) -> StoreError + use<> {
        let dir = self.dir.clone();
        move |source| match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                StoreError::Damaged { dir: dir.clone(), what: source.to_string() }
            }
            _ => StoreError::Database { dir: dir.clone(), act, source },
        }
    }

    /// An error for something in the store that this program did not write so.
    pub(crate) fn damage(&self, what: impl Into<String>) -> StoreError {
        StoreError::Damaged { dir: self.dir.clone(), what: what.into() }
    }

    fn prepare(&self) -> Result<(), StoreError> {
        self.connection.busy_timeout(Duration::from_millis(BUSY_MS)).map_err(self.error("open"))?;
        self.connection.pragma_update(None, "cache_size", -CACHE_KIB).map_err(self.error("open"))?;
        self.connection.pragma_update(None, "foreign_keys", true).map_err(self.error("open"))
    }

    /// The format of the store, when it is one that this program can read or bring up to date.
    fn check_format(&self) -> Result<i64, StoreError> {
        let application: i64 = self
            .connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .map_err(self.error("read"))?;
        if application != APPLICATION {
            return Err(self.damage("chronicle.sqlite is no store of biennien"));
        }
        let found: i64 = self
            .connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(self.error("read"))?;
        if found > FORMAT {
            return Err(StoreError::TooNew { dir: self.dir.clone(), found, newest: FORMAT });
        }
        Ok(found)
    }

    /// A remembered value.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .query_row("select value from meta where key = ?1", [key], |row| row.get(0))
            .optional()
            .map_err(self.error("read"))
    }
}

impl Writer {
    /// Opens the store in `dir` for writing; makes folder and store where there are none.
    ///
    /// # Errors
    /// When another process writes it, it was written by a newer program, it is damaged, or the disk refuses.
    pub fn open(dir: &Path) -> Result<Writer, StoreError> {
        fs::create_dir_all(dir).map_err(|source| StoreError::Open { dir: dir.to_owned(), source })?;
        let lock = lock(dir)?;
        let connection = Connection::open(file(dir)).map_err(|source| StoreError::Database {
            dir: dir.to_owned(),
            act: "open",
            source,
        })?;
        let store = Store { dir: dir.to_owned(), connection };
        store.prepare()?;
        let tables: i64 = store
            .connection
            .query_row("select count(*) from sqlite_schema", [], |row| row.get(0))
            .map_err(store.error("read"))?;
        let found = if tables > 0 { store.check_format()? } else { FORMAT };
        let from_1 = if found == 1 { FROM_1 } else { "" };
        let from_before = if found < FORMAT { DERIVED } else { "" };
        let set_up = format!(
            "pragma journal_mode = wal; pragma synchronous = normal; pragma wal_autocheckpoint = {LOG_PAGES};
             begin; pragma application_id = {APPLICATION}; pragma user_version = {FORMAT}; {from_1} {from_before} {TABLES} commit;"
        );
        store.connection.execute_batch(&set_up).map_err(store.error("set up"))?;
        Ok(Writer { store, _lock: lock })
    }

    /// Remembers a value.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.connection
            .execute(
                "insert into meta values (?1, ?2) on conflict do update set value = excluded.value",
                [key, value],
            )
            .map_err(self.error("write"))?;
        Ok(())
    }

    pub(crate) fn connection_mut(&mut self) -> &mut Connection {
        &mut self.store.connection
    }
}

fn file(dir: &Path) -> PathBuf {
    dir.join("chronicle.sqlite")
}
