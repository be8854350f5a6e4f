//! Surnames: whom one syllable means that several people share ("Chủ tịch Hạ viện Mỹ Johnson").
//!
//! In: a title and a surname, or the people of the document. Out: the one who had that office, the one of the
//! document, or the candidates.

use std::collections::HashMap;

use biennien_knowledge::World;

use super::Rules;
use super::atoms::Atom;
use super::cast::Cast;
use super::grammar::{Parser, Title};
use super::lexicon::{Entry, Lexicon};
use super::person::Name;

/// Candidates that are kept of a name at most; more say nothing.
const CANDIDATES_MAX: usize = 5;

/// Whom a surname behind a title means.
enum Surnamed {
    /// The only one of that surname who had the office.
    One(usize),
    /// Several had it.
    Several(Vec<usize>),
    /// Nobody in the tables had it.
    Nobody,
}

/// The rows of people by the first and the last syllable of their names.
pub(crate) fn index(world: &World, lexicon: &Lexicon) -> HashMap<String, Vec<usize>> {
    let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, person) in world.people.iter().enumerate() {
        for name in &person.names {
            let parts: Vec<&str> = name.split([' ', '-']).filter(|part| !part.is_empty()).collect();
            let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
            for part in [first, last] {
                let rows = rows.entry(lexicon.fold(part)).or_default();
                if rows.last() != Some(&row) {
                    rows.push(row);
                }
            }
        }
    }
    rows
}

/// The person of the document, named in full and in office there, whom a surname means that the tables give to
/// somebody who is not named in full.
pub(crate) fn namesake(atom: &Atom, parts: &[&str], figures: &[usize], cast: &Cast) -> Option<usize> {
    let [part] = parts else { return None };
    let row = atom.entries.iter().find_map(|entry| match entry {
        Entry::ShortPerson(row) | Entry::TitledPerson(row) => Some(*row),
        _ => None,
    })?;
    let usual = figures.iter().map(|figure| &cast.figures[*figure]).find(|figure| figure.row == Some(row));
    if usual.is_none_or(|usual| usual.full || !usual.roles.is_empty()) {
        return None;
    }
    let gender = usual.and_then(|usual| usual.gender.clone());
    let mut others = figures.iter().copied().filter(|figure| {
        let figure = &cast.figures[*figure];
        let alike = figure.gender.is_none() || gender.is_none() || figure.gender == gender;
        figure.row != Some(row)
            && figure.full
            && !figure.roles.is_empty()
            && alike
            && figure.is_surnamed(part)
    });
    others.next()
}

impl Rules {
    /// Who of the people with this surname had the office of `title`, at any time.
    fn surnamed(&self, title: &Title, cast: &Cast, key: &str) -> Surnamed {
        let Some(rows) = self.surnames.get(key) else { return Surnamed::Nobody };
        let names: Vec<String> =
            title.owners.iter().flat_map(|owner| self.owner_names(owner, cast)).collect();
        let offices: Vec<&str> =
            title.offices.iter().map(|office| self.names.offices[*office].id.as_str()).collect();
        let had = |row: &&usize| {
            self.world.terms_by(&self.world.people[**row].id).any(|term| {
                offices.contains(&term.office.as_str())
                    && (names.is_empty() || term.of.iter().any(|of| names.contains(of)))
            })
        };
        let found: Vec<usize> = rows.iter().filter(had).copied().collect();
        match found.as_slice() {
            [] => Surnamed::Nobody,
            [one] => Surnamed::One(*one),
            _ => Surnamed::Several(found),
        }
    }

    /// Whom a surname may mean that nothing decides, by gender where an honorific tells it.
    fn namesakes(&self, key: &str, gender: Option<&str>) -> Vec<usize> {
        let rows = self.surnames.get(key).map_or(&[][..], Vec::as_slice);
        let fits = |row: &&usize| {
            let own = self.world.people[**row].gender.as_deref();
            gender.is_none() || own.is_none() || own == gender
        };
        let rows: Vec<usize> = rows.iter().filter(fits).copied().collect();
        if rows.len() > CANDIDATES_MAX { Vec::new() } else { rows }
    }
}

impl Parser<'_> {
    /// The figure of a name behind a title: of a surname that several people share, the one who had the office.
    pub(crate) fn titled_figure(&mut self, name: Name, title: Option<&Title>, gender: Option<&str>) -> usize {
        let (tokens, usual) = match &name {
            Name::Row(row, tokens) => (tokens.clone(), Some(*row)),
            Name::Unknown(tokens) => (tokens.clone(), None),
            Name::Figure(_) => return self.figure(name),
        };
        let [key] = self.keys.words(tokens.clone())[..] else { return self.figure(name) };
        let office = title.filter(|title| title.relative.is_none() && !title.offices.is_empty());
        let found = office.map_or(Surnamed::Nobody, |title| self.rules.surnamed(title, self.cast, key));
        match found {
            Surnamed::One(row) => {
                let start = tokens.start;
                let figure = self.figure(Name::Row(row, tokens));
                self.cast.decided.push((start, figure));
                figure
            }
            Surnamed::Several(rows) if usual.is_none_or(|usual| !rows.contains(&usual)) => {
                let start = tokens.start;
                let figure = self.figure(Name::Unknown(tokens));
                self.cast.figures[figure].candidates = rows;
                self.cast.decided.push((start, figure));
                figure
            }
            _ => {
                let figure = self.figure(name);
                if usual.is_none() && self.cast.figures[figure].candidates.is_empty() {
                    self.cast.figures[figure].candidates = self.rules.namesakes(key, gender);
                }
                figure
            }
        }
    }
}
