//! Search rows: each hit with the sentence that was meant, word for word, and where it stands.

use biennien_model::{Article, Interval, Span, Statement};
use biennien_search::query::{Clause, Kind, Query, Term};
use biennien_search::{Found, Hit, Marked, mark};
use biennien_store::{Store, StoreError};
use serde::Serialize;

/// One hit as a row; the contract's shape, and what a reader needs besides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchRow {
    /// Of the article or happening, or `ARTICLE/statement/N`.
    pub id: String,
    /// `article`, `statement` or `happening`.
    pub kind: &'static str,
    /// The input's own id of the article that the snippet stands in.
    pub source_id: String,
    /// Headline of that article.
    pub title: String,
    /// The sentence that was meant, word for word.
    pub snippet: String,
    /// First byte of the snippet in the article's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// When it happened, or else when the article was published.
    pub date: Option<String>,
    /// Outlet of that article.
    pub outlet: Option<String>,
    /// Who speaks, of statements.
    pub speaker: Option<String>,
    /// The words that were meant, as bytes of the snippet.
    pub marks: Vec<Span>,
}

/// Cuts an article into sentences, as bytes of its text.
pub type Sentences<'a> = &'a dyn Fn(&Article) -> Vec<Span>;

/// The rows of what `query` found, in the order of the hits.
///
/// # Errors
/// When the store cannot be read.
pub fn search_rows(
    found: &Found,
    query: &Query,
    store: &Store,
    sentences: Sentences<'_>,
) -> Result<Vec<SearchRow>, StoreError> {
    let bare = query.bare().filter(|_| found.bare);
    let query = bare.as_ref().unwrap_or(query);
    let mut rows = Vec::with_capacity(found.hits.len());
    for hit in &found.hits {
        rows.extend(match hit.kind {
            Kind::Article => article_row(hit, query, store, sentences)?,
            Kind::Statement => statement_row(hit, query, store)?,
            Kind::Happening => happening_row(hit, query, store)?,
        });
    }
    Ok(rows)
}

fn article_row(
    hit: &Hit,
    query: &Query,
    store: &Store,
    sentences: Sentences<'_>,
) -> Result<Option<SearchRow>, StoreError> {
    let Some(stored) = store.article(&hit.id)? else { return Ok(None) };
    let article = stored.article;
    let marked: Marked = mark(&article.text, query);
    let parts = sentences(&article);
    let part = marked.best(&parts).map_or(Span::new(0, 0), |index| parts[index]);
    Ok(Some(row(hit, &article, part, query)))
}

fn statement_row(hit: &Hit, query: &Query, store: &Store) -> Result<Option<SearchRow>, StoreError> {
    let Some((id, number)) = hit.id.split_once("/statement/") else { return Ok(None) };
    let (Some(stored), Ok(number)) = (store.article(id)?, number.parse::<usize>()) else { return Ok(None) };
    let facts = store.facts(id)?;
    let fact = facts.into_iter().find(|fact| fact.kind == "statement" && fact.number == number);
    Ok(fact.map(|fact| {
        let statement: Option<Statement> = serde_json::from_value(fact.detail).ok();
        let speaker = statement.and_then(|statement| statement.speaker).map(|speaker| speaker.name);
        SearchRow { speaker, ..row(hit, &stored.article, fact.span, query) }
    }))
}

fn happening_row(hit: &Hit, query: &Query, store: &Store) -> Result<Option<SearchRow>, StoreError> {
    let Some(happening) = store.happening(&hit.id)? else { return Ok(None) };
    let told = happening.accounts.iter().find(|account| account.quote == happening.line);
    let Some(account) = told.or(happening.accounts.first()) else { return Ok(None) };
    let Some(stored) = store.article(&account.article)? else { return Ok(None) };
    let mut row = row(hit, &stored.article, account.sentence, query);
    row.date = happening.date.map(|date| date.value).or(row.date);
    Ok(Some(row))
}

fn row(hit: &Hit, article: &Article, part: Span, query: &Query) -> SearchRow {
    let snippet = part.of(&article.text).to_owned();
    SearchRow {
        id: hit.id.clone(),
        kind: hit.kind.word(),
        source_id: article.source_id.clone(),
        title: article.title.clone(),
        start: part.start,
        end: part.end,
        date: article.published.as_ref().map(|published| published.value.clone()),
        outlet: article.outlet.clone(),
        speaker: None,
        marks: mark(&snippet, query).spans,
        snippet,
    }
}

/// One value of a facet and how many hits have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetRow {
    /// Name of the filter.
    pub field: &'static str,
    /// Its value.
    pub value: String,
    /// Hits that have it.
    pub count: usize,
}

/// All facets of what was found, field by field, most frequent first.
pub fn facet_rows(found: &Found) -> Vec<FacetRow> {
    let rows = found.facets.iter().flat_map(|facet| {
        let field = facet.field;
        facet.counts.iter().map(move |(value, count)| FacetRow { field, value: value.clone(), count: *count })
    });
    rows.collect()
}

/// `query` in words; `word` gives the words of a label by its key, with `{}` where a value stands.
pub fn restate(query: &Query, word: &dyn Fn(&str) -> String) -> String {
    let say = |key: &str, value: &str| word(key).replace("{}", value);
    let clause = |clause: &Clause| {
        let any: Vec<String> = clause.any.iter().map(|one| term(one, &say)).collect();
        let any = any.join(&format!(" {} ", word("query/or")));
        if clause.without { say("query/without", &any) } else { any }
    };
    let clauses: Vec<String> = query.clauses.iter().map(clause).collect();
    if clauses.is_empty() { word("query/all") } else { clauses.join(" · ") }
}

fn term(term: &Term, say: &dyn Fn(&str, &str) -> String) -> String {
    let day = |days: &Interval, last: bool| {
        let day = if last { days.last } else { days.first };
        format!("{}/{}/{}", day.day(), day.month(), day.year())
    };
    match term {
        Term::Words { text, quoted: true, .. } => say("query/phrase", text),
        Term::Words { text, .. } => say("query/word", text),
        Term::Outlet(name) => say("query/outlet", name),
        Term::Actor(name) => say("query/actor", name),
        Term::Speaker(name) => say("query/speaker", name),
        Term::Type(kind) => say("query/type", &say(&format!("type/{}", kind.word()), "")),
        Term::Status(status) => say("query/status", &say(&format!("status/{}", status.word()), "")),
        Term::Story(id) => say("query/story", id),
        Term::Kind(kind) => say("query/kind", &say(&format!("kind/{}", kind.word()), "")),
        Term::From(days) => say("query/from", &day(days, false)),
        Term::To(days) => say("query/to", &day(days, true)),
    }
}
