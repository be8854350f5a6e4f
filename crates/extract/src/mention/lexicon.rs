//! Lexicon: all names of the tables in one trie of syllables (a syllable is a number), and the document's syllables in the same form.
//!
//! Syllables are compared in lower case, with one place of the tone mark, and cut at hyphens, so that "Kim Jong-un",
//! "Kim Jong-Un" and "Kim Jong Un" are one name. Capitals are checked after a match.

use std::collections::HashSet;
use std::ops::Range;

use biennien_knowledge::{Knowledge, WordClass};
use biennien_model::{Document, Token, TokenKind};

use crate::quick::QuickMap;

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

/// How the letters of one syllable of a name are written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
    /// All capitals, two or more: must stand so in the text.
    Upper(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    entry: Entry,
    cases: Vec<Case>,
}

/// Number of a syllable that stands in some name; [`UNKNOWN`] for all others.
type Syllable = u32;

const UNKNOWN: Syllable = 0;

/// The names of all tables.
pub(crate) struct Lexicon {
    syllables: QuickMap<String, Syllable>,
    /// Nodes that begin a name, by its first syllable; 0 for none.
    roots: Vec<usize>,
    /// From a node other than the root, with the next syllable, to the next node.
    edges: QuickMap<(usize, Syllable), usize>,
    /// The names that end at each node; none at 0, the root.
    names: Vec<Vec<Name>>,
    tones: Vec<(String, String)>,
    /// The last letters of the new spellings among `tones`.
    tone_ends: HashSet<char>,
    /// Small words of the language that are no syllables of names.
    plain: HashSet<String>,
    /// Small words inside foreign names.
    particles: HashSet<String>,
}

/// One syllable of a document, as the trie compares it.
pub(crate) struct Key {
    pub(crate) text: String,
    syllable: Syllable,
    is_capital: bool,
    /// As written, where all letters are capitals; else empty.
    upper: String,
    token: usize,
    ends_token: bool,
}

/// The syllables of a document.
pub(crate) struct Keys {
    keys: Vec<Key>,
    /// First key of every token, and the number of keys.
    first: Vec<usize>,
}

impl Keys {
    /// The keys of the tokens in `range`.
    pub(crate) fn of(&self, range: Range<usize>) -> &[Key] {
        &self.keys[self.first[range.start]..self.first[range.end]]
    }

    /// The only key of a token; empty for marks and tokens of several syllables.
    pub(crate) fn one(&self, token: usize) -> &str {
        match self.of(token..token + 1) {
            [key] => &key.text,
            _ => "",
        }
    }
}

impl Lexicon {
    /// Reads the names of all tables.
    pub(crate) fn new(knowledge: &Knowledge) -> Lexicon {
        let tones: Vec<(String, String)> =
            knowledge.names.tones.iter().map(|row| (row.new.clone(), row.old.clone())).collect();
        let tone_ends = tones.iter().filter_map(|(new, _)| new.chars().next_back()).collect();
        let plain = knowledge.names.words.iter().filter(|row| {
            !matches!(row.class, WordClass::Family | WordClass::Particle | WordClass::Abbreviation)
        });
        let plain =
            plain.flat_map(|row| &row.names).flat_map(|name| name.split(' ')).map(str::to_owned).collect();
        let particles = knowledge.names.words.iter().filter(|row| row.class == WordClass::Particle);
        let particles = particles.flat_map(|row| row.names.iter().cloned()).collect();
        let mut lexicon = Lexicon {
            syllables: QuickMap::default(),
            roots: vec![0],
            edges: QuickMap::default(),
            names: vec![Vec::new()],
            tones,
            tone_ends,
            plain,
            particles,
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
            let keys = self.keys(name, &biennien_text::tokens(name));
            let mut node = 0;
            for key in &keys.keys {
                node = self.next_or_new(node, &key.text);
            }
            let name = Name { entry, cases: keys.keys.iter().map(Key::case).collect() };
            if node > 0 && !self.names[node].contains(&name) {
                self.names[node].push(name);
            }
        }
    }

    fn next_or_new(&mut self, node: usize, syllable: &str) -> usize {
        let id = match self.syllables.get(syllable) {
            Some(&id) => id,
            None => {
                let id = Syllable::try_from(self.roots.len()).unwrap_or(UNKNOWN);
                self.syllables.insert(syllable.to_owned(), id);
                self.roots.push(0);
                id
            }
        };
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
        self.keys(&document.text, &document.tokens)
    }

