//! Rows: where a name would go in the tables, and the row to paste there.

use std::collections::BTreeMap;

use biennien_extract::mention::Sort;
use biennien_knowledge::Knowledge;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::{Seen, most};

/// A name or title that no table has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The words.
    pub words: String,
    /// What they seem to be.
    pub kind: &'static str,
    /// Articles that have them.
    pub documents: usize,
    /// The table where a row would go.
    pub table: &'static str,
    /// The row of the table of which this may be another spelling.
    pub like: Option<String>,
    /// The row to paste, tab-separated; what is not known is empty.
    pub row: String,
    /// Row of `world/terms.tsv` to paste with it, for people whose office the text tells.
    pub term: Option<String>,
    /// Where they stand, in brackets among their neighbours.
    pub examples: Vec<String>,
}

/// Every spelling of the world tables without accents, spaces and hyphens, and the row it belongs to.
pub(super) struct Spellings {
    rows: BTreeMap<String, String>,
    offices: BTreeMap<String, String>,
}

impl Spellings {
    pub(super) fn new(knowledge: &Knowledge) -> Spellings {
        let world = &knowledge.world;
        let mut rows = BTreeMap::new();
        let states = world.states.iter().map(|row| (&row.code, &row.names));
        let places = world.places.iter().map(|row| (&row.name, &row.names));
        let organizations = world.organizations.iter().map(|row| (&row.name, &row.names));
        let people = world.people.iter().map(|row| (&row.id, &row.names));
        for (id, names) in states.chain(places).chain(organizations).chain(people) {
            for name in names {
                rows.entry(bones(name)).or_insert_with(|| id.clone());
            }
        }
        let holders = world.terms.iter().map(|term| (term.office.clone(), term.of.join("|")));
        Spellings { rows, offices: holders.collect() }
    }

    /// The row that has this spelling, or one a letter away from it.
    fn like(&self, words: &str) -> Option<String> {
        let bones = bones(words);
        if bones.len() < 5 {
            return None;
        }
        let near = || self.rows.iter().find(|(other, _)| is_a_letter_away(other, &bones));
        self.rows.get(&bones).or_else(|| near().map(|(_, id)| id)).cloned()
    }
}

/// The suggestion for `words`.
pub(super) fn suggestion(words: String, seen: Seen, spellings: &Spellings) -> Suggestion {
    let sort =
        most(&seen.sorts.iter().filter(|(sort, _)| **sort != Sort::Name).map(|(a, b)| (*a, *b)).collect());
    let sort = sort.unwrap_or(Sort::Name);
    let cell = |counts: &BTreeMap<String, usize>| most(counts).unwrap_or_default();
    let (code, gender, office) = (cell(&seen.codes), cell(&seen.genders), cell(&seen.offices));
    let id: String = plain(&words).replace(' ', "-");
    let (table, row) = match sort {
        Sort::Person => ("world/people.tsv", format!("{id}\t{words}\t{code}\t{gender}\t{words}\t\t\t")),
        Sort::Place => ("world/places.tsv", format!("{words}\t{code}\t\t{words}\t\t\t")),
        Sort::Organization => ("world/organizations.tsv", format!("{words}\t{code}\t\t{words}\t\t")),
        Sort::Acronym => ("world/organizations.tsv", format!("{words}\t{code}\t\t{words}\t\t")),
        Sort::Outlet => ("world/outlets.tsv", format!("{words}\toutlet\t\t{words}\t\t\t\t")),
        Sort::Title => ("vi/offices.tsv", format!("\t\t{words}\t\t\t\t\t")),
        Sort::Name => ("", String::new()),
    };
    let like = if sort == Sort::Title { None } else { spellings.like(&words) };
    let of = if spellings.offices.contains_key(&office) { code } else { String::new() };
    let term = (sort == Sort::Person && !office.is_empty()).then(|| format!("{id}\t{office}\t{of}\t\t\t\t"));
    Suggestion {
        words,
        kind: sort.word(),
        documents: seen.articles,
        table,
        like,
        row,
        term,
        examples: seen.examples,
    }
}

/// Small letters without accents; everything else is a space.
fn plain(words: &str) -> String {
    let letters = words.nfd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    let letters = letters.map(|letter| match letter {
        'đ' | 'Đ' => 'd',
        letter if letter.is_alphanumeric() => letter,
        _ => ' ',
    });
    let words: String = letters.flat_map(char::to_lowercase).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bones(words: &str) -> String {
    plain(words).replace(' ', "")
}

/// True when one letter more, less or other makes one word the other; the first letter must be the same.
fn is_a_letter_away(one: &str, other: &str) -> bool {
    let (a, b) = (one.as_bytes(), other.as_bytes());
    if a.first() != b.first() || a.len().abs_diff(b.len()) > 1 || a.len().min(b.len()) < 6 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let tail = a[same..].iter().rev().zip(b[same..].iter().rev()).take_while(|(a, b)| a == b).count();
    a.len().max(b.len()) - same - tail <= 1
}

#[cfg(test)]
mod tests {
    use super::{bones, is_a_letter_away};

    #[test]
    fn spellings_are_compared_without_accents_and_gaps() {
        check("Mát-xcơ-va", "Matxcova", true);
        check("Matxcova", "Matscova", true);
        check("Matxcova", "Katxcova", false);
        check("Lua Tran", "Lua Trinh", false);
    }

    #[track_caller]
    fn check(one: &str, other: &str, alike: bool) {
        let (one, other) = (bones(one), bones(other));
        assert_eq!(one == other || is_a_letter_away(&one, &other), alike);
    }
}
