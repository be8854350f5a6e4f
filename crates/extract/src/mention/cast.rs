//! Cast: the people of one document, from the tables or learned from their first full mention.

use std::collections::HashMap;

use biennien_knowledge::Person;
use jiff::civil::Date;

use super::Rules;

/// Most people of one document that part of a name can mean: with more it means none of those that come later.
const NAMESAKES_MAX: usize = 64;

/// One person of the document.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// Usual name.
    pub(crate) name: String,
    /// Row of `world/people.tsv`.
    pub(crate) row: Option<usize>,
    /// Side learned from a title in the text.
    pub(crate) side: Option<String>,
    /// `m` or `f`, from the table or from a title.
    pub(crate) gender: Option<String>,
    /// Offices that the text gives: row of the office, side or body.
    pub(crate) roles: Vec<(usize, Option<String>)>,
    /// Trades that give no side: rows of the offices.
    pub(crate) trades: Vec<usize>,
    /// True when a title said that the office is over.
    pub(crate) former: bool,
    /// True when a title made an observer of this person.
    pub(crate) observer: bool,
    /// Rows of `world/people.tsv` that the text does not decide between.
    pub(crate) candidates: Vec<usize>,
    /// True when a name of two or more syllables was met.
    pub(crate) full: bool,
    /// Syllables of the name.
    keys: Vec<String>,
}

impl Figure {
    /// True when the name ends in this syllable.
    pub(crate) fn is_surnamed(&self, key: &str) -> bool {
        self.keys.last().is_some_and(|last| last == key)
    }
}

/// The people of one document.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cast {
    /// In the order in which they were met.
    pub(crate) figures: Vec<Figure>,
    /// First token of a name, and the figure that its title decided on against the tables.
    pub(crate) decided: Vec<(usize, usize)>,
    by_row: HashMap<usize, usize>,
    by_key: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, usize>,
}

impl Cast {
    /// The figure of a person of the tables; makes it when there is none.
    pub(crate) fn known(&mut self, row: usize, keys: &[&str], rules: &Rules) -> usize {
        let index = match self.by_row.get(&row) {
            Some(&index) => index,
            None => {
                let person = &rules.world.people[row];
                let index = self.add(&person.name, Some(row), person.gender.clone());
                self.by_row.insert(row, index);
                for name in &person.names {
                    let keys: Vec<String> =
                        name.split([' ', '-']).map(|part| rules.lexicon.fold(part)).collect();
                    self.index(index, &keys.iter().map(String::as_str).collect::<Vec<_>>());
                }
                index
            }
        };
        self.index(index, keys);
        self.figures[index].full |= keys.len() > 1;
        index
    }

    /// The figure of a person that no table knows, by the words of the text; makes it when there is none.
    pub(crate) fn learned(&mut self, name: &str, keys: &[&str]) -> usize {
        let folded = keys.join(" ");
        if let Some(&index) = self.by_name.get(&folded) {
            return index;
        }
        let index = self.add(name, None, None);
        self.by_name.insert(folded, index);
        self.index(index, keys);
        self.figures[index].full = keys.len() > 1;
        index
    }

    fn add(&mut self, name: &str, row: Option<usize>, gender: Option<String>) -> usize {
        self.figures.push(Figure {
            name: name.to_owned(),
            row,
            side: None,
            gender,
            roles: Vec::new(),
            trades: Vec::new(),
            former: false,
            observer: false,
            candidates: Vec::new(),
            full: false,
            keys: Vec::new(),
        });
        self.figures.len() - 1
    }

    /// Lets every part of the name find the figure: a syllable, and two that stand together.
    fn index(&mut self, figure: usize, keys: &[&str]) {
        if self.figures[figure].keys.is_empty() {
            self.figures[figure].keys = keys.iter().map(|key| (*key).to_owned()).collect();
        }
        for length in 1..=keys.len().min(3) {
            for part in keys.windows(length) {
                let figures = self.by_key.entry(part.join(" ")).or_default();
                crate::work::step();
                if figures.len() < NAMESAKES_MAX && !figures.contains(&figure) {
                    figures.push(figure);
                }
            }
        }
    }

    /// The figures one of whose names has these syllables in it.
    pub(crate) fn named(&self, keys: &[&str]) -> &[usize] {
        self.by_key.get(&keys.join(" ")).map_or(&[], Vec::as_slice)
    }
}

/// The side for which a person of the tables acts on `day`: that of the term that holds; without a day, of the row.
///
/// `None` for somebody whose terms are all over or still to come.
pub(crate) fn side_of<'a>(person: &'a Person, day: Option<Date>, rules: &'a Rules) -> Option<&'a str> {
    let Some(day) = day else { return person.code.as_deref() };
    let mut terms = rules.world.terms_by(&person.id).peekable();
    if terms.peek().is_none() {
        return person.code.as_deref();
    }
    let term = terms.find(|term| term.holds(day))?;
    let own = term.of.iter().map(String::as_str).find(|of| rules.is_side(of));
    own.or(person.code.as_deref())
}
