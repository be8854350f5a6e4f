//! PLOVER: events in the record form of the PLOVER 2.0 manual, one JSON object an event.
//!
//! In: an article of the store, its facts, its contexts and the happenings it is an account of. Out: records with
//! the manual's field names, and with status, confidence, attribution and evidence besides; their form is
//! `docs/plover.schema.json`. The manual has one type where the chronicle has type and status: an announced meeting
//! becomes AGREE here and in no other output; `as_read` keeps what was read.

use biennien_model::{Actor, Event, EventType, Source, Statement, Status};
use biennien_store::{Evidence, StoredArticle};
use serde::Serialize;

use crate::scale;
use crate::timeline::is_sure;

/// One event as the manual writes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PloverRecord {
    /// The fact: `ARTICLE/event/NUMBER`, as `biennien explain` takes it.
    pub id: String,
    /// ISO day; the day of publication where the text ties none to the event, see `date_basis`. Empty where the text
    /// tells only a part of it (`XXXX-02-24`), which `as_read` has.
    pub date: Option<String>,
    /// Last day, of an event of several.
    pub enddate: Option<String>,
    /// Who does it.
    pub actor: Vec<PloverActor>,
    /// To whom.
    pub recipient: Vec<PloverActor>,
    /// One PLOVER type.
    pub event: Vec<String>,
    /// Where, in English.
    pub event_loc: Option<String>,
    /// The words that name the act.
    pub event_text: Vec<String>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad_code: u8,
    /// −10 to 10.
    pub event_scale: f64,
    /// One PLOVER mode, or none.
    pub mode: Vec<String>,
    /// What the article is about.
    pub context: Vec<String>,
    /// The happening that it is an account of.
    pub link: Option<String>,
    /// Where the words stand in the text of the article.
    pub text_info: TextInfo,
    /// Where the article comes from.
    pub cite_info: CiteInfo,
    /// The program and its version.
    pub coder: String,
    /// Always true: articles without events give no record.
    pub has_event: bool,
    /// `future`, `hypothetical` or `negation`, where no single type expresses it.
    pub auxiliary: Vec<String>,
    /// `text`, `publication`, or none where no day is known.
    pub date_basis: Option<&'static str>,
    /// How real it is in the eyes of the text.
    pub status: Status,
    /// How probably type and sides are right, 0 to 1.
    pub confidence: Option<f64>,
    /// Who says so, the innermost source first; empty where the article says so itself.
    pub attribution: Vec<Source>,
    /// What was read, before status and type were made one.
    pub as_read: AsRead,
    /// What it rests on.
    pub evidence: FactEvidence,
}

/// A side in the manual's levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PloverActor {
    /// ISO 3166 alpha-3, or one of the manual's codes for who is no state (UNO, EUR, IGO, IMG …).
    pub country: Option<String>,
    /// Sector codes.
    pub sector: Vec<String>,
    /// The code in the rest of this program's output.
    pub code: String,
    /// Person or body, when named.
    pub name: Option<String>,
}

/// Where the words stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextInfo {
    /// Paragraph, from 0, the headline.
    pub sequence: usize,
    /// Bytes of the article's text.
    pub start: usize,
    /// Bytes of the article's text.
    pub end: usize,
}

/// Where the article comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CiteInfo {
    /// The input's own id.
    pub citation: String,
    /// Its address.
    pub url: Option<String>,
    /// Headline.
    pub title: String,
    /// Outlet.
    pub publication: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Always `PLOVER 2.0`.
    pub codebook: &'static str,
    /// The program and its version.
    pub version: String,
}

/// Type and mode as the chronicle has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AsRead {
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// The event's own date; `X` stands for what the text does not tell.
    pub date: Option<String>,
}

/// What a fact rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactEvidence {
    /// Article.
    pub article: String,
    /// The words.
    pub quote: String,
    /// The paragraph they stand in.
    pub paragraph: String,
    /// Bytes of the article's text.
    pub start: usize,
    /// Bytes of the article's text.
    pub end: usize,
    /// Bytes of the capture; none where the words stand nowhere in it as they are.
    pub raw_start: Option<usize>,
    /// Bytes of the capture.
    pub raw_end: Option<usize>,
    /// SHA-256 of the capture.
    pub digest: String,
    /// Row of the tables that made it.
    pub rule: String,
}

/// Country and sector of a side.
pub type SideLevels = (Option<String>, Option<String>);

/// An article with all that its records need.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The article.
    pub article: &'a StoredArticle,
    /// Its facts, in the store's order.
    pub facts: &'a [Evidence],
    /// What it is about.
    pub contexts: &'a [String],
    /// Country and sector of a side code in the manual, each where it has one.
    pub levels: &'a dyn Fn(&str) -> SideLevels,
    /// Only facts that are so sure or surer.
    pub confidence_min: Option<f64>,
}

