//! Mentions: names and who is meant; groups: noun groups that can act or speak.
//!
//! In: a document and the day it was published. Out: mentions and groups. First the names and small words of the
//! tables are found (`atoms`), then noun groups are read from them (`grammar`), once to learn who is in the document
//! (`cast`) and once with that knowledge; then every group is given its name and side (`resolve`).

mod syllable;

mod lexicon;

mod atoms;

mod cast;

mod grammar;

mod office;

mod person;

mod surname;

mod link;

mod bodies;

mod titles;

mod resolve;

mod named;

mod printed;

mod survey;

pub use survey::{Sort, Stray, Survey, survey};

use std::collections::{HashMap, HashSet};

use biennien_knowledge::{Knowledge, NameTables, WordClass, World};
use biennien_model::{Document, Group, Mention};
use jiff::civil::Date;

use atoms::Atom;
use cast::Cast;
use grammar::{Draft, Parser};
use lexicon::{Entry, Lexicon};
use syllable::Keys;

/// The tables, compiled for matching.
pub struct Rules {
    world: World,
    names: NameTables,
    lexicon: Lexicon,
    /// Rows of `vi/names/ambiguous.tsv` by their folded name.
    ambiguous: HashMap<String, usize>,
    family: HashSet<String>,
    particles: HashSet<String>,
    start: HashSet<String>,
    not_before: Vec<String>,
    say: Vec<String>,
    /// Codes of states and of organisations that act for themselves.
    sides: HashSet<String>,
    /// Words that are no part of a body's name.
    stop: HashSet<String>,
    /// Syllables without accents that are written small in the tables: words of the language, not names.
    common: HashSet<String>,
    /// Small words of one syllable that stand around names and in no title.
    small: HashSet<String>,
    /// Words that stand before the name of a place.
    place_nouns: HashSet<String>,
    /// Words that stand before the name of a thing.
    thing_nouns: HashSet<String>,
    /// Rows of `world/people.tsv` by the first and the last syllable of their names.
    surnames: HashMap<String, Vec<usize>>,
    /// Offices without a side, and the code they give instead.
    private: HashMap<usize, Option<String>>,
}

