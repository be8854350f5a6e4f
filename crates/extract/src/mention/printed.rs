//! Printed mentions: the names of a document without titles, with who or what is named.

use biennien_model::{Document, Mention, MentionKind, Span};
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
        let span = span(document, atom);
        let parts: Vec<&str> = keys.of(atom.tokens.clone()).iter().map(|key| key.text.as_str()).collect();
        let figure = atom.figure.or_else(|| if atom.is_unknown() { exact(cast, &parts) } else { None });
        if let Some(figure) = figure {
            mentions.push(person(cast, figure, span, published, rules));
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
                Entry::State(row) => {
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

fn span(document: &Document, atom: &Atom) -> Span {
    let (first, last) = (document.tokens[atom.tokens.start], document.tokens[atom.tokens.end - 1]);
    Span::new(first.span.start, last.span.end)
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
