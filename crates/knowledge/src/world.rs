//! World: states, places, organisations, people and their terms, outlets.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::{Interval, Problem};
use jiff::civil::Date;
use serde::Deserialize;

use crate::examples::Example;
use crate::table::{Files, Place as RowPlace, list, maybe};

/// A state or territory that acts for itself; columns of `world/states.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct State {
    /// ISO 3166 alpha-3.
    pub code: String,
    /// Usual English name.
    pub name: String,
    /// English adjective.
    pub adjective: String,
    /// Names in Vietnamese papers, the usual one first.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
    /// Poetic names.
    #[serde(deserialize_with = "list")]
    pub epithets: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// A city, region, sea or site; columns of `world/places.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Place {
    /// English name.
    pub name: String,
    /// State it lies in.
    #[serde(deserialize_with = "maybe")]
    pub code: Option<String>,
    /// `capital`, `city`, `region`, `sea` …
    pub kind: String,
    /// Names in Vietnamese papers.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
    /// Side whose government the name can stand for.
    #[serde(deserialize_with = "maybe")]
    pub stands_for: Option<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// A body, alliance, party, armed group or company; columns of `world/organizations.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Organization {
    /// Usual name.
    pub name: String,
    /// Side it acts for, or its own code.
    #[serde(deserialize_with = "maybe")]
    pub code: Option<String>,
    /// `body`, `alliance`, `international`, `party`, `armed-group`, `group`, `company`, `ngo`.
    pub kind: String,
    /// Names in Vietnamese papers.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// A person; columns of `world/people.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Person {
    /// Lower-case id.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// Side when no term says otherwise.
    #[serde(deserialize_with = "maybe")]
    pub code: Option<String>,
    /// `m`, `f` or nothing.
    #[serde(deserialize_with = "maybe")]
    pub gender: Option<String>,
    /// Full spellings.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
    /// Spellings that mean this person alone.
    #[serde(deserialize_with = "list")]
    pub short: Vec<String>,
    /// Spellings that mean this person after a title only.
    #[serde(deserialize_with = "list", default)]
    pub after_title: Vec<String>,
}

/// One person in one office; columns of `world/terms.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Term {
    /// Id of the person.
    pub person: String,
    /// Id of the office.
    pub office: String,
    /// State or organisation code, or a body's name; several where they mean the same office.
    #[serde(deserialize_with = "list")]
    pub of: Vec<String>,
    /// First day (ISO date, month or year); empty when unknown.
    #[serde(deserialize_with = "maybe")]
    pub from: Option<String>,
    /// Last day; empty when it still lasts.
    #[serde(deserialize_with = "maybe")]
    pub to: Option<String>,
}

impl Term {
    /// True when the office was held on `day`.
    pub fn holds(&self, day: Date) -> bool {
        let first = self.from.as_deref().and_then(Interval::parse).map(|interval| interval.first);
        let last = self.to.as_deref().and_then(Interval::parse).map(|interval| interval.last);
        first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
    }
}

/// A newspaper, broadcaster or agency; columns of `world/outlets.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Outlet {
    /// Usual name.
    pub name: String,
    /// `outlet` or `agency`.
    pub kind: String,
    /// State it belongs to.
    #[serde(deserialize_with = "maybe")]
    pub country: Option<String>,
    /// Names as papers cite it.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
    /// Internet domains.
    #[serde(deserialize_with = "list")]
    pub domains: Vec<String>,
    /// What its own pages begin a lead with.
    #[serde(deserialize_with = "list")]
    pub marks: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// All tables of `world/`.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// States, in file order.
    pub states: Vec<State>,
    /// Places, in file order.
    pub places: Vec<Place>,
    /// Organisations, in file order.
    pub organizations: Vec<Organization>,
    /// People, in file order.
    pub people: Vec<Person>,
    /// Terms, in file order.
    pub terms: Vec<Term>,
    /// Outlets, in file order.
    pub outlets: Vec<Outlet>,
    state_rows: BTreeMap<String, usize>,
    person_rows: BTreeMap<String, usize>,
    office_terms: BTreeMap<(String, String), Vec<usize>>,
    person_terms: BTreeMap<String, Vec<usize>>,
}

