//! Grammar: atoms to noun groups. A group is read from the left: numeral, title with its owner, name, apposition.
//!
//! This file has the shapes and the plain groups; `person` reads titles and names, `bodies` what acts without a name
//! of its own.

use std::ops::Range;

use biennien_knowledge::WordClass;
use biennien_model::{Document, TokenKind};

use super::Rules;
use super::atoms::Atom;
use super::cast::Cast;
use super::lexicon::Entry;
use super::syllable::Keys;

/// Stands for the state that was named last, until it is resolved.
pub(crate) const THIS_STATE: &str = "this";

/// Who owns an office or body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A state, by its code.
    State(String),
    /// A row of `world/organizations.tsv`.
    Organization(usize),
    /// A body, and the state it belongs to.
    Body(usize, Option<String>),
    /// A row of `world/places.tsv`.
    Place(usize),
    /// A row of `world/outlets.tsv`.
    Outlet(usize),
    /// Holder of an office, and its owner.
    Title(Box<Title>),
    /// A person.
    Figure(usize),
    /// A body that no table knows, and its side.
    Named(Option<String>),
}

/// An office and whose it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Title {
    /// Rows of `vi/offices.tsv`, the first one leads.
    pub(crate) offices: Vec<usize>,
    /// Whose office.
    pub(crate) owners: Vec<Owner>,
    /// No longer held.
    pub(crate) former: bool,
    /// Words before the office say that its holder is meant ("vị tư lệnh").
    pub(crate) marked: bool,
    /// The holder of the same office elsewhere, before or after.
    pub(crate) relative: Option<WordClass>,
}

/// Who a draft means, before it is resolved.
#[derive(Debug, Clone)]
pub(crate) enum Who {
    Figure(usize),
    Title(Title),
    State(String),
    Capital(usize),
    Place(usize),
    Organization(usize),
    Body(usize, Option<String>),
    Collective(usize, Vec<String>),
    Outlet(Option<usize>, String),
    Source(Vec<String>),
    /// The people around a person ("chính quyền Trump"): row of the collective, figure.
    Circle(usize, usize),
    Pronoun(WordClass, Option<String>),
    /// A body that no table knows: its words, side, and whether it is a company.
    Named(String, Option<String>, Named),
    /// Two leaders or sides, by their states.
    Pair(WordClass, [String; 2]),
    /// A relative of a figure, with the English word.
    Kin(usize, String),
    /// Capitals that no table knows.
    Unknown(String),
}

/// How many are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    One,
    Many,
    Unsaid,
}

/// What a body that no table knows is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Body,
    Company,
    Region,
}

/// A noun group before it is resolved.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) tokens: Range<usize>,
    pub(crate) who: Who,
    pub(crate) count: Count,
    pub(crate) rule: &'static str,
}

/// What the grammar reads.
pub(crate) struct Parser<'a> {
    pub(crate) document: &'a Document,
    pub(crate) keys: &'a Keys,
    pub(crate) rules: &'a Rules,
    pub(crate) atoms: &'a [Atom],
    /// Atom that starts at a token.
    pub(crate) starts: &'a [Option<usize>],
    pub(crate) cast: &'a mut Cast,
    /// First token of the sentence that is read.
    pub(crate) start: usize,
    /// End of the sentence that is read.
    pub(crate) end: usize,
    /// Titles that are being read.
    pub(crate) depth: usize,
}

impl<'a> Parser<'a> {
    /// Reads the groups of the sentence with these tokens.
    pub(crate) fn sentence(&mut self, range: Range<usize>, drafts: &mut Vec<Draft>) {
        (self.start, self.end) = (range.start, range.end);
        let mut at = range.start;
        while at < range.end {
            match self.group(at) {
                Some(draft) => {
                    at = draft.tokens.end.max(at + 1);
                    drafts.push(draft);
                }
                None => at = self.atom(at).map_or(at + 1, |atom| atom.tokens.end),
            }
        }
    }

