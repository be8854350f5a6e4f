//! Captures: what came in, byte for byte, where it was seen, and what could not be read.

use biennien_model::{Capture, Media};
use rusqlite::{OptionalExtension, params};

use crate::{Store, StoreError, Writer};

/// An input that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// The file.
    pub path: String,
    /// Byte offset in the decompressed file.
    pub offset: u64,
    /// Stable word.
    pub code: String,
    /// One sentence.
    pub message: String,
}

/// A capture without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCapture {
    /// SHA-256 of the bytes.
    pub digest: String,
    /// What the bytes are.
    pub media: Media,
    /// Where it was seen first: path, byte offset, the input's own id.
    pub path: String,
    /// Byte offset in the decompressed file.
    pub offset: u64,
    /// The input's own id.
    pub source_id: String,
}

impl Store {
    /// True when the capture is in the store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn has_capture(&self, digest: &str) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached("select 1 from capture where digest = ?1")
            .and_then(|mut statement| statement.exists([digest]))
            .map_err(self.error("read"))
    }

    /// The capture with this digest, with its bytes, as it was seen first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn capture(&self, digest: &str) -> Result<Option<Capture>, StoreError> {
        let sql = "select c.media, c.url, c.captured, c.bytes, s.path, s.offset, s.source_id
                   from capture c join sighting s using (digest) where digest = ?1
                   order by s.path, s.offset limit 1";
        let found = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement
                    .query_row([digest], |row| {
                        let media: String = row.get(0)?;
                        Ok(Capture {
                            digest: digest.to_owned(),
                            media: media_of(&media),
                            url: row.get(1)?,
                            captured: row.get(2)?,
                            charset: None,
                            bytes: row.get(3)?,
                            path: row.get(4)?,
                            offset: row.get::<_, i64>(5)?.unsigned_abs(),
                            source_id: row.get(6)?,
                            problems: Vec::new(),
                        })
                    })
                    .optional()
            })
            .map_err(self.error("read"))?;
        Ok(found)
    }

    /// Digests of the captures that were not read with these tables by this program, sorted.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stale_captures(&self, knowledge: &str, program: &str) -> Result<Vec<String>, StoreError> {
        let sql = "select c.digest from capture c left join article a using (digest)
                   where a.id is null or a.knowledge <> ?1 or a.program <> ?2 order by c.digest";
        let mut statement = self.connection.prepare(sql).map_err(self.error("read"))?;
        let rows = statement.query_map([knowledge, program], |row| row.get(0)).map_err(self.error("read"))?;
        rows.collect::<Result<_, _>>().map_err(self.error("read"))
    }

    /// Inputs that could not be read, by path and offset.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn failures(&self) -> Result<Vec<Failure>, StoreError> {
        let sql = "select path, offset, code, message from failure order by path, offset, code";
        let mut statement = self.connection.prepare(sql).map_err(self.error("read"))?;
        let rows = statement
            .query_map([], |row| {
                let offset: i64 = row.get(1)?;
                Ok(Failure {
                    path: row.get(0)?,
                    offset: offset.unsigned_abs(),
                    code: row.get(2)?,
                    message: row.get(3)?,
                })
            })
            .map_err(self.error("read"))?;
        rows.collect::<Result<_, _>>().map_err(self.error("read"))
    }
}

impl Writer {
    /// Keeps captures and where they were seen, in one transaction; what is there already stays as it is.
    ///
    /// # Errors
    /// When the store cannot be written; then none of them is kept.
    pub fn keep_captures(&mut self, captures: &[Capture]) -> Result<(), StoreError> {
        let error = self.error("write");
        let transaction = self.connection_mut().transaction().map_err(&error)?;
        for capture in captures {
            transaction
                .prepare_cached("insert or ignore into capture values (?1, ?2, ?3, ?4, ?5)")
                .and_then(|mut statement| {
                    let media = media_word(capture.media);
                    statement.execute(params![
                        capture.digest,
                        media,
                        capture.url,
                        capture.captured,
                        capture.bytes
                    ])
                })
                .map_err(&error)?;
            transaction
                .prepare_cached("insert or ignore into sighting values (?1, ?2, ?3, ?4)")
                .and_then(|mut statement| {
                    let offset = i64::try_from(capture.offset).unwrap_or(i64::MAX);
                    statement.execute(params![capture.digest, capture.path, offset, capture.source_id])
                })
                .map_err(&error)?;
        }
        transaction.commit().map_err(&error)
    }

    /// Keeps a failed input; the same one again replaces it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn keep_failure(&mut self, failure: &Failure) -> Result<(), StoreError> {
        let offset = i64::try_from(failure.offset).unwrap_or(i64::MAX);
        self.connection
            .execute(
                "insert or replace into failure values (?1, ?2, ?3, ?4)",
                params![failure.path, offset, failure.code, failure.message],
            )
            .map_err(self.error("write"))?;
        Ok(())
    }
}

fn media_word(media: Media) -> &'static str {
    match media {
        Media::Text => "text",
        Media::Html => "html",
        Media::Clean => "clean",
        Media::Feed => "feed",
    }
}

fn media_of(word: &str) -> Media {
    match word {
        "html" => Media::Html,
        "clean" => Media::Clean,
        "feed" => Media::Feed,
        _ => Media::Text,
    }
}