impl Rules {
    /// Compiles the tables.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        let lexicon = Lexicon::new(knowledge);
        let (world, names) = (knowledge.world.clone(), knowledge.names.clone());
        let words = |class: WordClass| {
            let rows = names.words.iter().filter(move |row| row.class == class);
            rows.flat_map(|row| row.names.iter()).map(|name| lexicon.fold(name))
        };
        let states = world.states.iter().map(|state| state.code.clone());
        let own = world.organizations.iter().filter_map(|row| row.code.clone());
        let offices = names.offices.iter().enumerate();
        let private = offices.filter_map(|(row, office)| {
            let private = names.private.iter().find(|private| private.office == office.id)?;
            Some((row, private.code.clone()))
        });
        let private = private.collect();
        Rules {
            ambiguous: names
                .ambiguous
                .iter()
                .enumerate()
                .map(|(row, name)| (lexicon.fold(&name.name), row))
                .collect(),
            family: words(WordClass::Family).collect(),
            particles: words(WordClass::Particle).collect(),
            start: words(WordClass::Start).collect(),
            not_before: words(WordClass::NotBefore).collect(),
            say: words(WordClass::Say).collect(),
            sides: states.chain(own).collect(),
            stop: words(WordClass::Stop).collect(),
            place_nouns: words(WordClass::PlaceNoun).collect(),
            thing_nouns: words(WordClass::ThingNoun).collect(),
            common: common(&names),
            small: [WordClass::Of, WordClass::In, WordClass::And, WordClass::That, WordClass::To]
                .into_iter()
                .flat_map(words)
                .collect(),
            surnames: surname::index(&world, &lexicon),
            private,
            lexicon,
            world,
            names,
        }
    }

    fn is_honorific(&self, atom: &Atom) -> bool {
        self.has_word(atom, WordClass::Honorific)
    }

    /// True for "alliance", "group", "newspaper" before a name.
    fn is_common_noun(&self, entry: Entry) -> bool {
        match entry {
            Entry::Word(row) => matches!(self.names.words[row].class, WordClass::Org | WordClass::Outlet),
            _ => false,
        }
    }

    /// The gender that an honorific tells.
    fn gender(&self, atom: &Atom) -> Option<&str> {
        atom.entries.iter().find_map(|entry| match entry {
            Entry::Word(row) if self.names.words[*row].class == WordClass::Honorific => {
                self.names.words[*row].value.as_deref()
            }
            _ => None,
        })
    }

    fn has_word(&self, atom: &Atom, class: WordClass) -> bool {
        atom.entries.iter().any(|entry| match entry {
            Entry::Word(row) => self.names.words[*row].class == class,
            _ => false,
        })
    }

    /// True when `rest`, in lower case, begins with a verb of saying.
    fn says(&self, rest: &str) -> bool {
        let rest = rest.trim_start();
        let mut verbs = self.say.iter();
        verbs.any(|verb| {
            rest.strip_prefix(verb.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// True when `text`, in lower case, ends with a verb of saying.
    fn ends_saying(&self, text: &str) -> bool {
        let that =
            self.names.words.iter().filter(|row| row.class == WordClass::That).flat_map(|row| &row.names);
        let mut that = that.filter_map(|word| text.strip_suffix(word.as_str()));
        let text = that.next().map_or(text, str::trim_end);
        let mut verbs = self.say.iter();
        verbs.any(|verb| {
            text.strip_suffix(verb.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    }

    /// True when `text`, in lower case, ends with a word that stands before the name of a place.
    fn ends_with_place_noun(&self, text: &str) -> bool {
        ends_with_one_of(text, &self.place_nouns)
    }

    /// True when `text`, in lower case, ends with a word that stands before the name of a thing.
    fn ends_with_thing_noun(&self, text: &str) -> bool {
        ends_with_one_of(text, &self.thing_nouns)
    }

    fn is_side(&self, code: &str) -> bool {
        self.sides.contains(code)
    }
}

/// True when the last words of `text`, four at most, are one of `words`.
fn ends_with_one_of(text: &str, words: &HashSet<String>) -> bool {
    let text = text.trim_end();
    let mut starts = text.rmatch_indices([' ', '\n']).map(|(at, _)| at + 1).chain([0]).take(4);
    starts.any(|at| words.contains(&text[at..]))
}

/// Syllables without accents that titles, bodies and small words have in small letters.
fn common(names: &NameTables) -> HashSet<String> {
    let offices = names.offices.iter().flat_map(|row| &row.names);
    let bodies = names.bodies.iter().flat_map(|row| &row.names);
    let collectives = names.collectives.iter().flat_map(|row| &row.names);
    let words = names.words.iter().filter(|row| row.class != WordClass::Particle).flat_map(|row| &row.names);
    let syllables = offices.chain(bodies).chain(collectives).chain(words).flat_map(|name| name.split(' '));
    let small = |word: &&str| word.is_ascii() && word.starts_with(char::is_lowercase);
    syllables.filter(small).map(str::to_owned).collect()
}

/// Finds the names and the groups of `document`, both in text order, neither overlapping among themselves.
pub fn find(document: &Document, published: Option<Date>, rules: &Rules) -> (Vec<Mention>, Vec<Group>) {
    scan(document, rules).find(published)
}

/// The names and noun groups of a document, before it is asked who held an office on the day of publication.
pub(crate) struct Scan<'a> {
    document: &'a Document,
    rules: &'a Rules,
    keys: Keys,
    atoms: Vec<Atom>,
    cast: Cast,
    drafts: Vec<Draft>,
    /// Bodies that a common noun begins, wherever they stand.
    named: Vec<Draft>,
}

/// Reads the names and noun groups of `document`.
pub(crate) fn scan<'a>(document: &'a Document, rules: &'a Rules) -> Scan<'a> {
    let keys = rules.lexicon.document_keys(document);
    let mut atoms = atoms::find(document, &keys, rules);
    let mut cast = Cast::default();
    parse(document, &keys, rules, &atoms, &mut cast);
    link::decide(&mut atoms, &mut cast);
    link::link(document, &mut atoms, &keys, &cast, rules);
    let drafts = parse(document, &keys, rules, &atoms, &mut cast);
    link::decide(&mut atoms, &mut cast);
    let named = parse_named(document, &keys, rules, &atoms, &mut cast);
    Scan { document, rules, keys, atoms, cast, drafts, named }
}

impl Scan<'_> {
    /// The names and the groups of a document that was published on `published`.
    pub(crate) fn find(&self, published: Option<Date>) -> (Vec<Mention>, Vec<Group>) {
        let Scan { document, rules, keys, atoms, cast, drafts, named } = self;
        let mut cast = cast.clone();
        let groups = resolve::resolve(document, published, rules, &mut cast, drafts);
        let bodies = named::bodies(document, rules, atoms, named, &groups);
        let mentions = printed::mentions(document, published, rules, &mut cast, (keys, atoms), bodies);
        (mentions, groups)
    }
}

/// Reads the groups of all sentences.
fn parse(document: &Document, keys: &Keys, rules: &Rules, atoms: &[Atom], cast: &mut Cast) -> Vec<Draft> {
    let starts = starts(document, atoms);
    let mut drafts = Vec::new();
    let mut parser =
        Parser { document, keys, rules, atoms, starts: &starts, cast, start: 0, end: 0, depth: 0 };
    for sentence in &document.sentences {
        parser.sentence(sentence.tokens.clone(), &mut drafts);
    }
    drafts
}

/// Reads the bodies that a common noun begins, inside titles too.
fn parse_named(
    document: &Document,
    keys: &Keys,
    rules: &Rules,
    atoms: &[Atom],
    cast: &mut Cast,
) -> Vec<Draft> {
    let starts = starts(document, atoms);
    let mut drafts = Vec::new();
    let mut parser =
        Parser { document, keys, rules, atoms, starts: &starts, cast, start: 0, end: 0, depth: 0 };
    for sentence in &document.sentences {
        (parser.start, parser.end) = (sentence.tokens.start, sentence.tokens.end);
        drafts.extend(sentence.tokens.clone().filter_map(|token| parser.named_body(token)));
    }
    drafts
}

/// The atom that starts at each token.
fn starts(document: &Document, atoms: &[Atom]) -> Vec<Option<usize>> {
    let mut starts = vec![None; document.tokens.len()];
    for (index, atom) in atoms.iter().enumerate() {
        starts[atom.tokens.start] = Some(index);
    }
    starts
}

#[cfg(test)]
mod tests;
