//! Actors: a person or side, what it says, what is said about it, with whom it acts; every count is a list's length.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::{Happening, Interval, Span, Status};
use biennien_store::{Evidence, Store, StoreError};
use serde::Serialize;

use crate::TimelineRow;

/// Who is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A side, by its code.
    Side(String),
    /// A person or body, by its usual name, and the side it acts for.
    Name(String, Option<String>),
}

/// An office and its term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Office {
    /// The office.
    pub office: String,
    /// Whose.
    pub of: Vec<String>,
    /// First day, when known.
    pub from: Option<String>,
    /// Day it was left; `None` while it lasts.
    pub to: Option<String>,
}

/// Something counted, with what was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// A side code or a PLOVER type.
    pub name: String,
    /// Length of the list.
    pub n: usize,
    /// Ids of happenings.
    pub happenings: Vec<String>,
}

/// All about one actor.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActorPage {
    /// Usual name, or the code.
    pub name: String,
    /// Side code.
    pub code: Option<String>,
    /// Offices with their terms, oldest first.
    pub offices: Vec<Office>,
    /// Number of statements it makes.
    pub says_n: usize,
    /// Number of statements of others that name it.
    pub said_about_n: usize,
    /// Number of happenings that it takes part in.
    pub happenings_n: usize,
    /// First day of a happening told as real.
    pub first: Option<String>,
    /// Last day of one.
    pub last: Option<String>,
    /// With whom, most frequent first.
    pub with: Vec<Listed>,
    /// Types, most frequent first.
    pub types: Vec<Listed>,
    /// `ARTICLE/statement/NUMBER`.
    pub says: Vec<String>,
    /// `ARTICLE/statement/NUMBER`.
    pub said_about: Vec<String>,
    /// Ids, in the order of the chronicle.
    pub happenings: Vec<String>,
}

/// All that `store` has about `of`.
///
/// # Errors
/// When the store cannot be read.
pub fn actor(store: &Store, of: &Of, offices: Vec<Office>) -> Result<ActorPage, StoreError> {
    let (mut says, mut said_about) = (Vec::new(), Vec::new());
    for article in store.article_ids()? {
        statements(&store.facts(&article)?, of, &mut says, &mut said_about);
    }
    let all = store.happenings()?;
    let own: Vec<&Happening> = all.iter().filter(|happening| takes_part(happening, of)).collect();
    let (name, code) = match of {
        Of::Side(code) => (code.clone(), Some(code.clone())),
        Of::Name(name, code) => (name.clone(), code.clone()),
    };
    let (mut with, mut types) = (BTreeMap::new(), BTreeMap::new());
    let mut dates: Vec<(Interval, &str)> = Vec::new();
    for happening in &own {
        let row = TimelineRow::from(*happening);
        let others: BTreeSet<String> =
            row.sides().filter(|side| Some(*side) != code.as_ref()).cloned().collect();
        for other in others {
            list(&mut with, other, &happening.id);
        }
        list(&mut types, happening.kind.word().to_owned(), &happening.id);
        if let (Status::Actual, Some(date)) = (happening.status, &happening.date) {
            dates.extend(Interval::parse(&date.value).map(|days| (days, date.value.as_str())));
        }
    }
    Ok(ActorPage {
        name,
        code,
        offices,
        says_n: says.len(),
        said_about_n: said_about.len(),
        happenings_n: own.len(),
        first: dates.iter().min().map(|(_, value)| (*value).to_owned()),
        last: dates.iter().max_by_key(|(days, _)| days.last).map(|(_, value)| (*value).to_owned()),
        with: listed(with),
        types: listed(types),
        says,
        said_about,
        happenings: own.iter().map(|happening| happening.id.clone()).collect(),
    })
}

fn takes_part(happening: &Happening, of: &Of) -> bool {
    match of {
        Of::Side(code) => happening.actors.iter().chain(&happening.recipients).any(|side| side == code),
        Of::Name(name, _) => {
            let people = happening.fields.iter().filter(|field| field.field == "participants");
            people.flat_map(|field| &field.values).any(|value| &value.value == name)
        }
    }
}

/// Adds the statements among `facts` that `of` makes, and those of others that name it.
fn statements(facts: &[Evidence], of: &Of, says: &mut Vec<String>, said_about: &mut Vec<String>) {
    let is = |value: &serde_json::Value| match of {
        Of::Side(code) => value["code"].as_str() == Some(code),
        Of::Name(name, _) => value["name"].as_str() == Some(name),
    };
    let mut named: Vec<Span> = facts
        .iter()
        .filter(|fact| fact.kind == "mention" && is(&fact.detail))
        .map(|fact| fact.span)
        .collect();
    named.sort();
    for fact in facts.iter().filter(|fact| fact.kind == "statement") {
        let id = format!("{}/statement/{}", fact.article, fact.number);
        if is(&fact.detail["speaker"]) {
            says.push(id);
            continue;
        }
        let from = named.partition_point(|span| span.start < fact.span.start);
        if named.get(from).is_some_and(|span| fact.span.contains(*span)) {
            said_about.push(id);
        }
    }
}

fn list(lists: &mut BTreeMap<String, Vec<String>>, name: String, id: &str) {
    lists.entry(name).or_default().push(id.to_owned());
}

fn listed(lists: BTreeMap<String, Vec<String>>) -> Vec<Listed> {
    let mut all: Vec<Listed> = lists
        .into_iter()
        .map(|(name, happenings)| Listed { name, n: happenings.len(), happenings })
        .collect();
    all.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.name.cmp(&b.name)));
    all
}