impl World {
    pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>, examples: &mut Vec<Example>) -> World {
        let mut world = World::default();
        for (place, state) in files.rows::<State>("world/states.tsv", problems) {
            add_examples(examples, &place, "world/states", &state.example, &state.code);
            world.state_rows.insert(state.code.clone(), world.states.len());
            world.states.push(state);
        }
        for (place, row) in files.rows::<Place>("world/places.tsv", problems) {
            add_examples(examples, &place, "world/places", &row.example, &row.name);
            world.places.push(row);
        }
        for (place, row) in files.rows::<Organization>("world/organizations.tsv", problems) {
            add_examples(examples, &place, "world/organizations", &row.example, &row.name);
            world.organizations.push(row);
        }
        for (place, person) in files.rows::<Person>("world/people.tsv", problems) {
            if world.person_rows.insert(person.id.clone(), world.people.len()).is_some() {
                problems
                    .push(Problem::new("table_row", format!("{place}: second row with id {}", person.id)));
            }
            world.people.push(person);
        }
        for (place, term) in files.rows::<Term>("world/terms.tsv", problems) {
            if !world.person_rows.contains_key(&term.person) {
                problems.push(Problem::new(
                    "table_row",
                    format!("{place}: no person {} in people.tsv", term.person),
                ));
            }
            for date in [&term.from, &term.to].into_iter().flatten() {
                if Interval::parse(date).is_none() {
                    problems.push(Problem::new("table_row", format!("{place}: {date:?} is no ISO date")));
                }
            }
            let index = world.terms.len();
            for of in &term.of {
                world.office_terms.entry((term.office.clone(), of.clone())).or_default().push(index);
            }
            world.person_terms.entry(term.person.clone()).or_default().push(index);
            world.terms.push(term);
        }
        for (place, outlet) in files.rows::<Outlet>("world/outlets.tsv", problems) {
            add_examples(examples, &place, "world/outlets", &outlet.example, &outlet.name);
            world.outlets.push(outlet);
        }
        world.check_codes(problems);
        world
    }

    /// The state with this code.
    pub fn state(&self, code: &str) -> Option<&State> {
        self.state_rows.get(code).map(|&row| &self.states[row])
    }

    /// The person with this id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.person_rows.get(id).map(|&row| &self.people[row])
    }

    /// All terms of an office of a state or organisation, in file order.
    pub fn terms_of(&self, office: &str, of: &str) -> impl Iterator<Item = &Term> {
        let rows = self.office_terms.get(&(office.to_owned(), of.to_owned()));
        rows.into_iter().flatten().map(|&row| &self.terms[row])
    }

    /// All terms of a person, in file order.
    pub fn terms_by(&self, person: &str) -> impl Iterator<Item = &Term> {
        self.person_terms.get(person).into_iter().flatten().map(|&row| &self.terms[row])
    }

    /// Who holds `office` of `of` on `day`; the latest to begin where two rows hold.
    pub fn holder(&self, office: &str, of: &str, day: Date) -> Option<&Person> {
        let term =
            self.terms_of(office, of).filter(|term| term.holds(day)).max_by(|a, b| a.from.cmp(&b.from))?;
        self.person(&term.person)
    }

    fn check_codes(&self, problems: &mut Vec<Problem>) {
        let mut unknown = BTreeSet::new();
        let own: BTreeSet<&str> = self.organizations.iter().filter_map(|row| row.code.as_deref()).collect();
        let places = self.places.iter().flat_map(|row| [&row.code, &row.stands_for]);
        let people = self.people.iter().map(|row| &row.code);
        for code in places.chain(people).flatten() {
            if !self.state_rows.contains_key(code) && !own.contains(code.as_str()) {
                unknown.insert(code.as_str());
            }
        }
        for code in unknown {
            let message = format!("world: code {code} stands in no row of states.tsv or organizations.tsv");
            problems.push(Problem::new("table_row", message));
        }
    }
}

pub(crate) fn add_examples(
    examples: &mut Vec<Example>,
    place: &RowPlace,
    kind: &'static str,
    cells: &[String],
    expected: &str,
) {
    for marked in cells {
        let (marked, expected) = (marked.clone(), expected.to_owned());
        examples.push(Example { place: place.clone(), kind, marked, expected });
    }
}
