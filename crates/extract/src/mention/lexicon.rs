//! Lexicon: all names of the tables in one trie of syllables (a syllable is a number).
//!
//! In: the tables, and a document's syllables (`syllable`). Out: the longest name that starts at a token, and the rows
//! it belongs to. Capitals are checked after a match.

use std::ops::Range;

use biennien_knowledge::{Knowledge, WordClass};
use biennien_model::{Document, Token};
use rustc_hash::FxHashMap;

use super::syllable::{Case, Key, Keys, Syllable, Syllables, UNKNOWN};

/// A row of a table that a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    State(usize),
    Epithet(usize),
    Place(usize),
    Organization(usize),
    Person(usize),
    /// A spelling that means the person without any first name.
    ShortPerson(usize),
    /// A spelling that means the person only after a title.
    TitledPerson(usize),
    Outlet(usize),
    Office(usize),
    Body(usize),
    Collective(usize),
    Word(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    entry: Entry,
    cases: Vec<Case>,
}

/// The names of all tables.
pub(crate) struct Lexicon {
    syllables: Syllables,
    /// Nodes that begin a name, by its first syllable; 0 for none.
    roots: Vec<usize>,
    /// From a node other than the root, with the next syllable, to the next node.
    edges: FxHashMap<(usize, Syllable), usize>,
    /// The names that end at each node; none at 0, the root.
    names: Vec<Vec<Name>>,
}

impl Lexicon {
    /// Reads the names of all tables.
    pub(crate) fn new(knowledge: &Knowledge) -> Lexicon {
        let mut lexicon = Lexicon {
            syllables: Syllables::new(knowledge),
            roots: vec![0],
            edges: FxHashMap::default(),
            names: vec![Vec::new()],
        };
        let (world, names) = (&knowledge.world, &knowledge.names);
        for (row, state) in world.states.iter().enumerate() {
            lexicon.add_all(&state.names, Entry::State(row));
            lexicon.add_all(&state.epithets, Entry::Epithet(row));
        }
        for (row, person) in world.people.iter().enumerate() {
            lexicon.add_all(&person.names, Entry::Person(row));
            lexicon.add_all(&person.short, Entry::ShortPerson(row));
            lexicon.add_all(&person.after_title, Entry::TitledPerson(row));
        }
        for (row, organization) in world.organizations.iter().enumerate() {
            lexicon.add_all(&organization.names, Entry::Organization(row));
        }
        for (row, outlet) in world.outlets.iter().enumerate() {
            lexicon.add_all(&outlet.names, Entry::Outlet(row));
        }
        for (row, place) in world.places.iter().enumerate() {
            lexicon.add_all(&place.names, Entry::Place(row));
        }
        for (row, office) in names.offices.iter().enumerate() {
            lexicon.add_all(&office.names, Entry::Office(row));
        }
        for (row, body) in names.bodies.iter().enumerate() {
            lexicon.add_all(&body.names, Entry::Body(row));
        }
        for (row, collective) in names.collectives.iter().enumerate() {
            lexicon.add_all(&collective.names, Entry::Collective(row));
        }
        for (row, word) in names.words.iter().enumerate() {
            let apart = [
                WordClass::Family,
                WordClass::Particle,
                WordClass::Start,
                WordClass::Say,
                WordClass::NotBefore,
                WordClass::Stop,
                WordClass::That,
                WordClass::Home,
                WordClass::Abbreviation,
                WordClass::PlaceNoun,
                WordClass::ThingNoun,
            ];
            if !apart.contains(&word.class) {
                lexicon.add_all(&word.names, Entry::Word(row));
            }
        }
        lexicon
    }

    fn add_all(&mut self, names: &[String], entry: Entry) {
        for name in names {
            let keys = self.syllables.keys(name, &biennien_text::tokens(name));
            let mut node = 0;
            for key in keys.all() {
                node = self.next_or_new(node, keys.text(key));
            }
            let name = Name { entry, cases: keys.all().iter().map(Key::case).collect() };
            if node > 0 && !self.names[node].contains(&name) {
                self.names[node].push(name);
            }
        }
    }

    fn next_or_new(&mut self, node: usize, syllable: &str) -> usize {
        let id = self.syllables.add(syllable);
        if id as usize == self.roots.len() {
            self.roots.push(0);
        }
        let known = self.next(node, id);
        if known > 0 {
            return known;
        }
        let made = self.names.len();
        self.names.push(Vec::new());
        if node == 0 {
            self.roots[id as usize] = made;
        } else {
            self.edges.insert((node, id), made);
        }
        made
    }

    /// The node after `node` with `syllable`; 0 when no name goes on so.
    fn next(&self, node: usize, syllable: Syllable) -> usize {
        if node == 0 {
            return self.roots[syllable as usize];
        }
        if syllable == UNKNOWN {
            return 0;
        }
        self.edges.get(&(node, syllable)).copied().unwrap_or(0)
    }

    /// The syllables of `document`.
    pub(crate) fn document_keys(&self, document: &Document) -> Keys {
        self.syllables.keys(&document.text, &document.tokens)
    }

    /// `word` in the form in which keys are compared.
    pub(crate) fn fold(&self, word: &str) -> String {
        self.syllables.fold(word)
    }

    /// True for a hyphen inside a name.
    pub(crate) fn joins_names(&self, text: &str, tokens: &[Token], index: usize) -> bool {
        self.syllables.joins_names(text, tokens, index)
    }

    /// The longest name that starts at `token` and ends before token `end`, and the rows it belongs to.
    ///
    /// A hyphen between spaces does not part the syllables of a known name ("Jean - Yves Le Drian").
    pub(crate) fn longest(
        &self,
        keys: &Keys,
        token: usize,
        end: usize,
    ) -> Option<(Range<usize>, Vec<Entry>)> {
        let (mut node, mut best) = (0, None);
        if keys.of(token..token + 1).is_empty() {
            return None;
        }
        let keys = keys.of(token..end);
        for (at, key) in keys.iter().enumerate() {
            crate::work::step();
            let next = self.next(node, key.syllable);
            if next == 0 {
                if node > 0 && key.is_hyphen {
                    continue;
                }
                break;
            }
            node = next;
            if !key.ends_token {
                continue;
            }
            let written = &keys[..=at];
            let fitting = self.names[node].iter().filter(|name| fits(name, written));
            let mut entries: Vec<Entry> = fitting.map(|name| name.entry).collect();
            entries.dedup();
            if !entries.is_empty() {
                best = Some((token..key.token + 1, entries));
            }
        }
        best
    }
}

/// True when the capitals of the text allow the name.
fn fits(name: &Name, written: &[Key]) -> bool {
    let lexical =
        matches!(name.entry, Entry::Office(_) | Entry::Body(_) | Entry::Collective(_) | Entry::Word(_));
    let loose = lexical || (matches!(name.entry, Entry::Organization(_)) && written.len() > 2);
    let first_capital = name.cases.iter().position(|case| *case == Case::Capital);
    // Where the text has more keys than the name, hyphens were passed over.
    let extra = written.len() > name.cases.len();
    let written = written.iter().filter(|key| !(extra && key.is_hyphen));
    name.cases.iter().zip(written).enumerate().all(|(index, (case, key))| match case {
        Case::Small => true,
        Case::Capital if lexical || (loose && first_capital != Some(index)) => true,
        Case::Capital => key.is_capital,
        Case::Upper(word) => *word == key.upper,
    })
}
