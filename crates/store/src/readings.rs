//! Readings: articles and their facts, each with its words and the raw bytes behind them.

use biennien_model::{Article, Event, Member, Mention, Problem, RawMap, Reading, Span, Statement, Time};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{Store, StoreError, Writer};

/// A reading, and what else is kept of it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Digest of the capture.
    pub digest: String,
    /// The reading.
    pub reading: Reading,
    /// What joining needs.
    pub member: Member,
}

/// An article as it stands in the store.
#[derive(Debug, Clone)]
pub struct StoredArticle {
    /// Digest of the capture.
    pub digest: String,
    /// The article, with its map to the raw capture.
    pub article: Article,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Digest of the tables it was read with.
    pub knowledge: String,
    /// Program version it was read with.
    pub program: String,
}

/// One fact and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Article.
    pub article: String,
    /// `mention`, `time`, `statement` or `event`.
    pub kind: String,
    /// Position in the reading, from 0.
    pub number: usize,
    /// Bytes of the article's text.
    pub span: Span,
    /// Bytes of the capture; `None` when the words stand nowhere in it.
    pub raw: Option<Span>,
    /// The words.
    pub quote: String,
    /// Rule that made the fact.
    pub rule: String,
    /// The fact as in a reading.
    pub detail: Value,
}

impl Store {
    /// The members of all articles, by article id.
    ///
    /// # Errors
    /// When the store cannot be read or holds what this program did not write.
    pub fn members(&self) -> Result<Vec<Member>, StoreError> {
        let mut statement =
            self.connection.prepare("select member from article order by id").map_err(self.error("read"))?;
        let mut rows = statement.query([]).map_err(self.error("read"))?;
        let mut members = Vec::new();
        while let Some(row) = rows.next().map_err(self.error("read"))? {
            members.push(self.parse(&text(self, row, 0)?)?);
        }
        Ok(members)
    }

    /// The article with this id.
    ///
    /// # Errors
    /// When the store cannot be read or holds what this program did not write.
    pub fn article(&self, id: &str) -> Result<Option<StoredArticle>, StoreError> {
        let sql = "select digest, text, particulars, pieces, knowledge, program from article where id = ?1";
        let row = self
            .connection
            .query_row(sql, [id], |row| {
                let cells: [String; 6] =
                    [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
                Ok(cells)
            })
            .optional()
            .map_err(self.error("read"))?;
        let Some([digest, text, particulars, pieces, knowledge, program]) = row else { return Ok(None) };
        let mut particulars: Value = self.parse(&particulars)?;
        let problems = self.take(&mut particulars, "problems")?;
        particulars["text"] = Value::String(text);
        let mut article: Article = self.parse(&particulars.to_string())?;
        article.map = self.parse::<RawMap>(&pieces)?;
        Ok(Some(StoredArticle { digest, article, problems, knowledge, program }))
    }

    /// Ids of all articles, sorted.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn article_ids(&self) -> Result<Vec<String>, StoreError> {
        let mut statement =
            self.connection.prepare("select id from article order by id").map_err(self.error("read"))?;
        let rows = statement.query_map([], |row| row.get(0)).map_err(self.error("read"))?;
        rows.collect::<Result<_, _>>().map_err(self.error("read"))
    }

    /// The facts of an article, by kind and position.
    ///
    /// # Errors
    /// When the store cannot be read or holds what this program did not write.
    pub fn facts(&self, article: &str) -> Result<Vec<Evidence>, StoreError> {
        let sql = "select kind, number, start, \"end\", raw_start, raw_end, quote, rule, detail
                   from fact where article = ?1 order by kind, number";
        let mut statement = self.connection.prepare_cached(sql).map_err(self.error("read"))?;
        let mut rows = statement.query([article]).map_err(self.error("read"))?;
        let mut facts = Vec::new();
        while let Some(row) = rows.next().map_err(self.error("read"))? {
            let raw = match (number(self, row, 4)?, number(self, row, 5)?) {
                (Some(start), Some(end)) if start <= end => Some(Span { start, end }),
                _ => None,
            };
            facts.push(Evidence {
                article: article.to_owned(),
                kind: text(self, row, 0)?,
                number: number(self, row, 1)?.unwrap_or_default(),
                span: Span {
                    start: number(self, row, 2)?.unwrap_or_default(),
                    end: number(self, row, 3)?.unwrap_or_default(),
                },
                raw,
                quote: text(self, row, 6)?,
                rule: text(self, row, 7)?,
                detail: self.parse(&text(self, row, 8)?)?,
            });
        }
        Ok(facts)
    }

