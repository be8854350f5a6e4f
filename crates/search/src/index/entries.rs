//! Entries: what of the store can be found, unit by unit.
//!
//! A unit is an article with its statements, or a happening. Its stamp changes when what is indexed of it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use biennien_model::{Actor, Event, Happening, Interval, Source, Statement};
use biennien_store::{Evidence, Grouped, Store};

use crate::SearchError;
use crate::query::Kind;

/// Stamp by unit.
pub(crate) type Stamps = BTreeMap<String, String>;

/// Kind of a fact of the store that is a statement.
const STATEMENT: &str = "statement";

/// Kind of a fact of the store that is an event.
const EVENT: &str = "event";

/// One thing that can be found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entry {
    /// Article or happening it belongs to.
    pub(crate) unit: String,
    /// Its own id: of the article or the happening, or `ARTICLE/statement/N`.
    pub(crate) id: String,
    /// `None` for articles.
    pub(crate) kind: Option<Kind>,
    /// Headline, of articles only.
    pub(crate) title: String,
    /// What is searched.
    pub(crate) text: String,
    /// Outlets that tell it.
    pub(crate) outlets: Vec<String>,
    /// Side codes.
    pub(crate) actors: Vec<String>,
    /// Names of those who act or speak.
    pub(crate) names: Vec<String>,
    /// Names and side codes of who speaks.
    pub(crate) speakers: Vec<String>,
    /// PLOVER types.
    pub(crate) types: Vec<String>,
    /// How real it is.
    pub(crate) statuses: Vec<String>,
    /// Where.
    pub(crate) places: Vec<String>,
    /// Story.
    pub(crate) story: Option<String>,
    /// When it happened, or else was published.
    pub(crate) days: Option<Interval>,
    /// When it was first published.
    pub(crate) published: Option<Interval>,
}

/// The stamps of all units of `store`.
pub(super) fn stamps(store: &Store) -> Result<Stamps, SearchError> {
    let mut stamps = Stamps::new();
    for (id, digest) in store.article_stamps()? {
        stamps.insert(id, digest);
    }
    for happening in store.happenings()? {
        let mut hasher = DefaultHasher::new();
        serde_json::to_string(&happening).unwrap_or_default().hash(&mut hasher);
        stamps.insert(happening.id, format!("{:016x}", hasher.finish()));
    }
    Ok(stamps)
}

/// Hands the entries of the units in `wanted` to `take`, articles first, by id.
pub(super) fn entries_of(
    store: &Store,
    wanted: &BTreeSet<&str>,
    take: &mut dyn FnMut(Entry) -> Result<(), SearchError>,
) -> Result<(), SearchError> {
    for article in store.grouped()? {
        if wanted.contains(article.id.as_str()) {
            of_article(store, &article, take)?;
        }
    }
    for happening in store.happenings()? {
        if wanted.contains(happening.id.as_str()) {
            take(of_happening(happening))?;
        }
    }
    Ok(())
}

fn of_article(
    store: &Store,
    grouped: &Grouped,
    take: &mut dyn FnMut(Entry) -> Result<(), SearchError>,
) -> Result<(), SearchError> {
    let Some(stored) = store.article(&grouped.id)? else { return Ok(()) };
    let days = grouped.published.as_deref().and_then(Interval::parse);
    let mut article = Entry {
        unit: grouped.id.clone(),
        id: grouped.id.clone(),
        kind: Some(Kind::Article),
        title: stored.article.title,
        text: stored.article.text,
        outlets: grouped.outlet.iter().cloned().collect(),
        story: grouped.story.clone(),
        days,
        published: days,
        ..Entry::default()
    };
    for fact in store.facts(&grouped.id)? {
        match fact.kind.as_str() {
            STATEMENT => {
                let statement = of_statement(&article, &fact);
                merge(&mut article.speakers, &statement.speakers);
                merge(&mut article.names, &statement.names);
                merge(&mut article.actors, &statement.actors);
                take(statement)?;
            }
            EVENT => add_event(&mut article, &fact),
            _ => {}
        }
    }
    take(article)
}

fn of_statement(article: &Entry, fact: &Evidence) -> Entry {
    let mut entry = Entry {
        unit: article.unit.clone(),
        id: format!("{}/{STATEMENT}/{}", article.id, fact.number),
        kind: Some(Kind::Statement),
        text: fact.quote.clone(),
        outlets: article.outlets.clone(),
        story: article.story.clone(),
        days: article.days,
        published: article.published,
        ..Entry::default()
    };
    let Ok(statement) = serde_json::from_value::<Statement>(fact.detail.clone()) else { return entry };
    if let Some(Source { name, code }) = &statement.speaker {
        entry.speakers.push(name.clone());
        entry.names.push(name.clone());
        entry.speakers.extend(code.iter().cloned());
        entry.actors.extend(code.iter().cloned());
    }
    for Source { name, code } in &statement.addressees {
        entry.names.push(name.clone());
        merge(&mut entry.actors, code.as_slice());
    }
    entry
}

fn add_event(article: &mut Entry, fact: &Evidence) {
    let Ok(event) = serde_json::from_value::<Event>(fact.detail.clone()) else { return };
    for Actor { code, name, .. } in event.actors.iter().chain(&event.recipients) {
        merge(&mut article.actors, std::slice::from_ref(code));
        merge(&mut article.names, name.as_slice());
    }
    merge(&mut article.types, &[event.kind.word().to_owned()]);
    merge(&mut article.statuses, &[event.status.word().to_owned()]);
    if let Some(place) = event.place {
        merge(&mut article.places, &[place.name]);
    }
}

fn of_happening(happening: Happening) -> Entry {
    let published = happening.accounts.iter().filter_map(|account| account.published.as_deref()).min();
    let published = published.and_then(Interval::parse);
    let own = happening.date.as_ref().and_then(|date| Interval::parse(&date.value));
    let mut entry = Entry {
        unit: happening.id.clone(),
        id: happening.id,
        kind: Some(Kind::Happening),
        text: happening.line,
        actors: happening.actors,
        types: vec![happening.kind.word().to_owned()],
        statuses: vec![happening.status.word().to_owned()],
        places: happening.place.into_iter().collect(),
        story: happening.story,
        days: own.or(published),
        published,
        ..Entry::default()
    };
    merge(&mut entry.actors, &happening.recipients);
    for outlet in happening.accounts.into_iter().filter_map(|account| account.outlet) {
        merge(&mut entry.outlets, &[outlet]);
    }
    entry
}

fn merge(known: &mut Vec<String>, more: &[String]) {
    for one in more {
        if !known.contains(one) {
            known.push(one.clone());
        }
    }
}
