//! Printed mentions: the names of a document without titles, with who or what is named.

use std::collections::HashMap;

use biennien_knowledge::WordClass;
use biennien_model::{Document, Identity, Mention, MentionKind, Span, TokenKind};
use jiff::civil::Date;

use super::Rules;
use super::atoms::Atom;
use super::cast::{Cast, side_of};
use super::lexicon::Entry;
use super::named::Named;
use super::syllable::Keys;

/// Tokens that a line with its writer and source can have at most.
const BYLINE_TOKENS_MAX: usize = 14;

/// The names of `document`, in text order.
pub(crate) fn mentions(
    document: &Document,
    published: Option<Date>,
    rules: &Rules,
    cast: &mut Cast,
    (keys, atoms): (&Keys, &[Atom]),
    bodies: Vec<Named>,
) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut defined: HashMap<String, Mention> = HashMap::new();
    let mut bodies = bodies.into_iter().peekable();
    let mut end = 0;
    for (index, atom) in atoms.iter().enumerate() {
        if let Some(body) = bodies.next_if(|body| body.tokens.start <= atom.tokens.start) {
            end = body.tokens.end;
            mentions.extend(body.mention);
        }
        if atom.tokens.start < end {
            continue;
        }
        let span = core(document, keys, rules, atom);
        let parts = keys.words(atom.tokens.clone());
        let figure = atom.figure.or_else(|| if atom.is_unknown() { exact(cast, &parts) } else { None });
        if let Some(figure) = figure {
            mentions.push(person(cast, figure, span, published, rules));
            continue;
        }
        if atom.is_unknown() && is_acronym(span.of(&document.text)) {
            if let Some(last) = mentions.last().filter(|last| is_defined(document, last, span)) {
                defined.insert(span.of(&document.text).to_owned(), last.clone());
            }
            mentions.extend(defined.get(span.of(&document.text)).map(|one| Mention { span, ..one.clone() }));
            continue;
        }
        if let Some(kind) = told_kind(document, rules, atoms, index) {
            let name = span.of(&document.text).to_owned();
            let code = (kind == MentionKind::Organization).then(|| "MEDIA".to_owned());
            let (id, candidates) = (Some(format!("local:{name}")), Vec::new());
            mentions.push(Mention { span, kind, name, code, id, candidates });
            continue;
        }
        if atom.is_unknown() && is_byline(document, atom) {
            let name = span.of(&document.text).to_owned();
            let (id, candidates) = (Some(format!("local:{name}")), Vec::new());
            mentions.push(Mention { span, kind: MentionKind::Person, name, code: None, id, candidates });
            continue;
        }
        for entry in &atom.entries {
            let world = &rules.world;
            let (kind, name, code, id) = match entry {
                Entry::Person(row) | Entry::ShortPerson(row) => {
                    let figure = cast.known(*row, &parts, rules);
                    mentions.push(person(cast, figure, span, published, rules));
                    break;
                }
                Entry::State(row) | Entry::Epithet(row) => {
                    let state = &world.states[*row];
                    (MentionKind::Country, &state.name, Some(&state.code), format!("state:{}", state.code))
                }
                Entry::Place(row) => {
                    let place = &world.places[*row];
                    (MentionKind::Place, &place.name, place.code.as_ref(), format!("place:{}", place.name))
                }
                Entry::Organization(row) => {
                    let row = &world.organizations[*row];
                    let kind =
                        if row.kind == "group" { MentionKind::Group } else { MentionKind::Organization };
                    (kind, &row.name, row.code.as_ref(), format!("organization:{}", row.name))
                }
                Entry::Outlet(row) => {
                    let outlet = &world.outlets[*row];
                    (MentionKind::Organization, &outlet.name, None, format!("outlet:{}", outlet.name))
                }
                _ => continue,
            };
            let code =
                code.cloned().or_else(|| matches!(entry, Entry::Outlet(_)).then(|| "MEDIA".to_owned()));
            let (name, candidates) = (name.clone(), Vec::new());
            mentions.push(Mention { span, kind, name, code, id: Some(id), candidates });
            break;
        }
    }
    mentions
}