    pub(crate) fn parse<T: DeserializeOwned>(&self, json: &str) -> Result<T, StoreError> {
        serde_json::from_str(json).map_err(|error| self.damage(format!("unreadable row: {error}")))
    }

    fn take<T: DeserializeOwned>(&self, value: &mut Value, key: &str) -> Result<T, StoreError> {
        serde_json::from_value(value[key].take())
            .map_err(|error| self.damage(format!("unreadable row: {error}")))
    }
}

fn text(store: &Store, row: &Row<'_>, column: usize) -> Result<String, StoreError> {
    row.get(column).map_err(store.error("read"))
}

fn number(store: &Store, row: &Row<'_>, column: usize) -> Result<Option<usize>, StoreError> {
    let value: Option<i64> = row.get(column).map_err(store.error("read"))?;
    Ok(value.and_then(|value| usize::try_from(value).ok()))
}

impl Writer {
    /// Keeps readings in one transaction, each in place of what was read from the same capture before.
    ///
    /// # Errors
    /// When the store cannot be written; then none of them is kept.
    pub fn keep_readings(&mut self, kept: &[Kept], knowledge: &str, program: &str) -> Result<(), StoreError> {
        let error = self.error("write");
        let transaction = self.connection_mut().transaction().map_err(&error)?;
        for kept in kept {
            write(&transaction, kept, knowledge, program).map_err(&error)?;
        }
        transaction.commit().map_err(&error)
    }
}

fn write(transaction: &Transaction<'_>, kept: &Kept, knowledge: &str, program: &str) -> rusqlite::Result<()> {
    let article = &kept.reading.article;
    transaction.prepare_cached("delete from article where digest = ?1")?.execute([&kept.digest])?;
    let mut particulars = value(article);
    particulars["text"] = Value::Null;
    particulars["problems"] = value(&kept.reading.problems);
    let published = article.published.as_ref();
    transaction
        .prepare_cached("insert into article values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)")?
        .execute(params![
            article.id,
            kept.digest,
            article.source_id,
            article.outlet,
            article.url,
            article.title,
            published.map(|published| &published.value),
            published.map(|published| value(&published.basis).as_str().unwrap_or_default().to_owned()),
            article.text,
            particulars.to_string(),
            value(&article.map).to_string(),
            value(&kept.member).to_string(),
            knowledge,
            program,
        ])?;
    let mut facts = FactWriter { transaction, article };
    for (at, mention) in kept.reading.mentions.iter().enumerate() {
        let rule = mention.id.as_deref().unwrap_or_default();
        facts.add::<Mention>("mention", at, mention.span, rule, mention)?;
    }
    for (at, time) in kept.reading.times.iter().enumerate() {
        facts.add::<Time>("time", at, time.span, &time.rule, time)?;
    }
    for (at, statement) in kept.reading.statements.iter().enumerate() {
        facts.add::<Statement>("statement", at, statement.span, &statement.rule, statement)?;
    }
    for (at, event) in kept.reading.events.iter().enumerate() {
        facts.add::<Event>("event", at, event.span, &event.rule, event)?;
    }
    Ok(())
}

struct FactWriter<'a> {
    transaction: &'a Transaction<'a>,
    article: &'a Article,
}

impl FactWriter<'_> {
    fn add<T: Serialize>(
        &mut self,
        kind: &str,
        number: usize,
        span: Span,
        rule: &str,
        fact: &T,
    ) -> rusqlite::Result<()> {
        let raw = self.article.map.raw(span);
        let signed = |offset: usize| i64::try_from(offset).unwrap_or(i64::MAX);
        self.transaction
            .prepare_cached("insert into fact values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)")?
            .execute(params![
                self.article.id,
                kind,
                signed(number),
                signed(span.start),
                signed(span.end),
                raw.map(|raw| signed(raw.start)),
                raw.map(|raw| signed(raw.end)),
                span.of(&self.article.text),
                rule,
                value(fact).to_string(),
            ])?;
        Ok(())
    }
}

/// Model types are plain data, which always has a JSON form.
fn value<T: Serialize>(plain: &T) -> Value {
    serde_json::to_value(plain).unwrap_or_else(|_| json!(null))
}
