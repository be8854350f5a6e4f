//! Links: parts of names to the people of the document whom they mean.
//!
//! In: the atoms, and the cast that a first reading gave. Out: atoms with their figures.

use std::collections::HashMap;

use biennien_model::Document;

use super::atoms::Atom;
use super::cast::Cast;
use super::lexicon::Entry;
use super::syllable::Keys;
use super::{Rules, surname};

/// Gives names whose title decided who is meant their figure.
pub(crate) fn decide(atoms: &mut [Atom], cast: &mut Cast) {
    for (token, figure) in std::mem::take(&mut cast.decided) {
        let index = atoms.partition_point(|atom| atom.tokens.start < token);
        if let Some(atom) = atoms.get_mut(index).filter(|atom| atom.tokens.start == token) {
            atom.figure = Some(figure);
        }
    }
}

/// Gives capitals that name somebody of the cast their figure.
pub(crate) fn link(document: &Document, atoms: &mut [Atom], keys: &Keys, cast: &Cast, rules: &Rules) {
    let mut last: HashMap<usize, usize> = HashMap::new();
    for index in 0..atoms.len() {
        if let Some(figure) = atoms[index].figure {
            last.insert(figure, index);
            continue;
        }
        let tokens = atoms[index].tokens.clone();
        let parts = keys.words(tokens);
        let known = atoms[index].entries.iter().find_map(|entry| match entry {
            Entry::Person(row) | Entry::ShortPerson(row) => Some(*row),
            _ => None,
        });
        let figures = cast.named(&parts);
        if let Some(figure) = surname::namesake(&atoms[index], &parts, figures, cast) {
            atoms[index].figure = Some(figure);
            last.insert(figure, index);
            continue;
        }
        if let Some(row) = known {
            if let Some(&figure) = figures.iter().find(|figure| cast.figures[**figure].row == Some(row)) {
                last.insert(figure, index);
            }
            continue;
        }
        let titled = atoms[index].entries.iter().any(|entry| matches!(entry, Entry::TitledPerson(_)));
        if !(atoms[index].is_unknown() || titled) {
            continue;
        }
        let before = index.checked_sub(1).map(|before| &atoms[before]);
        let before = before.filter(|before| before.tokens.end == atoms[index].tokens.start);
        let gender = before.and_then(|before| rules.gender(before));
        let fits = |figure: &&usize| {
            let own = cast.figures[**figure].gender.as_deref();
            gender.is_none() || own.is_none() || own == gender
        };
        // The one met last before here, or else the first of the document.
        let nearest = figures
            .iter()
            .filter(fits)
            .max_by_key(|figure| (last.get(figure).copied(), std::cmp::Reverse(**figure)));
        let Some(&figure) = nearest else { continue };
        let after_title = before.is_some_and(|before| {
            rules.is_honorific(before) || before.entries.iter().any(|entry| matches!(entry, Entry::Office(_)))
        });
        let plain = parts.len() == 1 && parts[0].chars().count() < 4;
        if plain && !after_title && !is_paired(document, atoms, index) {
            continue;
        }
        atoms[index].figure = Some(figure);
        last.insert(figure, index);
    }
}

/// True when a dash joins the atom with a person ("Trump - Kim").
fn is_paired(document: &Document, atoms: &[Atom], index: usize) -> bool {
    let dash = |token: usize| {
        let token = document.tokens.get(token);
        token.is_some_and(|token| matches!(token.span.of(&document.text), "-" | "–"))
    };
    let person = |atom: &Atom| {
        let known = |entry: &Entry| matches!(entry, Entry::Person(_) | Entry::ShortPerson(_));
        atom.figure.is_some() || atom.entries.iter().any(known)
    };
    let tokens = &atoms[index].tokens;
    let before = index.checked_sub(1).map(|before| &atoms[before]);
    let before = before.filter(|before| before.tokens.end + 1 == tokens.start && dash(before.tokens.end));
    let after = atoms.get(index + 1);
    let after = after.filter(|after| tokens.end + 1 == after.tokens.start && dash(tokens.end));
    before.is_some_and(person) || after.is_some_and(person)
}