/// True for two to six capitals and nothing else.
fn is_acronym(word: &str) -> bool {
    (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// True when the acronym at `span` stands in brackets right behind a body.
fn is_defined(document: &Document, body: &Mention, span: Span) -> bool {
    let between = document.text.get(body.span.end..span.start).unwrap_or_default();
    body.kind == MentionKind::Organization && between.trim() == "("
}

/// What the word before capitals that no table knows says they are: an outlet or a place.
fn told_kind(document: &Document, rules: &Rules, atoms: &[Atom], index: usize) -> Option<MentionKind> {
    let atom = &atoms[index];
    let first = document.tokens[atom.tokens.start].span;
    let foreign = atom.tokens.len() > 1 || first.of(&document.text).is_ascii();
    if !atom.is_unknown() || !foreign || (atom.tokens.len() == 1 && first.len() < 3) {
        return None;
    }
    let before = index.checked_sub(1).map(|before| &atoms[before]);
    let before = before.filter(|before| before.tokens.end == atom.tokens.start);
    if before.is_some_and(|before| rules.has_word(before, WordClass::Outlet)) {
        return Some(MentionKind::Organization);
    }
    let place = rules.ends_with_place_noun(&document.lower[..first.start]);
    place.then_some(MentionKind::Place)
}

/// The name without a common noun that begins it ("liên minh NATO", "nước Mỹ"), where the rest is a name too.
fn core(document: &Document, keys: &Keys, rules: &Rules, atom: &Atom) -> Span {
    let token = |index: usize| document.tokens[index];
    let end = token(atom.tokens.end - 1).span.end;
    let mut start = token(atom.tokens.start).span.start;
    let first = atom.tokens.clone().find(|index| token(*index).kind == TokenKind::Capital);
    let noun = rules.lexicon.longest(keys, atom.tokens.start, first.unwrap_or(atom.tokens.start));
    let noun = noun.filter(|(_, entries)| entries.iter().any(|entry| rules.is_common_noun(*entry)));
    if let Some(first) = first.filter(|first| noun.as_ref().is_some_and(|(tokens, _)| tokens.end == *first))
        && let Some((tokens, entries)) = rules.lexicon.longest(keys, first, atom.tokens.end)
        && tokens.end == atom.tokens.end
        && entries.iter().any(|entry| atom.entries.contains(entry))
    {
        start = token(first).span.start;
    }
    Span::new(start, end)
}

/// True when the name is a whole short paragraph below the headline, up to a bracket that names its source: whoever
/// wrote the piece.
pub(crate) fn is_byline(document: &Document, atom: &Atom) -> bool {
    let start = document.tokens[atom.tokens.start].span.start;
    let Some(index) = document.paragraph_at(start) else { return false };
    let paragraph = document.tokens_in(document.paragraphs[index].span);
    let (first, last) = (paragraph.start, paragraph.end.saturating_sub(1));
    let mark = |token: usize| document.tokens[token].span.of(&document.text);
    let rest = atom.tokens.end == paragraph.end
        || (mark(atom.tokens.end) == "(" && mark(last) == ")" && paragraph.len() < BYLINE_TOKENS_MAX);
    index > 0 && first == atom.tokens.start && rest && (2..=4).contains(&atom.tokens.len())
}

/// The figure whose whole name these syllables are.
fn exact(cast: &Cast, parts: &[&str]) -> Option<usize> {
    if parts.len() < 2 {
        return None;
    }
    cast.named(parts).first().copied()
}

fn person(cast: &Cast, figure: usize, span: Span, published: Option<Date>, rules: &Rules) -> Mention {
    let figure = &cast.figures[figure];
    let (code, id) = match figure.row {
        Some(row) => {
            let person = &rules.world.people[row];
            (side_of(person, published, rules).map(str::to_owned), format!("person:{}", person.id))
        }
        None => (figure.side.clone(), format!("local:{}", figure.name)),
    };
    let name = figure.name.clone();
    let candidates = figure.candidates.iter().map(|row| candidate(*row, published, rules)).collect();
    Mention { span, kind: MentionKind::Person, name, code, id: Some(id), candidates }
}

/// A person of the tables whom a name may mean.
fn candidate(row: usize, published: Option<Date>, rules: &Rules) -> Identity {
    let person = &rules.world.people[row];
    let code = side_of(person, published, rules).map(str::to_owned);
    Identity { name: person.name.clone(), code, id: Some(format!("person:{}", person.id)) }
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;

    use crate::mention::{Rules, find};

    #[test]
    fn a_surname_that_nothing_decides_keeps_its_candidates() {
        check("Ông Clinton im lặng.", &["Bill Clinton"]);
        check("Ông Karvalos im lặng.", &[]);
        check("Bà Merkel im lặng.", &[]);
    }

    #[track_caller]
    fn check(text: &str, candidates: &[&str]) {
        let knowledge = Knowledge::built_in();
        let rules = Rules::compile(&knowledge);
        let document = crate::document(text, &knowledge);
        let (mentions, _) = find(&document, None, &rules);
        let got: Vec<&str> = mentions[0].candidates.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(got, candidates);
    }
}
