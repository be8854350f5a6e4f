//! Atoms: the names and small words of a document that group rules look at, in text order, never overlapping.
//!
//! Here is decided whether "Anh", "Đức" or "Mỹ" are a state or a part of something else, and which runs of capitals
//! that no table knows may be names.

use std::collections::HashSet;
use std::ops::Range;

use biennien_model::{Document, TokenKind};

use super::Rules;
use super::lexicon::Entry;
use super::syllable::Keys;

/// One name or small word.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    /// Tokens, as indices.
    pub(crate) tokens: Range<usize>,
    /// Rows it may belong to; empty for capitals that no table knows.
    pub(crate) entries: Vec<Entry>,
    /// The person of this document's cast that it names.
    pub(crate) figure: Option<usize>,
}

impl Atom {
    /// True for capitals that no table knows.
    pub(crate) fn is_unknown(&self) -> bool {
        self.entries.is_empty() && self.figure.is_none()
    }
}

/// Finds the atoms of `document`.
pub(crate) fn find(document: &Document, keys: &Keys, rules: &Rules) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let small = small_words(document, keys);
    for sentence in &document.sentences {
        let hits = hits(document, keys, rules, sentence.tokens.clone());
        add_unknown(
            &mut atoms,
            &hits,
            &Context { document, keys, rules, small: &small, range: sentence.tokens.clone() },
        );
    }
    atoms.retain(|atom| !is_thing(document, rules, atom));
    atoms
}

/// True for a person's name, or capitals that no table knows, behind the word for a ship, a weapon, a storm
/// ("tàu sân bay Ronald Reagan").
fn is_thing(document: &Document, rules: &Rules, atom: &Atom) -> bool {
    let nobody =
        |entry: &Entry| matches!(entry, Entry::Person(_) | Entry::ShortPerson(_) | Entry::TitledPerson(_));
    let start = document.tokens[atom.tokens.start].span.start;
    atom.entries.iter().all(nobody) && rules.ends_with_thing_noun(&document.lower[..start])
}

struct Context<'a> {
    document: &'a Document,
    keys: &'a Keys,
    rules: &'a Rules,
    small: &'a HashSet<&'a str>,
    range: Range<usize>,
}

/// The words that stand in small letters somewhere in the document.
fn small_words<'k>(document: &Document, keys: &'k Keys) -> HashSet<&'k str> {
    let tokens = document.tokens.iter().enumerate();
    tokens.filter(|(_, token)| token.kind == TokenKind::Small).map(|(index, _)| keys.one(index)).collect()
}

/// Longest names, from left to right.
fn hits(document: &Document, keys: &Keys, rules: &Rules, range: Range<usize>) -> Vec<Atom> {
    let mut hits: Vec<Atom> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let hit = rules.lexicon.longest(keys, at, range.end).filter(|(tokens, _)| {
            let before = hits.last().filter(|atom| atom.tokens.end == at);
            !(tokens.len() == 1 && is_blocked(document, keys, rules, &range, at, before))
        });
        match hit {
            Some((tokens, entries)) => {
                at = tokens.end;
                hits.push(Atom { tokens, entries, figure: None });
            }
            None => at += 1,
        }
    }
    hits
}

/// True when the one-syllable state name at token `at` is part of a word or of another name.
fn is_blocked(
    document: &Document,
    keys: &Keys,
    rules: &Rules,
    range: &Range<usize>,
    at: usize,
    before: Option<&Atom>,
) -> bool {
    let Some(row) = rules.ambiguous.get(keys.one(at)) else { return false };
    let word = |index: usize| document.tokens[index].span.of(&document.text);
    let is_word = |index: usize| matches!(document.tokens[index].kind, TokenKind::Small | TokenKind::Capital);
    let row = &rules.names.ambiguous[*row];
    let after_title = before.is_some_and(|atom| {
        atom.entries
            .iter()
            .any(|entry| matches!(entry, Entry::Office(_) | Entry::Body(_) | Entry::Collective(_)))
    });
    if let Some(last) = at.checked_sub(1).filter(|last| range.contains(last) && is_word(*last)) {
        if row.before.iter().any(|part| part == word(last)) {
            return true;
        }
        if row.name.starts_with(char::is_lowercase) {
            return range.contains(&(at + 1)) && row.after.iter().any(|part| part == word(at + 1));
        }
        let free = before.is_none() && document.tokens[last].kind == TokenKind::Capital;
        if free && (last > range.start || rules.family.contains(keys.one(last))) {
            return true;
        }
        if before.is_some_and(|atom| rules.is_honorific(atom)) {
            return true;
        }
    }
    let next = at + 1;
    if range.contains(&next) && is_word(next) {
        if row.after.iter().any(|part| part == word(next)) {
            return true;
        }
        if row.name.starts_with(char::is_lowercase) {
            return false;
        }
        let names_go_on = document.tokens[next].kind == TokenKind::Capital
            && is_vietnamese(word(next))
            && rules.lexicon.longest(keys, next, range.end).is_none();
        if names_go_on && !after_title {
            return true;
        }
    }
    false
}

