//! Explanations: why a fact is there: the words, the bytes, the rule, the tables.

use biennien_model::{Happening, Sighting};
use biennien_store::{Evidence, Store, StoreError};
use serde::Serialize;
use serde_json::Value;

/// Why a fact or happening is there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// What is explained: a happening's id or `ARTICLE/KIND/NUMBER`.
    pub id: String,
    /// What it says, in one line.
    pub what: String,
    /// What it rests on: one footing per fact.
    pub footings: Vec<Footing>,
}

/// What one fact rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Footing {
    /// `ARTICLE/KIND/NUMBER`.
    pub fact: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// The input's own id.
    pub source_id: String,
    /// SHA-256 of the capture.
    pub capture: String,
    /// Where the capture was seen, the sighting that it was read as first.
    pub sightings: Vec<SightingRow>,
    /// Published, with how that is known.
    pub published: Option<Value>,
    /// The words.
    pub quote: String,
    /// The sentence around them.
    pub sentence: String,
    /// Bytes of the article's text.
    pub start: usize,
    /// Bytes of the article's text.
    pub end: usize,
    /// Bytes of the capture; `None` when the words stand nowhere in it.
    pub raw: Option<(usize, usize)>,
    /// Rule that made the fact, as the tables name it.
    pub rule: String,
    /// The row of `data/` that holds it (`file:line`), when the caller knows the tables it was made with.
    pub row: Option<String>,
    /// SHA-256 of the tables it was made with.
    pub knowledge: String,
    /// Program version it was made with.
    pub program: String,
    /// The fact as in a reading.
    pub detail: Value,
}

/// A place where a capture was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SightingRow {
    /// The file.
    pub path: String,
    /// Byte offset in the decompressed file.
    pub offset: u64,
    /// The input's own id.
    pub source_id: String,
    /// The page's address.
    pub url: Option<String>,
    /// When it was captured.
    pub captured: Option<String>,
}

impl From<Sighting> for SightingRow {
    fn from(sighting: Sighting) -> SightingRow {
        let Sighting { path, offset, source_id, url, captured, .. } = sighting;
        SightingRow { path, offset, source_id, url, captured }
    }
}

/// Finds the row of a rule in the tables with this digest: digest, then rule.
pub type FindRow<'a> = &'a dyn Fn(&str, &str) -> Option<String>;

/// Explains a happening: one footing per account.
///
/// # Errors
/// When the store cannot be read.
pub fn explain_happening(
    store: &Store,
    happening: &Happening,
    find_row: FindRow<'_>,
) -> Result<Explanation, StoreError> {
    let mut footings = Vec::new();
    for account in &happening.accounts {
        let fact = format!("{}/event/{}", account.article, account.event);
        footings.extend(footing(store, &fact, find_row)?);
    }
    Ok(Explanation { id: happening.id.clone(), what: happening.line.clone(), footings })
}

/// Explains one fact, named `ARTICLE/KIND/NUMBER`, or all facts of an article, named by its id; `None` when there is none.
///
/// # Errors
/// When the store cannot be read.
pub fn explain_fact(
    store: &Store,
    id: &str,
    find_row: FindRow<'_>,
) -> Result<Option<Explanation>, StoreError> {
    if !id.contains('/') {
        let Some(stored) = store.article(id)? else { return Ok(None) };
        let mut footings = Vec::new();
        for fact in store.facts(id)? {
            footings.push(make_footing(store, fact, find_row)?);
        }
        let footings = footings.into_iter().flatten().collect();
        return Ok(Some(Explanation { id: id.to_owned(), what: stored.article.title, footings }));
    }
    let found = footing(store, id, find_row)?;
    Ok(found.map(|footing| Explanation {
        id: id.to_owned(),
        what: footing.sentence.clone(),
        footings: vec![footing],
    }))
}

fn footing(store: &Store, id: &str, find_row: FindRow<'_>) -> Result<Option<Footing>, StoreError> {
    let mut parts = id.split('/');
    let (Some(article), Some(kind), Some(number)) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(None);
    };
    let Ok(number) = number.parse::<usize>() else { return Ok(None) };
    let fact = store.facts(article)?.into_iter().find(|fact| fact.kind == kind && fact.number == number);
    fact.map_or(Ok(None), |fact| make_footing(store, fact, find_row))
}

fn make_footing(store: &Store, fact: Evidence, find_row: FindRow<'_>) -> Result<Option<Footing>, StoreError> {
    let Some(stored) = store.article(&fact.article)? else { return Ok(None) };
    let article = stored.article;
    let published = article.published.as_ref().and_then(|published| serde_json::to_value(published).ok());
    let sightings = store.sightings(&stored.digest)?.into_iter().map(SightingRow::from).collect();
    Ok(Some(Footing {
        fact: format!("{}/{}/{}", fact.article, fact.kind, fact.number),
        outlet: article.outlet,
        source_id: article.source_id,
        capture: stored.digest,
        sightings,
        published,
        sentence: paragraph_around(&article.text, fact.span.start, fact.span.end).to_owned(),
        quote: fact.quote,
        start: fact.span.start,
        end: fact.span.end,
        raw: fact.raw.map(|raw| (raw.start, raw.end)),
        row: find_row(&stored.knowledge, &fact.rule),
        rule: fact.rule,
        knowledge: stored.knowledge,
        program: stored.program,
        detail: fact.detail,
    }))
}

/// The line of `text` that holds the bytes `start..end`.
fn paragraph_around(text: &str, start: usize, end: usize) -> &str {
    let from = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let to = text.get(end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| end + at);
    text.get(from..to).unwrap_or_default()
}