    /// `word` in the form in which keys are compared.
    pub(crate) fn fold(&self, word: &str) -> String {
        let mut lower =
            if word.chars().all(char::is_lowercase) { word.to_owned() } else { word.to_lowercase() };
        if !lower.chars().next_back().is_some_and(|last| self.tone_ends.contains(&last)) {
            return lower;
        }
        for (new, old) in &self.tones {
            if lower.ends_with(new.as_str()) {
                lower.truncate(lower.len() - new.len());
                lower.push_str(old);
            }
        }
        lower
    }

    fn keys(&self, text: &str, tokens: &[Token]) -> Keys {
        let mut keys =
            Keys { keys: Vec::with_capacity(tokens.len()), first: Vec::with_capacity(tokens.len() + 1) };
        for (index, token) in tokens.iter().enumerate() {
            keys.first.push(keys.keys.len());
            let word = token.span.of(text);
            if self.joins_names(text, tokens, index) {
                continue;
            }
            if !matches!(token.kind, TokenKind::Small | TokenKind::Capital) {
                keys.keys.push(self.key(word.to_owned(), word, index, true));
                continue;
            }
            let count = keys.keys.len();
            for part in word.split('-').filter(|part| !part.is_empty()) {
                keys.keys.push(self.key(self.fold(part), part, index, false));
            }
            if keys.keys.len() > count
                && let Some(last) = keys.keys.last_mut()
            {
                last.ends_token = true;
            }
        }
        keys.first.push(keys.keys.len());
        keys
    }

    fn key(&self, text: String, written: &str, token: usize, ends_token: bool) -> Key {
        let is_capital = written.starts_with(char::is_uppercase);
        let upper = if is_capital && is_upper(written) { written.to_owned() } else { String::new() };
        let syllable = self.syllables.get(&text).copied().unwrap_or(UNKNOWN);
        Key { text, syllable, is_capital, upper, token, ends_token }
    }

    /// True for a hyphen inside a name: it touches the words on both sides, or stands with spaces between a capital
    /// and a small foreign syllable ("Shin Beom - chul") or after a particle ("al - Assad").
    pub(crate) fn joins_names(&self, text: &str, tokens: &[Token], index: usize) -> bool {
        let token = tokens[index];
        if !matches!(token.span.of(text), "-" | "–") || index == 0 {
            return false;
        }
        let (before, Some(next)) = (tokens[index - 1], tokens.get(index + 1)) else { return false };
        if before.span.end == token.span.start && next.span.start == token.span.end {
            return true;
        }
        if next.kind == TokenKind::Capital {
            return self.particles.contains(&before.span.of(text).to_lowercase());
        }
        let small = next.span.of(text);
        before.kind == TokenKind::Capital
            && before.span.of(text).is_ascii()
            && next.kind == TokenKind::Small
            && small.is_ascii()
            && !self.plain.contains(small)
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
        let first = keys.first[token];
        if first == keys.first[token + 1] {
            return None;
        }
        for at in first..keys.first[end] {
            let key = &keys.keys[at];
            crate::work::step();
            let next = self.next(node, key.syllable);
            if next == 0 {
                if node > 0 && is_hyphen(key) {
                    continue;
                }
                break;
            }
            node = next;
            if !key.ends_token {
                continue;
            }
            let written = &keys.keys[first..=at];
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

impl Key {
    /// How a name with this syllable must be written.
    fn case(&self) -> Case {
        match self.is_capital {
            false => Case::Small,
            true if self.upper.chars().nth(1).is_some() => Case::Upper(self.upper.clone()),
            true => Case::Capital,
        }
    }
}

fn is_upper(word: &str) -> bool {
    word.chars().all(|letter| !letter.is_lowercase())
}

fn is_hyphen(key: &Key) -> bool {
    matches!(key.text.as_str(), "-" | "–")
}

/// True when the capitals of the text allow the name.
fn fits(name: &Name, written: &[Key]) -> bool {
    let lexical =
        matches!(name.entry, Entry::Office(_) | Entry::Body(_) | Entry::Collective(_) | Entry::Word(_));
    let loose = lexical || (matches!(name.entry, Entry::Organization(_)) && written.len() > 2);
    let first_capital = name.cases.iter().position(|case| *case == Case::Capital);
    // Where the text has more keys than the name, hyphens were passed over.
    let extra = written.len() > name.cases.len();
    let written = written.iter().filter(|key| !(extra && is_hyphen(key)));
    name.cases.iter().zip(written).enumerate().all(|(index, (case, key))| match case {
        Case::Small => true,
        Case::Capital if lexical || (loose && first_capital != Some(index)) => true,
        Case::Capital => key.is_capital,
        Case::Upper(word) => *word == key.upper,
    })
}
