//! Captures: what came in, byte for byte, where it was seen, and what could not be read.

use biennien_model::{Capture, Media, Problem, Sighting};
use rusqlite::{OptionalExtension, Transaction, params};

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

/// The sightings of a capture, the first one first: the earliest captured, then by path. Its article is read as it was
/// seen there, so that the order in which inputs were given does not matter.
const IN_ORDER: &str = "order by captured is null, captured, path, offset";

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
    /// When the store cannot be read or holds what this program did not write.
    pub fn capture(&self, digest: &str) -> Result<Option<Capture>, StoreError> {
        let sql = format!(
            "select media, bytes, path, offset, source_id, url, captured, charset, problems
             from capture join sighting using (digest) where digest = ?1 {IN_ORDER} limit 1"
        );
        let found = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut statement| {
                statement
                    .query_row([digest], |row| {
                        let media: String = row.get(0)?;
                        let capture = Capture {
                            digest: digest.to_owned(),
                            media: media_of(&media),
                            bytes: row.get(1)?,
                            path: row.get(2)?,
                            offset: row.get::<_, i64>(3)?.unsigned_abs(),
                            source_id: row.get(4)?,
                            url: row.get(5)?,
                            captured: row.get(6)?,
                            charset: row.get(7)?,
                            problems: Vec::new(),
                        };
                        Ok((capture, row.get::<_, String>(8)?))
                    })
                    .optional()
            })
            .map_err(self.error("read"))?;
        let Some((mut capture, problems)) = found else { return Ok(None) };
        capture.problems = self.parse(&problems)?;
        Ok(Some(capture))
    }

    /// Where the capture with this digest was seen, the first sighting first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn sightings(&self, digest: &str) -> Result<Vec<Sighting>, StoreError> {
        let sql = format!(
            "select path, offset, source_id, url, captured from sighting where digest = ?1 {IN_ORDER}"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(self.error("read"))?;
        let rows = statement
            .query_map([digest], |row| {
                Ok(Sighting {
                    digest: digest.to_owned(),
                    path: row.get(0)?,
                    offset: row.get::<_, i64>(1)?.unsigned_abs(),
                    source_id: row.get(2)?,
                    url: row.get(3)?,
                    captured: row.get(4)?,
                })
            })
            .map_err(self.error("read"))?;
        rows.collect::<Result<_, _>>().map_err(self.error("read"))
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
    /// Keeps captures and where they were seen, in one transaction; what is there already stays as it is. The article
    /// of a capture that is now seen first elsewhere is dropped, so that it is read anew.
    ///
    /// # Errors
    /// When the store cannot be written; then none of them is kept.
    pub fn keep_captures(&mut self, captures: &[Capture]) -> Result<(), StoreError> {
        let error = self.error("write");
        let transaction = self.connection_mut().transaction().map_err(&error)?;
        for capture in captures {
            let (digest, media) = (&capture.digest, media_word(capture.media));
            transaction
                .prepare_cached("insert or ignore into capture (digest, media, bytes) values (?1, ?2, ?3)")
                .and_then(|mut statement| statement.execute(params![digest, media, capture.bytes]))
                .map_err(&error)?;
            let sighting = Sighting {
                digest: digest.clone(),
                path: capture.path.clone(),
                offset: capture.offset,
                source_id: capture.source_id.clone(),
                url: capture.url.clone(),
                captured: capture.captured.clone(),
            };
            let problems = json(&capture.problems);
            keep_sighting(&transaction, &sighting, capture.charset.as_deref(), &problems).map_err(&error)?;
        }
        transaction.commit().map_err(&error)
    }

    /// Keeps where captures were seen again, in one transaction; says how many of the captures the store has.
    ///
    /// # Errors
    /// When the store cannot be written; then none of them is kept.
    pub fn keep_sightings(&mut self, sightings: &[Sighting]) -> Result<usize, StoreError> {
        let error = self.error("write");
        let mut kept = 0;
        let transaction = self.connection_mut().transaction().map_err(&error)?;
        for sighting in sightings {
            let is_there = transaction
                .prepare_cached("select 1 from capture where digest = ?1")
                .and_then(|mut statement| statement.exists([&sighting.digest]))
                .map_err(&error)?;
            if is_there {
                keep_sighting(&transaction, sighting, None, "[]").map_err(&error)?;
                kept += 1;
            }
        }
        transaction.commit().map_err(&error)?;
        Ok(kept)
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

fn keep_sighting(
    transaction: &Transaction<'_>,
    sighting: &Sighting,
    charset: Option<&str>,
    problems: &str,
) -> rusqlite::Result<()> {
    let before = first_place(transaction, &sighting.digest)?;
    let offset = i64::try_from(sighting.offset).unwrap_or(i64::MAX);
    transaction
        .prepare_cached(
            "insert or ignore into sighting (digest, path, offset, source_id, url, captured, charset, problems)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            sighting.digest,
            sighting.path,
            offset,
            sighting.source_id,
            sighting.url,
            sighting.captured,
            charset,
            problems,
        ])?;
    if before.is_some() && before != first_place(transaction, &sighting.digest)? {
        transaction.prepare_cached("delete from article where digest = ?1")?.execute([&sighting.digest])?;
    }
    Ok(())
}

fn first_place(transaction: &Transaction<'_>, digest: &str) -> rusqlite::Result<Option<(String, i64)>> {
    transaction
        .prepare_cached(&format!("select path, offset from sighting where digest = ?1 {IN_ORDER} limit 1"))?
        .query_row([digest], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// Problems are plain data, which always has a JSON form.
fn json(problems: &[Problem]) -> String {
    serde_json::to_string(problems).unwrap_or_else(|_| "[]".to_owned())
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
