//! Stories as they stand in the store: replaced as a whole, read in order.

use biennien_model::{Head, Story};
use rusqlite::{OptionalExtension, Row, params};

use crate::{Store, StoreError, Writer};

/// An article and the groups it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouped {
    /// Its id.
    pub id: String,
    /// The input's own id.
    pub source_id: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// Headline.
    pub title: String,
    /// When it was published.
    pub published: Option<String>,
    /// The article whose reprint it is; its own id where it is none.
    pub origin: String,
    /// The story it is part of, if any.
    pub story: Option<String>,
}

/// The groups of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The article.
    pub article: String,
    /// The article whose reprint it is; its own id where it is none.
    pub origin: String,
    /// The story it is part of, if any.
    pub story: Option<String>,
    /// The id of a story that begins with it: what its story was called before older articles came in.
    pub alias: String,
}

impl Store {
    /// Hands headline and the first `letters` letters of the text of each article to `take`, by article id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn heads(&self, letters: usize, take: &mut dyn FnMut(Head)) -> Result<(), StoreError> {
        let sql =
            "select id, source_id, outlet, title, published, substr(text, 1, ?1) from article order by id";
        let mut statement = self.connection.prepare(sql).map_err(self.error("read"))?;
        let letters = i64::try_from(letters).unwrap_or(i64::MAX);
        let mut rows = statement.query([letters]).map_err(self.error("read"))?;
        while let Some(row) = rows.next().map_err(self.error("read"))? {
            take(head(row).map_err(self.error("read"))?);
        }
        Ok(())
    }

    /// All stories, in order.
    ///
    /// # Errors
    /// When the store cannot be read or holds what this program did not write.
    pub fn stories(&self) -> Result<Vec<Story>, StoreError> {
        let sql = "select detail from story order by place_in_order";
        let mut statement = self.connection.prepare(sql).map_err(self.error("read"))?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(self.error("read"))?;
        rows.map(|row| self.parse(&row.map_err(self.error("read"))?)).collect()
    }

    /// The story with this id, or the one that had it before older articles came in.
    ///
    /// # Errors
    /// When the store cannot be read or holds what this program did not write.
    pub fn story(&self, id: &str) -> Result<Option<Story>, StoreError> {
        let sql = "select detail from story where id = ?1
                   union all
                   select detail from membership join story on story.id = membership.story where alias = ?1
                   limit 1";
        let detail: Option<String> =
            self.connection.query_row(sql, [id], |row| row.get(0)).optional().map_err(self.error("read"))?;
        detail.map(|detail| self.parse(&detail)).transpose()
    }

    /// All articles with origin and story, by article id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn grouped(&self) -> Result<Vec<Grouped>, StoreError> {
        let sql = "select id, source_id, outlet, title, published, coalesce(origin, id), story
                   from article left join membership on membership.article = article.id order by id";
        let mut statement = self.connection.prepare(sql).map_err(self.error("read"))?;
        let rows = statement
            .query_map([], |row| {
                Ok(Grouped {
                    id: row.get(0)?,
                    source_id: row.get(1)?,
                    outlet: row.get(2)?,
                    title: row.get(3)?,
                    published: row.get(4)?,
                    origin: row.get(5)?,
                    story: row.get(6)?,
                })
            })
            .map_err(self.error("read"))?;
        rows.collect::<Result<_, _>>().map_err(self.error("read"))
    }

    /// For each article, by id, a stamp that changes when its reading or its story does.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn article_stamps(&self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "select id, program || ' ' || substr(knowledge, 1, 16) || ' ' || coalesce(published, '') || ' ' || coalesce(story, '')
                   from article left join membership on membership.article = article.id order by id";
        let mut statement = self.connection.prepare(sql).map_err(self.error("read"))?;
        let rows =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(self.error("read"))?;
        rows.collect::<Result<_, _>>().map_err(self.error("read"))
    }
}

fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    let title: String = row.get(3)?;
    let text: String = row.get(5)?;
    // The text of an article begins with its headline, which has a field of its own here.
    let text = text.strip_prefix(title.as_str()).map_or(text.as_str(), str::trim_start).to_owned();
    Ok(Head {
        article: row.get(0)?,
        source_id: row.get(1)?,
        outlet: row.get(2)?,
        title,
        published: row.get(4)?,
        text,
    })
}

impl Writer {
    /// Puts `stories`, in this order, and the `places` of all articles in place of the old ones, in one transaction.
    ///
    /// # Errors
    /// When the store cannot be written; then the old ones stay.
    pub fn keep_stories(&mut self, stories: &[Story], places: &[Place]) -> Result<(), StoreError> {
        let error = self.error("write");
        let transaction = self.connection_mut().transaction().map_err(&error)?;
        transaction.execute_batch("delete from story; delete from membership").map_err(&error)?;
        for (place, story) in stories.iter().enumerate() {
            let detail = serde_json::to_string(story).unwrap_or_default();
            transaction
                .prepare_cached("insert into story values (?1,?2,?3,?4,?5,?6,?7)")
                .and_then(|mut statement| {
                    statement.execute(params![
                        story.id,
                        i64::try_from(place).unwrap_or(i64::MAX),
                        story.title,
                        story.from,
                        story.to,
                        i64::try_from(story.articles.len()).unwrap_or(i64::MAX),
                        detail,
                    ])
                })
                .map_err(&error)?;
        }
        for place in places {
            transaction
                .prepare_cached("insert into membership values (?1,?2,?3,?4)")
                .and_then(|mut statement| {
                    statement.execute(params![place.article, place.origin, place.story, place.alias])
                })
                .map_err(&error)?;
        }
        transaction.commit().map_err(&error)
    }
}