/// The records of one article, in text order; `link` gives the happening that the event with this number belongs to.
pub fn plover_records(told: Told<'_>, link: impl Fn(usize) -> Option<String>) -> Vec<PloverRecord> {
    let statements: Vec<Statement> = read(told.facts, "statement").map(|(_, fact)| fact).collect();
    let mut records = Vec::new();
    for (evidence, event) in read::<Event>(told.facts, "event") {
        if is_sure(event.confidence, told.confidence_min) {
            let link = link(evidence.number);
            records.push(record(told, evidence, event, attribution(&statements, evidence), link));
        }
    }
    records
}

/// The facts of one kind, with their evidence; a fact that this program cannot read is left out.
pub(crate) fn read<'a, T: serde::de::DeserializeOwned>(
    facts: &'a [Evidence],
    kind: &'a str,
) -> impl Iterator<Item = (&'a Evidence, T)> {
    let facts = facts.iter().filter(move |fact| fact.kind == kind);
    facts.filter_map(|fact| Some((fact, serde_json::from_value(fact.detail.clone()).ok()?)))
}

fn record(
    told: Told<'_>,
    evidence: &Evidence,
    event: Event,
    attribution: Vec<Source>,
    link: Option<String>,
) -> PloverRecord {
    let article = &told.article.article;
    let published = article.published.as_ref().map(|published| published.value.clone());
    let (value, date_basis) = match (&event.date, &published) {
        (Some(date), _) if date.value.contains('X') => (None, None),
        (Some(date), _) => (Some(date.value.clone()), Some("text")),
        (None, Some(day)) => (Some(day.clone()), Some("publication")),
        (None, None) => (None, None),
    };
    let (date, enddate) = days(value.as_deref());
    let folded = scale::fold(event.kind, event.mode.as_deref(), event.status);
    let coder = format!("biennien {}", told.article.program);
    PloverRecord {
        id: format!("{}/event/{}", evidence.article, evidence.number),
        date,
        enddate,
        actor: event.actors.iter().map(|actor| side(actor, told)).collect(),
        recipient: event.recipients.iter().map(|actor| side(actor, told)).collect(),
        event: vec![folded.kind.word().to_owned()],
        event_loc: event.place.map(|place| place.name),
        event_text: vec![evidence.quote.clone()],
        quad_code: scale::quad(folded.kind),
        event_scale: scale::score(folded.kind, folded.mode),
        mode: folded.mode.map(str::to_owned).into_iter().collect(),
        context: told.contexts.to_vec(),
        link,
        text_info: TextInfo {
            sequence: article.text[..evidence.span.start.min(article.text.len())].matches('\n').count(),
            start: evidence.span.start,
            end: evidence.span.end,
        },
        cite_info: CiteInfo {
            citation: article.source_id.clone(),
            url: article.url.clone(),
            title: article.title.clone(),
            publication: article.outlet.clone(),
            date: published,
            codebook: "PLOVER 2.0",
            version: coder.clone(),
        },
        coder,
        has_event: true,
        auxiliary: folded.auxiliary.map(str::to_owned).into_iter().collect(),
        date_basis,
        status: event.status,
        confidence: event.confidence,
        attribution,
        as_read: AsRead { kind: event.kind, mode: event.mode, date: event.date.map(|date| date.value) },
        evidence: footing(told.article, evidence),
    }
}

/// First and last day of an ISO value, which may be an interval or have a clock time.
fn days(value: Option<&str>) -> (Option<String>, Option<String>) {
    let day = |value: &str| value.split('T').next().unwrap_or_default().to_owned();
    match value.map(|value| value.split_once('/').ok_or(value)) {
        None => (None, None),
        Some(Ok((first, last))) => (Some(day(first)), Some(day(last))),
        Some(Err(only)) => (Some(day(only)), None),
    }
}

pub(crate) fn footing(article: &StoredArticle, evidence: &Evidence) -> FactEvidence {
    let text = &article.article.text;
    let before = text.get(..evidence.span.start).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
    let after = text.get(evidence.span.start..).and_then(|text| text.find('\n'));
    let after = after.map_or(text.len(), |at| evidence.span.start + at);
    FactEvidence {
        article: evidence.article.clone(),
        quote: evidence.quote.clone(),
        paragraph: text.get(before..after).unwrap_or_default().to_owned(),
        start: evidence.span.start,
        end: evidence.span.end,
        raw_start: evidence.raw.map(|raw| raw.start),
        raw_end: evidence.raw.map(|raw| raw.end),
        digest: article.digest.clone(),
        rule: evidence.rule.clone(),
    }
}

/// Speaker and relays of the innermost statement that holds the words.
fn attribution(statements: &[Statement], evidence: &Evidence) -> Vec<Source> {
    let holding = statements.iter().filter(|statement| statement.span.contains(evidence.span));
    let Some(inner) = holding.min_by_key(|statement| statement.span.len()) else { return Vec::new() };
    inner.speaker.iter().chain(&inner.via).cloned().collect()
}

fn side(actor: &Actor, told: Told<'_>) -> PloverActor {
    let (country, sector) = (told.levels)(&actor.code);
    PloverActor {
        country,
        sector: sector.into_iter().collect(),
        code: actor.code.clone(),
        name: actor.name.clone(),
    }
}
