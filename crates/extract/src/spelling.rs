//! Spellings: every name of the world tables must be found where nothing but the name tells who is meant.

use biennien_knowledge::Knowledge;
use biennien_model::{Document, Mention, Span};

use crate::{Rules, mention};

/// A spelling that is not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The row's id, as mentions name it.
    pub id: String,
    /// The spelling.
    pub name: String,
    /// What was found in its place.
    pub found: String,
}

/// Tries every spelling of states, places, organisations and people, each alone between two marks.
///
/// Spellings that the language tables call ambiguous need a context and are left out. A spelling that several rows
/// share counts as found when one of them, or a candidate, has it. Gives how many were tried, and the lost ones.
pub fn lost_spellings(
    knowledge: &Knowledge,
    rules: &Rules,
    document: &dyn Fn(&str) -> Document,
) -> (usize, Vec<Lost>) {
    let world = &knowledge.world;
    let states = world.states.iter().map(|row| (format!("state:{}", row.code), &row.names));
    let places = world.places.iter().map(|row| (format!("place:{}", row.name), &row.names));
    let organizations =
        world.organizations.iter().map(|row| (format!("organization:{}", row.name), &row.names));
    let people = world.people.iter().map(|row| (format!("person:{}", row.id), &row.names));
    let (mut tried, mut lost) = (0, Vec::new());
    for (id, names) in states.chain(places).chain(organizations).chain(people) {
        for name in names {
            if knowledge.names.ambiguous.iter().any(|row| row.name.eq_ignore_ascii_case(name)) {
                continue;
            }
            tried += 1;
            let text = format!("({name})");
            let (mentions, _) = mention::find(&document(&text), None, &rules.mention);
            // A common noun before a proper name (the party of a name) is no part of the mention.
            let whole = Span::new(1, 1 + name.len());
            let fits = |mention: &Mention| {
                let same = mention.id.as_deref() == Some(id.as_str());
                mention.span == whole && mention.id.is_some() || mention.span.end == whole.end && same
            };
            if !mentions.iter().any(fits) {
                let found: Vec<String> = mentions.iter().map(|mention| show(mention, &text)).collect();
                lost.push(Lost { id: id.clone(), name: name.clone(), found: found.join("; ") });
            }
        }
    }
    (tried, lost)
}

fn show(mention: &Mention, text: &str) -> String {
    format!("[{}] {}", mention.span.of(text), mention.name)
}