/// True for a syllable with a letter that only Vietnamese (or a transcription into it) writes.
pub(crate) fn is_vietnamese(word: &str) -> bool {
    !word.is_ascii()
}

/// Puts runs of capitals that no table knows between the hits.
fn add_unknown(atoms: &mut Vec<Atom>, hits: &[Atom], context: &Context<'_>) {
    let mut next = 0;
    let mut at = context.range.start;
    while at < context.range.end {
        let hit = hits.get(next).filter(|atom| atom.tokens.start == at);
        if hit.is_none_or(is_soft) {
            let end = run_end(context, at, &hits[next..]);
            if end > hit.map_or(at, |atom| atom.tokens.end) {
                while hits.get(next).is_some_and(|atom| atom.tokens.start < end) {
                    next += 1;
                }
                let start = name_start(context, at, end);
                if start < end {
                    atoms.push(Atom { tokens: start..end, entries: Vec::new(), figure: None });
                }
                at = end;
                continue;
            }
        }
        match hit {
            Some(atom) => {
                at = atom.tokens.end;
                atoms.push(atom.clone());
                next += 1;
            }
            None => at += 1,
        }
    }
}

/// True for a short name of a person, which capitals beside it make part of another name ("Ivanka Trump").
fn is_soft(atom: &Atom) -> bool {
    atom.entries.iter().all(|entry| matches!(entry, Entry::ShortPerson(_) | Entry::TitledPerson(_)))
}

/// Where the run of capitals that starts at token `from` ends; `from` when none starts there.
///
/// `hits` are the names from `from` on.
fn run_end(context: &Context<'_>, from: usize, hits: &[Atom]) -> usize {
    let document = context.document;
    let (mut next, mut at, mut end) = (0, from, from);
    while at < context.range.end {
        let token = document.tokens[at];
        if let Some(atom) = hits.get(next).filter(|atom| atom.tokens.start == at) {
            if end > from && end == at && is_syllable_of_name(context, atom) {
                at = atom.tokens.end;
                end = at;
                next += 1;
                continue;
            }
            if !is_soft(atom) || (end > from && (end < at || starts_plain(context, from, end))) {
                break;
            }
            at = atom.tokens.end;
            end = at;
            next += 1;
            continue;
        }
        let word = token.span.of(&document.text);
        if token.kind == TokenKind::Capital {
            at += 1;
            end = at;
            continue;
        }
        let joined = end > from && context.rules.lexicon.joins_names(&document.text, &document.tokens, at);
        if joined
            && at == end
            && at + 1 < context.range.end
            && document.tokens[at + 1].kind == TokenKind::Small
        {
            at += 2;
            end = at;
            continue;
        }
        let inside = end > from
            && (context.rules.lexicon.joins_names(&document.text, &document.tokens, at)
                || (word == "." && context.keys.one(at - 1).chars().count() == 1)
                || (token.kind == TokenKind::Small
                    && context.rules.particles.contains(context.keys.one(at))));
        if !inside || at > end {
            break;
        }
        at += 1;
    }
    end
}

/// True for a numeral or other small word that stands with a capital in a run of capitals ("Lê Văn Tám").
fn is_syllable_of_name(context: &Context<'_>, atom: &Atom) -> bool {
    let capital = context.document.tokens[atom.tokens.start].kind == TokenKind::Capital;
    capital && atom.tokens.len() == 1 && atom.entries.iter().all(|entry| matches!(entry, Entry::Word(_)))
}

/// True when the run is one word that only stands at the head of a sentence.
fn starts_plain(context: &Context<'_>, from: usize, end: usize) -> bool {
    end == from + 1 && name_start(context, from, end) == end
}

/// Where the name in a run begins: after a first word that has its capital from the sentence.
fn name_start(context: &Context<'_>, from: usize, end: usize) -> usize {
    let first_word = from == context.range.start
        || context.document.tokens[from - 1].kind == TokenKind::Quote
        || matches!(context.document.tokens[from - 1].span.of(&context.document.text), ":" | "-" | "–" | "(");
    let key = context.keys.one(from);
    if first_word && !key.is_empty() && (context.rules.start.contains(key) || context.small.contains(key)) {
        return (from + 1).min(end);
    }
    from
}