    fn group(&mut self, at: usize) -> Option<Draft> {
        if let Some(draft) = self.pair(at).or_else(|| self.pronoun(at)).or_else(|| self.crowd(at)) {
            return Some(draft);
        }
        let (count, head) = self.count(at);
        let draft = self
            .kin(head)
            .or_else(|| self.person(head, count))
            .or_else(|| self.source(head, count))
            .or_else(|| self.outlet(head))
            .or_else(|| self.body(head, count))
            .or_else(|| self.collective(head, count))
            .or_else(|| self.named_body(head))
            .or_else(|| if head == at { self.plain(head) } else { None })?;
        let mut draft = draft;
        if head > at {
            draft.tokens.start = at;
            draft.count = count;
        }
        self.trail(&mut draft);
        Some(draft)
    }

    /// The atom that starts at a token of the sentence.
    pub(crate) fn atom(&self, at: usize) -> Option<&'a Atom> {
        crate::work::step();
        if at >= self.end {
            return None;
        }
        let atom = &self.atoms[(*self.starts.get(at)?)?];
        (atom.tokens.end <= self.end).then_some(atom)
    }

    /// The small word at a token, its value, and where it ends.
    pub(crate) fn word(&self, at: usize) -> Option<(WordClass, Option<&'a str>, usize)> {
        let atom = self.atom(at)?;
        atom.entries.iter().find_map(|entry| match entry {
            Entry::Word(row) => {
                let word = &self.rules.names.words[*row];
                Some((word.class, word.value.as_deref(), atom.tokens.end))
            }
            _ => None,
        })
    }

    /// Where the small word of `class` at a token ends.
    pub(crate) fn is_word(&self, at: usize, class: WordClass) -> Option<usize> {
        let atom = self.atom(at)?;
        self.rules.has_word(atom, class).then_some(atom.tokens.end)
    }

    /// The words of one token; empty past the sentence.
    pub(crate) fn text(&self, at: usize) -> &'a str {
        if at < self.end { self.document.tokens[at].span.of(&self.document.text) } else { "" }
    }

    /// Numerals and quantifiers before a head, and where the head begins.
    pub(crate) fn count(&self, at: usize) -> (Count, usize) {
        let (mut count, mut head) = (Count::Unsaid, at);
        while head < self.end && head < at + 4 {
            if let Some(end) = self.is_word(head, WordClass::One) {
                (count, head) = (if count == Count::Unsaid { Count::One } else { count }, end);
            } else if let Some(end) = self.is_word(head, WordClass::Many) {
                (count, head) = (Count::Many, end);
            } else if self.document.tokens[head].kind == TokenKind::Number {
                (count, head) = (Count::Many, head + 1);
            } else {
                break;
            }
        }
        (count, head)
    }

    /// Two leaders or two sides with their states ("hai nhà lãnh đạo Nga và Mỹ").
    fn pair(&self, at: usize) -> Option<Draft> {
        let (class, _, end) = self.word(at)?;
        if !matches!(class, WordClass::Two | WordClass::TwoLeaders) {
            return None;
        }
        let from = self.is_word(end, WordClass::Of).unwrap_or(end);
        let (first, end) = self.state(from)?;
        let (second, end) = self.joined_state(end)?;
        let who = Who::Pair(class, [first.to_owned(), second]);
        Some(Draft { tokens: at..end, who, count: Count::Many, rule: "pair" })
    }

    /// People who speak and act for nobody.
    fn crowd(&self, at: usize) -> Option<Draft> {
        let (WordClass::Crowd, value, end) = self.word(at)? else { return None };
        let (_, count_end) = self.count(at);
        if self.name(end, true).is_some() || self.state(end).is_some() || count_end > end {
            return None;
        }
        let who = Who::Unknown(value?.to_owned());
        Some(Draft { tokens: at..end, who, count: Count::Many, rule: "crowd" })
    }

    fn pronoun(&self, at: usize) -> Option<Draft> {
        let (class, value, end) = self.word(at)?;
        let alone = match class {
            WordClass::Honorific => {
                value.is_some()
                    && end == at + 1
                    && self.name(end, true).is_none()
                    && self.office(end).is_none()
                    && !self.is_inner_capital(at)
            }
            WordClass::He
            | WordClass::They
            | WordClass::ThisState
            | WordClass::Two
            | WordClass::TwoLeaders
            | WordClass::ThisAlliance
            | WordClass::ThisBody
            | WordClass::ThisOutlet => true,
            _ => false,
        };
        if !alone {
            return None;
        }
        let who = Who::Pronoun(class, value.map(str::to_owned));
        Some(Draft { tokens: at..end, who, count: Count::Unsaid, rule: "pronoun" })
    }

    /// True for a capital that does not come from the sentence's head.
    pub(crate) fn is_inner_capital(&self, at: usize) -> bool {
        self.document.tokens[at].kind == TokenKind::Capital
            && at > self.start
            && !matches!(self.document.tokens[at - 1].kind, TokenKind::Quote | TokenKind::Mark)
    }

    /// The office at a token, as a row, and where it ends.
    pub(crate) fn office(&self, at: usize) -> Option<(usize, usize)> {
        let atom = self.atom(at)?;
        atom.entries.iter().find_map(|entry| match entry {
            Entry::Office(row) => Some((*row, atom.tokens.end)),
            _ => None,
        })
    }

    /// The state named at a token, and where the name ends.
    pub(crate) fn state(&self, at: usize) -> Option<(&'a str, usize)> {
        let atom = self.atom(at)?;
        atom.entries.iter().find_map(|entry| match entry {
            Entry::State(row) | Entry::Epithet(row) => {
                Some((self.rules.world.states[*row].code.as_str(), atom.tokens.end))
            }
            Entry::Word(row) if self.rules.names.words[*row].class == WordClass::ThisState => {
                Some((THIS_STATE, atom.tokens.end))
            }
            _ => None,
        })
    }

    /// A short bracket that starts at a token: where it ends.
    pub(crate) fn bracket(&self, at: usize) -> Option<usize> {
        if self.text(at) != "(" {
            return None;
        }
        (at + 1..self.end.min(at + 14)).find(|index| self.text(*index) == ")").map(|index| index + 1)
    }

    /// A name alone: state, organisation, place, or capitals that no table knows.
    fn plain(&mut self, at: usize) -> Option<Draft> {
        let atom = self.atom(at)?;
        let end = atom.tokens.end;
        if atom.is_unknown() {
            return self.unknown(at);
        }
        for entry in &atom.entries {
            let (who, rule) = match entry {
                Entry::State(row) | Entry::Epithet(row) => {
                    (Who::State(self.rules.world.states[*row].code.clone()), "state")
                }
                Entry::Organization(row) => (Who::Organization(*row), "organization"),
                Entry::Place(row) if self.rules.world.places[*row].stands_for.is_some() => {
                    (Who::Capital(*row), "capital")
                }
                Entry::Place(row) => (Who::Place(*row), "place"),
                _ => continue,
            };
            let end =
                if matches!(who, Who::Organization(_)) { self.bracket(end).unwrap_or(end) } else { end };
            return Some(Draft { tokens: at..end, who, count: Count::Unsaid, rule });
        }
        None
    }

    /// Takes in words that follow a group and belong to it.
    fn trail(&self, draft: &mut Draft) {
        if !matches!(draft.who, Who::Title(_) | Who::Collective(..) | Who::Source(_)) {
            return;
        }
        while let Some(end) = self.is_word(draft.tokens.end, WordClass::Trail) {
            draft.tokens.end = end;
        }
    }
}

/// The text of the tokens in `range`.
pub(crate) fn words(document: &Document, range: Range<usize>) -> &str {
    let (first, last) = (document.tokens[range.start], document.tokens[range.end - 1]);
    document.text.get(first.span.start..last.span.end).unwrap_or("")
}
