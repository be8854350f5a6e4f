//! Find: clauses to hits, best first, with facets.
//!
//! terms (what a typed key stands for) → matching (clauses to a query of the index) → facets (exact counts) → marked
//! (which words of a text were meant).

mod facets;

mod marked;

mod matching;

use std::path::PathBuf;

use biennien_store::Store;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::Query as IndexQuery;
use tantivy::schema::Value;
use tantivy::{DocAddress, IndexReader, Order as Direction, Searcher, TantivyDocument, TantivyError};

use crate::SearchError;
use crate::index::{Fields, SYLLABLES, folder, tokenizer};
use crate::query::{Kind, Query};

pub use facets::Facet;
pub use marked::{Marked, mark};

use facets::Facets;
use matching::Matcher;

/// An index that can be asked, as it was when it was opened.
pub struct Index {
    dir: PathBuf,
    fields: Fields,
    searcher: Searcher,
}

/// What is wanted of the hits.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// In which order.
    pub order: Order,
    /// How many at most.
    pub limit: usize,
    /// How many are passed over first.
    pub offset: usize,
    /// True when facets are counted.
    pub facets: bool,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Best match first; of equal ones, the newest.
    #[default]
    Relevance,
    /// Newest first, by when it happened.
    Happened,
    /// Newest first, by when it was published.
    Published,
}

/// One hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Id of an article or happening, or `ARTICLE/statement/N`.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// How well it matches; 0 where another order was asked for.
    pub score: f32,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// In the order asked for.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// Counts over all of them, where asked for.
    pub facets: Vec<Facet>,
    /// True when nothing has the marks as typed, and the hits are those without regard to marks.
    pub bare: bool,
}

impl Index {
    /// Opens the index of `store`.
    ///
    /// # Errors
    /// When there is none, another version made it, or the disk refuses.
    pub fn open(store: &Store) -> Result<Index, SearchError> {
        let dir = folder(store.dir());
        let missing = || SearchError::Missing { dir: dir.clone(), store: store.dir().to_owned() };
        let index = tantivy::Index::open_in_dir(&dir).map_err(|_| missing())?;
        let (schema, fields) = Fields::new();
        if index.schema() != schema {
            return Err(missing());
        }
        index.tokenizers().register(SYLLABLES, tokenizer());
        let reader: IndexReader = index.reader().map_err(|source| SearchError::Index {
            act: "open",
            dir: dir.clone(),
            source: Box::new(source),
        })?;
        Ok(Index { dir, fields, searcher: reader.searcher() })
    }

    /// Number of entries.
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// True when nothing is indexed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What `query` finds; where nothing has the marks as typed, what it finds without marks.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn find(&self, query: &Query, wanted: Wanted) -> Result<Found, SearchError> {
        let found = self.find_as_typed(query, wanted).map_err(|source| self.error(source))?;
        if found.total > 0 || !query.has_words() {
            return Ok(found);
        }
        let Some(bare) = query.bare() else { return Ok(found) };
        let found = self.find_as_typed(&bare, wanted).map_err(|source| self.error(source))?;
        Ok(Found { bare: found.total > 0, ..found })
    }

    fn find_as_typed(&self, query: &Query, wanted: Wanted) -> Result<Found, TantivyError> {
        let matcher = Matcher { searcher: &self.searcher, fields: self.fields };
        let query = matcher.query(query)?;
        let hits = self.top(&*query, wanted)?;
        let (total, facets) = if wanted.facets {
            self.searcher.search(&query, &Facets)?
        } else {
            (self.searcher.search(&query, &Count)?, Vec::new())
        };
        Ok(Found { hits, total, facets, bare: false })
    }

    fn top(&self, query: &dyn IndexQuery, wanted: Wanted) -> Result<Vec<Hit>, TantivyError> {
        if wanted.limit == 0 {
            return Ok(Vec::new());
        }
        let top = || TopDocs::with_limit(wanted.limit).and_offset(wanted.offset);
        let by = |field: &'static str| top().order_by_fast_field::<i64>(field, Direction::Desc);
        match wanted.order {
            Order::Relevance => {
                let mut hits = Vec::new();
                for (score, address) in self.searcher.search(query, &top().order_by_score())? {
                    hits.extend(self.hit(address, score)?);
                }
                hits.sort_by(|one: &Hit, two: &Hit| {
                    two.score.total_cmp(&one.score).then_with(|| one.id.cmp(&two.id))
                });
                Ok(hits)
            }
            Order::Happened => self.hits(self.searcher.search(query, &by("first"))?),
            Order::Published => self.hits(self.searcher.search(query, &by("published"))?),
        }
    }

    fn hits<T>(&self, found: Vec<(T, DocAddress)>) -> Result<Vec<Hit>, TantivyError> {
        let hits = found.into_iter().map(|(_, address)| self.hit(address, 0.0));
        Ok(hits.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    fn hit(&self, address: DocAddress, score: f32) -> Result<Option<Hit>, TantivyError> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str());
        let kind = text(self.fields.kind).and_then(Kind::from_word);
        Ok(text(self.fields.id).zip(kind).map(|(id, kind)| Hit { id: id.to_owned(), kind, score }))
    }

    fn error(&self, source: TantivyError) -> SearchError {
        SearchError::Index { act: "read", dir: self.dir.clone(), source: Box::new(source) }
    }
}
