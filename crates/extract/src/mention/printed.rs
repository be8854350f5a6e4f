//! Printed mentions: the names of a document without titles, with who or what is named.

use biennien_model::{Document, Mention, MentionKind, Span, TokenKind};
use jiff::civil::Date;

use super::Rules;
use super::atoms::Atom;
use super::cast::{Cast, side_of};
use super::lexicon::{Entry, Keys};

/// The names of `document`, in text order.
pub(crate) fn mentions(
    document: &Document,
    published: Option<Date>,
    rules: &Rules,
    cast: &mut Cast,
    (keys, atoms): (&Keys, &[Atom]),
) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for atom in atoms {
        let span = core(document, keys, rules, atom);
        let parts: Vec<&str> = keys.of(atom.tokens.clone()).iter().map(|key| key.text.as_str()).collect();
        let figure = atom.figure.or_else(|| if atom.is_unknown() { exact(cast, &parts) } else { None });
        if let Some(figure) = figure {
            mentions.push(person(cast, figure, span, published, rules));
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

/// True when the name is a whole short paragraph below the headline: whoever wrote the piece.
fn is_byline(document: &Document, atom: &Atom) -> bool {
    let start = document.tokens[atom.tokens.start].span.start;
    let Some(index) = document.paragraph_at(start) else { return false };
    let paragraph = document.tokens_in(document.paragraphs[index].span);
    index > 0 && paragraph == atom.tokens && (2..=4).contains(&paragraph.len())
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
    let (name, candidates) = (figure.name.clone(), Vec::new());
    Mention { span, kind: MentionKind::Person, name, code, id: Some(id), candidates }
}
